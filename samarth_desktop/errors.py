"""What can go wrong that is nobody's bug: each carries a sentence for the person and says what to do."""

import errno
from collections.abc import Callable
from pathlib import Path

from samarth_desktop.i18n import T, Text

_SHOWN = 80  # characters of a path that is too long


class KnownError(Exception):
    """Something a person can act on (disk full, wrong passphrase, no such file).

    Shown as its `text`, never as a traceback.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.id)
        self.text = text


def of_file(error: OSError, file: Path) -> Text | None:
    """What an error of the disk over a file outside the data folder means; None for one that says nothing to people."""
    say = _OF_A_FILE.get(error.errno or 0)
    return say(str(file)) if say else None


def _no_room(file: str) -> Text:
    return T(
        "There is no room for {file}. Nothing saved so far is lost. Make room there by deleting files that you do not "
        "need, then try again.",
        file=file,
    )


def _not_writable(file: str) -> Text:
    return T(
        "{file} cannot be written. Perhaps another program has it open, or the place is write-protected. Close it "
        "there or choose another place, then try again.",
        file=file,
    )


def _not_reached(file: str) -> Text:
    return T("{file} cannot be reached. Check that the disk or pen drive is plugged in, then try again.", file=file)


def too_long(file: Path) -> Text:
    """The sentence for a path that is too long."""
    return _too_long(str(file))


def _too_long(file: str) -> Text:
    shown = file if len(file) <= _SHOWN else file[:_SHOWN] + "…"
    return T("The path {file} is too long. Choose a shorter name or another folder.", file=shown)


_OF_A_FILE: dict[int, Callable[[str], Text]] = {
    errno.ENOSPC: _no_room,
    errno.EFBIG: _no_room,
    errno.EROFS: _not_writable,
    errno.EACCES: _not_writable,
    errno.EPERM: _not_writable,
    errno.EIO: _not_reached,
    errno.ENXIO: _not_reached,
    errno.ENOENT: _not_reached,
    errno.ENODEV: _not_reached,
    errno.ENAMETOOLONG: _too_long,
}
