"""Newer installers that the office gives to its laptops: a folder of files, each with a statement that it signed."""

import base64
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samarth_desktop import paths
from samarth_desktop.documents.signing import cose, release
from samarth_desktop.documents.signing.release import ENDING, NotTaken, Release
from samarth_desktop.hub.auth.keys import Keys

FOLDER = "updates"


def add(folder: Path, keys: Keys, file: Path, to: Path | None = None) -> Release:
    """Offers an installer to the laptops of its system from now on, and puts it with its statement onto a stick (`to`).

    A statement of who makes the program that stands beside it must be right; then the office signs its own, which
    every laptop of this hub believes. NotTaken where the file is none.
    """
    found = release.of_file(file, datetime.now(UTC).date())
    beside = file.with_name(file.name + ENDING)
    if beside.is_file():
        known = (*release.shipped_keys(), cose.public_bytes(keys.sign))
        release.check_file(release.read(beside.read_bytes(), known), file)
    statement = release.sign(found, keys.sign)
    for target in (folder / FOLDER, *([to] if to else [])):
        target.mkdir(parents=True, exist_ok=True)
        _put(file, statement, target / found.name)
    return found


def _put(file: Path, statement: bytes, target: Path) -> None:
    """The file first, then what offers it; both appear whole."""
    if not (target.exists() and target.samefile(file)):
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
        shutil.copyfile(file, part)
        paths.put_in_place(part, target)
    part = target.with_name(f"{target.name}{ENDING}.{os.getpid()}.part")
    part.write_bytes(statement)
    paths.put_in_place(part, target.with_name(target.name + ENDING))


def remove(folder: Path, keys: Keys, name: str) -> bool:
    """Offers a file no more; laptops that fetched it keep it. False where there is none of this name."""
    if name not in [one.name for one, _ in offered(folder, keys)]:
        return False
    for ending in (ENDING, ""):
        (folder / FOLDER / f"{name}{ending}").unlink(missing_ok=True)
    return True


def offered(folder: Path, keys: Keys) -> list[tuple[Release, bytes]]:
    """What is offered, newest first, with the statements."""
    found = []
    for file in (folder / FOLDER).glob(f"*{ENDING}"):
        try:
            statement = file.read_bytes()
            one = release.read(statement, [cose.public_bytes(keys.sign)])
        except (OSError, NotTaken):
            continue  # taken away this moment, or of another hub's keys
        if (folder / FOLDER / one.name).is_file():
            found.append((one, statement))
    return sorted(found, key=lambda pair: pair[0].order, reverse=True)


def for_laptop(folder: Path, keys: Keys, program: Any) -> str:
    """The statement (base64) of the newest installer for a laptop that says its `program`: version and system. "" where
    it has the newest, or says nothing, as older programs do."""
    if not isinstance(program, dict):
        return ""
    version, system = str(program.get("version", "")), str(program.get("system", ""))
    for one, statement in offered(folder, keys):
        if one.system == system:
            return base64.b64encode(statement).decode() if one.newer_than(version) else ""
    return ""


def path_of(folder: Path, keys: Keys, sha256: str) -> Path | None:
    """Where an installer lies that is offered; None where none with this hash is."""
    name = next((one.name for one, _ in offered(folder, keys) if one.sha256 == sha256), "")
    return folder / FOLDER / name if name else None
