"""Follow-ups with whom they are about, by the day on which they are due."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.log.reader import Reader

_card = tables.summary.c
_table = tables.RECORD_TABLES[FollowUp.KIND]
_MOST = 2000


class FollowUpRow(NamedTuple):
    """A follow-up and its holder's summary."""

    follow_up: FollowUp
    registration: str
    name_hi: str
    name_en: str
    village: str
    mobile: str


def find(reader: Reader, until: date | None, *, done: bool = False, limit: int = _MOST) -> list[FollowUpRow]:
    """The open follow-ups of who is active here, due by a day where one is named, the most overdue first; those without
    a day last. With `done` also those that are done."""
    shown = (_card.registration, _card.name_hi, _card.name_en, _card.village, _card.mobile)
    wanted = (
        select(_table.c.id, *shown)
        .join(tables.summary, _card.id == _table.c.holder)
        .where(_table.c.deleted.is_(False), _card.active.is_(True))
    )
    if not done:
        wanted = wanted.where(_table.c.done_on.is_(None))
    if until is not None:
        wanted = wanted.where(_table.c.due <= until)
    wanted = wanted.order_by(_table.c.due.is_(None), _table.c.due, _card.village, _table.c.id).limit(limit)
    rows = {row.id: row[1:] for row in reader.connection.execute(wanted)}
    return [FollowUpRow(one, *rows[one.id]) for part in chunks(rows) for one in reader.get_many(FollowUp, part)]
