"""Wrong passphrases are slowed: counted beside the vault, so that beginning anew begins no new count."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from samarth_desktop.errors import KnownError
from samarth_desktop.store.folder.vault import WRONG_PASSPHRASE

FILE = "wrong-tries"
_FREE_TRIES, _LONGEST_WAIT_S, _FORGOTTEN_S = 5, 30.0, 3600.0
X = TypeVar("X")


def slowed(folder: Path, attempt: Callable[[], X]) -> X:
    """What a try with a passphrase gives. After a few wrong ones each further one waits longer, up to half a minute;
    an hour without one forgets them. KnownError as `attempt` raises it."""
    file = folder / FILE
    wrong = _count(file)
    if wrong >= _FREE_TRIES:
        time.sleep(min(2.0 ** (wrong - _FREE_TRIES), _LONGEST_WAIT_S))
    try:
        found = attempt()
    except KnownError as error:
        if error.text == WRONG_PASSPHRASE:
            with contextlib.suppress(OSError):  # a folder that takes no file opens no faster: Argon2 is slow enough
                file.write_text(str(wrong + 1), encoding="ascii")
        raise
    if wrong:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
    return found


def _count(file: Path) -> int:
    try:
        age = time.time() - file.stat().st_mtime
        return min(int(file.read_text(encoding="ascii")), 100) if -_FORGOTTEN_S < age < _FORGOTTEN_S else 0
    except (OSError, ValueError):
        return 0
