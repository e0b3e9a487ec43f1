"""What a failing disk or database means for a person: every low-level error is named here and nowhere else."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samarth_desktop.errors import KnownError, of_file, too_long
from samarth_desktop.i18n import T, Text

# Primary result codes, https://www.sqlite.org/rescode.html
_READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _BUSY, _LOCKED, _NOTADB, _PERM = 8, 10, 11, 13, 14, 5, 6, 26, 3

DISK_FULL = T(
    "The disk is full. Nothing saved so far is lost. Make room by deleting files that you do not need, then save again."
)
READ_ONLY = T(
    "The data folder cannot be written to. Nothing is lost. Ask for the right to write there, or choose another folder."
)
DAMAGED = T(
    "The data file is damaged. Do not delete anything. Restore the newest backup; the damaged file is kept beside it."
)
UNREACHABLE = T("The data folder cannot be read. Check that the disk or pen drive is plugged in.")
NEWER = T("This data was made by a newer version of the program. Install the newest version; nothing was changed.")
TOO_LONG = T("The path of the data folder is too long. Choose a folder with a shorter path.")
BUSY = T("Another program is using the data file. Close it and try again.")

_BY_SQLITE: dict[int, Text] = {
    _FULL: DISK_FULL,
    _READONLY: READ_ONLY,
    _PERM: READ_ONLY,
    _CORRUPT: DAMAGED,
    _NOTADB: DAMAGED,
    _CANTOPEN: UNREACHABLE,
    _IOERR: UNREACHABLE,
    _BUSY: BUSY,
    _LOCKED: BUSY,
}
_BY_ERRNO: dict[int, Text] = {
    errno.ENOSPC: DISK_FULL,
    errno.EFBIG: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: UNREACHABLE,
    errno.ENAMETOOLONG: TOO_LONG,
}
_LONGEST_PATH = 490
"""Bytes of the path of a data folder: SQLite opens no file beyond 512, its own endings included."""
_WINDOWS_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE, which Python gives as a file that is not there


def refuse_long(folder: Path) -> None:
    """Raises KnownError where the path of a data folder is longer than the database can open."""
    if len(os.fsencode(folder.absolute())) > _LONGEST_PATH:
        raise KnownError(TOO_LONG)


def sentence_for(error: BaseException, file: Path | None = None) -> Text | None:
    """The sentence for an error of the database or the disk; None when it is a bug of ours.

    With `file`, a file outside the data folder, the sentence is about that one.
    """
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    if isinstance(code, int):
        return _BY_SQLITE.get(code & 0xFF)
    if isinstance(error, OSError) and error.errno is not None:
        if getattr(error, "winerror", None) == _WINDOWS_TOO_LONG:
            return TOO_LONG if file is None else too_long(file)
        if file is not None and (text := of_file(error, file)):
            return text
        return _BY_ERRNO.get(error.errno)
    return None


@contextmanager
def translate(file: Path | None = None) -> Iterator[None]:
    """Turns low-level errors that a person can act on into KnownError; bugs pass through unchanged.

    `file` is written outside the data folder: errors of the disk are about it.
    """
    try:
        yield
    except Exception as error:
        text = sentence_for(error, file)
        if text is None:
            raise
        raise KnownError(text) from error
