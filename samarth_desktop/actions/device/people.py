"""People of a laptop with passphrases of their own: each opens a slot of the vault that is hers.

Nobody else can work under such a name, in whatever spelling, not even when she was taken off the list: it stays hers,
and her passphrase brings her back. Which slot is whose stands in the encrypted data; the vault knows ids.
"""

import json
from dataclasses import replace
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.names.matching import Likeness, compare, may_be_one
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import CardPerson
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.folder import tries, vault

AUTHOR, PEOPLE = "author", "people"
"""Settings of a data folder: who sits at the session, the names to choose from."""
SEPARATOR = "\n"
_SLOTS, _LEFT = "people_slots", "people_left"
"""Settings: the names of those with a slot, by id; name and slot of those who were taken off the list, by id."""
_LAPTOP = "laptop"
TAKEN = T("This passphrase opens the data already. Choose another one.")


def listed(session: Session) -> tuple[str, ...]:
    """The names to choose from."""
    if people := on_card(session):
        return tuple(one.name for one in people)
    with session.store.read() as reader:
        return tuple(name for name in reader.setting(PEOPLE).split(SEPARATOR) if name)


def on_card(session: Session) -> tuple[CardPerson, ...]:
    """Those whom the office lists on this laptop's card; nobody where it names none."""
    with session.store.read() as reader:
        return card_people.of_text(reader.setting(card_people.OWN)).present


def may_write(session: Session) -> bool:
    """Whether who sits here is on this laptop's card, or the card names nobody."""
    there = on_card(session)
    return not there or card_people.named(there, session.author) is not None


def as_listed(session: Session, name: str) -> str:
    """A name as the card has it. KnownError where the card names people, and not her."""
    if not (people := on_card(session)):
        return name
    found = card_people.named(people, name)
    if found is None:
        raise KnownError(T("The office has not put {name} on the list of this laptop. Ask the office.", name=name))
    return found.name


def with_own(session: Session) -> frozenset[str]:
    """The names of those who have a passphrase of their own."""
    slots = _slots(session)
    there = vault.owners(session.store.folder) if slots else frozenset()
    return frozenset(name for person, name in slots.items() if person in there)


def named(session: Session, name: str) -> str:
    """Whose name it is, in whatever script or spelling, of those with a passphrase of their own, here or taken off the
    list; "" for nobody's."""
    own = with_own(session) | {str(one["name"]) for one in _left(session).values()}
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
        raise KnownError(TAKEN)
    session.store.put(**{_SLOTS: _text({**slots, person: name})})
    vault.give_slot(session.store.folder, session.store.keys, person, passphrase)


def take_passphrase(session: Session, name: str) -> None:
    """Who leaves loses her slot: her passphrase opens nothing here any more. Her name stays hers: the slot lies in the
    encrypted data, and with her passphrase she is back."""
    slots, left = _slots(session), _left(session)
    leaving = [one for one, known in slots.items() if known == name]
    for person in leaving:
        slot = vault.take_slot(session.store.folder, person)
        del slots[person]
        if slot:
            left[person] = {"name": name, "slot": slot}
    if leaving:
        session.store.put(**{_SLOTS: _text(slots), _LEFT: _text(left)})


def forget_all(session: Session) -> None:
    """Nobody has a passphrase of her own any more, and no name is kept for anybody: after all keys were changed, and
    when the laptop goes to somebody else."""
    for person in vault.owners(session.store.folder):
        vault.take_slot(session.store.folder, person)
    session.store.put(**{_SLOTS: "", _LEFT: ""})


def prove(session: Session, name: str, passphrase: str) -> None:
    """Raises KnownError unless this is the passphrase of somebody who has one of her own. Who was taken off the list is
    back with it."""
    hers = named(session, name)
    if hers and hers != session.author:
        _demand(session, hers, passphrase)


def _demand(session: Session, hers: str, passphrase: str) -> None:
    wrong = KnownError(T("{name} has a passphrase of her own. Write it to work as her.", name=hers))
    if not passphrase:
        raise wrong
    try:
        tries.slowed(session.store.folder, lambda: _open_as(session, hers, passphrase))
    except KnownError as error:
        if error.text != vault.WRONG_PASSPHRASE:
            raise
        raise wrong from error


def _open_as(session: Session, name: str, passphrase: str) -> None:
    folder, left = session.store.folder, _left(session)
    for person, one in left.items():
        if one["name"] == name and vault.opens(folder, one["slot"], passphrase):
            vault.put_slot(folder, person, one["slot"])
            rest = {other: kept for other, kept in left.items() if other != person}
            session.store.put(**{_SLOTS: _text({**_slots(session), person: name}), _LEFT: _text(rest)})
            return
    if _slots(session).get(vault.open_as(folder, passphrase)[1]) != name:
        raise KnownError(vault.WRONG_PASSPHRASE)


def unlock(session: Session, passphrase: str) -> None:
    """Whether the passphrase opens the work of who sits here: her own where she has one, else any that opens the
    folder. KnownError when it does not."""
    if hers := named(session, session.author):
        _demand(session, hers, passphrase)
    else:
        tries.slowed(session.store.folder, lambda: vault.open_as(session.store.folder, passphrase))


def change_own(session: Session, old: str, new: str) -> bool:
    """Changes the passphrase of whose slot the old one opens; False where it is the laptop's own."""
    person = tries.slowed(session.store.folder, lambda: vault.open_as(session.store.folder, old))[1]
    if (opens := _owner_of(session, new)) and opens != (person or _LAPTOP):
        raise KnownError(TAKEN)
    if not person:
        return False
    vault.give_slot(session.store.folder, session.store.keys, person, new)
    return True


def seated(session: Session, person: str) -> Session:
    """The session with the person at it whose slot opened the folder. With the laptop's own passphrase ("") nobody
    works as somebody who has one of her own: then the first of the list sits there who has none."""
    if person:
        name = _on_card_now(session, person)
    elif named(session, session.author):
        name = next((one for one in listed(session) if not named(session, one)), "")
    else:
        name = _as_on_card(session, session.author)
        if named(session, name):
            name = session.author
    if name == session.author:
        return session
    session.store.put(**{AUTHOR: name})
    return replace(session, author=name)


def _on_card_now(session: Session, person: str) -> str:
    """The name of whose slot opened: as the card has it, where the office wrote it otherwise than this laptop did."""
    slots = _slots(session)
    before = slots.get(person, "") or session.author
    name = _as_on_card(session, before)
    if name != before and not named(session, name):
        session.store.put(**{_SLOTS: _text({**slots, person: name})})
    return name


def _as_on_card(session: Session, name: str) -> str:
    """The one on the card who goes by a name or a part of it; the name itself where there is none, or two."""
    there = on_card(session)
    if found := card_people.named(there, name):
        return found.name
    alike = [one.name for one in there if may_be_one(one.name, name)]
    return alike[0] if len(alike) == 1 else name


def follow_card(session: Session) -> None:
    """Who has left by the office's card loses her passphrase here, and her name is free for the next one of the card.
    For after a round with the hub."""
    with session.store.read() as reader:
        people = card_people.of_text(reader.setting(card_people.OWN)).listed
    for name in sorted(with_own(session) | {str(one["name"]) for one in _left(session).values()}):
        found = card_people.named(people, name)
        if found and found.left:
            take_passphrase(session, name)
            left = {one: kept for one, kept in _left(session).items() if kept["name"] != name}
            session.store.put(**{_LEFT: _text(left)})


def opens_already(session: Session, passphrase: str) -> bool:
    """Whether a passphrase opens this folder, through whosever slot."""
    return bool(_owner_of(session, passphrase))


def _owner_of(session: Session, passphrase: str) -> str:
    """The id of the slot that a passphrase opens, ``laptop`` for the laptop's own, "" where it opens none."""
    try:
        return vault.open_as(session.store.folder, passphrase)[1] or _LAPTOP
    except KnownError as error:
        if error.text != vault.WRONG_PASSPHRASE:
            raise
        return ""


def _slots(session: Session) -> dict[str, str]:
    return {person: str(name) for person, name in _setting(session, _SLOTS).items()}


def _left(session: Session) -> dict[str, dict[str, Any]]:
    return {person: dict(one) for person, one in _setting(session, _LEFT).items()}


def _setting(session: Session, key: str) -> dict[str, Any]:
    with session.store.read() as reader:
        try:
            return dict(json.loads(reader.setting(key) or "{}"))
        except ValueError:
            return {}


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
