"""A backup in the place of a data folder, without asking what goes."""

from pathlib import Path

from samarth_desktop.store.folder import backup


def put_back(file: Path, folder: Path) -> Path | None:
    """Gives where the folder of before is kept."""
    with backup.unpacked(file, folder) as new:
        return backup.take_place(new, folder)
