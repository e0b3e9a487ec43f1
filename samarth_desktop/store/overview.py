"""Counts for the first page: what is unfinished, what was not yet sent, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, func, or_, select

from samarth_desktop.store import tables
from samarth_desktop.store.narrowing import agreed
from samarth_desktop.store.reader import Reader

_HOLDERS = ("artisan", "shg")
_SENT = "sent"  # the state of a photo that the office has


@dataclass(frozen=True, slots=True)
class Unsent:
    """What only this laptop has: new people and groups, rows corrected since they were sent, photos and their bytes."""

    artisans: int = 0
    shgs: int = 0
    corrections: int = 0
    photos: int = 0
    photo_bytes: int = 0

    @property
    def records(self) -> int:
        """Without photos."""
        return self.artisans + self.shgs + self.corrections


@dataclass(frozen=True, slots=True)
class Done:
    """New people and groups since a day, since a month began, and those whose certificate could be printed."""

    today: int = 0
    month: int = 0
    to_print: int = 0
    unfinished: int = 0


def unfinished(reader: Reader, limit: int) -> Sequence[tuple[str, str]]:
    """Kind and row of the newest records that are not complete."""
    card = tables.card
    wanted = (
        select(card.c.kind, card.c.id)
        .where(card.c.kind.in_(_HOLDERS), card.c.complete == False, card.c.active == True)  # noqa: E712 (SQL)
        .order_by(card.c.created.desc())
        .limit(limit)
    )
    return [(row.kind, row.id) for row in reader.connection.execute(wanted)]


def unsent(reader: Reader, device: str, peer: str) -> Unsent:
    """What `device` wrote and `peer` has not acknowledged."""
    op, sent = tables.op, tables.sent
    acknowledged = and_(sent.c.peer == peer, sent.c.device == op.c.device, sent.c.area == op.c.area)
    waiting = (
        select(op.c.kind, op.c.row, func.min(op.c.n).label("first"))
        .outerjoin(sent, acknowledged)
        .where(op.c.device == device, op.c.n > func.coalesce(sent.c.n, 0))
        .group_by(op.c.row)
        .subquery()
    )
    known = exists(
        select(op.c.seq).where(op.c.row == waiting.c.row, or_(op.c.device != device, op.c.n < waiting.c.first))
    )
    counted = select(waiting.c.kind, known.label("known"), func.count()).group_by(waiting.c.kind, "known")
    fresh = dict.fromkeys(_HOLDERS, 0)
    corrections = 0
    for kind, was_known, count in reader.connection.execute(counted):
        if was_known:
            corrections += count
        elif kind in fresh:
            fresh[kind] = count
    blob = tables.blob
    photos, size = reader.connection.execute(
        select(func.count(), func.coalesce(func.sum(blob.c.size), 0)).where(blob.c.state != _SENT)
    ).one()
    return Unsent(fresh["artisan"], fresh["shg"], corrections, photos, size)


def done(reader: Reader, device: str, day: str, month: str) -> Done:
    """Counts since the moments `day` and `month` (ISO, UTC) of this laptop's own records."""
    card, certificate = tables.card, tables.RECORD_TABLES["certificate"]
    listed = and_(card.c.kind.in_(_HOLDERS), card.c.active == True)  # noqa: E712 (SQL)
    since = {
        name: reader.connection.scalar(select(func.count()).select_from(card).where(listed, card.c.created >= moment))
        for name, moment in (("today", day), ("month", month))
    }
    printed = exists(select(certificate.c.id).where(certificate.c.holder == card.c.id, certificate.c.deleted == False))  # noqa: E712
    ready = select(func.count()).select_from(card).where(listed, card.c.complete == True, ~printed, agreed())  # noqa: E712
    open_ones = select(func.count()).select_from(card).where(listed, card.c.complete == False)  # noqa: E712
    return Done(
        today=since["today"] or 0,
        month=since["month"] or 0,
        to_print=reader.connection.scalar(ready) or 0,
        unfinished=reader.connection.scalar(open_ones) or 0,
    )
