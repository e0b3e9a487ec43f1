"""Counts for the first page: what is unfinished, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, func, select

from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries.narrowing import agreed


@dataclass(frozen=True, slots=True)
class Done:
    """New people and groups since a day, since a month began, and those whose certificate could be printed."""

    today: int = 0
    month: int = 0
    to_print: int = 0
    unfinished: int = 0


def unfinished(reader: Reader, limit: int) -> Sequence[tuple[str, str]]:
    """Kind and row of the newest records that are not complete."""
    summary = tables.summary
    wanted = (
        select(summary.c.kind, summary.c.id)
        .where(summary.c.kind.in_(HOLDERS), summary.c.complete == False, summary.c.active == True)  # noqa: E712 (SQL)
        .order_by(summary.c.created.desc())
        .limit(limit)
    )
    return [(row.kind, row.id) for row in reader.connection.execute(wanted)]


def done(reader: Reader, device: str, day: str, month: str) -> Done:
    """Counts since the moments `day` and `month` (ISO, UTC) of this laptop's own records."""
    summary, certificate = tables.summary, tables.RECORD_TABLES["certificate"]
    listed = and_(summary.c.kind.in_(HOLDERS), summary.c.active == True)  # noqa: E712 (SQL)
    since = {
        name: reader.connection.scalar(
            select(func.count()).select_from(summary).where(listed, summary.c.created >= moment)
        )
        for name, moment in (("today", day), ("month", month))
    }
    printed = exists(
        select(certificate.c.id).where(certificate.c.holder == summary.c.id, certificate.c.deleted.is_(False))
    )
    ready = select(func.count()).select_from(summary).where(listed, summary.c.complete == True, ~printed, agreed())  # noqa: E712
    open_ones = select(func.count()).select_from(summary).where(listed, summary.c.complete == False)  # noqa: E712
    return Done(
        today=since["today"] or 0,
        month=since["month"] or 0,
        to_print=reader.connection.scalar(ready) or 0,
        unfinished=reader.connection.scalar(open_ones) or 0,
    )
