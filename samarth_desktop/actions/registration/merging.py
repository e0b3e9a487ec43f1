"""Two records of one person merged: ordinary operations that sync, and that can be taken back.

The record that stays gets what it lacks from the other, and all that hangs on it: programmes, consents, papers,
certificates, places in groups. The other one is marked as deleted and points to it. Nothing is thrown away: every
value stays in the operations of both, and :func:`undo` writes back what stood there before. The tombstone names the
rows that were changed, so every laptop that holds them can undo it, also one to which it came by sync.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import merged
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import moving
from samarth_desktop.domain.fields.field import Field, Record, empty, fields_of
from samarth_desktop.domain.fields.wire import from_wire
from samarth_desktop.domain.oplog.op import Op, Version, shown
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.registry import RECORDS, is_person
from samarth_desktop.rules.duplicates.merges import MERGED_INTO
from samarth_desktop.rules.heads import heads
from samarth_desktop.store.duplicates import decisions
from samarth_desktop.store.log.reader import Reader, moment
from samarth_desktop.store.log.unit_of_work import UnitOfWork

_CHANGED = "merged_rows"
"""Key among a tombstone's extras: kind and row id of every other record that the merge wrote."""
_SHOWN = 50
_MOVED_SYSTEM = ("photo", "birth_year", "village_code", "block_code")
_TOGETHER = (("birth_date", "birth_year"), ("village", "village_code"), ("block", "block_code"))
"""Fields of which the second follows the first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of two records: label as in the form, both values, which differ."""

    key: str
    field: Field
    a: Any
    b: Any

    @property
    def conflicting_values(self) -> bool:
        """Whether both have a value."""
        nothing = empty(self.field.kind)
        return bool(self.a != nothing and self.b != nothing)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that can be taken back: the record that stayed and the other one, by row id."""

    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class PastMerge:
    """A merge as people read it: the record that went, the one that stayed (None when it is not here any more), when
    (UTC), by whom and on which laptop."""

    merged: Merge
    gone: Artisan
    stays: Artisan | None
    at: datetime
    author: str
    device: str


def compare(session: Session, row_a: str, row_b: str) -> tuple[Artisan, Artisan, tuple[Row, ...]]:
    """Both people and the fields in which they differ: what is a person's own first, then address and bank."""
    a, b = (_person(registering.load(session, row).holder) for row in (row_a, row_b))
    described = fields_of(Artisan)
    rows = [
        Row(key, described[key], getattr(a, key), getattr(b, key))
        for key in sorted(_keys(), key=lambda key: key not in Artisan.__annotations__)
        if getattr(a, key) != getattr(b, key) and (described[key].label and not described[key].system)
    ]
    return a, b, tuple(rows)


def merge(session: Session, kept: str, other: str, from_other: Iterable[str] = ()) -> Merge:
    """Puts `other` into `kept`: fills what is empty, and takes the fields `from_other` from it though both have one.

    KnownError when one of them is not there (any more).
    """
    with writing(session, Deed.RECORDS) as unit:
        merged = put_together(unit, session, kept, other, from_other)
        unit.commit()
    certifying.note_states(session)
    return merged


def put_together(unit: UnitOfWork, session: Session, kept: str, other: str, from_other: Iterable[str] = ()) -> Merge:
    """The same as a part of a greater unit of work, after which the states of certificates are to be noted."""
    wanted = {*from_other}
    wanted |= {follower for leader, follower in _TOGETHER if leader in wanted}
    stays, goes = (_person(unit.get(Artisan, row)) for row in (kept, other))
    filled = _filled(stays, goes, wanted)
    last = unit.newest
    if filled.photo != stays.photo and session.store.photos.has(filled.photo):
        unit.keep_blob(session.store.photos.get(filled.photo), stays.id)
    hanging = (*_moved(unit, session, filled, goes.id), *moving.of_merged(unit, session, filled, goes.id))
    after = unit.save_all([filled, *hanging], session.author)
    written = [[one.KIND, one.id] for one in after if one.seen > last]
    marks = {MERGED_INTO: stays.id, _CHANGED: written}
    unit.save(replace(goes, deleted=True, extra={**goes.extra, **marks}), session.author)
    return Merge(stays.id, goes.id)


def unmerge(session: Session, merged: Merge) -> None:
    """Writes back what stood there before, where nobody wrote since.

    KnownError when they were unmerged already, or when not all that the merge changed is on this laptop.
    """
    with writing(session, Deed.RECORDS) as unit:
        gone = unit.get(Artisan, merged.other)
        if gone is None or not gone.deleted or gone.extra.get(MERGED_INTO) != merged.kept:
            raise KnownError(T("These two stand apart already."))
        by = _op_of_merge(unit, gone)
        records = [_as_before(unit, gone, by)]
        for kind, row in _changed(gone):
            current = unit.get(RECORDS[kind], row)
            if current is not None:
                records.append(_as_before(unit, current, by))
            elif not unit.is_erased(row):
                raise KnownError(T("Not all that was put together is on this laptop. Take it apart where it was done."))
        unit.save_all(records, session.author)
        unit.commit()
    certifying.note_states(session)


def merges(session: Session) -> list[PastMerge]:
    """The newest merges that can be taken back, wherever they were done, the newest first."""
    with session.store.read() as reader:
        return [
            PastMerge(Merge(into, gone.id), gone, reader.get(Artisan, into), moment(by), by.author, by.device)
            for gone in decisions.merged(reader, _SHOWN)
            if isinstance(into := gone.extra.get(MERGED_INTO), str)
            for by in [_op_of_merge(reader, gone)]
        ]


def _person(record: Record | None) -> Artisan:
    if record is None or not is_person(record) or record.deleted:
        raise KnownError(T("This record is not on this laptop any more."))
    return cast(Artisan, record)


def _keys() -> tuple[str, ...]:
    described = fields_of(Artisan)
    return tuple(key for key, field in described.items() if not field.system or key in _MOVED_SYSTEM)


def _filled(stays: Artisan, goes: Artisan, wanted: set[str]) -> Artisan:
    described, values = fields_of(Artisan), {}
    leaders = {follower: leader for leader, follower in _TOGETHER}
    for key in _keys():
        nothing, there = empty(described[key].kind), getattr(goes, key)
        ineligible = getattr(stays, key) == nothing and getattr(stays, leaders.get(key, key)) in (nothing, None, "")
        if there != nothing and (key in wanted or (ineligible and key not in stays.unread)):
            values[key] = there
    extra = {**goes.extra, **stays.extra}
    unread = {key: text for key, text in stays.unread.items() if key not in values}
    return replace(stays, **values, extra=extra, unread=unread)


def _moved(unit: UnitOfWork, session: Session, stays: Artisan, goes: str) -> Iterator[Record]:
    """What hangs on the one that goes, as it is to hang on the one that stays. Certificates follow by rule: whose they
    are is only for who issued them to write (:mod:`samarth_desktop.rules.certificates.certificate_validity`)."""
    there = registering.of(unit, stays.id)
    held = {(one.document_kind, one.number) for one in there.documents}
    theirs = unit.children(Document, goes)
    papers = [replace(one, holder=stays.id) for one in theirs if (one.document_kind, one.number) not in held]
    consents = [replace(one, holder=stays.id) for one in unit.children(Consent, goes)]
    sheet = replace(there, holder=stays, consents=(*there.consents, *consents), documents=(*there.documents, *papers))
    yield from merged.programmes(unit, session, sheet, goes)
    yield from papers
    yield from (replace(one, deleted=True) for one in theirs if (one.document_kind, one.number) in held)
    yield from consents
    for follow_up in unit.children(FollowUp, goes):
        yield replace(follow_up, holder=stays.id)
    groups = {one.shg for one in unit.memberships(stays.id) if one.active}
    for place in unit.memberships(goes):
        doubled = place.active and place.shg in groups
        yield replace(place, deleted=True) if doubled else replace(place, person=stays.id)


def _changed(gone: Artisan) -> list[tuple[str, str]]:
    """What the tombstone names, as far as it makes sense: it may come from another laptop."""
    named = gone.extra.get(_CHANGED)
    pairs = [one for one in named if isinstance(one, list) and len(one) == 2] if isinstance(named, list) else []
    return [(str(kind), str(row)) for kind, row in pairs if str(kind) in RECORDS]


def _op_of_merge(reader: Reader, gone: Artisan) -> Op:
    """The operation that made the tombstone: the last one of the merge."""
    return heads(op for _, op in reader.ops(gone.id))[MERGED_INTO][0]


def _as_before(reader: Reader, current: Record, by: Op) -> Record:
    """The record with what stood there before the merge, but for fields that somebody wrote since.

    The merge's operation on the row is the last that its laptop wrote there until it made the tombstone; it names,
    field by field, what it stood over.
    """
    ops = [op for _, op in reader.ops(current.id)]
    theirs = [op for op in ops if op.device == by.device and op.hlc <= by.hlc]
    if not theirs:
        return current
    merge = max(theirs, key=lambda op: op.hlc)
    if merge == ops[0] and not any(merge.sup.values()):  # a row that the merge began
        return replace(current, deleted=True)
    row_heads = heads(ops)
    wire = dict(shown(row_heads))
    for key in merge.f:
        if row_heads[key][0].version == merge.version:
            under = {Version(*version) for version in merge.sup.get(key, ())}
            before = [op for op in ops if op.version in under and key in op.f]
            wire[key] = max(before, key=lambda op: op.rank).f[key] if before else None
    values = {key: value for key, value in wire.items() if value is not None and not key.startswith("~")}
    return from_wire(type(current), values, id=current.id, seen=current.seen)
