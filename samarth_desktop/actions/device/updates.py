"""A newer version of the program, from the hub or from a stick: looked at, laid ready, started when a person says so.

Nothing here touches the program that runs: an installer that was signed, is newer and for this system lies in a folder
of its own until somebody starts it.
"""

import base64
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from samarth_desktop import __version__, paths
from samarth_desktop.documents.signing import release
from samarth_desktop.documents.signing.release import ENDING, NotTaken, Release
from samarth_desktop.domain.oplog.exchange import OFFERED
from samarth_desktop.i18n import T
from samarth_desktop.store.errors import translate
from samarth_desktop.store.log.exchange import StoreLog

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

_FOLDER = "updates"
Tell = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Update:
    """An installer that may be taken; `ready` is where it lies already."""

    release: Release
    statement: bytes
    ready: Path | None = None


def offered(session: "Session") -> Update | None:
    """What can be installed now: what lies ready here, or what the office offered when this laptop last synced, the
    newer of both; None where neither is newer than this program."""
    said = StoreLog.of(session.store).get(OFFERED)
    statements = [base64.b64decode(said)] if said else []
    for file in _folder().glob(f"*{ENDING}"):
        statements.append(file.read_bytes())
    if not statements:  # as nearly always: what follows loads what the first page needs not
        return None
    known, found = _known(session), list[Update]()
    for statement in statements:
        try:
            one = _fitting(statement, known)
        except NotTaken:
            continue  # the one that is installed by now, or of an office that this laptop left
        there = _folder() / one.name
        whole = there.is_file() and there.stat().st_size == one.size
        found.append(Update(one, statement, there if whole else None))
    return max(found, key=lambda update: (update.release.order, update.ready is not None), default=None)


def fetch(session: "Session", update: Update, tell: Tell = lambda done, total: None) -> Update:
    """Brings it from the hub and lays it ready. `tell` hears bytes done of all. NotTaken where what came is not what
    was signed; KnownError where the hub does not answer: what came by then is not fetched again."""
    from samarth_desktop.sync import updates

    one, part = update.release, _folder() / f"{update.release.sha256}.part"
    with translate(part):
        updates.fetch(StoreLog.of(session.store), one.sha256, one.size, part, tell)
    return _lay_ready(update, part)


def take(file: Path, session: "Session | None" = None) -> Update:
    """Takes an installer from a stick: its file, or the statement that stands beside it. NotTaken with the reason."""
    beside = file if file.name.endswith(ENDING) else file.with_name(file.name + ENDING)
    try:
        with beside.open("rb") as stream:
            statement = stream.read(release.MOST_BYTES + 1)
    except OSError as error:
        text = T("Beside {file} there is no {statement}. Copy both files from the office.",
                 file=file.name, statement=beside.name)  # fmt: skip
        raise NotTaken(text) from error
    one = _fitting(statement, _known(session))
    source, part = beside.with_name(one.name), _folder() / f"{one.sha256}.part"
    release.check_file(one, source)
    with translate(part):
        shutil.copyfile(source, part)
    return _lay_ready(Update(one, statement), part)


def start(update: Update, session: "Session | None" = None) -> bool:
    """Starts the installer that lies ready, after one more look at it; False where a person must do it (:func:`line`).

    NotTaken where the file is not the signed one any more.
    """
    assert update.ready is not None
    release.check_file(_fitting(update.statement, _known(session)), update.ready)
    if sys.platform == "win32":
        subprocess.Popen([str(update.ready)])
        return True
    opener = shutil.which("xdg-open")
    if opener is None or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    subprocess.Popen([opener, str(update.ready)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return True


def line(file: Path) -> str:
    """What a person types to install it: on Windows the file itself, elsewhere for apt."""
    return str(file) if file.suffix == ".exe" else f"sudo apt install {shlex.quote(str(file))}"


def _lay_ready(update: Update, part: Path) -> Update:
    """The whole file under its own name with its statement; what lay ready before goes."""
    one = update.release
    try:
        release.check_file(one, part)
    except NotTaken:
        part.unlink(missing_ok=True)
        raise
    target = _folder() / one.name
    paths.put_in_place(part, target)
    (_folder() / f"{one.name}{ENDING}").write_bytes(update.statement)
    for old in _folder().iterdir():
        if old.name not in (one.name, one.name + ENDING):
            old.unlink(missing_ok=True)
    return Update(one, update.statement, target)


def _fitting(statement: bytes, known: Iterable[bytes]) -> Release:
    """What is signed by who is known here, newer than this program and for this system. NotTaken for all else."""
    one = release.read(statement, known)
    if one.system != release.this_system():
        raise NotTaken(T("{name} is for another kind of computer. Nothing was changed.", name=one.name))
    if not one.newer_than(__version__):
        raise NotTaken(
            T(
                "{name} has version {version}. This laptop has {ours}: nothing was changed.",
                name=one.name,
                version=one.version,
                ours=__version__,
            )
        )
    return one


def _known(session: "Session | None") -> tuple[bytes, ...]:
    """Whose signature counts: who makes the program, and the office that this laptop joined."""
    from samarth_desktop.sync import identity

    me = identity.load(StoreLog.of(session.store)) if session is not None else None
    return (*release.shipped_keys(), *([base64.b64decode(me.hub["sign"])] if me else []))


def _folder() -> Path:
    folder = paths.cache_dir() / _FOLDER
    folder.mkdir(exist_ok=True)
    return folder
