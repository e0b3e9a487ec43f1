"""Writes again, masked, what the hub set aside for twelve digits that look like an Aadhaar number.

The hub keeps a hole in its place, so nobody else has the record until then. DOMAIN, "Field kind CODE".
"""

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.wire import from_wire, to_wire
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.store.log import held_back
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.sync import checks


def masked(session: Session) -> int:
    """Writes them with the digits masked, in one unit; gives how many records. What was already masked and is still
    set aside stays as it is: then the hub knows another reason, which the person is told."""
    done = 0
    with writing(session, Deed.HALL) as unit:
        for row, versions in held_back.all_of(unit.connection).items():
            ours = [op for _, op in unit.ops(row) if op.version in versions and checks.objection(op)]
            done += bool(ours) and _write(unit, ours[0].kind, row, session.author)
        unit.commit()
    return done


def _write(unit: UnitOfWork, kind: str, row: str, author: str) -> bool:
    current = unit.get(RECORDS[kind], row) if kind in RECORDS else None
    if current is None or unit.is_erased(row):
        return False
    clean = from_wire(RECORDS[kind], checks.masked(kind, to_wire(current)), id=row, seen=current.seen)
    try:
        unit.save(clean, author)
    except KnownError:
        return False  # it moved to another area and is only read here
    return True
