"""Operations in whose place the hub has a hole: nobody else got what they say."""

from sqlalchemy import Connection, and_, delete, select

from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.store.database import tables

_refused, _sent = tables.refused, tables.sent
_THERE = and_(_sent.c.peer == HUB, _sent.c.device == _refused.c.device, _sent.c.area == _refused.c.area)
_ANY = "SELECT 1 FROM refused LIMIT 1"  # asked for every row that is changed
_ALL = select(_refused).join(_sent, _THERE).where(_refused.c.n <= _sent.c.n)


def take(connection: Connection, row: str) -> set[Version]:
    """Those of a row, whose marks are taken off: whoever saves the record again says all that they said once more."""
    if connection.exec_driver_sql(_ANY).scalar() is None:
        return set()
    found = {Version(one.device, one.area, one.n) for one in connection.execute(_ALL.where(_refused.c.row == row))}
    for device, area, n in found:
        key = (_refused.c.device == device, _refused.c.area == area, _refused.c.n == n)
        connection.execute(delete(_refused).where(*key))
    return found


def all_of(connection: Connection) -> dict[str, set[Version]]:
    """All of them, by row."""
    found: dict[str, set[Version]] = {}
    for one in connection.execute(_ALL):
        found.setdefault(one.row, set()).add(Version(one.device, one.area, one.n))
    return found
