"""Which installation a data folder belongs to: a copied or restored folder is told from the one it was copied from.

The folder's settings and a small file outside of it hold the same random token and how often the folder was opened
for writing; the file also says on which machine. A folder that comes without its file, that is older than its file
says, or that wakes up on another machine (a cloned disk brings both along) was copied or put back from somewhere: it
takes a new device code before its first write, so that no number is ever given twice.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from samarth_desktop import paths
from samarth_desktop.store.folder import machine
from samarth_desktop.store.folder.vault import replace_file


@dataclass(frozen=True, slots=True)
class Binding:
    """`token` names the pair of folder and file, `opened` counts the sessions that wrote, `machine` is where."""

    token: str = ""
    opened: int = 0
    machine: str = ""


def here(folder: Path) -> Binding:
    """What the file outside the folder says; empty when there is none."""
    try:
        found = json.loads(_file(folder).read_text("utf-8"))
        return Binding(str(found["token"]), int(found["opened"]), str(found.get("machine", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return Binding()


def same_place(inside: Binding, folder: Path) -> bool:
    """Whether the folder with these settings is the one that this installation wrote last."""
    outside = here(folder)
    if not inside.token or inside.token != outside.token or inside.opened < outside.opened:
        return False
    return outside.machine in ("", machine.fingerprint(folder))  # "": written by a program that did not ask


def next_session(inside: Binding, folder: Path, *, same: bool) -> Binding:
    """The binding of a session that is about to write.

    It is noted inside the folder first, then outside: a crash between the two costs at most a device code.
    """
    token, opened = (inside.token, inside.opened + 1) if same else (secrets.token_hex(16), 1)
    return Binding(token, opened, machine.fingerprint(folder))


def note(binding: Binding, folder: Path) -> None:
    """Writes the file outside the folder."""
    replace_file(_file(folder), json.dumps(asdict(binding)).encode())


def _file(folder: Path) -> Path:
    folder = folder.resolve()
    where = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    home = paths.config_dir().resolve()
    if home == folder or folder in home.parents:  # a data folder chosen around the settings: never inside of it
        home = folder.parent
    return home / f"installation-{where}.json"
