"""Tells other programs of this computer that a hub serves a folder, where, and lets them end it as SIGTERM would.

Windows has no signal that ends a program gently, so whoever may read the hub's folder asks over a line of this computer
(a pipe, or a socket file) that only the secret in that folder opens.
"""

import contextlib
import json
import os
import secrets
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

from samarth_desktop.hub.auth import keys

FILE = "serving.json"
PATIENCE_S = 60.0
"""How long `stop` waits: requests under way are finished and the database is closed."""
_STOP = b"stop"
_AWAY = (OSError, EOFError, ValueError, KeyError)
"""What tells that nobody serves: no file, one of a hub that was killed, or a line that nobody answers."""


@dataclass(frozen=True)
class Running:
    """A hub that serves: its address, as printed, and its process."""

    address: str
    pid: int


@contextlib.contextmanager
def told(folder: Path, address: str) -> Iterator[None]:
    """Others of this computer find this hub at `address` until the block ends."""
    secret = secrets.token_bytes(32)
    file = folder / FILE
    with Listener(authkey=secret) as listener:
        pid = str(os.getpid())
        about = {"address": address, "pid": pid, "line": str(listener.address), "secret": secret.hex()}
        keys.written(folder, FILE, about).replace(file)
        threading.Thread(target=_answer, args=(listener,), daemon=True, name="told").start()
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def find(folder: Path) -> Running | None:
    """The hub that serves this folder now, None where none does."""
    with contextlib.suppress(*_AWAY), _line(folder) as (_, running):
        return running
    return None


def stop(folder: Path) -> bool:
    """Ends the hub that serves this folder and waits for its end; False where none serves or it does not end."""
    try:
        with _line(folder) as (line, _):
            line.send_bytes(_STOP)
            return line.poll(PATIENCE_S) and _closed(line)
    except _AWAY:
        return False


@contextlib.contextmanager
def _line(folder: Path) -> Iterator[tuple["Connection[bytes, bytes]", Running]]:
    about = json.loads((folder / FILE).read_text("utf-8"))
    with Client(about["line"], authkey=bytes.fromhex(about["secret"])) as line:
        yield line, Running(str(about["address"]), int(about["pid"]))


def _closed(line: "Connection[bytes, bytes]") -> bool:
    """A line whose other process has ended is at its end; that process says nothing before."""
    try:
        line.recv_bytes()
    except (OSError, EOFError):
        return True
    return False


def _answer(listener: Listener) -> None:
    """Takes lines as long as the process lives: each is held open, so that its end tells of ours."""
    held: list[Connection[bytes, bytes]] = []
    while True:
        try:
            line = listener.accept()
        except OSError:
            return  # the listener was closed
        except Exception:  # noqa: S112 - somebody without the secret
            continue
        held.append(line)
        threading.Thread(target=_heed, args=(line,), daemon=True, name="told-line").start()


def _heed(line: "Connection[bytes, bytes]") -> None:
    with contextlib.suppress(OSError, EOFError):
        if line.recv_bytes(16) == _STOP:
            signal.raise_signal(signal.SIGTERM)
