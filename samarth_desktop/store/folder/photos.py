"""Photos and scans: encrypted files beside the database, named by the SHA-256 of their content."""

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.errors import translate
from samarth_desktop.store.folder.vault import KEY_BYTES, Keys, replace_file

FOLDER = "photos"
_NONCE_BYTES = 12
MISSING = T("This photo is not on this laptop yet. It comes with the next sync.")
DAMAGED = T("This photo is damaged and cannot be shown. Take it again, or restore a backup.")


class Photos:
    """The encrypted files of a data folder. AES-256-GCM; the key is derived from the data key and stands nowhere."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder = folder / FOLDER
        self._keys = [_derived(key) for key in (keys.data, keys.before) if key]

    def keep(self, content: bytes) -> str:
        """Writes a file to the disk and gives its name; a file that is there already is not written again."""
        name = hashlib.sha256(content).hexdigest()
        if not self._file(name).exists():
            self._write(name, content)
        return name

    def _write(self, name: str, content: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, file = secrets.token_bytes(_NONCE_BYTES), self._file(name)
        sealed = nonce + AESGCM(self._keys[0]).encrypt(nonce, content, name.encode())
        with translate():
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, sealed)

    def get(self, name: str) -> bytes:
        """The content. KnownError when the file is not here, or was changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        file = self._file(name)
        if not file.exists():
            raise KnownError(MISSING)
        with translate():
            sealed = file.read_bytes()
        for key in self._keys:
            try:
                return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
            except (InvalidTag, ValueError):
                continue
        raise KnownError(DAMAGED)

    def has(self, name: str) -> bool:
        """Whether the file is on this laptop; what is no name of a file is none."""
        return _is_name(name) and self._file(name).exists()

    def drop(self, name: str) -> None:
        """Deletes a file; one that is not there is no error, whatever another laptop wrote for its name."""
        if _is_name(name):
            with translate():
                self._file(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """All files that are here."""
        return (file.name for file in self._folder.glob("*/*") if len(file.name) == 64)

    def seal_again(self) -> None:
        """Writes every file under the newest key: after a change of keys."""
        for name in list(self.names()):
            self._write(name, self.get(name))

    def _file(self, name: str) -> Path:
        if not _is_name(name):
            raise KnownError(MISSING)  # the name may come from another laptop: it never leads out of the folder
        return self._folder / name[:2] / name


def _is_name(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")


def _derived(data_key: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), KEY_BYTES, None, b"samarth photos").derive(data_key)
