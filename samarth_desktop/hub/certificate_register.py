"""What the hub itself keeps of certificates: serial, state and date, without a name, for the public page."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.exchange import REFERENCE
from samarth_desktop.domain.op import heads, shown
from samarth_desktop.hub import oplog
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.keys import Keys


def note(conn: Connection, keys: Keys, row: str) -> None:
    """Keeps what the public page may say of a certificate, as all operations on its row together have it, in whatever
    order and area they arrived; of one that does not hold any more everybody hears."""
    ops = [op for op in oplog.ops_of_row(conn, row) if op.kind == "certificate"]
    values = shown(heads(ops))
    known = {k: str(values[f]) for k, f in (("state", "state"), ("issued", "issued_on")) if values.get(f)}
    places = sorted({(op.area, str(op.f["serial"])) for op in ops if op.f.get("serial")})
    if not known or not places:
        return
    serials = sorted({serial for _, serial in places})
    before = select(t.certificate.c.serial).where(t.certificate.c.serial.in_(serials))
    told = set(conn.execute(before.where(t.certificate.c.state == known.get("state", ""))).scalars())
    for area, serial in places:
        add = insert(t.certificate).values(**{"area": area, "serial": serial, "issued": "", "state": "valid", **known})
        conn.execute(add.on_conflict_do_update(index_elements=["area", "serial"], set_=known))
    for serial in serials if known.get("state") in ("revoked", "replaced") else ():
        if serial not in told:
            said = {"state": known["state"], "on": str(values.get("revoked_on") or "")}
            oplog.publish(conn, keys, REFERENCE, "revoked", serial, said)
