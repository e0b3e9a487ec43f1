"""Changing all keys after a loss: everything is encrypted anew, and nothing that was lost opens it any more.

The vault holds both data keys from the first step to the last, so that a crash at any point between them leaves a
folder that opens, and the next opening ends what was begun.
"""

import secrets
import shutil
from pathlib import Path

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.store.database.engine import connect
from samarth_desktop.store.errors import translate
from samarth_desktop.store.folder import backup, lock, vault
from samarth_desktop.store.folder import passphrase as passphrases
from samarth_desktop.store.folder.photos import Photos


def change_all(folder: Path, keys: vault.Keys, passphrase: str) -> tuple[vault.Keys, str]:
    """Gives a closed data folder new keys under a new passphrase; also gives the new recovery key, shown once.

    The rolling backups, which the old keys open, are replaced by a new one. KnownError: weak passphrase, folder open.
    """
    if problem := passphrases.problem(passphrase):
        raise KnownError(problem)
    held = lock.take(folder)
    try:
        new, recovery_key = vault.renew(folder, secrets.token_bytes(vault.KEY_BYTES), keys.data, passphrase)
        new = finish(folder, new)
        backup.roll(folder, new)
        return new, recovery_key
    finally:
        held.release()


def finish(folder: Path, keys: vault.Keys) -> vault.Keys:
    """Brings what is still under the old key under the new one, and drops the old one."""
    with translate():
        if not _opens(folder / vault.DATABASE, keys.data):
            _encrypt_anew(folder, keys)
        Photos(folder, keys).seal_again()
        shutil.rmtree(folder / backup.ROLLING, ignore_errors=True)
        return vault.forget_before(folder, keys)


def _opens(file: Path, key: bytes) -> bool:
    from sqlcipher3.dbapi2 import DatabaseError

    try:
        connect(file, key).close()
    except DatabaseError:
        return False
    return True


def _encrypt_anew(folder: Path, keys: vault.Keys) -> None:
    """A copy is encrypted under the new key, then takes the database's place in one step."""
    file = folder / vault.DATABASE
    with backup.snapshot(folder, vault.Keys(keys.before)) as copy:
        connection = connect(copy, keys.before)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA rekey = \"x'{keys.data.hex()}'\"")
        connection.close()
        old = connect(file, keys.before)
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.execute("PRAGMA journal_mode = DELETE")  # its journal files go: they are under the old key
        old.close()
        paths.put_in_place(copy, file)
        vault.sync_folder(folder)
