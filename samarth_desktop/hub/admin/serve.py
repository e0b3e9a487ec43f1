"""Running the hub: one process that starts the database and binds the port, and the workers that answer."""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from samarth_desktop.errors import KnownError
from samarth_desktop.hub.admin import database, program, running
from samarth_desktop.hub.app import create_app
from samarth_desktop.hub.context import open_hub
from samarth_desktop.i18n import T

_FOLDER, _HOST, _WORKERS = "SAMARTH_HUB_FOLDER", "SAMARTH_HUB_HOST", "SAMARTH_HUB_WORKERS"


@dataclass(frozen=True)
class Settings:
    """What `serve` was told. `database` is empty for the embedded one; `public_host` is the name in QR codes."""

    folder: Path
    host: str
    port: int
    database: str = ""
    workers: int = 1
    tls_cert: str = ""
    tls_key: str = ""
    public_host: str = ""


def worker() -> FastAPI:
    """The application of one worker process; its folder and database stand in the environment."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    told = os.environ
    hub = open_hub(Path(told[_FOLDER]), told[database.URL], told[_HOST], int(told[_WORKERS]), patient=False)
    return create_app(hub)


def serve(settings: Settings) -> None:
    """Runs until SIGTERM or Ctrl-C; prints one line with the address once it answers."""
    from uvicorn import Config, Server
    from uvicorn.supervisors import Multiprocess

    from samarth_desktop.hub.web.server import Patient

    # uvicorn raises the signal again when it has ended; by default that would kill us before the database is stopped.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: sys.exit(0))
    _bind(settings.host, settings.port).close()  # a port that is taken is said before the database is waited for
    url = settings.database or database.embedded(settings.folder / "postgres")
    database.migrate(url)
    os.environ |= {_FOLDER: str(settings.folder), database.URL: url, _HOST: settings.public_host}
    os.environ[_WORKERS] = str(settings.workers)
    _many_lines()
    listening = _bind(settings.host, settings.port)
    host, port = listening.getsockname()[:2]
    scheme = "https" if settings.tls_cert else "http"
    config = Config(
        "samarth_desktop.hub.admin.serve:worker",
        factory=True,
        host=host,
        port=port,
        http=Patient,
        workers=settings.workers,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
        server_header=False,
    )
    folding = _folder(url)
    ready = threading.Thread(target=_announce, args=(scheme, host, port), daemon=True)
    ready.start()
    # The folder of an embedded database is this hub's alone; one that several machines share is nobody's to end here.
    alone = not settings.database
    others = running.told(settings.folder, _url(scheme, host, port)) if alone else contextlib.nullcontext()
    try:
        with others:
            if settings.workers > 1:
                Multiprocess(config, [listening]).run()
            else:
                Server(config).run([listening])
    finally:
        folding.terminate()
        folding.wait(30)


def _folder(url: str) -> "subprocess.Popen[str]":
    """The process that folds, beside the workers; it gets the database's URL where no list of processes shows it, and
    ends when this process does, however that ends."""
    started = subprocess.Popen([*program.words(), "follow"], stdin=subprocess.PIPE, text=True)
    assert started.stdin
    started.stdin.write(url + "\n")
    started.stdin.flush()  # it stays open: its end tells the other process that we are gone
    return started


def _many_lines() -> None:
    """Lets this process and its workers hold as many lines open as the system allows: a crowd must not use them up."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows, where there is no such limit

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _bind(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
    except OSError as taken:
        raise KnownError(T("The hub cannot use {host}:{port}. Choose another port.", host=host, port=port)) from taken
    listening.set_inheritable(True)
    return listening


def _announce(scheme: str, host: str, port: int) -> None:
    import ssl

    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    url = _url(scheme, near, port)
    unchecked = ssl._create_unverified_context()  # noqa: S323 - our own socket; the certificate names the public host
    while True:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5, context=unchecked if scheme == "https" else None):  # noqa: S310 - http(s) of our own making
                break
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    sys.stdout.write(_url(scheme, host, port) + "\n")
    sys.stdout.flush()


def _url(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"
