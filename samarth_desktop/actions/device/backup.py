"""Keeping the data safe: backups, looking for damage."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from samarth_desktop.actions.device import device
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text


@dataclass(frozen=True, slots=True)
class Backup:
    """The files of a backup, one or its parts, their bytes, and what they hold."""

    files: tuple[Path, ...]
    bytes: int
    people: int
    groups: int


def backup(session: Session, file: Path) -> Backup:
    """Copies everything, photos included, into one encrypted file, cut into parts where a stick needs it, reads it back
    and opens it. Remembers that it was made now.

    KnownError: no room, no right to write there, or what was read back is not what was written.
    """
    from samarth_desktop.store.folder import backup as store

    files = session.store.backup(file)
    try:
        held = store.prove(files[0], session.store.keys)
    except KnownError as error:
        raise KnownError(_NOT_PROVED) from error
    session.store.put(**{device.BACKED_UP: datetime.now(UTC).isoformat(timespec="seconds")})
    return Backup(tuple(files), sum(one.stat().st_size for one in files), held.people, held.groups)


def check(session: Session, *, every: bool = False) -> list[Text]:
    """What is damaged, one sentence each; empty when all is well. Looks at the newest records, at all with `every`."""
    from samarth_desktop.store.folder.integrity import check as look

    return look(session.store, every=every)


_NOT_PROVED = T(
    "The copy was written, but what is read back from it is not right. The stick may be worn out: take another one. "
    "Nothing on this laptop was changed."
)
