"""This laptop's own operations under one device code and another: which nobody signed, and giving them a new code."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy import Text as Words

from samarth_desktop.domain.oplog.exchange import Stream
from samarth_desktop.store.database import tables


def unsigned(connection: Connection, stream: Stream) -> bool:
    """Whether a stream ends with operations that came with no signature: they were written here."""
    area, device = stream
    op, signature = tables.op.c, tables.signature.c
    written = connection.scalar(select(func.max(op.n)).where(op.device == device, op.area == area)) or 0
    of = (signature.device == device, signature.area == area)
    return written > (connection.scalar(select(func.max(signature.last)).where(*of)) or 0)


def move(connection: Connection, old: str, new: str, common: Mapping[str, int]) -> None:
    """Gives the operations of code `old`, in each named area above ``common[area]``, the code `new` and the numbers
    that follow there, wherever they are named. What is left under `old` keeps its place."""
    shift = {area: kept - _last(connection, new, area) for area, kept in common.items()}
    connection.exec_driver_sql("DROP TRIGGER op_unchanged")  # the one time that a name in the log changes
    for area, kept in common.items():
        _rename(connection, old, new, area, kept, shift[area])
    _rename_seen(connection, old, new, common, shift)
    connection.exec_driver_sql(tables.NO_CHANGE)


def _last(connection: Connection, device: str, area: str) -> int:
    op = tables.op.c
    return connection.scalar(select(func.max(op.n)).where(op.device == device, op.area == area)) or 0


def _rename(connection: Connection, old: str, new: str, area: str, kept: int, shift: int) -> None:
    for table in (tables.op, tables.refused):
        theirs = (table.c.device == old, table.c.area == area, table.c.n > kept)
        connection.execute(update(table).where(*theirs).values(device=new, n=table.c.n - shift))
    sent = tables.sent
    above = (sent.c.device == old, sent.c.area == area, sent.c.n > kept)
    connection.execute(update(sent).where(*above).values(n=kept))


def _rename_seen(
    connection: Connection, old: str, new: str, common: Mapping[str, int], shift: Mapping[str, int]
) -> None:
    def now(version: Sequence[Any]) -> list[Any]:
        device, area, n = version
        moved = device == old and area in common and n > common[area]
        return [new, area, n - shift[area]] if moved else [device, area, n]

    op = tables.op
    rows = connection.execute(select(op.c.seq, op.c.sup).where(op.c.sup.cast(Words).contains(f'"{old}"'))).all()
    changed = [{"at": seq, "seen": {k: [now(v) for v in vs] for k, vs in sup.items()}} for seq, sup in rows]
    if changed:
        connection.execute(update(op).where(op.c.seq == bindparam("at")).values(sup=bindparam("seen")), changed)
