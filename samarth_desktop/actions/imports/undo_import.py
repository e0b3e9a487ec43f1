"""An import taken back as one action, by ordinary operations: also after a sync, on the laptop that imported.

What the import made and nobody touched since is deleted; a value that it changed and that still shows goes back to what
stood there before. All else stays and is listed with the reason. Numbers are not given again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from time import monotonic
from typing import Any

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.imports.import_journal import KEPT_FOR
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import from_wire
from samarth_desktop.domain.oplog.op import Op, shown
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.registry import KINDS, RECORDS, parent_of
from samarth_desktop.rules.heads import heads
from samarth_desktop.store.database.rows import ops_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import import_runs
from samarth_desktop.store.queries.import_runs import ImportRun, Written
from samarth_desktop.store.search import lookups

_AT_ONCE = 100
_LONGEST_S = 0.2
CHANGED_SINCE = T("This record was changed since.")
_FIELDS_SINCE = T("What the import changed was changed again since.")
_ADDED_SINCE = T("Something was added to this record since: {what}.")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that stays as it is: its number (or name), and why."""

    number: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: how many records, and those that stay."""

    undone: int
    kept: tuple[Kept, ...]


def runs(session: Session) -> list[ImportRun]:
    """The imports that can be looked at, the newest first, taken back ones among them."""
    with session.store.read() as reader:
        return import_runs.every(reader)


def undo(session: Session, run_id: str, progress: Progress | None = None) -> Undone:
    """Takes an import back. Raises KnownError where there is none of this id, or where it is too late.

    Broken off in the middle, the same call goes on.
    """
    with session.store.read() as reader:
        run = next((one for one in import_runs.every(reader) if one.id == run_id.strip().upper()), None)
        if run is None:
            raise KnownError(T("There is no import {id} on this laptop.", id=run_id[:40]))
        if run.undone:
            raise KnownError(T("The import {id} was taken back already.", id=run.id))
        if datetime.now(UTC) - datetime.fromisoformat(run.begun) > KEPT_FOR:
            raise KnownError(T("An import can be taken back for {n} days only.", n=KEPT_FOR.days))
        written = import_runs.written(reader, run.id)
        plan = _Plan(reader, written)
    back = _TakingBack(session, plan)
    for done in back.all():
        if progress:
            progress(done, len(plan.rows))
    with writing(session, Deed.RECORDS) as unit:
        import_runs.keep(unit, replace(run, undone=datetime.now(UTC).isoformat(timespec="seconds")))
        unit.commit()
    certifying.note_states(session)
    return Undone(back.undone, tuple(back.kept))


class _Plan:
    """What the import wrote, by row: people and groups first, then what hangs on them."""

    def __init__(self, reader: Reader, written: Sequence[Written]) -> None:
        self.mine = frozenset(one.seq for one in written)
        kinds = {one.row: one.kind for one in written}
        order = {kind: at for at, kind in enumerate(KINDS)}
        self.rows = sorted(kinds, key=lambda row: (KINDS[kinds[row]].parent != "", order[kinds[row]]))
        self.kinds = kinds
        holders = [row for row in self.rows if not KINDS[kinds[row]].parent]
        self.added = _added_since(reader, holders, kinds)


def _added_since(reader: Reader, rows: Sequence[str], written: Mapping[str, str]) -> dict[str, str]:
    """The kind of what hangs on a row and was not written by the import, by row."""
    found: dict[str, str] = {}
    for kind in KINDS.values():
        for key in (kind.parent, *kind.erased_with):
            for parent, child in import_runs.children_since(reader, rows, kind.name, key) if key else ():
                if child not in written:
                    found.setdefault(parent, kind.name)
    return found


class _TakingBack:
    """Goes over the rows of an import in units of a moment each."""

    def __init__(self, session: Session, plan: _Plan) -> None:
        self.undone = 0
        self.kept: list[Kept] = []
        self._session, self._plan = session, plan
        self._stays: set[str] = set()
        self._here: frozenset[str] = frozenset()

    def all(self) -> Iterator[int]:
        """Takes everything back; gives how many rows are done after each unit."""
        rows = iter(self._plan.rows)
        done, size = 0, _AT_ONCE
        while part := list(islice(rows, size)):
            began = monotonic()
            with writing(self._session, Deed.RECORDS) as unit:
                self._some(unit, part)
                unit.commit()
            size = max(10, min(1000, int(size * min(2.0, _LONGEST_S / max(monotonic() - began, 0.001)))))
            done += len(part)
            yield done

    def _some(self, unit: UnitOfWork, rows: Sequence[str]) -> None:
        held = ops_of(unit.connection, rows)
        there = self._records(unit, rows)
        self._here = frozenset(lookups.here(unit, rows))
        write: list[Record] = []
        for row in rows:
            entries, current = held.get(row, []), there.get(row)
            if current is None or current.deleted:  # erased or deleted since: gone already
                continue
            ours = [op for seq, op in entries if seq in self._plan.mine]
            theirs = [op for seq, op in entries if seq not in self._plan.mine]
            made = entries[0].seq in self._plan.mine
            after = self._unmade(unit, current, theirs) if made else self._as_before(unit, current, ours, theirs)
            if after is not None:
                write.append(after)
                self.undone += self._counts(current)
        unit.save_all(write, self._session.author)

    def _records(self, unit: UnitOfWork, rows: Sequence[str]) -> dict[str, Record]:
        by_kind: dict[str, list[str]] = {}
        for row in rows:
            by_kind.setdefault(self._plan.kinds[row], []).append(row)
        return {one.id: one for kind, of in by_kind.items() for one in unit.get_many(RECORDS[kind], of)}

    def _gone(self, unit: UnitOfWork, record: Record) -> Text | None:
        """Why a record cannot be written here any more: it moved to another area."""
        return None if record.deleted or record.id in self._here else unit.gone_to(record)

    def _unmade(self, unit: UnitOfWork, current: Record, theirs: Sequence[Op]) -> Record | None:
        """The record deleted, unless somebody touched it since."""
        if parent_of(current) in self._stays:
            self._stays.add(current.id)
            return None  # it belongs to somebody who stays
        if theirs:
            self._keep(unit, current, CHANGED_SINCE)
            return None
        if added := self._plan.added.get(current.id):
            self._keep(unit, current, replace(_ADDED_SINCE, args={"what": Text(KINDS[added].words.one)}))
            return None
        if gone := self._gone(unit, current):
            self._keep(unit, current, gone)
            return None
        return replace(current, deleted=True)

    def _as_before(self, unit: UnitOfWork, current: Record, ours: Sequence[Op], theirs: Sequence[Op]) -> Record | None:
        """The record with what stood there before the import, where the import's value still shows."""
        if gone := self._gone(unit, current):
            self._keep(unit, current, gone)
            return None
        versions = {op.version for op in ours}
        now = heads([*ours, *theirs])
        first = min(op.rank for op in ours)
        before = shown(heads(op for op in theirs if op.rank < first))
        wire: dict[str, Any] = dict(shown(now))
        changed_since = False
        for key in {key for op in ours for key in op.f if not key.startswith("~")}:
            if now[key][0].version in versions:
                wire[key] = before.get(key)
            else:
                changed_since = True
        values = {key: value for key, value in wire.items() if value is not None and not key.startswith("~")}
        if changed_since:
            self._keep(unit, current, _FIELDS_SINCE)
        return from_wire(type(current), values, id=current.id, seen=current.seen)

    def _keep(self, unit: UnitOfWork, current: Record, reason: Text) -> None:
        """Notes a record that stays."""
        self._stays.add(current.id)
        holder = current if not parent_of(current) else unit.holder(parent_of(current))
        number = str(getattr(holder, "registration", "") or getattr(holder, "name_hi", "") or current.id)
        self.kept.append(Kept(number, reason))

    @staticmethod
    def _counts(record: Record) -> int:
        """People, groups and members count; what hangs on them goes with them."""
        return int(KINDS[record.KIND].summary is not None)
