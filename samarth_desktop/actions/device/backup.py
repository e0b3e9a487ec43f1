"""Keeping the data safe: backups, restoring, looking for damage."""

from pathlib import Path

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text


def backup(session: Session, file: Path) -> int:
    """Copies everything, photos included, into one encrypted file; gives its size in bytes."""
    session.store.backup(file)
    return file.stat().st_size


def restore(file: Path, folder: Path, passphrase: str) -> Path | None:
    """Puts a backup in the place of a data folder; gives where the old one is kept, None when there was none.

    KnownError: the backup is damaged, does not open with this passphrase, or the folder is in use. In each case the
    data are as before.
    """
    from samarth_desktop.store.folder import backup as store

    if not file.is_file():
        raise KnownError(T("There is no file {name}.", name=str(file)))
    aside = store.restore(file, folder)
    try:
        opening.open_with_passphrase(folder, passphrase).store.close()
    except KnownError:
        store.put_back(folder, aside)
        raise
    return aside


def check(session: Session, *, every: bool = False) -> list[Text]:
    """What is damaged, one sentence each; empty when all is well. Looks at the newest records, at all with `every`."""
    from samarth_desktop.store.folder.integrity import check as look

    return look(session.store, every=every)
