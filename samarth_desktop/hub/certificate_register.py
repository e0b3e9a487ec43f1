"""What the hub itself keeps of certificates: serial, state and date, without a name, for the public page."""

from sqlalchemy import Connection, func, insert, select, update

from samarth_desktop.domain import authority
from samarth_desktop.domain.authority import REVOKED_SERIAL
from samarth_desktop.domain.exchange import REFERENCE
from samarth_desktop.domain.op import Op
from samarth_desktop.hub import oplog
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.keys import Keys
from samarth_desktop.hub.people import Device


def note(conn: Connection, keys: Keys, op: Op, origin: Device) -> None:
    """Keeps what the public page may say of a certificate, one line a serial, as all operations on its row together
    have it, in whatever order and area they arrived; of one that does not hold any more everybody hears."""
    ops = [one for one in oplog.ops_of_row(conn, op.row) if one.kind == "certificate"]
    serial = authority.serial_of(op, ops)
    if not serial or (authority.enters(op) and not authority.is_authority(op, origin.writer, ops)):
        return  # a copy into another area, from a laptop that the register does not believe
    state = authority.state_of(ops)
    values = {key: next((str(one.f[key]) for one in ops if one.f.get(key)), "") for key in ("issued_on", "revoked_on")}
    known = {"state": state, "row": op.row} | ({"issued": values["issued_on"]} if values["issued_on"] else {})
    conn.execute(select(func.pg_advisory_xact_lock(func.hashtext(serial))))  # two areas may speak of it at once
    of_serial = t.certificate.c.serial == serial
    before = conn.execute(select(t.certificate.c.state).where(of_serial)).scalars().all()
    if before:
        conn.execute(update(t.certificate).where(of_serial).values(known))
    else:
        conn.execute(insert(t.certificate).values({"area": op.area, "serial": serial, "issued": "", **known}))
    if state != "valid" and state not in before:
        oplog.publish(conn, keys, REFERENCE, REVOKED_SERIAL, serial, {"state": state, "on": values["revoked_on"]})
