"""Whether a folder holds somebody's work: the names of its two files. It brings nothing along."""

from pathlib import Path

VAULT, DATABASE = "vault.json", "samarth.db"


def is_set_up(folder: Path) -> bool:
    """Whether there is anything to open: then a missing part is an error, not a first run."""
    return any((folder / name).exists() for name in (VAULT, DATABASE))
