"""What the hub itself keeps of certificates: serial, state, date and seals, without a name, for the public page."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select, update

from samarth_desktop.documents.signing import seal
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.hub.feed import oplog
from samarth_desktop.rules import authority
from samarth_desktop.rules.certificates.certificate_validity import VALID


def note(conn: Connection, op: Op, origin: Device) -> None:
    """Keeps a line for each serial, from all operations on its row, in whatever order and area they arrived; whether
    it holds, :mod:`holders` writes there."""
    ops = [one for one in oplog.ops_of_row(conn, op.row) if one.kind == "certificate"]
    serial = authority.serial_of(op, ops)
    if not serial or (authority.enters(op) and not authority.is_authority(op, origin.writer, ops)):
        return  # a copy into another area, from a laptop that the register does not believe
    issued = next((str(one.f["issued_on"]) for one in ops if one.f.get("issued_on")), "")
    known = {"row": op.row, **_seals(ops, serial)} | ({"issued": issued} if issued else {})
    conn.execute(select(func.pg_advisory_xact_lock(func.hashtext(serial))))  # two areas may speak of it at once
    of_serial = t.certificate.c.serial == serial
    if not conn.execute(update(t.certificate).where(of_serial).values(known)).rowcount:
        conn.execute(
            insert(t.certificate).values({"area": op.area, "serial": serial, "issued": "", "state": VALID, **known})
        )


def _seals(ops: Iterable[Op], serial: str) -> dict[str, object]:
    """Which codes were printed with a serial, and by which key: an earlier printing's code stays right."""
    claims = []
    for op in ops:
        try:
            claims.append(seal.read(str(op.f.get("payload") or "")))
        except ValueError:
            continue  # without a code, or with one of a newer program
    found = [claim for claim in claims if claim.serial == serial]
    kid = found[-1].message.key_id.hex() if found else ""
    return {"kid": kid, "seals": sorted({claim.seal_id.hex() for claim in found})}
