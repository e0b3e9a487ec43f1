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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from sqlalchemy import create_engine

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
    admin = create_engine(database.dialect(url), isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        for setting in _HURRIED:
            conn.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        conn.exec_driver_sql("SELECT pg_reload_conf()")
    admin.dispose()
    return url, folder


@contextmanager
def fresh_hub(server: str, folder: Path, *, empty: bool = False) -> Iterator[Hub]:
    """A hub on a database of its own, migrated."""
    name = f"hub{os.getpid()}_{next(_names)}"
    template = "template0" if empty else _template(server)
    admin = create_engine(database.dialect(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    url = server.replace("/postgres?", f"/{name}?")
    hub = (
        Hub(create_engine(database.dialect(url)), load(folder), folder / name)
        if empty
        else open_hub(folder / name, url)
    )
    try:
        yield hub
    finally:
        hub.engine.dispose()
        with admin.connect() as conn:
            conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()
        shutil.rmtree(folder / name, ignore_errors=True)


def _template(server: str) -> str:
    """A migrated database to copy: a copy takes 20 ms, migrations 300."""
    admin = create_engine(database.dialect(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        there = conn.exec_driver_sql("SELECT 1 FROM pg_database WHERE datname = 'migrated'").scalar()
        if not there:
            conn.exec_driver_sql("CREATE DATABASE migrated")
    if not there:
        database.migrate(server.replace("/postgres?", "/migrated?"))
    admin.dispose()
    return "migrated"


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


@contextmanager
def listening(hub: Hub) -> Iterator[str]:
    """The hub's application on a real socket of this machine; its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(hub), http=Patient, log_level="error", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = threading.Thread(target=server.run, args=([taken],))
        thread.start()
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
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
