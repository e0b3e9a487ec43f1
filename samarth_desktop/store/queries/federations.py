"""The names of federations that groups of a district have written, most groups first."""

from sqlalchemy import func, select

from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

_MOST = 200


def names(reader: Reader, district: str) -> tuple[list[str], list[str]]:
    """Village organisations or ALFs, and cluster or city federations."""
    group = tables.RECORD_TABLES[Shg.KIND].c
    found = []
    for column in (group.village_organisation, group.federation):
        wanted = select(column).where(column != "", group.deleted.is_(False), group.district == district)
        wanted = wanted.group_by(column).order_by(func.count().desc(), column).limit(_MOST)
        found.append(list(reader.connection.scalars(wanted)))
    return found[0], found[1]
