"""The statement beside an installer: which program, version and system, how long, its hash, signed by who vouches.

Whoever makes the program signs with a release key, whose public half ships in it (``resources/release-keys.txt``); an
office signs with the key that its laptops know since they joined. What is signed so is offered, never forced.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from samarth_desktop import paths
from samarth_desktop.documents.signing import cose
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ENDING = ".release"
MOST_BYTES = 2_000
"""Of a statement."""
LARGEST = 600_000_000
"""Bytes of an installer; the program's own have some 90 MB."""
_PURPOSE = b"samarth-release-1"
_KEYS = "release-keys.txt"
_NAME = re.compile(r"samarth-desktop[_-](?P<version>\d+(?:\.\d+){1,3})[A-Za-z0-9._+~-]{0,60}\.(?P<kind>deb|exe)")
_VERSION = re.compile(r"\d{1,5}(?:\.\d{1,5}){1,3}")
SYSTEMS = {"exe": "windows-amd64", "deb": "debian-amd64"}
_BEGINNINGS = {"exe": b"MZ", "deb": b"!<arch>\n"}
_PIECE = 1 << 20


class NotTaken(KnownError):
    """An update that is refused; the program stays as it is."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a statement says. `system` is one of :data:`SYSTEMS`, `sha256` in hex, `on` the day of signing."""

    name: str
    version: str
    size: int
    sha256: str
    system: str
    on: date

    @property
    def order(self) -> tuple[int, ...]:
        """By what versions are compared."""
        return _numbers(self.version)

    def newer_than(self, version: str) -> bool:
        """Whether this is a later version."""
        return self.order > _numbers(version)


def of_file(file: Path, today: date) -> Release:
    """What is to be said of an installer, whose name tells version and system.

    NotTaken where it is no installer of the program.
    """
    found = _NAME.fullmatch(file.name)
    if found is None:
        raise NotTaken(T("{file} is no setup program of Samarth Desktop, or was renamed.", file=file.name))
    with file.open("rb") as stream:
        begins = stream.read(8)
    if not begins.startswith(_BEGINNINGS[found["kind"]]):
        raise NotTaken(T("{file} is no setup program of Samarth Desktop. It is damaged.", file=file.name))
    return Release(file.name, found["version"], file.stat().st_size, _hash(file), SYSTEMS[found["kind"]], today)


def sign(release: Release, key: "Ed25519PrivateKey") -> bytes:
    """The statement."""
    values = {
        "name": release.name,
        "version": release.version,
        "size": release.size,
        "sha256": release.sha256,
        "system": release.system,
        "on": release.on.isoformat(),
    }
    return cose.write(cose.message_of(cose.encode(values), key, _PURPOSE))


def read(statement: bytes, keys: Iterable[bytes]) -> Release:
    """What a statement says that one of these raw public keys signed. NotTaken for everything else."""
    no = NotTaken(
        T("Neither your office nor who makes the program has signed this update. Nothing was changed. Ask the office.")
    )
    if len(statement) > MOST_BYTES:
        raise no
    try:
        message = replace(cose.read(statement), purpose=_PURPOSE)
        if not any(message.key_id == cose.key_id(key) and message.holds(key) for key in keys):
            raise no
        said = cose.decode(message.payload)
        found = Release(
            str(said["name"]),
            str(said["version"]),
            int(said["size"]),
            str(said["sha256"]),
            str(said["system"]),
            date.fromisoformat(said["on"]),
        )
    except (ValueError, TypeError, LookupError):
        raise no from None
    named = _NAME.fullmatch(found.name)
    plain = named is not None and SYSTEMS[named["kind"]] == found.system and _VERSION.fullmatch(found.version)
    if not plain or not 0 < found.size <= LARGEST or not re.fullmatch("[0-9a-f]{64}", found.sha256):
        raise no
    return found


def check_file(release: Release, file: Path) -> None:
    """That a file is the one of a statement. NotTaken where it was cut or changed."""
    try:
        size = file.stat().st_size
        whole = size == release.size and _hash(file) == release.sha256
    except OSError as error:
        raise NotTaken(T("The file {name} cannot be opened.", name=file.name)) from error
    if size < release.size:
        raise NotTaken(
            T(
                "{name} is cut: {part} of {whole} MB have come. Nothing was changed. Copy it once more.",
                name=release.name,
                part=_mb(size),
                whole=_mb(release.size),
            )
        )
    if not whole:
        raise NotTaken(
            T("{name} is not the file that was signed. Nothing was changed. Ask the office.", name=release.name)
        )


def shipped_keys() -> tuple[bytes, ...]:
    """The public release keys of this program; none in one that was made without."""
    file = paths.resource(_KEYS)
    lines = file.read_text("ascii").split("\n") if file.is_file() else []
    return tuple(bytes.fromhex(line) for line in lines if line and not line.startswith("#"))


def this_system() -> str:
    """For which of :data:`SYSTEMS` an installer must be to run here; "" for a system without any."""
    import platform
    import shutil

    if platform.machine().lower() not in ("amd64", "x86_64"):
        return ""
    if sys.platform == "win32":
        return SYSTEMS["exe"]
    return SYSTEMS["deb"] if shutil.which("dpkg") else ""


def _numbers(version: str) -> tuple[int, ...]:
    found = _VERSION.match(version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _hash(file: Path) -> str:
    made = sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            made.update(piece)
    return made.hexdigest()


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
