"""Laptops and a hub for the sync's journeys: real processes where one is killed or serves, and what they hold in the end."""

import contextlib
import hashlib
import json
import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.cli.main import main
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.__main__ import main as hub_main
from samarth_desktop.hub.admin import database
from samarth_desktop.hub.auth import auth
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import op_of
from samarth_desktop.store.folder import vault
from samarth_desktop.store.store import Store
from samarth_desktop.sync import identity, wire
from tests import postgres_fixture
from tests.journeys import in_process
from tests.store.people import artisan

WORDS = "four plain old words"
AREA = "9/164"


def ground() -> Path:
    """A folder that PostgreSQL's own user may enter, when the tests run as root (pytest's folders are closed)."""
    folder = Path(tempfile.mkdtemp(prefix="road-"))
    folder.chmod(0o755)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def as_slow_as_the_hub() -> Iterator[None]:
    """For a code that is made in this process and used at a hub in a process of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auth, "COST", postgres_fixture.FULL_COST)
        yield


class HubProcess:
    """`samarth-hub serve` in a process of its own; may be killed and started again on the same port."""

    def __init__(self, folder: Path, workers: int = 1, database: str = "") -> None:
        self.folder, self.port, self.workers = folder, free_port(), workers
        self.where = ["--data", str(folder), *(["--database", database] if database else [])]
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> "HubProcess":
        command = [sys.executable, "-m", "samarth_desktop.hub", "serve", *self.where]
        command += ["--port", str(self.port), "--workers", str(self.workers)]
        with (self.folder.parent / "hub.log").open("a") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout.readline().startswith("http://127.0.0.1:")
        return self

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self.process.stdout.close()
        return code

    def code(self, *areas: str) -> str:
        words = ["code", *self.where, "--json", "--name", "Asha", "--role", "coordinator", "--area", *areas]
        with as_slow_as_the_hub():
            done = in_process.run(hub_main, words, os.environ)
        assert done.returncode == 0, done.stderr
        return str(json.loads(done.stdout)["code"])


# Children are forked from a process that has everything imported, so that kills hit work and not the start.
_PROCESSES = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
_PROCESSES.set_forkserver_preload(
    ["tests.journeys.process_harness", "samarth_desktop.sync.client", "samarth_desktop.actions.exchange.sync"]
)


def sync_in_child(folder: Path, environment: dict[str, str], keys: vault.Keys) -> None:
    """One sync of a laptop; leaves 0 when everything was sent."""
    os.environ.update(environment)
    with Store.open(folder, keys) as store, contextlib.suppress(KnownError):
        sys.exit(1 if sync.sync_now(Session(store, "Asha")).left else 0)
    sys.exit(2)


class LaptopProcess:
    """A data folder, and `samarth-desktop` run on it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.keys: vault.Keys | None = None
        self.environment = os.environ | {
            "SAMARTH_PASSPHRASE": WORDS,
            "SAMARTH_CONFIG": str(folder / f"{name}-config"),
            "SAMARTH_CACHE": str(folder / "cache"),
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One call, in this process."""
        return in_process.run(main, self.command(*words)[3:], self.environment)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "samarth_desktop", "--data", str(self.folder), "--lang", "en", "--json", *words]

    def sync_killed_after(self, seconds: float) -> bool:
        """Starts a sync in a process of its own and kills it (SIGKILL); True when it was done before."""
        if self.keys is None:
            self.keys = vault.open_with_passphrase(self.folder, WORDS)
        process = _PROCESSES.Process(target=sync_in_child, args=(self.folder, self.environment, self.keys))
        process.start()
        process.join(seconds)
        done = process.exitcode == 0
        process.kill()
        process.join()
        process.close()
        return done

    @contextlib.contextmanager
    def session(self) -> Iterator[object]:
        """The folder opened in this process, by the laptop's own configuration."""
        with in_process.only(self.environment):
            session = opening.open_with_passphrase(self.folder, WORDS)
            try:
                yield session
            finally:
                session.store.close()

    def fill(self, people: int, photos: int, photo_bytes: int) -> None:
        """Registers people, the first of them with photos."""
        made = random.Random(people)
        with self.session() as session:
            for first in range(0, people, 500):
                with session.store.unit_of_work() as unit:
                    batch = [
                        artisan(name_en=f"Person {n}", mobile="9876543210")
                        for n in range(first, min(first + 500, people))
                    ]
                    saved = unit.save_all(batch, "Asha")
                    for record in saved[: max(0, photos - first)]:
                        unit.keep_blob(made.randbytes(photo_bytes), record.id)
                    unit.commit()

    def speaks_to(self, url: str) -> None:
        """The hub's address from now on (a slow line's)."""
        with self.session() as session:
            log = sync.log_of(session)
            state = json.loads(log.get(identity.STATE))
            log.put({identity.STATE: json.dumps({**state, "url": url})})

    def checksums(self) -> dict[str, str]:
        """By area, a hash over every operation that is held."""
        with self.session() as session, session.store.read() as reader:
            lines: dict[str, list[bytes]] = {}
            for row in reader.connection.execute(select(tables.op)):
                op = op_of(row)
                lines.setdefault(op.area, []).append(f"{op.device} {op.n} ".encode() + wire.line_of(op))
        return {area: _hash(of_area) for area, of_area in lines.items()}


def hub_checksums(folder: Path) -> dict[str, str]:
    """The same of the hub's log."""
    engine = create_engine(database.dialect(database.embedded(folder / "postgres")))
    lines: dict[str, list[bytes]] = {}
    with engine.connect() as conn:
        for row in conn.execute(select(t.op)):
            lines.setdefault(row.area, []).append(f"{row.device} {row.n} {row.line}".encode())
    engine.dispose()
    return {area: _hash(of_area) for area, of_area in lines.items()}


def hub_photos(folder: Path) -> int:
    """Photos at the hub, each checked against its name."""
    found = [path for path in (folder / "photos").rglob("*") if path.is_file() and path.suffix != ".part"]
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in found)
    return len(found)


def _hash(lines: list[bytes]) -> str:
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


def set_up(folder: Path, hub: HubProcess, url: str, *names: str) -> list[LaptopProcess]:
    """New laptops, enrolled."""
    laptops = [LaptopProcess(folder, name) for name in names]
    for laptop in laptops:
        done = laptop.run("init", "--name", "Asha", "--area", AREA)
        assert done.returncode == 0, done.stderr
        done = laptop.run("enrol", url, hub.code(AREA))
        assert done.returncode == 0, done.stderr
    return laptops
