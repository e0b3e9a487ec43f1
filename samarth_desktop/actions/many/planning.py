"""A change of many records: who is changed, who is not and why; done in units of work; taken back as one action."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.registry import HOLDERS, KINDS, RECORDS
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.queries import lists
from samarth_desktop.store.search import lookups

AT_ONCE = 500
"""So many are changed in one unit of work: it writes for about 300 ms."""
Progress = Callable[[int, int], object]


class Refused(KnownError):
    """Why a change does not go for one record: a KnownError with everything that is missing."""

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__(reasons[0])
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Subject:
    """One record that is to be changed, with all that belongs to it where it is a person or group."""

    record: Record
    sheet: Registration | None


Change = Callable[[Reader, Session, Subject], Sequence[Record]]
"""Gives the records as they are to be written; raises KnownError (or Refused) where the change does not go."""


@dataclass(frozen=True, slots=True)
class Stays:
    """A record that is not changed, and why."""

    row: str
    number: str
    name: LocalizedName
    village: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Goes:
    """A record that is changed, and what is written for that."""

    row: str
    number: str
    name: LocalizedName
    village: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change of many does."""

    goes: tuple[Goes, ...] = ()
    stays: tuple[Stays, ...] = ()

    def __add__(self, other: "Plan") -> "Plan":
        return Plan((*self.goes, *other.goes), (*self.stays, *other.stays))


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made: of each record what it was (None for a new one) and what it became."""

    pairs: tuple[tuple[Record | None, Record], ...] = ()


def plan(session: Session, kind: str, rows: Sequence[str], change: Change, progress: Progress | None = None) -> Plan:
    """What the change would do with these records of a kind (row ids). Nothing is written."""
    whole = Plan()
    for part in _parts(rows, progress):
        with session.store.read() as reader:
            made = _plan(reader, session, kind, part, change)
        whole += Plan(tuple(replace(one, records=()) for one in made.goes), made.stays)  # a preview keeps no records
    return whole


def carry_out(
    session: Session,
    kind: str,
    rows: Sequence[str],
    change: Change,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Plan, Done]:
    """Makes the change where it goes, in units of AT_ONCE: of each all is written or nothing.

    `stop` is asked before each unit, and ends the work; what was done until then is told and can be taken back.
    """
    whole, pairs = Plan(), list[tuple[Record | None, Record]]()
    for part in _parts(rows, progress):
        if stop():
            break
        with writing(session, Deed.RECORDS) as unit:
            made, written = within(unit, session, kind, part, change)
            unit.commit()
        whole += made
        pairs += written
    return whole, Done(tuple(pairs))


def within(
    unit: UnitOfWork, session: Session, kind: str, rows: Sequence[str], change: Change
) -> tuple[Plan, list[tuple[Record | None, Record]]]:
    """The same as a part of a unit of work that somebody else commits."""
    made = _plan(unit, session, kind, rows, change)
    pairs: list[tuple[Record | None, Record]] = []
    for records in _by_kind(record for one in made.goes for record in one.records):
        there = {one.id: one for one in unit.get_many(type(records[0]), [one.id for one in records if one.id])}
        after = unit.save_all(records, session.author)
        pairs += [(there.get(one.id), new) for one, new in zip(records, after, strict=True)]
    return made, pairs


def undo(session: Session, done: Done) -> int:
    """Takes a change back where nobody wrote since: what it made is deleted, what it changed is as before. Gives for
    how many records."""
    undone = 0
    for part in lookups.chunks(done.pairs, AT_ONCE):
        with writing(session, Deed.RECORDS) as unit:
            now = {one.id: one for one in _now(unit, [after for _, after in part])}
            back = [
                replace(before, seen=after.seen) if before is not None else replace(after, deleted=True)
                for before, after in part
                if after.id in now and now[after.id].seen == after.seen
            ]
            for records in _by_kind(back):
                unit.save_all(records, session.author)
            unit.commit()
        undone += len(back)
    return undone


def _parts(rows: Sequence[str], progress: Progress | None) -> Iterator[list[str]]:
    done = 0
    for part in lookups.chunks(list(dict.fromkeys(rows)), AT_ONCE):
        if progress is not None:
            progress(done, len(rows))  # what it raises ends the work
        yield part
        done += len(part)


def _plan(reader: Reader, session: Session, kind: str, rows: Sequence[str], change: Change) -> Plan:
    cards = lists.summaries(reader, rows)
    goes: list[Goes] = []
    stays: list[Stays] = []
    for subject in _subjects(reader, kind, rows):
        card = cards.get(subject.record.id) or RecordSummary(subject.record.id, kind)
        about = (card.id, card.registration, LocalizedName(card.name_hi, card.name_en), card.village)
        try:
            if gone := reader.gone_to(subject.record):
                raise KnownError(gone)
            records = tuple(change(reader, session, subject))
        except Refused as refused:
            stays.append(Stays(*about, refused.reasons))
        except KnownError as error:
            stays.append(Stays(*about, (error.text,)))
        else:
            if records:
                goes.append(Goes(*about, records))
            else:
                stays.append(Stays(*about, (T("It is so already."),)))
    return Plan(tuple(goes), tuple(stays))


def _subjects(reader: Reader, kind: str, rows: Sequence[str]) -> Iterable[Subject]:
    if kind in HOLDERS:
        return [Subject(sheet.holder, sheet) for sheet in staging.sheets(reader, rows)]
    return [Subject(record, None) for record in reader.get_many(KINDS[kind].record, rows)]


def _by_kind(records: Iterable[Record]) -> Iterable[list[Any]]:
    found: dict[str, list[Any]] = {}
    for record in records:
        found.setdefault(record.KIND, []).append(record)
    return found.values()


def _now(unit: UnitOfWork, records: Sequence[Record]) -> Iterator[Record]:
    for of_kind in _by_kind(records):
        yield from unit.get_many(RECORDS[of_kind[0].KIND], [one.id for one in of_kind])
