"""Saves what can be read of a damaged database into a new one.

Only what is written once is carried over, the operations above all; records, lists and look-ups are made again from
them when the new folder is opened. Every page of the file has a keyed hash, so what can be read is right.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Select, Table, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.database import schema, tables
from samarth_desktop.store.database.engine import open_engine
from samarth_desktop.store.log import catch_up
from samarth_desktop.store.log.holes import HOLE
from samarth_desktop.store.projections import revalidation
from samarth_desktop.store.search import reindex

UNREADABLE = T("Nothing can be read of the damaged data file. Restore the newest backup; the damaged file stays.")
_PART = 2000
_STEP, _NEAR = 4, 64
_LEAST_BYTES = 40  # no row takes less of the file
_WRITTEN_ONCE = (
    tables.erased, tables.counter, tables.draft, tables.audit, tables.blob, tables.refused, tables.import_run,
    tables.import_part, tables.location,
)  # fmt: skip
_MADE_AGAIN = {
    reindex.INDEX_VERSION_KEY, reindex.STANDING_KEY, catch_up.KNOWN_KEY, revalidation.JUDGED_KEY, "schema",
    "installation", "opened",
}  # fmt: skip
"""Settings that say what the old file's projections were, and which folder it was: the new one takes a new code."""

Place = tuple[str, str, int]
"""Where an operation stands: device, area, number."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved: operations, and of those that were there and cannot be read, how many are only lost here (the
    office has them and sends them again), and how many at most are lost. `settings` is whether all settings could be
    read."""

    operations: int
    come_again: int
    lost: int
    settings: bool


def salvage(damaged: Path, key: bytes, fresh: Path) -> Salvaged:
    """Writes a new database file from a damaged one, which is not changed. `key` is the raw data key.

    KnownError when nothing can be read at all.
    """
    old, new = _Damaged(damaged, key), open_engine(fresh, key)
    try:
        with closing(old):
            settings, whole = old.rows(tables.setting)
            kept = {row.key: row.value for row in settings if row.key not in _MADE_AGAIN}
            log = _Log(old, kept.get("device", ""))
            if not log.count and log.broke:
                raise KnownError(UNREADABLE)
            schema.create(new, kept | {revalidation.JUDGED_KEY: revalidation.NEVER})
            for table in _WRITTEN_ONCE:
                _write(new, table, old.rows(table)[0])
            _write(new, tables.signature, log.signatures)
            _write(new, tables.sent, log.sent)
            _write(new, tables.op, log.operations())
            return Salvaged(log.count, log.come_again, log.lost, whole)
    finally:
        new.dispose()


def _write(engine: Engine, table: Table, rows: Iterable[Row[Any] | Mapping[str, Any]]) -> None:
    every = iter(rows)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        while part := [dict(getattr(row, "_mapping", row)) for row in itertools.islice(every, _PART)]:
            connection.execute(insert(table), part)


class _Damaged:
    """The damaged file, read around what cannot be read. After a broken page its connection gives nothing more, so
    every try has one of its own."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._engine, self.broke = file, open_engine(file, key), False

    def close(self) -> None:
        self._engine.dispose()

    def tried(self, ask: Callable[[Any], Any]) -> Any:
        """What a question gives; None where it meets a broken page."""
        try:
            with self._engine.connect() as connection, connection.begin():
                return ask(connection)
        except DatabaseError:
            self._engine.dispose()
            return None

    def answered(self, statement: Select[Any]) -> list[Row[Any]] | None:
        """The rows of a query; None where it meets a broken page."""
        found: list[Row[Any]] | None = self.tried(lambda ask: ask.execute(statement).all())
        return found

    def rows(self, table: Table) -> tuple[list[Row[Any]], bool]:
        """The rows that can be read, and whether they are all."""
        columns = self._columns(table)
        keys = list(table.primary_key.columns)
        whole = list(self._until_broken(select(*columns)))
        if not self.broke:
            return whole, True
        if len(keys) == 1 and isinstance(keys[0].type.python_type(), int):
            return list(self.numbered(table)), False
        found: dict[tuple[Any, ...], Row[Any]] = {}
        for order in (keys, [key.desc() for key in keys]):  # from either end as far as it goes
            for row in self._until_broken(select(*columns).order_by(*order)):
                found[tuple(getattr(row, key.name) for key in keys)] = row
        return list(found.values()), False

    def _columns(self, table: Table) -> list[Any]:
        """The columns that there are: an older program may have written the file."""
        have = self.tried(lambda ask: {column["name"] for column in inspect(ask).get_columns(table.name)})
        return [column for column in table.columns if have is None or column.name in have]

    def _until_broken(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of a query as far as it goes, one by one: those read before a broken page are not lost with it."""
        self.broke = False
        try:
            with self._engine.connect() as connection, connection.begin():
                found, row = connection.execute(statement), None
                while True:
                    try:
                        row = found.fetchone()
                    except ValueError:  # no JSON
                        self.broke = True
                        continue
                    if row is None:
                        return
                    if _is_sound(row):
                        yield row
                    else:
                        self.broke = True
        except DatabaseError:
            self._engine.dispose()
            self.broke = True

    def numbered(self, table: Table) -> Iterator[Row[Any]]:
        """The rows of a table with a running number, from one broken page to the next readable one."""
        (key,) = table.primary_key.columns
        columns = self._columns(table)
        at: int | None = 0
        while at is not None:
            for row in self._until_broken(select(*columns).where(key > at).order_by(key)):
                at = getattr(row, key.name)
                yield row
            at = self._beyond(key, at) if self.broke else None

    def last(self, table: Table) -> int:
        """The highest number that was given in a table; 0 where that cannot be read."""
        asked = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        return int(self.tried(lambda ask: ask.exec_driver_sql(asked, (table.name,)).scalar()) or 0)

    def _beyond(self, key: Any, broken: int) -> int | None:
        """After which number a table can be read on, where what follows `broken` cannot; None where nothing can.

        A page holds a few rows, so the next ones are tried one page after another, then ever further on.
        """
        low, step, most = broken, _STEP, self._file.stat().st_size // _LEAST_BYTES
        while not self._readable(key, low + step):
            low += step
            step = _STEP if low - broken < _STEP * _NEAR else step * 2
            if low > broken + most:
                return None
        high = low + step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._readable(key, middle) else (middle, high)
        return high

    def _readable(self, key: Any, after: int) -> bool:
        return self.answered(select(key).where(key > after).order_by(key).limit(1)) is not None


def _is_sound(row: Row[Any]) -> bool:
    """Whether nothing of a row lay on a broken page beside its own, of which the library gives zeros without a word."""
    return not any(
        "\0" in value if isinstance(value, str) else isinstance(value, bytes) and bytes(64) in value for value in row
    )


class _Log:
    """The operations that can be read, so that every stream goes on without a gap.

    Another laptop's stream is kept as far as it and its signatures are whole: the rest comes again. In our own, what
    the office has leaves a hole that it fills; what it has not moves up, and is sent under the new code.
    """

    def __init__(self, old: _Damaged, device: str) -> None:
        self._old = old
        read = [(row.kind == HOLE, (row.device, row.area, row.n)) for row in old.numbered(tables.op)]
        self.broke = old.broke
        self._places = {place for is_hole, place in read if not is_hole}
        self.count = len(self._places)
        self.come_again = self.lost = 0
        self.signatures: list[Row[Any]] = []
        self.sent: list[dict[str, Any]] = []
        self._moved: dict[Place, Place] = {}
        self._left_out: set[Place] = set()
        self._holes: list[Place] = []
        marks = {(row.device, row.area): row.n for row in old.rows(tables.sent)[0] if row.peer == HUB}
        signed: dict[tuple[str, str], list[Row[Any]]] = {}
        for row in old.rows(tables.signature)[0]:
            signed.setdefault((row.device, row.area), []).append(row)
        for (whose, area), group in itertools.groupby(sorted(self._places), key=lambda place: place[:2]):
            numbers = [n for _, _, n in group]
            seals = sorted(signed.get((whose, area), ()), key=attrgetter("first"))
            if seals and whose != device:
                end = self._as_signed(whose, area, numbers, seals)
            else:
                end = self._as_ours(whose, area, numbers, marks.get((whose, area), 0))
            mark = min(marks.get((whose, area), 0), end)
            self.sent += [{"peer": HUB, "device": whose, "area": area, "n": mark}] if mark else []
        holes = len(read) - len(self._places)
        # The newest ones leave no gap in the numbers of their stream, only in the count of all.
        self.lost = max(self.lost, old.last(tables.op) - self.count - self.come_again - holes)

    def _as_signed(self, whose: str, area: str, numbers: Sequence[int], seals: Sequence[Row[Any]]) -> int:
        """Keeps another laptop's stream to the first batch that is not whole; gives its end."""
        here, end = set(numbers), 0
        for seal in seals:
            if seal.first != end + 1 or not here.issuperset(range(seal.first, seal.last + 1)):
                break
            self.signatures.append(seal)
            end = seal.last
        self._left_out |= {(whose, area, n) for n in numbers if n > end}
        self.come_again += max(numbers) - end
        self.count -= sum(n > end for n in numbers)
        return end

    def _as_ours(self, whose: str, area: str, numbers: Sequence[int], mark: int) -> int:
        """Leaves holes where the office has what is missing, and closes the gaps after that; gives the end."""
        here = set(numbers)
        holes = [n for n in range(1, mark + 1) if n not in here]
        self._holes += [(whose, area, n) for n in holes]
        self.come_again += len(holes)
        unsent = [n for n in numbers if n > mark]
        self.lost += (unsent[-1] - mark - len(unsent)) if unsent else 0
        for at, n in enumerate(unsent, mark + 1):
            if at != n:
                self._moved[whose, area, n] = (whose, area, at)
        return mark + len(unsent)

    def operations(self) -> Iterator[dict[str, Any]]:
        """The rows to write, in the order in which they were written, then the holes."""
        last = 0
        for row in self._old.numbered(tables.op):
            place = (row.device, row.area, row.n)
            if row.kind == HOLE or place in self._left_out:
                continue
            last = row.seq
            device, area, n = self._moved.get(place, place)
            seen = {key: [list(self._now(one)) for one in versions] for key, versions in row.sup.items()}
            yield {**row._mapping, "device": device, "area": area, "n": n, "sup": seen}
        for at, (device, area, n) in enumerate(self._holes, last + 1):
            yield {
                "seq": at, "device": device, "area": area, "n": n, "kind": HOLE, "row": HOLE, "hlc": 0, "author": "",
                "schema": 1, "f": {HOLE: None}, "sup": {},
            }  # fmt: skip

    def _now(self, version: Sequence[Any]) -> Place:
        device, area, n = version
        return self._moved.get((device, area, n), (device, area, n))
