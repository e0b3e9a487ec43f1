"""Places in the log without an operation: what the hub held back, and lines that this program could not read.

A line that it could not read is kept in its hole and handed on as it came. A newer program, or the hub, which knows
more, fills the place.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, delete, select

from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

HOLE = "~hole"
"""Kind and row of what stands in a hole, so that numbers have no gaps here either; and key of a line that this program
could not read."""

ReadLine = Callable[[str, str, str, int, int], Op | None]
"""Reads a line, given its area, device, number and schema; None where this program cannot."""

_op = tables.op.c


def readable(reader: Reader, read: ReadLine) -> list[Op]:
    """The operations that were kept as lines because an older program could not read them, as far as `read` can."""
    return [op for kept in unread(reader) if (op := read(*kept))]


def unread(reader: Reader) -> list[tuple[str, str, str, int, int]]:
    """The lines that are kept in holes, each with its area, device, number and schema."""
    held = reader.connection.execute(select(tables.op).where(_op.row == HOLE, _op.kind == HOLE).order_by(_op.seq)).all()
    return [(str(one.f[HOLE]), one.area, one.device, one.n, one.schema) for one in held if one.f.get(HOLE)]


def make_room(connection: Connection, ops: Iterable[Op]) -> None:
    """Takes away the holes in whose places these operations belong: a place without content is no operation."""
    holes = [version for op in ops if _is_hole(connection, version := op.version)]
    if holes:
        connection.exec_driver_sql("DROP TRIGGER op_stays")
        for device, area, n in holes:
            place = (_op.device == device, _op.area == area, _op.n == n)
            connection.execute(delete(tables.op).where(*place))
        connection.exec_driver_sql(tables.NO_DELETE)


def _is_hole(connection: Connection, version: tuple[str, str, int]) -> bool:
    device, area, n = version
    held = select(_op.kind).where(_op.device == device, _op.area == area, _op.n == n)
    return connection.scalar(held) == HOLE
