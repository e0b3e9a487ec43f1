"""Making a data folder at first run, and opening it with a passphrase or the recovery key."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from samarth_desktop.actions.device import people
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.folder import passphrase as passphrases
from samarth_desktop.store.folder import vault

if TYPE_CHECKING:
    from samarth_desktop.store.store import Store

AUTHOR, LANGUAGE, PEOPLE = "author", "language", "people"
"""Settings of a data folder: who sits at the session, the language of the window, the names to choose from."""


def set_up(
    folder: Path, passphrase: str, *, author: str = "", area: str = "", language: str = ""
) -> tuple[Session, str]:
    """Makes the data folder of a new laptop and opens it; also gives the recovery key, which is kept nowhere.

    `area` is the laptop's home: LGD state, or state/district such as ``9/164``. KnownError for a weak passphrase,
    an area that does not exist, a folder with data in it or one that cannot be written.
    """
    from samarth_desktop.store.store import Store

    area = _known_area(area)
    keys, recovery_key = vault.create(folder, passphrase)
    try:
        store = Store.create(folder, keys, home_area=area)
    except KnownError:
        # A vault without a database would look like lost data at the next start.
        (folder / vault.FILE).unlink(missing_ok=True)
        raise
    store.put(**{AUTHOR: author, LANGUAGE: language, PEOPLE: author})
    return _session(store), recovery_key


def _known_area(area: str) -> str:
    known = place.read_area(area)
    if area and not known:
        raise KnownError(
            T("There is no area {area}. It is written as state or state/district, such as 9/164.", area=area)
        )
    return known


def is_set_up(folder: Path) -> bool:
    """Whether there is anything to open: then a missing part is an error, not a first run."""
    return any((folder / name).exists() for name in (vault.FILE, vault.DATABASE))


def open_with_passphrase(folder: Path, passphrase: str) -> Session:
    """Opens the data folder. KnownError: wrong passphrase, no data there, damaged, in use, from a newer program."""
    keys, person = _tried(folder, passphrase)
    session = _session(_opened(folder, keys))
    return people.seated(session, person) if person else session


def prove(session: Session, passphrase: str) -> None:
    """Whether the passphrase would open this folder, which stays open. KnownError when it would not."""
    _tried(session.store.folder, passphrase)


def _tried(folder: Path, passphrase: str) -> tuple[vault.Keys, str]:
    """The keys and whose slot opened. After a few wrong tries each further one waits longer, up to half a minute."""
    wrong = _WRONG_TRIES.get(folder, 0)
    if wrong >= _FREE_TRIES:
        time.sleep(min(2.0 ** (wrong - _FREE_TRIES), _LONGEST_WAIT_S))
    try:
        found = vault.open_as(folder, passphrase)
    except KnownError as error:
        if error.text == vault.WRONG_PASSPHRASE:
            _WRONG_TRIES[folder] = wrong + 1
        raise
    _WRONG_TRIES.pop(folder, None)
    return found


_WRONG_TRIES: dict[Path, int] = {}
_FREE_TRIES, _LONGEST_WAIT_S = 5, 30.0


def open_with_recovery(folder: Path, recovery_key: str, new_passphrase: str) -> Session:
    """Opens the data folder with the printed recovery key and sets a new passphrase."""
    keys = vault.open_with_recovery(folder, recovery_key)
    problem = passphrases.problem(new_passphrase)
    if problem is not None:
        raise KnownError(problem)
    session = _session(_opened(folder, keys))
    vault.change_passphrase(folder, keys, new_passphrase)
    return session


def _opened(folder: Path, keys: vault.Keys) -> "Store":
    from samarth_desktop.store.store import Store  # brings SQLAlchemy: half a second that the window must not wait for

    return Store.open(folder, keys)


def _session(store: "Store") -> Session:
    from samarth_desktop.actions.device import business_date

    with store.read() as reader:
        session = business_date.with_date(Session(store, reader.setting(AUTHOR)), reader)
    store.today = session.clock
    _read_again(store)
    return session


def _read_again(store: "Store") -> None:
    """Takes in the lines that an older program could not read and this one can."""
    from samarth_desktop.store.log import holes

    with store.read() as reader:
        if not holes.unread(reader):
            return
        from samarth_desktop.sync import wire

        ops = holes.readable(reader, lambda line, *place: wire.read_line(line.encode(), *place))
    if ops:
        with store.unit_of_work() as unit:
            holes.make_room(unit.connection, ops)
            unit.apply(ops)
            unit.commit()
