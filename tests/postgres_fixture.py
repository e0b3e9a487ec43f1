"""A real PostgreSQL for the tests: started once per session, a fresh database for each hub."""

import asyncio
import atexit
import functools
import itertools
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg
import uvicorn
from sqlalchemy import Engine, create_engine

from samarth_desktop.hub.admin import database
from samarth_desktop.hub.app import create_app
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.auth.keys import load
from samarth_desktop.hub.context import Hub, open_hub
from samarth_desktop.hub.web.server import Patient
from samarth_desktop.sync import identity
from samarth_desktop.sync.client import Outcome, Round
from samarth_desktop.sync.hub_client import HubClient

FULL_COST = auth.COST
"""What a code's hash costs at every hub that is a process of its own; one in this process takes a thousandth."""
_names = itertools.count(1)
_HURRIED = ("fsync", "full_page_writes", "synchronous_commit")
"""What only a power cut needs: no test cuts the power of this machine, and a database is made for each hub of one."""


@functools.cache
def start_server() -> tuple[str, Path]:
    """A PostgreSQL of our own for this process, whose codes are quick from now on; its URL and folder."""
    auth.COST = 8
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # said first, done last: after the server stopped
    url = database.embedded(folder / "pg")
    with _connected(url) as conn:
        for setting in _HURRIED:
            conn.execute(f"ALTER SYSTEM SET {setting} = off")
        conn.execute("SELECT pg_reload_conf()")
    return url, folder


@contextmanager
def fresh_hub(server: str, folder: Path, *, empty: bool = False) -> Iterator[Hub]:
    """A hub on a database of its own, migrated."""
    name = _made(server, "template0") if empty else _migrated(server)
    url = _of(server, name)
    place = folder / f"hub{next(_names)}"
    hub = Hub(create_engine(database.dialect(url)), load(folder), place) if empty else open_hub(place, url)
    _share(hub.engine)
    try:
        yield hub
    finally:
        hub.engine.dispose()
        if empty or not _emptied(server, name):
            with _connected(server) as conn:
                conn.execute(f"DROP DATABASE {name} WITH (FORCE)")
        shutil.rmtree(place, ignore_errors=True)


_FIRST: list[Engine] = []


def _share(engine: Engine) -> None:
    """Statements that were compiled for the first hub of this process serve all others."""
    if not _FIRST:
        with engine.connect():  # its dialect asks PostgreSQL for its version
            _FIRST.append(engine)
    engine.dialect, engine._compiled_cache = _FIRST[0].dialect, _FIRST[0]._compiled_cache


_READY: dict[str, int] = {}
"""Migrated databases without rows, and how often each was used: making and dropping one takes 70 ms, emptying it 10."""
_USES = 20
"""After so many there are more dead rows in it than living ones."""


def _migrated(server: str) -> str:
    """The name of a migrated database without rows."""
    name = next(iter(_READY), "") or _made(server, _template(server))
    _IN_USE[name] = _READY.pop(name, 0) + 1
    return name


_IN_USE: dict[str, int] = {}


def _emptied(server: str, name: str) -> bool:
    """Empties a database for the next hub; False when a test changed more than its rows or it was used enough."""
    uses = _IN_USE.pop(name)
    if uses >= _USES:
        return False
    before, emptying = _template_says(server)
    with _connected(_of(server, name)) as conn:
        conn.execute(_END_OTHERS)
        if conn.execute(_SHAPE).fetchone() != before:
            return False
        conn.execute(emptying)
    _READY[name] = uses
    return True


_SHAPE = "SELECT " + " || ' ' || ".join(
    f"(SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM {catalog})"
    for catalog in ("pg_class", "pg_attribute", "pg_proc", "pg_trigger", "pg_constraint", "pg_namespace")
)
"""Whatever changes a database's tables writes newer rows into these."""
_END_OTHERS = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
_TABLES = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
_RESTART = "SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence"


@functools.cache
def _template_says(server: str) -> tuple[tuple[str, ...], str]:
    """The shape of the migrated database, and what empties all its tables that are empty at the beginning."""
    with _connected(_of(server, _template(server))) as conn:
        tables = [one for (one,) in conn.execute(_TABLES)]
        deleting = [f'DELETE FROM "{one}"' for one in tables if not conn.execute(f'SELECT 1 FROM "{one}"').fetchone()]
        words = ["BEGIN", "SET LOCAL session_replication_role = replica", *deleting, _RESTART, "COMMIT"]
        return conn.execute(_SHAPE).fetchone(), "; ".join(words)


@functools.cache
def _template(server: str) -> str:
    """A migrated database to copy: a copy takes 20 ms, migrations 300."""
    name = _made(server, "template1")
    database.migrate(_of(server, name))
    return name


def _made(server: str, template: str) -> str:
    """The name of a new database."""
    name = f"hub{os.getpid()}_{next(_names)}"
    with _connected(server) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return name


def _of(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


def _connected(url: str) -> psycopg.Connection[Any]:
    """A plain connection: an engine asks a database a dozen things first."""
    return psycopg.connect(url, autocommit=True)


class Inline(httpx.BaseTransport):
    """Calls the hub's application in this process, without a socket. `fault` may lose a request or its answer."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.runner = asyncio.Runner()
        self.fault: Callable[[httpx.Request, bool], None] = lambda request, answered: None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.fault(request, False)
        response = self.runner.run(self._call(request.method, request.url, request.headers, request.read()))
        self.fault(request, True)
        return response

    async def _call(self, method: str, url: httpx.URL, headers: httpx.Headers, body: bytes) -> httpx.Response:
        plain = {k: v for k, v in headers.items() if k not in ("transfer-encoding", "content-length")}
        answer = await self.app.handle_async_request(httpx.Request(method, url, headers=plain, content=body))
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

    def again(self, request: httpx.Request) -> None:
        """The same request once more, its answer thrown away."""
        self.runner.run(self._call(request.method, request.url, request.headers, request.read()))

    def close(self) -> None:
        self.runner.close()


def web(hub: Hub) -> httpx.Client:
    """The hub's application, in process."""
    return httpx.Client(transport=Inline(create_app(hub)), base_url="http://testserver")


class _Listening(uvicorn.Server):
    """Ends once it is told to: the library looks ten times a second whether it shall, and waits a tenth more."""

    loop: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        self.loop, self.told, ticks = asyncio.get_running_loop(), asyncio.Event(), 0
        while not await self.on_tick(ticks):
            ticks += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self.told.wait(), 0.1)

    def end(self) -> None:
        self.should_exit = True
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.told.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.002)
        for server in self.servers:
            await server.wait_closed()


@contextmanager
def listening(hub: Hub) -> Iterator[str]:
    """The hub's application on a real socket of this machine; its address."""
    server = _Listening(uvicorn.Config(create_app(hub), http=Patient, log_level="error", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = threading.Thread(target=server.run, args=([taken],))
        thread.start()
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.end()
        thread.join()


def code(hub: Hub, *areas: str, role: str = "coordinator", person: str = "Asha") -> str:
    with hub.engine.begin() as conn:
        return auth.make_code(conn, person, role, areas)


def hub_client(client: httpx.Client, url: str = "http://testserver") -> HubClient:
    return HubClient(url, client, pause=lambda seconds: None)


def enrol(log: object, client: httpx.Client, hub: Hub, *areas: str, role: str = "coordinator") -> identity.Identity:
    return identity.enrol(log, hub_client(client), code(hub, *areas, role=role))


def sync(log: object, client: httpx.Client) -> Outcome:
    return Round(log, hub_client(client)).run()
