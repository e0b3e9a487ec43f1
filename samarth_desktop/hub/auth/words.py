"""What the hub itself said to everybody about a laptop, in this life and in earlier ones."""

from sqlalchemy import Connection, update

from samarth_desktop.domain.oplog.exchange import REFERENCE, is_hub
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.feed import oplog
from samarth_desktop.rules.authority import REVOKED_DEVICE


def newest_of(conn: Connection, code: str) -> Op | None:
    """The hub's newest word on a code: shut out or let in, on which day, by whom; None when it never spoke of it."""
    said = [op for op in oplog.ops_of_row(conn, code) if op.kind == REVOKED_DEVICE and is_hub(op.device)]
    return max((op for op in said if op.area == REFERENCE), key=lambda op: op.rank, default=None)


def said_of(conn: Connection, code: str) -> bool | None:
    """What the hub's newest word says of a code: shut out or let in; None when it never spoke of it."""
    newest = newest_of(conn, code)
    return None if newest is None else bool(newest.f.get("revoked"))


def heard(conn: Connection, op: Op) -> None:
    """Does what a word of an earlier life says, which a laptop brought back."""
    if op.kind == REVOKED_DEVICE:
        out = bool(said_of(conn, op.row))
        stands = t.device.c.revoked.is_not(None) if not out else t.device.c.revoked.is_(None)
        values = {"revoked": auth.now() if out else None}
        conn.execute(update(t.device).where(t.device.c.code == op.row, stands).values(values))
