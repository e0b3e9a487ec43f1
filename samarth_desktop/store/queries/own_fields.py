"""Which of the programmes' own fields somebody on this laptop answered."""

from sqlalchemy import Text, func, select, true

from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

_table = tables.RECORD_TABLES[Enrolment.KIND]


def keys(reader: Reader) -> list[str]:
    """Their keys, ``PROGRAMME.key``, in alphabetical order."""
    inside = func.json_each(_table.c.extra).table_valued("key")
    wanted = select(inside.c.key).select_from(_table.join(inside, true())).distinct()
    wanted = wanted.where(_table.c.deleted.is_(False), _table.c.extra.cast(Text) != "{}")
    return sorted(map(str, reader.connection.scalars(wanted)))
