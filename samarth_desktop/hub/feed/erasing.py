"""Erasure at the hub: the same rule as on every laptop, in every area where the row has been."""

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.oplog.op import ERASED, Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.feed import oplog
from samarth_desktop.rules.erasure import blanked, erases
from samarth_desktop.sync import wire

_PHOTO_FIELDS = ("photo", "scan")


def erase(conn: Connection, keys: Keys, by: Op) -> list[tuple[str, str]]:
    """Blanks all earlier operations of the row that `by` erases, in every area where it has been, and remembers the
    row for ever. Gives the photos that it named."""
    photos: list[tuple[str, str]] = []
    touched: dict[tuple[str, str], list[int]] = {}
    for op in oplog.ops_of_row(conn, by.row):
        if blanked(op) == op:
            continue
        photos += [(op.area, str(op.f[key])) for key in _PHOTO_FIELDS if op.f.get(key)]
        oplog.put_line(conn, op, wire.line_of(blanked(op)))
        touched.setdefault((op.area, op.device), []).append(op.n)
    tell(conn, keys, by, {by.area, *(area for area, _ in touched)})
    for (of_area, device), numbers in touched.items():
        oplog.sign_again(conn, keys, of_area, device, numbers)
    return photos


def tell(conn: Connection, keys: Keys, by: Op, areas: set[str]) -> None:
    """Remembers that the row of `by` is erased, and says so in every area that has not heard of it: who holds only an
    area to which it moved, or from which it came, must blank it too."""
    for area in sorted(areas):
        fresh = conn.execute(insert(t.erased).values(area=area, row=by.row).on_conflict_do_nothing()).rowcount
        conn.execute(t.snapshot.delete().where(t.snapshot.c.area == area))
        if fresh and not (area == by.area and erases(by.f)):
            oplog.publish(conn, keys, area, by.kind, by.row, {ERASED: True})
