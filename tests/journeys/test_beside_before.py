"""An earlier program and this one beside each other: each kind of laptop at each kind of hub, on a stick, in a hall.

Long, and asked for: SAMARTH_BEFORE names a checkout of the earlier program (``git worktree add ../before bb3d3a2``).
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.process_harness import AREA, WORDS, free_port, ground

BEFORE = os.environ.get("SAMARTH_BEFORE", "")
NOW = str(Path(__file__).parents[2])
pytestmark = pytest.mark.skipif(not BEFORE, reason="SAMARTH_BEFORE names no checkout of the earlier program")


class Program:
    """One of the two programs, run in processes of its own."""

    def __init__(self, checkout: str, **environment: str) -> None:
        self.checkout = checkout
        self.environment = {**os.environ, "PYTHONPATH": checkout, **environment}

    def command(self, module: str, *words: str) -> list[str]:
        return [sys.executable, "-m", module, *words]

    def run(self, module: str, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(module, *words), cwd=self.checkout, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done


@contextmanager
def hub_of(checkout: str, folder: Path) -> Iterator[tuple[str, str, str]]:
    """A hub of one of the programs; its address and a code for each of two laptops."""
    program, port = Program(checkout), str(free_port())
    serve = program.command("samarth_desktop.hub", "serve", "--data", str(folder), "--port", port)
    going = subprocess.Popen(serve, cwd=checkout, env=program.environment, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    try:
        assert going.stdout.readline().startswith("http")
        asked = ("code", "--data", str(folder), "--json", "--name", "Asha", "--role", "coordinator", "--area", AREA)
        codes = [json.loads(program.run("samarth_desktop.hub", *asked).stdout)["code"] for _ in range(2)]
        yield f"http://127.0.0.1:{port}", *codes
    finally:
        going.terminate()
        going.wait(30)
        going.stdout.close()


class Laptop(Program):
    def __init__(self, checkout: str, folder: Path, name: str) -> None:
        config = {"SAMARTH_CONFIG": str(folder / f"{name}-config"), "SAMARTH_CACHE": str(folder / f"{name}-cache")}
        super().__init__(checkout, SAMARTH_PASSPHRASE=WORDS, **config)
        self.name, self.data, self.folder = name, folder / name, folder
        self.says("init", "--name", name, "--area", AREA)

    def says(self, *words: str, code: int = 0) -> dict:
        return json.loads(self.run("samarth_desktop", *self.asked(*words), code=code).stdout or "{}")

    def asked(self, *words: str) -> list[str]:
        return ["--data", str(self.data), "--lang", "en", "--json", *words]

    def registers(self, *names: str) -> None:
        file = self.folder / f"{self.name}-{len(names)}{names[0]}.csv"
        with file.open("w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["name_en", "relation", "relative_en", "state", "district", "village"])
            rows.writerows([name, "father", "Ram", "9", "164", "Rampur"] for name in names)
        self.says("import", "artisans", str(file))

    def people(self) -> list[str]:
        file = self.folder / f"{self.name}-out.csv"
        self.run("samarth_desktop", *self.asked("export", "artisans", str(file)))
        with file.open(encoding="utf-8-sig", newline="") as held:
            return sorted(f"{row['registration']} {row['name_en']}" for row in csv.DictReader(held))

    def sync(self) -> None:
        said = self.says("sync")
        assert not said.get("refused"), said


@pytest.mark.parametrize("checkout", [BEFORE, NOW], ids=["hub of then", "hub of now"])
def test_both_programs_sync_with_either_hub_and_on_a_stick(checkout: str) -> None:
    folder = ground()
    with hub_of(checkout, folder / "hub") as (url, one, other):
        then, now = Laptop(BEFORE, folder, "then"), Laptop(NOW, folder, "now")
        then.says("enrol", url, one), now.says("enrol", url, other)
        then.registers("Sita", "Gita"), now.registers("Meera", "Radha", "Chameli")
        then.sync(), now.sync(), then.sync()
        assert len(now.people()) == 5 and then.people() == now.people()
        then.registers("Kamla"), now.registers("Vimla")
        for laptop, carrier in ((then, now), (now, then)):
            stick = str(folder / f"{laptop.name}.parcel")
            laptop.says("parcel", "write", stick)
            carrier.says("parcel", "read", stick)
        then.sync(), now.sync(), then.sync(), now.sync()
        assert len(now.people()) == 7 and then.people() == now.people()


def test_in_a_hall_each_side_is_told_what_to_do() -> None:
    folder = ground()
    with hub_of(NOW, folder / "hub") as (url, one, other):
        then, now = Laptop(BEFORE, folder, "then"), Laptop(NOW, folder, "now")
        then.says("enrol", url, one), now.says("enrol", url, other)
        for host, guest in ((then, now), (now, then)):
            serve = host.command("samarth_desktop", *host.asked("hall", "serve"))
            going = subprocess.Popen(serve, cwd=host.checkout, env=host.environment, text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
            address = f"http://127.0.0.1:{going.stdout.readline().strip().rpartition(':')[2]}"
            asked = guest.asked("hall", "visit", address)
            done = subprocess.run(guest.command("samarth_desktop", *asked), cwd=guest.checkout, env=guest.environment,
                                  capture_output=True, text=True)  # fmt: skip
            going.terminate()
            _, told = going.communicate(timeout=30)
            assert done.returncode != 0
            said = done.stdout + done.stderr + told
            assert "Install the newest version there" in said and "stick" in said and "Traceback" not in said
