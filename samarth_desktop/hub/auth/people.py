"""The people of a laptop, as the office puts them on its card and takes them off, and what the laptop has heard of it.

A device's row holds, under the keys of a card, the people of the laptop and how far its streams reached when it heard
of each change (:mod:`.oplog.card_people`); since when the hub waits for its answer to one; and, which no card says, who
of the office made each change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, cast, select, update
from sqlalchemy.dialects.postgresql import JSONB

from samarth_desktop.domain import ids
from samarth_desktop.domain.oplog.card_people import MOST, MOST_UNSENT, PATIENCE_MS, CardPerson, People, named, read
from samarth_desktop.domain.oplog.exchange import is_area
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth, chains
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.hub.feed import oplog
from samarth_desktop.i18n import T, Text

_TOLD = "told"
"""Key: the version of the list that the laptop was first given without having answered since, and when, in milliseconds
since 1970."""
_NOTED = "noted"
"""Key: who put whom on the list and took whom off, the oldest first (:class:`Note`)."""
PUT, OFF = "put", "off"
_MOST_VERSIONS = 20
"""Versions that a laptop may answer at once."""


@dataclass(frozen=True, slots=True)
class By:
    """Who of the office makes a change: an officer at her page, or whoever works at the hub's computer (`here`)."""

    name: str
    here: bool = False

    @property
    def text(self) -> Text:
        """As people read it."""
        if not self.here:
            return Text(self.name)
        return T("{name}, at the hub's computer", name=self.name) if self.name else T("the hub's command line")


@dataclass(frozen=True, slots=True)
class Note:
    """A change of a list: when (milliseconds since 1970), whom (id and name), ``put`` or ``off``, by whom."""

    at: int
    person: str
    name: str
    what: str
    by: str
    here: bool

    @property
    def who(self) -> Text:
        """Who made it, as people read it."""
        return By(self.by, self.here).text


def noted(conn: Connection, code: str) -> tuple[Note, ...]:
    """Who changed the list of a laptop, under whatever code it had, the newest first; nothing of what an older program
    of the hub changed."""
    held = conn.scalars(select(t.device.c.people).where(t.device.c.code.in_(chains.whole(conn, code))))
    found = {Note(**one) for of in held for one in of.get(_NOTED, ())}
    return tuple(sorted(found, key=lambda one: (one.at, one.person), reverse=True))


def of(conn: Connection, code: str) -> tuple[CardPerson, ...]:
    """The people of a laptop, those who left too; nobody where the office named none. KnownError: no such laptop."""
    return read(_row(conn, code).people).listed


def add(conn: Connection, code: str, name: str, role: str, by: By) -> tuple[CardPerson, ...]:
    """Puts somebody on a laptop's card. With the first one the person for whom it was enrolled is put there, too: from
    then on nobody else's work is taken from it. KnownError: no such laptop, somebody is there under this name."""
    row, moment, name = _row(conn, code), _now(), " ".join(name.split())
    people = read(row.people)
    if not name:
        raise KnownError(T("Write a name."))
    if len(people.listed) >= MOST:
        raise KnownError(T("A laptop has room for {count} people.", count=MOST))
    if named(people.present, name):
        raise KnownError(T("{name} is on the list of this laptop already.", name=name))
    first = [] if people.listed else [CardPerson(ids.new_id(), row.person, row.role, moment)]
    if named(first, name):
        first = [CardPerson(first[0].id, row.person, role, moment)]
    else:
        first = [*first, CardPerson(ids.new_id(), name, role, moment)]
    return _keep(conn, code, [*people.listed, *first], PUT, first, by)


def take_off(conn: Connection, code: str, name: str, by: By) -> tuple[CardPerson, ...]:
    """Somebody leaves a laptop, by her name or id: what she wrote until the laptop hears of it is taken, nothing after.
    KnownError: no such laptop, nobody there under this name, nobody else there."""
    people = read(_row(conn, code).people)
    found = next((one for one in people.present if one.id == name), None) or named(people.present, name)
    if found is None:
        raise KnownError(T("{name} is not on the list of this laptop.", name=name))
    if len(people.present) == 1:
        raise KnownError(
            T("{name} is the only one on the list of this laptop. Put somebody else on it first.", name=name)
        )
    left = CardPerson(found.id, found.name, found.role, found.since, _now(), people.version + 1)
    return _keep(conn, code, [left if one.id == found.id else one for one in people.listed], OFF, [left], by)


def carried(conn: Connection, before: str, name: str, role: str) -> dict[str, Any]:
    """Who is on the card of a laptop that enrols anew, for `name`: those of before, and her."""
    old = auth.device(conn, before) if before else None
    if old is None or not old.people.listed:
        return {}
    more = [] if named(old.people.present, name) else [CardPerson(ids.new_id(), name, role, _now())]
    return People((*old.people.listed, *more)).as_json()


def inherited(old: Device) -> dict[str, Any]:
    """Who is on the card of a laptop under its next code, of which it will say itself what it wrote there."""
    return People(old.people.listed).as_json()


def known_again(conn: Connection, code: str, card: Mapping[str, Any]) -> bool:
    """Whether a device is known. Where the hub was restored from a backup, the people whom it put on `card`
    since, which it signed, are there again."""
    held = conn.execute(select(t.device.c.people).where(t.device.c.code == code)).scalar()
    if held is not None and (shown := read(card)).age > read(held).age:
        _merge(conn, [code], shown.as_json())
    return held is not None


# What a laptop has heard


def hear(conn: Connection, device: Device, asked: Mapping[str, Any]) -> None:
    """Takes in what a greeting answers to the card, and gives the laptop time for it where it says nothing."""
    if not device.people.listed:
        return
    held = dict(_row(conn, device.code).people)
    people = read(held)
    said = _answers(asked, people.version)
    if people.answered == people.version and not said:
        return
    try:
        with conn.begin_nested():
            ends = _ends(conn, device.code)
    except oplog.PASSING:
        return  # it is asked, and says so, again
    told = held.get(_TOLD)
    if told and told[0] not in said and told[1] + PATIENCE_MS < _now():
        waiting = max(0, min(int(asked.get("waiting", 0)), MOST_UNSENT))
        areas = ends.keys() | {area for area, code in asked.get("streams", ()) if code == device.code and is_area(area)}
        said = {**said, int(told[0]): {area: ends.get(area, 0) + waiting for area in areas}}
    heard = {**people.heard, **{version: _raised(people, version, of, ends) for version, of in said.items()}}
    behind = max(heard, default=0) < people.version
    waits = (told if told and told[0] not in heard else [people.version, _now()]) if behind else None
    _merge(conn, [device.code], People(people.listed, heard).as_json() | {_TOLD: waits})


def _answers(asked: Mapping[str, Any], newest: int) -> dict[int, dict[str, int]]:
    said = list(dict(asked.get("people", {})).items())[:_MOST_VERSIONS]
    found = {int(version): {str(area): int(n) for area, n in of.items()} for version, of in said}
    return {version: ends for version, ends in found.items() if 0 < version <= newest}


def _raised(people: People, version: int, said: Mapping[str, int], ends: Mapping[str, int]) -> dict[str, int]:
    """How far a laptop wrote without knowing a version: at least what the hub had taken by then."""
    before = people.heard.get(version, ends)
    capped = {area: min(n, ends.get(area, 0) + MOST_UNSENT) for area, n in said.items()}
    return {area: max(before.get(area, 0), capped.get(area, 0)) for area in before.keys() | capped.keys()}


def _ends(conn: Connection, code: str) -> dict[str, int]:
    rows = conn.execute(select(t.stream.c.area, t.stream.c.n).where(t.stream.c.device == code, t.stream.c.n > 0))
    return {row.area: row.n for row in rows}


def _row(conn: Connection, code: str) -> Any:
    row = conn.execute(select(t.device).where(t.device.c.code == code).with_for_update()).first()
    if row is None:
        raise KnownError(T("There is no laptop {device} at this hub.", device=code))
    return row


def _keep(
    conn: Connection, code: str, listed: Sequence[CardPerson], what: str, changed: Sequence[CardPerson], by: By
) -> tuple[CardPerson, ...]:
    """Under each of the laptop's codes: what it wrote under an earlier one may still come. Who changed it is noted."""
    fresh = [Note(one.until or one.since, one.id, one.name, what, by.name, by.here) for one in changed]
    notes = [asdict(one) for one in (*noted(conn, code)[::-1], *fresh)]
    _merge(conn, chains.whole(conn, code), {"people": [one.as_json() for one in listed], _NOTED: notes})
    return tuple(listed)


def _merge(conn: Connection, codes: Sequence[str], said: Mapping[str, Any]) -> None:
    fresh = t.device.c.people.op("||")(cast(dict(said), JSONB))
    conn.execute(update(t.device).where(t.device.c.code.in_(codes)).values(people=fresh))


def _now() -> int:
    return int(auth.now().timestamp() * 1000)
