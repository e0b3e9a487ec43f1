"""Putting a backup in the place of a data folder: what would go is told first, and what was there is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.actions.device import opening
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.store.folder import backup, lock, presence, vault
from samarth_desktop.store.folder.comparison import Content, content, newer


@dataclass(frozen=True, slots=True)
class Lost:
    """What the data folder has and the backup has not: records written since, and how many of them only this laptop
    has."""

    records: int = 0
    unsent: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """The data folder, where the one before is kept (None when there was none), and what is only there."""

    data: Path
    kept: Path | None
    lost: Lost


class WouldLose(KnownError):
    """A backup is older than the data in its place. Nothing was changed."""

    def __init__(self, text: Text, backup: Content, present: Content | None, lost: Lost) -> None:
        super().__init__(text)
        self.backup, self.present, self.lost = backup, present, lost


def restore(file: Path, folder: Path, passphrase: str, *, sure: bool = False) -> Restored:
    """Puts a backup in the place of a data folder.

    `sure` says that the person knows what goes. KnownError: the backup is damaged, does not open with this
    passphrase, or the folder is in use; WouldLose: without `sure`, over data that are newer, not sent, or locked
    with another passphrase. In each case the data are as before.
    """
    if not file.is_file():
        raise KnownError(T("There is no file {name}.", name=str(file)))
    with backup.unpacked(file, folder) as new:
        held = content(new, vault.open_with_passphrase(new, passphrase))
        lost = _compare(folder, passphrase, held, sure=sure)
        aside = backup.take_place(new, folder)
    try:
        opening.open_with_passphrase(folder, passphrase).store.close()
    except KnownError:
        backup.put_back(folder, aside)
        raise
    return Restored(folder, aside, lost)


def _compare(folder: Path, passphrase: str, held: Content, *, sure: bool) -> Lost:
    if not presence.is_set_up(folder):
        return Lost()
    with _locked(folder):
        try:
            keys = vault.open_with_passphrase(folder, passphrase)
            present = content(folder, keys)
            lost = Lost(*newer(folder, keys, held.streams))
        except KnownError as error:
            if error.text == vault.WRONG_PASSPHRASE and not sure:
                raise WouldLose(_OTHER_LOCK, held, None, Lost()) from error
            return Lost()  # damaged: what can be had of it is kept beside
    if lost.records and not sure:
        raise WouldLose(_told(held, present, lost), held, present, lost)
    return lost


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    taken = lock.take(folder)
    try:
        yield
    finally:
        taken.release()


def _told(held: Content, present: Content, lost: Lost) -> Text:
    return T(
        "The data here are newer than the copy. Here: people {people}, groups {groups}, last changed on {here}. In the "
        "copy: people {copied_people}, groups {copied_groups}, up to {there}. Records only here: {records}, of them "
        "not sent to anybody: {unsent}. Nothing was changed.",
        people=present.people,
        groups=present.groups,
        here=present.newest.date() if present.newest else "",
        copied_people=held.people,
        copied_groups=held.groups,
        there=held.newest.date() if held.newest else "",
        records=lost.records,
        unsent=lost.unsent,
    )


_OTHER_LOCK = T(
    "The data here are locked with another passphrase, so what the copy lacks cannot be told. Nothing was changed."
)
