"""A real Citus cluster on this computer for the long check: a coordinator and two workers, each a PostgreSQL of its own.

Nothing of it ships. It runs where the Citus extension is installed for the PostgreSQL that `pg_config` names (from a
package, or from its source: ``./configure && make install``).
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import psutil
import psycopg

from tests.journeys.process_harness import free_port

OWNER = "hub"
_SETTINGS = """
shared_preload_libraries = 'citus'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
fsync = off  # nodes are killed here, never the computer
"""


@cache
def place(what: str) -> Path | None:
    """A folder of the installed PostgreSQL (`bindir`, `pkglibdir`), None where there is none."""
    told = shutil.which("pg_config")
    if told is None:
        return None
    return Path(subprocess.run([told, f"--{what}"], capture_output=True, text=True, check=True).stdout.strip())


def missing() -> str:
    """Why no cluster can run here, "" where one can."""
    libraries = place("pkglibdir")
    if libraries is None or not (libraries / "citus.so").exists():
        return "the Citus extension is not installed for the PostgreSQL of pg_config"
    return ""


class Node:
    """One PostgreSQL with Citus; may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        # PostgreSQL refuses to run as root; its package has made a user for it.
        self._user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        folder.parent.mkdir(exist_ok=True)
        if self._user:
            shutil.chown(folder.parent, **self._user)
        self._run("initdb", "--username", OWNER, "--auth", "trust", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8")
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS.format(port=self.port))
        self.start()
        with self.connect("postgres") as conn:
            conn.execute(f"CREATE DATABASE {OWNER}")
        with self.connect() as conn:
            conn.execute("CREATE EXTENSION citus")

    def connect(self, database: str = OWNER) -> psycopg.Connection:
        return psycopg.connect(self.url(database), autocommit=True)

    def url(self, database: str = OWNER) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "--silent", "--log", self.folder / "said")

    def kill(self) -> None:
        """As if its machine lost its power."""
        self._run("pg_ctl", "stop", "--mode", "immediate")

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """As if its machine stood still: lines stay open, and nothing is said on them."""
        main = psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))
        still = [main]
        main.suspend()
        for one in main.children():
            one.suspend()
            still.append(one)
        try:
            yield
        finally:
            for one in reversed(still):
                one.resume()

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):  # it was killed
            self._run("pg_ctl", "stop", "--mode", "fast")

    def _run(self, program: str, *words: object) -> None:
        bin_ = place("bindir")
        assert bin_
        command = [bin_ / program, "--pgdata", self.folder, *words]
        home = {**os.environ, "HOME": str(self.folder.parent)}  # nodes look there for keys to call each other with
        subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, cwd="/", env=home, **self._user)


class Cluster:
    """The coordinator, which holds the tables that are everywhere too, and the workers, which hold the areas."""

    def __init__(self, folder: Path) -> None:
        self.coordinator = Node(folder / "coordinator")
        self.workers = [Node(folder / f"worker{n}") for n in (1, 2)]
        with self.coordinator.connect() as conn:
            conn.execute("SELECT citus_set_coordinator_host('127.0.0.1', %s)", [self.coordinator.port])
            for worker in self.workers:
                conn.execute("SELECT citus_add_node('127.0.0.1', %s)", [worker.port])

    def spread(self, script: Path) -> None:
        """Runs a script as its first lines say."""
        words = ["psql", self.coordinator.url(), "-v", "ON_ERROR_STOP=1", "-q", "-X", "-o", os.devnull, "-f", script]
        subprocess.run(
            list(map(str, words)), check=True, env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        )

    def of_area(self, area: str) -> Node:
        """The worker on which an area lies."""
        question = """SELECT nodeport FROM citus_shards
            WHERE table_name = 'op'::regclass AND shardid = get_shard_id_for_distribution_column('op', %s::text)"""
        with self.coordinator.connect() as conn:
            (port,) = conn.execute(question, [area]).fetchone()
        return next(worker for worker in self.workers if worker.port == port)

    def stop(self) -> None:
        for node in (*self.workers, self.coordinator):
            node.stop()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A cluster of three nodes, ended with the block."""
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.stop()
