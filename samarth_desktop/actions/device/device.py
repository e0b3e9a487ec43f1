"""This laptop: who works on it, its home area, its keys."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from samarth_desktop.actions.device import people
from samarth_desktop.actions.device.people import AUTHOR, PEOPLE, SEPARATOR
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.folder import recovery, tries, vault

_CHECKED, BACKED_UP = "recovery_checked", "backed_up"
"""Settings: the printed recovery key was compared; the moment of the last backup in UTC."""


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """`device` is "" before the first record; `recovery_checked` tells whether set-up was finished to the end.

    `backed_up` is the moment of the last backup in UTC, None when there was none; `areas` are those that the office
    gave this laptop, none before it enrolled.
    """

    author: str
    people: tuple[str, ...]
    home_area: str
    device: str
    recovery_checked: bool
    backed_up: datetime | None = None
    folder: Path = Path()
    areas: tuple[str, ...] = ()


def device_info(session: Session) -> DeviceInfo:
    """What is known of this laptop."""
    names = people.listed(session)
    with session.store.read() as reader:
        author, checked = reader.setting(AUTHOR), bool(reader.setting(_CHECKED))
        copied = reader.setting(BACKED_UP)
        areas = reader.held_areas().now
    return DeviceInfo(
        author,
        names,
        session.store.home_area,
        session.store.device,
        checked,
        datetime.fromisoformat(copied) if copied else None,
        session.store.folder,
        areas,
    )


def keep_house(session: Session) -> Path | None:
    """What is done once a day: today's rolling backup, old ones let go (none keeps for more than 30 days what was
    erased), and the list by which certificates are verified on this computer. Gives the backup, None when it was there.

    KnownError: the disk would not take it.
    """
    from samarth_desktop.actions.certificates import certifying

    made = session.store.roll_daily()
    if made is not None:
        certifying.note_states(session)
    return made


def sit_down(session: Session, name: str, passphrase: str = "") -> Session:
    """The session with another person at it; a new name is remembered. Who has a passphrase of her own must be proved
    by it: KnownError else."""
    name = " ".join(name.split())
    if not name:
        raise KnownError(T("Write a name."))
    name = people.as_listed(session, name)
    people.prove(session, name, passphrase)
    name = people.named(session, name) or name
    known = people.listed(session)
    if name not in known:
        known = (*known, name)
    session.store.put(**{AUTHOR: name, PEOPLE: SEPARATOR.join(known)})
    return replace(session, author=name)


def forget(session: Session, name: str) -> None:
    """Takes a name off the choice, and her passphrase with it; what she wrote keeps her name. Nobody else can work
    under it who could not before. KnownError where the office lists who works here."""
    if people.on_card(session):
        raise KnownError(T("The office lists who works on this laptop. Ask it to take {name} off its list.", name=name))
    people.take_passphrase(session, name)
    left = [one for one in people.listed(session) if one != name]
    session.store.put(**{PEOPLE: SEPARATOR.join(left)})


def own_passphrase(session: Session, name: str, passphrase: str) -> None:
    """Gives somebody of the list a passphrase of her own. KnownError: see :func:`.people.give_passphrase`."""
    name = people.named(session, name) or " ".join(name.split())
    if name not in people.listed(session):
        raise KnownError(T("{name} is not on the list of this laptop.", name=name))
    people.give_passphrase(session, name, passphrase)


def hand_over(session: Session, name: str, old: str, new: str) -> Session:
    """Gives the laptop to another person: it opens with a new passphrase alone, and everybody before her is off the
    list with her own one. Records, numbers and what is unsent stay. The recovery key stays until a new one is made,
    which the program then asks for. KnownError: `old` is not the laptop's own passphrase, `new` is too weak or `old`,
    the office lists who works here and not her.
    """
    name = " ".join(name.split())
    if not name:
        raise KnownError(T("Write a name."))
    name = people.as_listed(session, name)
    folder = session.store.folder
    keys = tries.slowed(folder, lambda: vault.open_with_passphrase(folder, old))
    if people.opens_already(session, new):
        raise KnownError(people.TAKEN)
    vault.change_passphrase(folder, keys, new)
    people.forget_all(session)
    session.store.put(**{AUTHOR: name, PEOPLE: name, _CHECKED: ""})
    return replace(session, author=name)


def settle(session: Session, area: str) -> None:
    """Sets the home area, LGD state/district: where new records begin. Records that are there stay where they are."""
    state, _, district = area.partition("/")
    if place.state(state) is None or place.district(district, state) is None:
        raise KnownError(T("Choose the state and the district."))
    session.store.put(home_area=area)


def new_recovery_key(session: Session) -> str:
    """A new recovery key, kept nowhere; the one printed before is void from now on."""
    session.store.put(**{_CHECKED: ""})
    return vault.new_recovery_key(session.store.folder, session.store.keys)


def recovery_key_is_on_paper(session: Session) -> None:
    """The person has shown that the printed key is at hand."""
    session.store.put(**{_CHECKED: "1"})


def change_passphrase(session: Session, old: str, new: str) -> None:
    """Sets a new passphrase. KnownError when the old one is wrong or the new one too short."""
    if not people.change_own(session, old, new):
        vault.change_passphrase(session.store.folder, session.store.keys, new)


def change_all_keys(folder: Path, old: str, new: str) -> tuple[Session, str]:
    """Changes every key of a closed data folder after a loss: all data are encrypted anew under a new passphrase.

    Gives the opened folder and the new recovery key, which is kept nowhere. Nothing opens the data that did before;
    backups on sticks keep the keys of their day. KnownError: the old passphrase is wrong, the new one too short, the
    folder in use, or no room for a second copy; then the data are as before.
    """
    from samarth_desktop.actions.device import opening
    from samarth_desktop.store.folder import rekey

    _, recovery_key = rekey.change_all(folder, vault.open_with_passphrase(folder, old), new)
    session = opening.open_with_passphrase(folder, new)
    people.forget_all(session)
    session.store.put(**{_CHECKED: ""})
    return session, recovery_key


def groups(recovery_key: str) -> list[str]:
    """The groups of a recovery key as printed, from any way of writing."""
    return recovery.groups(recovery_key)


def mistyped(typed: list[str]) -> tuple[int, ...]:
    """The numbers, counted from 1, of typed groups that cannot be right."""
    return recovery.mistyped(typed)
