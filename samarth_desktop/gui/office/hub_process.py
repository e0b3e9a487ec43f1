"""The hub of a folder as a process of its own, spoken to as anybody would: by its commands and by HTTP.

Everything here waits for that process, so it runs on a lane, never in the window's thread. A hub that was started goes
on when the window ends.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

PORT = 8440
LOG = "hub.log"
LITTLE_ROOM = 1024**3
"""Bytes: below so much free space the window warns."""
_ADDRESS = "address.txt"
_SETTINGS = "office.json"
_START_S, _COMMAND_S, _PAUSE_S = 960.0, 600.0, 0.2
"""Seconds; a start waits longer than the hub waits for a database that a power cut ended."""
_MOST = 10_000
"""Bytes of an answer that are read."""
_LOG_AT_MOST = 5_000_000


@dataclass(frozen=True)
class Health:
    """How the hub is: ``off``, ``on``, ``database`` (it answers, its database does not) or ``silent`` (its process
    lives and does not answer); the bytes that are free on its disk; marks that change when a laptop joined and when one
    was heard, "" where the hub says none."""

    state: str
    free: int
    laptops: str = ""
    heard: str = ""


class HubProcess:
    """The hub whose data lie in `folder`. `language` is that of its sentences."""

    def __init__(self, folder: Path, language: str = "hi") -> None:
        self.folder, self.language = folder, language
        self._started: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """Where laptops reach this hub; kept in its folder."""
        try:
            found = json.loads((self.folder / _SETTINGS).read_text("utf-8"))["port"]
        except (OSError, ValueError, KeyError, TypeError):
            return PORT
        return found if isinstance(found, int) and 0 < found < 65536 else PORT

    def keep_port(self, port: int) -> None:
        """For the next start. Raises KnownError where the folder cannot be written."""
        self._make_folder()
        try:
            (self.folder / _SETTINGS).write_text(json.dumps({"port": port}), "utf-8")
        except OSError as error:
            raise KnownError(_not_written(self.folder, error)) from error

    def address(self) -> str:
        """The address of the hub that serves this folder, "" where none does."""
        done = self._run("running", "--json")
        try:
            return str(json.loads(done.stdout)["address"])
        except (ValueError, KeyError):
            return ""

    def start(self, port: int) -> str:
        """Starts the hub for the computers of this network; gives its address once it answers. Raises KnownError with
        what the hub says where it does not start: the port is taken, the disk is full, its database is broken."""
        self.keep_port(port)
        said, log = self.folder / _ADDRESS, self.folder / LOG
        words = ["serve", "--host", "0.0.0.0", "--port", str(port)]  # noqa: S104 - laptops of this network are meant
        try:
            if log.exists() and log.stat().st_size > _LOG_AT_MOST:
                log.replace(log.with_suffix(".before.log"))
            with said.open("wb") as out, log.open("ab") as errors:
                before = errors.tell()
                started = subprocess.Popen(
                    self._words(*words), stdin=subprocess.DEVNULL, stdout=out, stderr=errors, **_apart()
                )
        except OSError as error:
            raise KnownError(_not_written(self.folder, error)) from error
        self._started = started
        until = time.monotonic() + _START_S
        while time.monotonic() < until:
            if line := said.read_text("utf-8").strip():
                return line
            if started.poll() is not None:
                break
            time.sleep(_PAUSE_S)
        self._started = None
        if started.poll() is None:
            started.kill()
        raise KnownError(_ended(started.returncode, log, before))

    def stop(self) -> None:
        """Ends the hub tidily. Raises KnownError where it goes on all the same."""
        if self._run("stop").returncode and self.address():
            raise KnownError(T("The hub does not end. Start this computer again, then it has ended."))
        if self._started is not None:
            self._started.wait(_START_S)
        self._started = None

    def health(self, address: str) -> Health:
        """How the hub at `address` is, and how much room its disk has. "" is a hub that is off."""
        free = shutil.disk_usage(next(one for one in (self.folder, *self.folder.parents) if one.exists())).free
        if not address or (self._started is not None and self._started.poll() is not None):
            return Health("off", free)
        try:
            with urllib.request.urlopen(f"{near(address)}/health?laptops", timeout=10) as answer:  # noqa: S310 - http of our own making
                said = json.loads(answer.read(_MOST))
            return Health("on", free, str(said.get("laptops", "")), str(said.get("heard", "")))
        except urllib.error.HTTPError:
            return Health("database", free)
        except (OSError, ValueError):
            return Health("silent" if self.address() else "off", free)

    def ask(self, *words: str) -> Any:
        """What a command prints as JSON. Raises KnownError with the hub's own sentence."""
        done = self._run(*words, "--json")
        try:
            if done.returncode == 0:
                return json.loads(done.stdout)
        except ValueError:
            pass
        raise KnownError(_said(done))

    def tell(self, *words: str) -> str:
        """Runs a command; gives what it prints. Raises KnownError with the hub's own sentence."""
        done = self._run(*words)
        if done.returncode:
            raise KnownError(_said(done))
        return done.stdout.strip()

    def _words(self, *words: str) -> list[str]:
        return [*program(), *words, "--data", str(self.folder), "--lang", self.language]

    def _run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        try:
            return subprocess.run(
                self._words(*words),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_COMMAND_S,
                creationflags=_no_window(),
            )
        except subprocess.TimeoutExpired as late:
            raise KnownError(T("The hub does not answer. Start this computer again.")) from late
        except OSError as error:
            raise KnownError(_not_written(Path(program()[0]), error)) from error

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError(_not_written(self.folder, error)) from error


def program() -> list[str]:
    """The words that run ``samarth-hub``: beside the installed window, or with Python from the same source."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.with_name("samarth-hub" + here.suffix))]
    return [sys.executable, "-m", "samarth_desktop.hub"]


def near(address: str) -> str:
    """An address as this computer itself calls it."""
    return address.replace("//0.0.0.0:", "//127.0.0.1:")


def for_laptops(address: str) -> str:
    """An address as the laptops of this network call it: of the interface that reaches a private network. Nothing is
    sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
            here = str(probe.getsockname()[0])
        except OSError:
            here = socket.gethostname()
    return address.replace("//0.0.0.0:", f"//{here}:")


def _apart() -> dict[str, Any]:
    """So that the hub goes on when the window or its terminal ends."""
    if os.name == "nt":
        return {"creationflags": _no_window() | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def _no_window() -> int:
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def _ended(code: int | None, log: Path, before: int) -> Text:
    """Why the hub ended: its own sentence, or where its last words stand."""
    if code == 2:
        with log.open("rb") as stream:
            stream.seek(before)
            lines = stream.read().decode("utf-8", "replace").strip().splitlines()
        if lines:
            return T("The hub says: {sentence}", sentence=lines[-1])
    return T("The hub did not start. What it said last stands in {log}; send it to who helps you.", log=str(log))


def _said(done: "subprocess.CompletedProcess[str]") -> Text:
    lines = done.stderr.strip().splitlines()
    if done.returncode in (1, 2) and lines and not lines[-1].startswith((" ", "Traceback")) and len(lines) < 4:
        return T("The hub says: {sentence}", sentence=lines[-1])
    return T("This did not work: the hub said nothing that helps. Start it again, then try once more.")


def _not_written(path: Path, error: OSError) -> Text:
    return T("{file} cannot be used: {why}", file=str(path), why=error.strerror or str(error))
