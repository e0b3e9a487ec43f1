"""The people of a laptop, as the office puts them on its card and takes them off."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from samarth_desktop.domain import ids
from samarth_desktop.domain.oplog.card_people import MOST, CardPerson, named, present, read
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth, chains
from samarth_desktop.i18n import T


def of(conn: Connection, code: str) -> tuple[CardPerson, ...]:
    """The people of a laptop, those who left too; nobody where the office named none. KnownError: no such laptop."""
    return read(_row(conn, code).people)


def add(conn: Connection, code: str, name: str, role: str) -> tuple[CardPerson, ...]:
    """Puts somebody on a laptop's card. With the first one the person for whom it was enrolled is put there, too: from
    then on nobody else's work is taken from it. KnownError: no such laptop, somebody is there under this name."""
    row, moment = _row(conn, code), _now()
    people = list(read(row.people))
    if not people:
        people.append(CardPerson(ids.new_id(), row.person, row.role, moment))
        if named(people, name):
            return _keep(conn, code, [CardPerson(people[0].id, row.person, role, moment)])
    name = " ".join(name.split())
    if not name or len(people) >= MOST:
        raise KnownError(T("Write a name."))
    if named(present(people), name):
        raise KnownError(T("{name} is on the card of this laptop already.", name=name))
    return _keep(conn, code, [*people, CardPerson(ids.new_id(), name, role, moment)])


def take_off(conn: Connection, code: str, name: str) -> tuple[CardPerson, ...]:
    """Somebody leaves a laptop, by her name or id: what she wrote until now is taken, nothing after. KnownError: no
    such laptop, nobody there under this name."""
    people = read(_row(conn, code).people)
    there = present(people)
    found = next((one for one in there if one.id == name), None) or named(there, name)
    if found is None:
        raise KnownError(T("{name} is not on the card of this laptop.", name=name))
    left = CardPerson(found.id, found.name, found.role, found.since, _now())
    return _keep(conn, code, [left if one.id == found.id else one for one in people])


def carried(conn: Connection, before: str, name: str, role: str) -> list[dict[str, Any]]:
    """Who is on the card of a laptop that enrols anew, for `name`: those of before, and her."""
    old = auth.device(conn, before) if before else None
    if old is None or not old.people:
        return []
    more = [] if named(present(old.people), name) else [CardPerson(ids.new_id(), name, role, _now())]
    return [one.as_json() for one in (*old.people, *more)]


def _row(conn: Connection, code: str) -> Any:
    row = conn.execute(select(t.device).where(t.device.c.code == code)).first()
    if row is None:
        raise KnownError(T("There is no laptop {device} at this hub.", device=code))
    return row


def _keep(conn: Connection, code: str, people: Sequence[CardPerson]) -> tuple[CardPerson, ...]:
    """Under each of the laptop's codes: what it wrote under an earlier one may still come."""
    codes = chains.whole(conn, code)
    said = [one.as_json() for one in people]
    conn.execute(update(t.device).where(t.device.c.code.in_(codes)).values(people=said))
    return tuple(people)


def _now() -> int:
    return int(auth.now().timestamp() * 1000)
