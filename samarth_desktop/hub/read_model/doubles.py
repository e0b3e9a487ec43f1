"""Likely doubles among the people of all areas: blocked in the database, scored by the rules that laptops use.

The keys under which doubles meet (:mod:`samarth_desktop.rules.duplicates.blocking`) go into a table of this look alone,
as numbers; the database finds the pairs that share enough of them; the scorer sees those pairs only. Nothing is merged.
"""

import hashlib
import json
import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.fields.wire import from_wire
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.feed import oplog
from samarth_desktop.hub.read_model.fold import among
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates import blocking, frequencies, scoring
from samarth_desktop.rules.duplicates.not_duplicate import MARK
from samarth_desktop.rules.duplicates.scoring import Person, person_of

AT_ONCE = 5000
_DAY = "doubles_as_of"
_PREPARE = """
CREATE TEMPORARY TABLE person (n int, area text, row text);
CREATE TEMPORARY TABLE meeting (key bigint, n int, worth smallint);
"""
_READY = """
CREATE UNIQUE INDEX ON person (n);
ANALYZE person;
ANALYZE meeting;
SET LOCAL work_mem = '256MB';
"""
_PAIRS = """
CREATE TEMPORARY TABLE pair AS
WITH sharing AS (SELECT key, count(*) AS many FROM meeting GROUP BY key HAVING count(*) BETWEEN 2 AND {crowd}),
said AS (SELECT meeting.key, n, CASE WHEN many > {many} THEN worth - 1 ELSE worth END AS worth
    FROM meeting JOIN sharing USING (key))
SELECT a.n AS a, b.n AS b FROM said AS a JOIN said AS b ON a.key = b.key AND a.n < b.n
GROUP BY a.n, b.n HAVING sum(a.worth) >= {enough}
"""


def look(engine: Engine, stopped: Callable[[], bool] = lambda: False) -> int:
    """Looks for likely doubles anew; gives how many pairs are listed. The list changes all at once, at the end;
    where the look is `stopped`, it stays as it was."""
    with engine.connect() as conn:
        conn.exec_driver_sql(_PREPARE)
        many = _spread(conn)
        conn.exec_driver_sql(_READY)
        conn.exec_driver_sql(_PAIRS.format(crowd=blocking.CROWD, many=20, enough=blocking.enough(many)))
        known = _frequencies(conn, many)
        found = list(_scored(conn, known, stopped))
        if stopped():
            return 0
        conn.execute(select(func.pg_advisory_xact_lock_shared(oplog.TAKING)))  # nobody is erased from here on
        found = _still_there(conn, found)
        conn.execute(t.likely_double.delete())
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            conn.execute(insert(t.likely_double), [*some, *map(_from_the_other_side, some)])
        day = insert(t.setting).values(key=_DAY, value=date.today().isoformat())
        conn.execute(day.on_conflict_do_update(index_elements=["key"], set_={"value": date.today().isoformat()}))
        for table in ("person", "meeting", "pair"):
            conn.exec_driver_sql(f"DROP TABLE {table}")
        conn.commit()
    return len(found)


def _people(conn: Connection) -> Iterator[Any]:
    """Area by area: who may be one person mostly lives in one, and is then scored beside the same people."""
    people = select(t.record.c.area, t.record.c.row, t.record.c.shown).where(t.record.c.kind == Artisan.KIND)
    people = people.order_by(t.record.c.area)
    yield from conn.execute(people, execution_options={"yield_per": AT_ONCE})


def _person(row: str, shown: Mapping[str, Any]) -> Person:
    return person_of(row, from_wire(Artisan, shown, id=row))


def _spread(conn: Connection) -> int:
    """Writes down everybody's keys; gives how many people there are."""
    n = 0
    people: list[tuple[int, str, str]] = []
    meetings: list[tuple[int, int, int]] = []
    for n, one in enumerate(_people(conn), start=1):
        people.append((n, one.area, one.row))
        keys = blocking.blocking_keys(_person(one.row, one.shown))
        meetings += [(_short(key), n, blocking.TELLING[key[0]]) for key in keys]
        if n % AT_ONCE == 0:
            _copy(conn, people, meetings)
    _copy(conn, people, meetings)
    return n


def _short(key: str) -> int:
    return int(struct.unpack(">q", hashlib.blake2b(key.encode(), digest_size=8).digest())[0])


def _copy(conn: Connection, people: list[tuple[int, str, str]], meetings: list[tuple[int, int, int]]) -> None:
    cursor: Any = conn.connection.driver_connection
    with cursor.cursor() as copying:
        for table, rows in (("person (n, area, row)", people), ("meeting (key, n, worth)", meetings)):
            with copying.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            rows.clear()


def _frequencies(conn: Connection, many: int) -> frequencies.Frequencies:
    """How common names and villages are, from some two thousand of all people."""
    share = min(100.0, 100.0 * 2 * frequencies.SAMPLE / max(many, 1))
    some = t.record.tablesample(func.bernoulli(share))
    sampled = select(some.c.row, some.c.shown).where(some.c.kind == Artisan.KIND).limit(frequencies.SAMPLE)
    people = [_person(row, shown) for row, shown in conn.execute(sampled)]
    return frequencies.sample(many, [(one.names, one.relatives, one.village) for one in people])


def _scored(conn: Connection, known: frequencies.Frequencies, stopped: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    """The pairs that are worth showing, each once."""
    pairs = conn.execute(text("SELECT a, b FROM pair ORDER BY a, b"), execution_options={"yield_per": AT_ONCE})
    for some in pairs.partitions(AT_ONCE):  # without a number it is all of them
        if stopped():
            return
        people = _of_numbers(conn, {n for pair in some for n in pair})
        for a, b in some:
            yield from _listed(people.get(a), people.get(b), known)


def _of_numbers(conn: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, Person, Mapping[str, Any]]]:
    wanted = text(
        "SELECT n, record.area, record.row, shown FROM person JOIN record USING (area, row) WHERE n = ANY(:numbers)"
    )
    rows = conn.execute(wanted, {"numbers": sorted(numbers)})
    return {n: (area, _person(row, shown), shown) for n, area, row, shown in rows}


def _listed(
    a: tuple[str, Person, Mapping[str, Any]] | None,
    b: tuple[str, Person, Mapping[str, Any]] | None,
    known: frequencies.Frequencies,
) -> Iterator[dict[str, Any]]:
    if a is None or b is None or a[2].get(MARK + b[1].id) or b[2].get(MARK + a[1].id):
        return
    match = scoring.score(a[1], b[1], known, scoring.LIST)
    if not match.listed:
        return
    reasons = json.loads(json.dumps([[one.text.id, one.text.args] for one in match.reasons[:4]], default=str))
    yield {"area": a[0], "row": a[1].id, "other_area": b[0], "other": b[1].id,
           "score": round(match.score, 4), "reasons": reasons}  # fmt: skip


def _from_the_other_side(pair: Mapping[str, Any]) -> dict[str, Any]:
    """A pair stands in the area of either, so that each is found there."""
    row, other = (pair["area"], pair["row"]), (pair["other_area"], pair["other"])
    return {**pair, **dict(zip(("area", "row", "other_area", "other"), (*other, *row), strict=True))}


def _still_there(conn: Connection, found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the pairs of whom one was erased or moved away meanwhile; asked area by area, as a cluster can answer."""
    people: dict[str, set[str]] = defaultdict(set)
    for one in found:
        people[one["area"]].add(one["row"])
        people[one["other_area"]].add(one["other"])
    there: set[tuple[str, str]] = set()
    for area, rows in people.items():
        held = select(t.record.c.row).where(t.record.c.area == area, among(t.record.c.row, sorted(rows)))
        there |= {(area, row) for row in conn.execute(held).scalars()}
    return [one for one in found if {(one["area"], one["row"]), (one["other_area"], one["other"])} <= there]


def as_of(conn: Connection) -> str:
    """The day on which likely doubles were looked for last, "" before."""
    return str(conn.execute(select(func.max(t.setting.c.value)).where(t.setting.c.key == _DAY)).scalar() or "")
