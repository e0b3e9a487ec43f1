"""People of a laptop with passphrases of their own: each opens a slot of the vault that is hers.

Nobody else can work under such a name. Which slot is whose stands in the encrypted data; the vault knows ids.
"""

import json
from dataclasses import replace

from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.names.matching import Likeness, compare
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.folder import vault

_SLOTS, AUTHOR = "people_slots", "author"


def with_own(session: Session) -> frozenset[str]:
    """The names of those who have a passphrase of their own."""
    there = vault.owners(session.store.folder)
    return frozenset(name for person, name in _slots(session).items() if person in there)


def named(session: Session, name: str) -> str:
    """Who of those with a passphrase of their own goes by a name, in whatever script or spelling; "" for nobody."""
    own = with_own(session)
    return next((one for one in sorted(own) if one == name or compare(one, name) is Likeness.SAME), "")


def give_passphrase(session: Session, name: str, passphrase: str) -> None:
    """Gives somebody a passphrase of her own, or another one. KnownError where it is too weak, opens a slot that is
    somebody else's, or replaces one that only she may change."""
    if (hers := named(session, name)) and hers != session.author:
        raise KnownError(T("{name} has a passphrase of her own. Only she can change it.", name=hers))
    name = hers or name
    slots = _slots(session)
    person = next((one for one, known in slots.items() if known == name), ids.new_id())
    if (opens := _owner_of(session, passphrase)) and opens != person:
        raise KnownError(T("This passphrase opens the data already. Choose another one."))
    session.store.put(**{_SLOTS: json.dumps({**slots, person: name}, ensure_ascii=False)})
    vault.give_slot(session.store.folder, session.store.keys, person, passphrase)


def take_passphrase(session: Session, name: str) -> None:
    """Who leaves loses her slot: her passphrase opens nothing here any more."""
    slots = _slots(session)
    for person in [one for one, known in slots.items() if known == name]:
        vault.take_slot(session.store.folder, person)
        del slots[person]
    session.store.put(**{_SLOTS: json.dumps(slots, ensure_ascii=False)})


def prove(session: Session, name: str, passphrase: str) -> None:
    """Raises KnownError unless this is the passphrase of somebody who has one of her own."""
    hers = named(session, name)
    if hers and _slots(session).get(_owner_of(session, passphrase)) != hers:
        raise KnownError(T("{name} has a passphrase of her own. Write it to work as her.", name=hers))


def change_own(session: Session, old: str, new: str) -> bool:
    """Changes the passphrase of whose slot the old one opens; False where it is the laptop's own."""
    person = vault.open_as(session.store.folder, old)[1]
    if person:
        vault.give_slot(session.store.folder, session.store.keys, person, new)
    return bool(person)


def seated(session: Session, person: str) -> Session:
    """The session with the person at it whose slot opened the folder."""
    name = _slots(session).get(person, "")
    if not name or name == session.author:
        return session
    session.store.put(**{AUTHOR: name})
    return replace(session, author=name)


def _owner_of(session: Session, passphrase: str) -> str:
    """The id of the slot that a passphrase opens, ``laptop`` for the laptop's own, "" where it opens none."""
    try:
        return vault.open_as(session.store.folder, passphrase)[1] or "laptop"
    except KnownError as error:
        if error.text != vault.WRONG_PASSPHRASE:
            raise
        return ""


def _slots(session: Session) -> dict[str, str]:
    with session.store.read() as reader:
        try:
            found = json.loads(reader.setting(_SLOTS) or "{}")
        except ValueError:
            return {}
    return {str(person): str(name) for person, name in found.items()}
