"""The contract of `samarth-hub`, and of the laptop's commands that speak to it: what serves is a real process."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from samarth_desktop.hub.__main__ import main
from tests import postgres_fixture
from tests.journeys import in_process
from tests.journeys.process_harness import AREA, HubProcess, LaptopProcess, ground, set_up

COUNTS = ["pushed", "pulled", "refused", "conflicts", "photos_sent", "photos_waiting", "waiting", "duplicates"]


def say(*words: object, code: int = 0) -> str:
    """Runs `samarth-hub`; gives stdout, or stderr when it could not run."""
    done = in_process.run(main, [*map(str, words)], os.environ)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = ground()
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[HubProcess]:
    with postgres_fixture.fresh_hub(*postgres_fixture.start_server()) as office:
        made = HubProcess(folder / "hub", database=office.engine.url.render_as_string(hide_password=False)).start()
        yield made
        assert made.stop() == 0


def test_a_refused_second_enrolment_changes_nothing(hub: HubProcess, folder: Path) -> None:
    """Somebody types an old code once more: the laptop goes on syncing with the keys that the hub knows."""
    laptop, url = LaptopProcess(folder, "asha"), f"http://127.0.0.1:{hub.port}"
    assert laptop.run("init", "--name", "Asha", "--area", AREA).returncode == 0
    assert laptop.run("sync").returncode == 2
    code = hub.code("UP/Maharajganj")
    assert laptop.run("enrol", url, "000000000000").returncode == 2
    near = ("enrol", "http://0.0.0.0:1", code)  # of this network by its number; nobody is there
    assert "https" in laptop.run(*near).stderr and "https" not in laptop.run(*near, "--plain").stderr
    assert json.loads(laptop.run("enrol", url, code).stdout)["areas"] == [AREA]
    laptop.fill(3, 0, 0)
    for again in (code, "000000000000"):
        assert laptop.run("enrol", url, again).returncode == 2
    done = laptop.run("sync")
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert list(counts) == COUNTS and counts["pushed"] == 3
    renewed = laptop.run("enrol", url, hub.code(AREA, "9/129"))
    assert json.loads(renewed.stdout)["areas"] == ["9/129", AREA]
    assert laptop.run("sync").returncode == 0
    devices = json.loads(say("--json", *hub.where, "devices"))
    assert datetime.fromisoformat(devices[0]["synced"]).utcoffset() is not None
    assert "T" in devices[0]["enrolled"] and devices[0]["revoked"] == ""


def test_a_laptop_fetches_from_another_in_a_hall(hub: HubProcess, folder: Path) -> None:
    """The one serves until SIGTERM and prints one line, its address; the other visits it: both hold the same."""
    host, guest = set_up(folder, hub, f"http://127.0.0.1:{hub.port}", "host", "guest")
    host.fill(3, 0, 0)
    serve = host.command("hall", "serve")
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=host.environment) as door:
        try:
            done = guest.run("hall", "visit", door.stdout.readline().strip())
        finally:
            door.send_signal(signal.SIGTERM)
        assert door.wait(30) == 0 and door.stdout.read() == ""
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pulled"] >= 3
    assert guest.checksums() == host.checksums() != {}


def test_what_the_hub_cannot_do_is_told_in_a_sentence(hub: HubProcess, folder: Path) -> None:
    for area in ("UK/1", "27/164", "99"):
        assert "area" in say("code", *hub.where, "--name", "A", "--role", "office", "--area", area, code=2)
    assert "ZZZZZZ" in say("devices", "revoke", "ZZZZZZ", *hub.where, code=2)
    assert "nowhere" in say("backup", folder / "nowhere" / "hub.bak", *hub.where, code=2)
    assert "none.pem" in say("serve", "--data", folder / "other", "--tls-cert", "none.pem", "--tls-key", "x", code=2)
    assert str(hub.port) in say("serve", *hub.where, "--port", hub.port, code=2)
