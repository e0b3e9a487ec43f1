"""Records that perhaps are not needed any more: consent gone, never finished, long untouched."""

from datetime import UTC, date, datetime

from sqlalchemy import func, select

from samarth_desktop.domain.oplog.op import stamp_of_ms
from samarth_desktop.kinds.consent.record import REGISTRATION, Consent
from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

_card, _op = tables.summary.c, tables.op.c


def withdrawn_before(reader: Reader, day: date) -> dict[str, date]:
    """Holders of whom a consent to registration was taken back before a day, and the newest such day."""
    consent = tables.RECORD_TABLES[Consent.KIND].c
    wanted = select(consent.holder, func.max(consent.withdrawn_on)).where(
        consent.purpose.in_(("", REGISTRATION)), consent.withdrawn_on < day, consent.deleted.is_(False)
    )
    there = wanted.join(tables.summary, _card.id == consent.holder).where(_card.active.is_(True))
    return {row: last for row, last in reader.connection.execute(there.group_by(consent.holder))}  # noqa: C416


def unfinished_before(reader: Reader, day: date) -> list[str]:
    """Active people and groups that were begun before a day and are not complete."""
    wanted = select(_card.id).where(
        _card.kind.in_(HOLDERS), _card.complete.is_(False), _card.active.is_(True), _card.created < day.isoformat()
    )
    return list(reader.connection.scalars(wanted))


def untouched_since(reader: Reader, day: date) -> dict[str, int]:
    """Active people and groups that are older than a day and of which nothing was written since; the stamp of their
    last operation."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    old = select(_card.id).where(_card.kind.in_(HOLDERS), _card.active.is_(True), _card.created < day.isoformat())
    last = func.max(_op.hlc)
    wanted = select(_op.row, last).where(_op.row.in_(old)).group_by(_op.row)
    quiet = wanted.having(last < stamp_of_ms(int(moment.timestamp() * 1000)))
    return {row: stamp for row, stamp in reader.connection.execute(quiet)}  # noqa: C416 (rows, not pairs)
