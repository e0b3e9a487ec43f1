"""Backups: everything in one file that carries its own vault, and the rolling ones beside the data.

A backup is a ZIP of encrypted parts: the database, the vault as it was, the photos. It opens with the passphrase or
recovery key that was valid when it was made; nothing in it can be read without one.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import get_ident
from typing import IO

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.database.engine import connect
from samarth_desktop.store.errors import translate
from samarth_desktop.store.folder import lock, tombstones, vault
from samarth_desktop.store.folder.photos import FOLDER as PHOTOS

ROLLING = "backups"
ENDING = ".samarth"
KEEP, KEEP_DAYS = 3, 30
"""So many rolling backups stay; none that is older (what was erased must not live on in them)."""
_ABOUT = "about.json"
_FORMAT = 1
_PIECE = 1 << 20
_SNAPSHOT = "snapshot-"
NOT_A_BACKUP = T("This file is not a backup of this program, or it is damaged. Nothing was changed.")


def backup(folder: Path, keys: vault.Keys, file: Path, *, photos: bool = True) -> None:
    """Writes a consistent copy of an open or closed data folder to `file`, which appears only when it is whole."""
    part = file.with_name(file.name + ".part")
    with translate():
        try:
            with snapshot(folder, keys) as database, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as pack:
                sums = {
                    vault.DATABASE: _add(pack, database, vault.DATABASE),
                    vault.FILE: _add(pack, folder / vault.FILE, vault.FILE),
                }
                for photo in sorted((folder / PHOTOS).glob("*/*")) if photos else ():
                    name = photo.relative_to(folder).as_posix()
                    sums[name] = _add(pack, photo, name)
                made = datetime.now(UTC).isoformat(timespec="seconds")
                pack.writestr(_ABOUT, json.dumps({"format": _FORMAT, "made": made, "sums": sums}))
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
            part.replace(file)
            vault.sync_folder(file.parent)
        finally:
            part.unlink(missing_ok=True)


def roll(folder: Path, keys: vault.Keys, *, daily: bool = False) -> Path | None:
    """Makes a rolling backup without photos beside the data and lets old ones go.

    With `daily` none is made when there is one from today. Gives the new file.
    """
    shelf = folder / ROLLING
    now = _now()
    if daily and any(shelf.glob(f"{now:%Y-%m-%d}*{ENDING}")):
        let_old_go(folder)
        return None
    with translate():
        shelf.mkdir(exist_ok=True)
        _clear_broken_off(folder)
    file = shelf / f"{now:%Y-%m-%dT%H%M%S%f}{ENDING}"
    backup(folder, keys, file, photos=False)
    let_old_go(folder)
    return file


def _now() -> datetime:
    return datetime.now(UTC)


def _clear_broken_off(folder: Path) -> None:
    """What a backup left behind that the end of the program or a power cut broke off."""
    own = f"{_SNAPSHOT}{os.getpid()}-"
    for file in (*folder.glob(f"{_SNAPSHOT}*.db"), *(folder / ROLLING).glob("*.part")):
        if not file.name.startswith(own):
            file.unlink(missing_ok=True)


def let_old_go(folder: Path) -> None:
    """Deletes rolling backups that are too many or too old, by the dates in their names."""
    newest_first = sorted((folder / ROLLING).glob(f"*{ENDING}"), reverse=True)
    oldest = f"{_now() - timedelta(days=KEEP_DAYS):%Y-%m-%d}"
    with translate():
        for at, file in enumerate(newest_first):
            if at >= KEEP or file.name < oldest:
                file.unlink(missing_ok=True)


def restore(file: Path, folder: Path) -> Path | None:
    """Puts a backup in the place of a data folder, which must not be open.

    What was there is kept whole beside it; gives where, or None when there was nothing. Rows that were erased since
    are erased again when the folder is opened. The folder takes a new device code before its first write.
    """
    new = folder.with_name(f"{folder.name}.restoring")
    with translate():
        shutil.rmtree(new, ignore_errors=True)
        try:
            _unpack(file, new)
            tombstones.carry_over(folder, new)
            return _swap(folder, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def put_back(folder: Path, aside: Path | None) -> None:
    """Undoes a restore: what was kept aside is the data folder again."""
    with translate():
        shutil.rmtree(folder)
        if aside is not None:
            aside.rename(folder)


def _swap(folder: Path, new: Path) -> Path | None:
    """Two renames; between them a crash leaves both folders whole under a name that says what they are."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = None
    if folder.exists():
        lock.take(folder).release()  # KnownError while the program has it open
        if any(name.name != lock.FILE for name in folder.iterdir()):
            aside = folder.with_name(f"{folder.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
            folder.rename(aside)
        else:
            shutil.rmtree(folder)
    try:
        new.rename(folder)
    except OSError:
        if aside is not None:
            aside.rename(folder)
        raise
    vault.sync_folder(folder.parent)
    return aside


def _unpack(file: Path, new: Path) -> None:
    """Writes the parts of a backup to a fresh folder, each checked. The file may come from anywhere."""
    try:
        with zipfile.ZipFile(file) as pack:
            about = json.loads(pack.read(_ABOUT))
            if about["format"] > _FORMAT:
                raise KnownError(
                    T("This backup was made by a newer version of the program. Install the newest version.")
                )
            sums: dict[str, str] = about["sums"]
            if not {vault.DATABASE, vault.FILE} <= sums.keys() or not all(_belongs(name) for name in sums):
                raise KnownError(NOT_A_BACKUP)
            for name, wanted in sums.items():
                target = new / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with pack.open(name) as source, target.open("wb") as out:
                    if _copy(source, out) != wanted:
                        raise KnownError(NOT_A_BACKUP)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, NotImplementedError) as error:
        raise KnownError(NOT_A_BACKUP) from error


def _belongs(name: str) -> bool:
    """Whether a part may stand in a backup: no name leads out of the folder."""
    head, _, photo = name.partition("/")
    if not photo:
        return name in (vault.DATABASE, vault.FILE)
    shelf, _, last = photo.partition("/")
    return head == PHOTOS and len(last) == 64 and set(last) <= set("0123456789abcdef") and shelf == last[:2]


@contextmanager
def snapshot(folder: Path, keys: vault.Keys) -> Iterator[Path]:
    """A copy of the database in one state, under the same key, gone afterwards."""
    copy = folder / f"{_SNAPSHOT}{os.getpid()}-{get_ident()}.db"  # a person may make a backup at the same time
    copy.unlink(missing_ok=True)
    try:
        connection = connect(folder / vault.DATABASE, keys.data)
        try:
            connection.execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _add(pack: zipfile.ZipFile, source: Path, name: str) -> str:
    with source.open("rb") as stream, pack.open(name, "w", force_zip64=True) as out:
        return _copy(stream, out)


def _copy(source: IO[bytes], out: IO[bytes]) -> str:
    total = hashlib.sha256()
    while piece := source.read(_PIECE):
        total.update(piece)
        out.write(piece)
    return total.hexdigest()
