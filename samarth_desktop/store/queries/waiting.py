"""What the hub has not: the one question behind Today, the lists, a sync and the closing of the window.

Streams are found by leaping through the index from one to the next, and of each only what lies above its mark is
read: with everything sent the answer costs the same on a laptop with a hundred people and with a hundred thousand.
The questions are put together once: that took longer than their answers, and every sync asks them many times.
"""

import functools
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Select, and_, exists, func, or_, select

from samarth_desktop.domain.oplog.exchange import HUB, Stream
from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

_SENT = "sent"  # the state of a photo that the office has


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is not at the office yet: new people and groups, rows corrected since they were sent or taken back before,
    photos and their bytes."""

    artisans: int = 0
    shgs: int = 0
    corrections: int = 0
    photos: int = 0
    photo_bytes: int = 0

    @property
    def records(self) -> int:
        """Without photos."""
        return self.artisans + self.shgs + self.corrections


@functools.cache
def streams() -> CTE:
    """Of each stream held: ``device``, ``area``, and ``mark``, up to which number the hub has it."""
    op = tables.op.c
    first = select(func.min(op.device).label("device")).cte("device", recursive=True)
    next_device = select(func.min(op.device)).where(op.device > first.c.device).scalar_subquery()
    device = first.union_all(select(next_device).where(first.c.device.is_not(None)))
    least = select(func.min(op.area)).where(op.device == device.c.device).correlate(device).scalar_subquery()
    begun = (
        select(device.c.device, least.label("area")).where(device.c.device.is_not(None)).cte("begun", recursive=True)
    )
    following = select(func.min(op.area)).where(op.device == begun.c.device, op.area > begun.c.area).scalar_subquery()
    stream = begun.union_all(select(begun.c.device, following).where(begun.c.area.is_not(None)))
    sent = tables.sent.c
    mark = select(sent.n).where(sent.peer == HUB, sent.device == stream.c.device, sent.area == stream.c.area)
    known = func.coalesce(mark.correlate(stream).scalar_subquery(), 0).label("mark")
    return select(stream.c.device, stream.c.area, known).where(stream.c.area.is_not(None)).cte("stream")


def ends(reader: Reader) -> dict[Stream, int]:
    """Of each stream held, its last number."""
    return {(row.area, row.device): row.last for row in reader.connection.execute(_ends())}


@functools.cache
def _ends() -> Select[Any]:
    op, stream = tables.op.c, streams()
    last = select(func.max(op.n)).where(op.device == stream.c.device, op.area == stream.c.area).correlate(stream)
    return select(stream.c.area, stream.c.device, last.scalar_subquery().label("last"))


def unsent_ops(*columns: Any) -> Select[Any]:
    """Columns of the operations that the hub has not acknowledged, whoever wrote them: what is left of an earlier
    device code, and what neighbours gave this laptop to carry, wait like its own."""
    op, stream = tables.op, streams()
    ends = and_(op.c.device == stream.c.device, op.c.area == stream.c.area, op.c.n > stream.c.mark)
    return select(*columns).select_from(stream.join(op, ends)).where(op.c.row.not_like("~%"))


def unsent(reader: Reader) -> Unsent:
    """How much of what waits is new, how much a correction."""
    fresh = dict.fromkeys(HOLDERS, 0)
    corrections = 0
    for kind, was_known, count in reader.connection.execute(_counted()):
        if was_known:
            corrections += count
        elif kind in fresh:
            fresh[kind] = count
    blob = tables.blob
    photos, size = reader.connection.execute(
        select(func.count(), func.coalesce(func.sum(blob.c.size), 0)).where(blob.c.state != _SENT)
    ).one()
    return Unsent(fresh["artisan"], fresh["shg"], corrections, photos, size)


@functools.cache
def _counted() -> Select[Any]:
    """How many rows of each kind wait, and whether they are no new ones: the hub has something of them, or they were
    taken back before it had."""
    op, sent = tables.op, tables.sent
    waiting = unsent_ops(op.c.kind, op.c.row).group_by(op.c.row).subquery()
    mark = and_(sent.c.peer == HUB, sent.c.device == op.c.device, sent.c.area == op.c.area)
    there = (
        select(op.c.seq).outerjoin(sent, mark).where(op.c.row == waiting.c.row, op.c.n <= func.coalesce(sent.c.n, 0))
    )
    known = there.correlate(waiting).exists()
    records = [tables.RECORD_TABLES[kind].c for kind in HOLDERS]
    gone = [exists().where(record.id == waiting.c.row, record.deleted.is_(True)) for record in records]
    return select(waiting.c.kind, or_(known, *gone).label("known"), func.count()).group_by(waiting.c.kind, "known")
