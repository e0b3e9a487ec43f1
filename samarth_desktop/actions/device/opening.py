"""Making a data folder at first run, and opening it with a passphrase or the recovery key."""

from pathlib import Path
from typing import TYPE_CHECKING

from samarth_desktop.actions.device import people
from samarth_desktop.actions.device.people import AUTHOR, PEOPLE
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.folder import passphrase as passphrases
from samarth_desktop.store.folder import tries, vault

if TYPE_CHECKING:
    from samarth_desktop.store.store import Store

LANGUAGE = "language"
"""Setting of a data folder: the language of the window."""


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


def open_with_passphrase(folder: Path, passphrase: str) -> Session:
    """Opens the data folder. KnownError: wrong passphrase, no data there, damaged, in use, from a newer program."""
    keys, person = tries.slowed(folder, lambda: vault.open_as(folder, passphrase))
    return people.seated(_session(_opened(folder, keys)), person)


def prove(session: Session, passphrase: str) -> None:
    """Whether the passphrase lets the work of this session, whose folder stays open, go on. KnownError when not."""
    people.unlock(session, passphrase)


def open_with_recovery(folder: Path, recovery_key: str, new_passphrase: str) -> Session:
    """Opens the data folder with the printed recovery key and sets a new passphrase."""
    keys = vault.open_with_recovery(folder, recovery_key)
    problem = passphrases.problem(new_passphrase)
    if problem is not None:
        raise KnownError(problem)
    session = people.seated(_session(_opened(folder, keys)), "")
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
