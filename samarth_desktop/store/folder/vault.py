"""The vault: a small file beside the database that holds the data key, wrapped once per way to open it.

The data key is random and never leaves the machine unwrapped. A random wrapping key seals it, and stands itself in
two slots: one opens with the passphrase (Argon2id), the other with the printed recovery key. A new passphrase
rewrites a slot of some hundred bytes, not the data.
"""

import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.store.errors import NEWER, refuse_long, translate
from samarth_desktop.store.folder import passphrase as passphrases
from samarth_desktop.store.folder import presence, recovery

FILE, DATABASE = presence.VAULT, presence.DATABASE
KEY_BYTES = 32
_VERSION = 1
_PASSPHRASE, _TIDIED, _PEOPLE = "passphrase", "tidied", "people"
_NONCE_BYTES = 12
# RFC 9106's second recommended setting (64 MiB): half a second on an old laptop with 4 GB.
_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 4

WRONG_PASSPHRASE = T("The passphrase is not right. Check the keyboard's language and capitals, then try again.")
WRONG_RECOVERY = T("This recovery key is not valid for the data on this laptop. Perhaps a newer one was printed.")
MISSING = T("The key file is missing from the data folder. Put it back from a backup; nothing was changed.")
BROKEN = T("The key file is damaged. Restore it from a backup; nothing was changed.")
NO_DATA = T("There is no data in this folder yet. Set it up first.")


@dataclass(frozen=True, slots=True)
class Keys:
    """The data key; the one before it while a change of keys is not finished; the key that wraps them both."""

    data: bytes
    before: bytes = b""
    wrapping: bytes = b""


def create(folder: Path, passphrase: str) -> tuple[Keys, str]:
    """Makes the vault of a new data folder. Gives the keys and the recovery key, which is shown once."""
    if problem := passphrases.problem(passphrase):
        raise KnownError(problem)
    refuse_long(folder)
    if (folder / FILE).exists():
        raise KnownError(T("There is data in this folder already. Open it, or choose an empty folder."))
    with translate():
        folder.mkdir(parents=True, exist_ok=True)
    return renew(folder, secrets.token_bytes(KEY_BYTES), b"", passphrase)


def renew(folder: Path, data: bytes, before: bytes, passphrase: str) -> tuple[Keys, str]:
    """Writes a vault that nothing opens which opened the one before. Gives the keys and a new recovery key."""
    keys, recovery_key = Keys(data, before, secrets.token_bytes(KEY_BYTES)), recovery.new()
    content = {
        "version": _VERSION,
        "data": _seal(keys.wrapping, data + before),
        _PASSPHRASE: _passphrase_slot(keys, passphrase),
        "recovery": _slot(keys, recovery.read(recovery_key), stretched=False),
    }
    write(folder, content)
    return keys, recovery_key


def open_with_passphrase(folder: Path, passphrase: str) -> Keys:
    """The keys. KnownError: wrong passphrase, vault missing or damaged.

    A slot of before was made from the passphrase as it came from the keyboard: it is tried so first, and then written
    anew from what is meant (:func:`passphrase.tidy`).
    """
    content = read(folder)
    meant = passphrases.tidy(passphrase)
    if _TIDIED in content[_PASSPHRASE]:
        return _open(content, _PASSPHRASE, meant.encode(), WRONG_PASSPHRASE)
    try:
        keys = _open(content, _PASSPHRASE, passphrase.encode(), WRONG_PASSPHRASE)
    except KnownError as error:
        if error.text != WRONG_PASSPHRASE or meant == passphrase:
            raise
        keys = _open(content, _PASSPHRASE, meant.encode(), WRONG_PASSPHRASE)
    with contextlib.suppress(KnownError):  # a disk that is full now takes it at the next opening
        write(folder, content | {_PASSPHRASE: _passphrase_slot(keys, passphrase)})
    return keys


def open_with_recovery(folder: Path, recovery_key: str) -> Keys:
    """The keys, from the printed recovery key in any writing. KnownError names each mistyped group."""
    return _open(read(folder), "recovery", recovery.read(recovery_key), WRONG_RECOVERY)


def change_passphrase(folder: Path, keys: Keys, passphrase: str) -> None:
    """Lets a new passphrase open the vault; the old one no longer does. The data is not touched."""
    if problem := passphrases.problem(passphrase):
        raise KnownError(problem)
    write(folder, read(folder) | {_PASSPHRASE: _passphrase_slot(keys, passphrase)})


def open_as(folder: Path, passphrase: str) -> tuple[Keys, str]:
    """The keys, and whose slot opened: "" for the laptop's own, else the id of a person. Every slot costs the time of
    one try, so guessing takes the longer the more people there are. KnownError as :func:`open_with_passphrase`."""
    try:
        return open_with_passphrase(folder, passphrase), ""
    except KnownError as error:
        if error.text != WRONG_PASSPHRASE:
            raise
    content, meant = read(folder), passphrases.tidy(passphrase).encode()
    for person, slot in content.get(_PEOPLE, {}).items():
        try:
            return _open(content | {_PASSPHRASE: slot}, _PASSPHRASE, meant, WRONG_PASSPHRASE), str(person)
        except KnownError as error:
            if error.text != WRONG_PASSPHRASE:
                raise
    raise KnownError(WRONG_PASSPHRASE)


def give_slot(folder: Path, keys: Keys, person: str, passphrase: str) -> None:
    """Lets a person's own passphrase open the vault, in the place of one that she had. `person` is an id: names do not
    stand outside the encrypted data."""
    if problem := passphrases.problem(passphrase):
        raise KnownError(problem)
    put_slot(folder, person, _passphrase_slot(keys, passphrase))


def take_slot(folder: Path, person: str) -> dict[str, Any]:
    """A person's passphrase no longer opens the vault. Gives her slot, empty where she had none: it opens nothing
    without the vault's data, and can be put back."""
    content = read(folder)
    left = dict(content.get(_PEOPLE, {}))
    slot = dict(left.pop(person, {}))
    if slot:
        write(folder, content | {_PEOPLE: left})
    return slot


def put_slot(folder: Path, person: str, slot: dict[str, Any]) -> None:
    """Puts back a slot that was taken."""
    content = read(folder)
    write(folder, content | {_PEOPLE: {**content.get(_PEOPLE, {}), person: slot}})


def opens(folder: Path, slot: dict[str, Any], passphrase: str) -> bool:
    """Whether a passphrase opens the vault through a slot that was taken."""
    secret = passphrases.tidy(passphrase).encode()
    try:
        _open(read(folder) | {_PASSPHRASE: slot}, _PASSPHRASE, secret, WRONG_PASSPHRASE)
    except KnownError as error:
        if error.text not in (WRONG_PASSPHRASE, BROKEN):  # of keys that were changed since: it opens nothing
            raise
        return False
    return True


def owners(folder: Path) -> frozenset[str]:
    """The ids of the people who have a slot of their own."""
    return frozenset(read(folder).get(_PEOPLE, {}))


def new_recovery_key(folder: Path, keys: Keys) -> str:
    """A new recovery key, shown once; the one printed before is void."""
    recovery_key = recovery.new()
    write(folder, read(folder) | {"recovery": _slot(keys, recovery.read(recovery_key), stretched=False)})
    return recovery_key


def forget_before(folder: Path, keys: Keys) -> Keys:
    """Drops the old data key, once nothing is under it any more."""
    write(folder, read(folder) | {"data": _seal(keys.wrapping, keys.data)})
    return Keys(keys.data, b"", keys.wrapping)


def _passphrase_slot(keys: Keys, passphrase: str) -> dict[str, Any]:
    return _slot(keys, passphrases.tidy(passphrase).encode(), stretched=True) | {_TIDIED: True}


def _slot(keys: Keys, secret: bytes, *, stretched: bool) -> dict[str, Any]:
    slot: dict[str, Any] = {"salt": secrets.token_bytes(16).hex()}
    if stretched:
        slot |= {"memory": _MEMORY_KIB, "passes": _PASSES, "lanes": _LANES}
    return slot | _seal(_wrapping_key(slot, secret), keys.wrapping)


def _open(content: dict[str, Any], name: str, secret: bytes, wrong: Text) -> Keys:
    from cryptography.exceptions import InvalidTag

    try:
        slot = content[name]
        try:
            wrapping = _unseal(_wrapping_key(slot, secret), slot)
        except InvalidTag as error:
            raise KnownError(wrong) from error
        both = _unseal(wrapping, content["data"])
    except (KeyError, TypeError, ValueError, InvalidTag) as error:
        raise KnownError(BROKEN) from error
    return Keys(both[:KEY_BYTES], both[KEY_BYTES:], wrapping)


def _seal(key: bytes, content: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return {"nonce": nonce.hex(), "wrapped": AESGCM(key).encrypt(nonce, content, None).hex()}


def _unseal(key: bytes, sealed: dict[str, str]) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(bytes.fromhex(sealed["nonce"]), bytes.fromhex(sealed["wrapped"]), None)


def _wrapping_key(slot: dict[str, Any], secret: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    salt = bytes.fromhex(slot["salt"])
    if "memory" not in slot:  # 160 random bits need no stretching
        return HKDF(hashes.SHA256(), KEY_BYTES, salt, b"samarth recovery").derive(secret)
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=slot["passes"], lanes=slot["lanes"], memory_cost=slot["memory"]
    )
    return kdf.derive(secret)


def read(folder: Path) -> dict[str, Any]:
    """The content of the vault file, checked for damage. A damaged vault is told from a wrong passphrase."""
    file = folder / FILE
    if not file.exists():
        raise KnownError(MISSING if any(folder.glob("*.db")) else NO_DATA)
    with translate():
        text = file.read_bytes()
    try:
        outer = json.loads(text)
        content = outer["vault"]
        intact = outer["sum"] == _sum(content) and {"data", "passphrase", "recovery"} <= content.keys()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnownError(BROKEN) from error
    if not intact:
        raise KnownError(BROKEN)
    if content["version"] > _VERSION:
        raise KnownError(NEWER)
    return dict(content)


def write(folder: Path, content: dict[str, Any]) -> None:
    """Replaces the vault in one step: after a power cut it is the old or the new one, never half."""
    with translate():
        replace_file(folder / FILE, json.dumps({"vault": content, "sum": _sum(content)}, indent=1).encode())


def _sum(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def replace_file(file: Path, content: bytes) -> None:
    """Writes a file as a whole: to a neighbour first, to the disk, then into its place. OSError as it comes."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        paths.put_in_place(part, file)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Makes renames in a folder last through a power cut. Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
