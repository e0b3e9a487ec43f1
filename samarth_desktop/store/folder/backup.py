"""Backups: everything in one file that carries its own vault, and the rolling ones beside the data.

A backup is a ZIP of encrypted parts: the database, the vault as it was, the photos. It opens with the passphrase or
recovery key that was valid when it was made; nothing in it can be read without one.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import get_ident
from typing import IO, cast

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.database.engine import connect
from samarth_desktop.store.errors import DISK_FULL, sentence_for, translate
from samarth_desktop.store.folder import lock, parts, tombstones, vault
from samarth_desktop.store.folder.comparison import Content, content
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


def backup(folder: Path, keys: vault.Keys, file: Path, *, photos: bool = True, most: int = parts.MOST) -> list[Path]:
    """Writes a consistent copy of an open or closed data folder to `file`, which appears only when it is whole.

    What is longer than `most` bytes is cut into parts. Gives the files.
    """
    writer = parts.Writer(file, most)
    with translate(file):
        try:
            with (
                snapshot(folder, keys, file.parent) as database,
                zipfile.ZipFile(_unsought(writer), "w", zipfile.ZIP_STORED) as pack,
            ):
                sums = {
                    vault.DATABASE: _add(pack, database, vault.DATABASE),
                    vault.FILE: _add(pack, folder / vault.FILE, vault.FILE),
                }
                for photo in sorted((folder / PHOTOS).glob("*/*")) if photos else ():
                    name = photo.relative_to(folder).as_posix()
                    sums[name] = _add(pack, photo, name)
                made = datetime.now(UTC).isoformat(timespec="seconds")
                pack.writestr(_ABOUT, json.dumps({"format": _FORMAT, "made": made, "sums": sums}))
            made_files = writer.keep()
            vault.sync_folder(file.parent)
            return made_files
        finally:
            writer.drop()


def _unsought(writer: parts.Writer) -> IO[bytes]:
    return cast("IO[bytes]", writer)  # it only writes on, which is all that zipfile asks of a stream without seek


def prove(file: Path, keys: vault.Keys) -> Content:
    """Reads a backup back as a restore would, into a scratch folder without its photos, and opens it; gives what it
    holds. KnownError: it is not what was written."""
    scratch = Path(tempfile.mkdtemp(prefix="samarth-proof-"))
    try:
        with translate():
            _unpack(file, scratch, photos=False)
        return content(scratch, keys)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


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


@contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[Path]:
    """The content of a backup as a folder beside the data folder that it is meant for; what :func:`take_place` does
    not move is gone afterwards. KnownError: not a backup, damaged, no room."""
    new = folder.with_name(f"{folder.name}.restoring")
    with translate():
        shutil.rmtree(new, ignore_errors=True)
        try:
            _unpack(file, new)
            yield new
        finally:
            shutil.rmtree(new, ignore_errors=True)


def take_place(new: Path, folder: Path) -> Path | None:
    """Lets an unpacked backup take the place of a data folder, which must not be open.

    What was there is kept whole beside it; gives where, or None when there was nothing. Rows that were erased since
    are erased again when the folder is opened. The folder takes a new device code before its first write.
    """
    with translate():
        tombstones.carry_over(folder, new)
        return _swap(folder, new)


def put_back(folder: Path, aside: Path | None) -> None:
    """Undoes :func:`take_place`: what was kept aside is the data folder again."""
    with translate():
        shutil.rmtree(folder)
        if aside is not None:
            paths.put_in_place(aside, folder)


def _swap(folder: Path, new: Path) -> Path | None:
    """Two renames; between them a crash leaves both folders whole under a name that says what they are."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = None
    if folder.exists():
        lock.take(folder).release()  # KnownError while the program has it open
        if any(name.name != lock.FILE for name in folder.iterdir()):
            aside = folder.with_name(f"{folder.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
            paths.put_in_place(folder, aside)
        else:
            shutil.rmtree(folder)
    try:
        paths.put_in_place(new, folder)
    except OSError:
        if aside is not None:
            paths.put_in_place(aside, folder)
        raise
    vault.sync_folder(folder.parent)
    return aside


def _unpack(file: Path, new: Path, *, photos: bool = True) -> None:
    """Writes the parts of a backup to a fresh folder, each checked; photos may only be checked. The file may come from
    anywhere."""
    try:
        with parts.reading(file) as stream, zipfile.ZipFile(stream) as pack:
            about = json.loads(pack.read(_ABOUT))
            if about["format"] > _FORMAT:
                raise KnownError(
                    T("This backup was made by a newer version of the program. Install the newest version.")
                )
            sums: dict[str, str] = about["sums"]
            if not {vault.DATABASE, vault.FILE} <= sums.keys() or not all(_belongs(name) for name in sums):
                raise KnownError(NOT_A_BACKUP)
            for name, wanted in sums.items():
                if _take(pack, name, new if photos or not name.startswith(PHOTOS) else None) != wanted:
                    raise KnownError(NOT_A_BACKUP)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, NotImplementedError) as error:
        raise KnownError(NOT_A_BACKUP) from error


def _take(pack: zipfile.ZipFile, name: str, new: Path | None) -> str:
    """The hash of a part, which is written to a folder if there is one."""
    with pack.open(name) as source:
        if new is None:
            return _copy(source, None)
        target = new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            return _copy(source, out)


def _belongs(name: str) -> bool:
    """Whether a part may stand in a backup: no name leads out of the folder."""
    head, _, photo = name.partition("/")
    if not photo:
        return name in (vault.DATABASE, vault.FILE)
    shelf, _, last = photo.partition("/")
    return head == PHOTOS and len(last) == 64 and set(last) <= set("0123456789abcdef") and shelf == last[:2]


@contextmanager
def snapshot(folder: Path, keys: vault.Keys, other: Path | None = None) -> Iterator[Path]:
    """A copy of the database in one state, under the same key, gone afterwards. It lies in the data folder or, where
    that has no room left, in the folder `other`."""
    name = f"{_SNAPSHOT}{os.getpid()}-{get_ident()}.db"  # a person may make a backup at the same time
    copy = folder / name
    try:
        try:
            _vacuum(folder, keys, copy)
        except Exception as error:
            if other is None or sentence_for(error) is not DISK_FULL:
                raise
            copy.unlink(missing_ok=True)
            copy = other / name
            _vacuum(folder, keys, copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _vacuum(folder: Path, keys: vault.Keys, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    connection = connect(folder / vault.DATABASE, keys.data)
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.close()


def _add(pack: zipfile.ZipFile, source: Path, name: str) -> str:
    with source.open("rb") as stream, pack.open(name, "w", force_zip64=True) as out:
        return _copy(stream, out)


def _copy(source: IO[bytes], out: IO[bytes] | None) -> str:
    total = hashlib.sha256()
    while piece := source.read(_PIECE):
        total.update(piece)
        if out is not None:
            out.write(piece)
    return total.hexdigest()
