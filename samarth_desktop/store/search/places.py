"""The places of the Local Government Directory on this laptop: taken in by the hundred thousand, found while typing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, func, select, text

from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.names.person_names import tokens
from samarth_desktop.domain.names.searching import closeness, query
from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.lgd import LEVELS, Location
from samarth_desktop.domain.places.place import District
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.search.search_index import name_forms

BATCH = 2000
_LEVEL_BITS = 40
_POOL = 60
_KEYS = ("level", "code", "name_en", "name_hi", "state", "district", "subdistrict", "block")
_COLUMNS = tuple(tables.location.c[key] for key in _KEYS)
_LOST = "DELETE FROM place_fts WHERE rowid = ?"
_PLACED = "INSERT INTO place_fts(rowid, name, fold, within) VALUES (?, ?, ?, ?)"
_MATCH = text("SELECT rowid FROM place_fts WHERE place_fts MATCH :match AND rowid BETWEEN :first AND :last LIMIT :most")


def take_in(unit: UnitOfWork, locations: Iterable[Location]) -> Mapping[str, int]:
    """Writes places over those with the same level and code. Gives how many of each level came."""
    counts: Counter[str] = Counter()
    for part in chunks(locations, BATCH):
        latest = {_rid(place): place for place in part}
        unit.connection.exec_driver_sql(_LOST, [(rid,) for rid in latest])
        put(unit.connection, tables.location, [_values(rid, place) for rid, place in latest.items()], replacing=True)
        unit.connection.exec_driver_sql(_PLACED, [_words(rid, place) for rid, place in latest.items()])
        counts.update(place.level for place in part)
    return counts


def learn(reader: Reader) -> None:
    """Makes the districts known everywhere that the directory on this laptop has and the program's own table lacks;
    in Hindi as the directory writes them, or as they sound."""
    location = tables.location.c
    wanted = select(location.code, location.state, location.name_en, location.name_hi)
    rows = reader.connection.execute(wanted.where(location.level == "district")).all()
    place.learn(_told(District(code, state, en, hi, ())) for code, state, en, hi in rows)


def _told(found: District) -> District:
    """A district with a Hindi name: the directory has none of most."""
    if place.district(found.code):
        return found
    named = place.with_known_names(found)
    return named if named.hi else replace(named, hi=in_script_of("hi", named.en))


def index_again(unit: UnitOfWork) -> None:
    """Makes the look-up of all places anew."""
    unit.connection.exec_driver_sql("INSERT INTO place_fts(place_fts) VALUES ('delete-all')")
    last = 0
    wanted = select(tables.location.c.rid, *_COLUMNS).order_by(tables.location.c.rid).limit(BATCH)
    while rows := unit.connection.execute(wanted.where(tables.location.c.rid > last)).all():
        last = rows[-1].rid
        words = [_words(row.rid, Location(*tuple(row)[1:])) for row in rows]
        unit.connection.exec_driver_sql(_PLACED, words)


def counts(reader: Reader) -> dict[str, int]:
    """How many places of each level are here."""
    level = tables.location.c.level
    return {row[0]: row[1] for row in reader.connection.execute(select(level, func.count()).group_by(level)).all()}


def get(reader: Reader, level: str, code: str) -> Location | None:
    """The place with this LGD code."""
    rid = _rid(Location(level, code, ""))
    row = reader.connection.execute(select(*_COLUMNS).where(tables.location.c.rid == rid)).one_or_none()
    return None if row is None else _location(row)


def within(reader: Reader, level: str, district: str) -> list[Location]:
    """All places of a level in a district (LGD code), by their English names."""
    place = tables.location.c
    wanted = select(*_COLUMNS).where(place.level == level, place.district == district).order_by(place.name_en)
    return [_location(row) for row in reader.connection.execute(wanted).all()]


def find(
    reader: Reader, typed: str, *, level: str = "", state: str = "", district: str = "", limit: int = 12
) -> list[Location]:
    """The places that fit what was typed, in either script or as an LGD code, best first.

    `typed` may be an unfinished word; `level` is one of LEVELS; `state` and `district` are LGD codes.
    """
    typed = typed.replace("\0", " ")[:100]
    first, last = _range(level)
    if typed.strip().isdecimal():
        match = f'{{within}} : "c{int(typed)}"'
    else:
        parts, look = tokens(typed), query(typed)
        ways = ["{name} : (" + " AND ".join(f'"{_quoted(part)}"' for part in parts) + " *)"] if parts else []
        ways += ["{fold} : (" + look.fold + ")"] if look.fold else []
        match = "(" + ") OR (".join(ways) + ")" if ways else ""
    if not match:
        return []
    inside = [f"d{int(district)}"] if district.isdecimal() else [f"s{int(state)}"] if state.isdecimal() else []
    match = " AND ".join([f"({match})", *(f'{{within}} : "{mark}"' for mark in inside)])
    values = {"match": match, "first": first, "last": last, "most": _POOL}
    rids = reader.connection.scalars(_MATCH, values).all()
    found = [
        _location(row)
        for row in reader.connection.execute(select(*_COLUMNS).where(tables.location.c.rid.in_(rids))).all()
    ]
    found.sort(key=lambda place: (-_near(typed, place), LEVELS.index(place.level), place.name_en))
    return found[:limit]


def _near(typed: str, place: Location) -> float:
    return max((closeness(typed, name) for name in (place.name_en, place.name_hi) if name), default=0.0)


def _rid(place: Location) -> int:
    return (LEVELS.index(place.level) + 1 << _LEVEL_BITS) + int(place.code)


def _range(level: str) -> tuple[int, int]:
    if level:
        first = LEVELS.index(level) + 1 << _LEVEL_BITS
        return first, first + (1 << _LEVEL_BITS) - 1
    return 0, (len(LEVELS) + 1) << _LEVEL_BITS


def _values(rid: int, place: Location) -> dict[str, Any]:
    return {"rid": rid, **{key: getattr(place, key) for key in _KEYS}}


def _words(rid: int, place: Location) -> tuple[int, str, str, str]:
    names = [name_forms(name) for name in (place.name_en, place.name_hi) if name]
    marks = f"c{place.code} s{place.state} d{place.district}"
    return rid, " ".join(one.spelled for one in names), " ".join(one.fold for one in names), marks


def _location(row: Row[Any]) -> Location:
    return Location(*tuple(row))


def _quoted(word: str) -> str:
    return word.replace('"', '""')
