"""Saving what can be read of a damaged data folder: the damaged one is kept whole beside the new one."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.actions.device import opening
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.store.errors import DAMAGED, translate
from samarth_desktop.store.folder import backup, lock, vault
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.folder.salvage import Salvaged, salvage


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, and where the damaged folder is kept."""

    found: Salvaged
    kept: Path

    def told(self) -> list[Text]:
        """What to tell the person."""
        said = [Tn("{count} change was saved.", "{count} changes were saved.", self.found.operations)]
        if self.found.come_again:
            text = Tn(
                "{count} change that could not be read comes again from the office at the next sync.",
                "{count} changes that could not be read come again from the office at the next sync.",
                self.found.come_again,
            )
            said.append(text)
        if self.found.lost:
            text = T(
                "Up to {n} changes that were not sent could not be read. Look through the newest registrations.",
                n=self.found.lost,
            )
            said.append(text)
        if not self.found.settings:
            said.append(T("Some settings could not be read. Look at Settings and Sync before you go on."))
        said.append(T("The damaged data are kept in {folder}.", folder=str(self.kept)))
        return said


def save_what_can_be_read(folder: Path, passphrase: str) -> Saved:
    """Puts a new folder with all that can be read in the place of a damaged one. KnownError: wrong passphrase, in
    use, no room, nothing readable; then the data are as before."""
    keys = vault.open_with_passphrase(folder, passphrase)
    if _is_whole(folder, passphrase):
        raise KnownError(T("The data are not damaged. Nothing was changed."))
    new = folder.with_name(f"{folder.name}.restoring")
    with translate():
        shutil.rmtree(new, ignore_errors=True)
        try:
            held = lock.take(folder)
            try:
                _copy_beside(folder, new)
                found = salvage(folder / vault.DATABASE, keys.data, new / vault.DATABASE)
            finally:
                held.release()
            aside = backup.take_place(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    try:
        opening.open_with_passphrase(folder, passphrase).store.close()
    except KnownError:
        backup.put_back(folder, aside)
        raise
    assert aside is not None, "a damaged folder is never empty"
    return Saved(found, aside)


def _is_whole(folder: Path, passphrase: str) -> bool:
    try:
        session = opening.open_with_passphrase(folder, passphrase)
    except KnownError as error:
        if error.text == DAMAGED:
            return False
        raise
    with session.store as store:
        return not check(store)


def _copy_beside(folder: Path, new: Path) -> None:
    """Everything but the database: keys, photos, rolling backups."""
    mine = (vault.DATABASE, f"{vault.DATABASE}-wal", f"{vault.DATABASE}-shm", lock.FILE)
    shutil.copytree(folder, new, ignore=lambda where, names: [n for n in names if n in mine and Path(where) == folder])
