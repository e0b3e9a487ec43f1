"""One program at a time on a data folder."""

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.errors import translate

FILE = "in-use.lock"


def take(folder: Path) -> BaseFileLock:
    """Holds the folder until `release()` or the end of the process, a killed one included.

    KnownError when another copy of the program has it.
    """
    lock = FileLock(folder / FILE)
    try:
        with translate():
            lock.acquire(timeout=0)
    except Timeout as error:
        raise KnownError(
            T("The program is already open with this data. Use that window, or close it and try again.")
        ) from error
    return lock
