"""The data key in the system's keyring, for a person who wants to open the program without her passphrase."""

import hashlib
from pathlib import Path

from samarth_desktop.store.folder.vault import KEY_BYTES, Keys

_SERVICE = "Samarth Desktop"


def keep(folder: Path, keys: Keys) -> bool:
    """Puts the keys into the keyring; False where this system has none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, _name(folder), (keys.data + keys.wrapping).hex())
    except KeyringError:
        return False
    return True


def look(folder: Path) -> Keys | None:
    """The keys of this folder out of the keyring; None when they are not there, or after a change of keys began."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = bytes.fromhex(keyring.get_password(_SERVICE, _name(folder)) or "")
    except (KeyringError, ValueError):
        return None
    return Keys(kept[:KEY_BYTES], b"", kept[KEY_BYTES:]) if len(kept) == 2 * KEY_BYTES else None


def forget(folder: Path) -> None:
    """Takes the keys out of the keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, _name(folder))
    except KeyringError:
        return


def _name(folder: Path) -> str:
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
