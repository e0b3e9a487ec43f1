"""The list of erased rows beside the database, so that a restored backup cannot bring anybody back.

It holds row ids only, which name nobody, and needs no key: a backup of years ago may have another.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

FILE = "erased.txt"
_ID = re.compile(r"[0-9a-f-]{36}")


def read(folder: Path) -> set[str]:
    """The rows that were erased in this folder or one that it replaced."""
    file = folder / FILE
    if not file.exists():
        return set()
    return {line for line in file.read_text("ascii", "replace").split() if _ID.fullmatch(line)}


def note(folder: Path, rows: Iterable[str]) -> None:
    """Adds rows, on the disk before the erasure is committed: erasing twice is harmless, forgetting is not."""
    lines = "".join(f"{row}\n" for row in rows)
    if lines:
        with (folder / FILE).open("a", encoding="ascii") as stream:
            stream.write("\n" + lines)
            stream.flush()
            os.fsync(stream.fileno())


def carry_over(old: Path, new: Path) -> None:
    """Takes the list along from a folder that is about to be replaced."""
    note(new, sorted(read(old) - read(new)))
