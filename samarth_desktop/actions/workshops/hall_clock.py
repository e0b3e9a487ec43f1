"""The clocks of a hall: the difference is measured when two laptops meet, and the times of coming are corrected by it.

The laptop that answers gives the hall's time. Whoever visits it notes how far its own clock is off, writes the hall's
time from then on, and corrects what it wrote before. Of two doors the earlier corrected time stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.rules.heads import heads
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import workshops as store
from samarth_desktop.sync.hall_time import HEARD, OFFSET

_TOLD_S = 120
_IGNORED_S = 2
_BY_STICK = timedelta(days=14)  # a stick comes days after the workshop; older ones are not looked through


@dataclass(frozen=True, slots=True)
class Heard:
    """Another laptop of the hall: when it was last heard (local time, ISO 8601), how many check-ins it has brought, by
    how many seconds its clock was ahead of the hall's."""

    device: str
    at: str
    came: int
    ahead: int


def heard(session: Session, workshop: str = "") -> list[Heard]:
    """The other laptops that were met, the last heard first; `came` counts one workshop's (row id)."""
    said = StoreLog.of(session.store).settings(HEARD)
    with session.store.read() as reader:
        came = store.of_laptops(reader, workshop) if workshop else {}
    found = []
    for key, text in said.items():
        device = key.removeprefix(HEARD)
        at, _, ahead = text.partition(" ")
        found.append(Heard(device, at, came.get(device, 0), int(ahead or 0)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def take_over(session: Session, ahead_ms: int | None) -> tuple[Text, ...]:
    """After a visit: this laptop's clock is so much ahead of the hall's. Corrects what was written by it; gives what
    the person should know."""
    if ahead_ms is None:
        return ()
    seconds = -round(ahead_ms / 1000)
    seconds = 0 if abs(seconds) < _IGNORED_S else seconds
    with writing(session, Deed.HALL) as unit:
        unit.put_settings({OFFSET: str(seconds)})
        corrected = correct(unit, session, seconds)
        unit.commit()
    return said(-seconds, corrected)


def said(ahead: int, corrected: int) -> tuple[Text, ...]:
    """What a person should know of a clock that is so many seconds ahead (behind, where negative)."""
    if abs(ahead) <= _TOLD_S:
        return ()
    minutes, seconds = divmod(abs(ahead), 60)
    words = T("{m} min {s} s", m=minutes, s=seconds)
    text = (
        T("This laptop's clock is {time} ahead of the hall's. Set it right.", time=words)
        if ahead > 0
        else T("This laptop's clock is {time} behind the hall's. Set it right.", time=words)
    )
    return (text, T("The times of {n} check-ins were corrected.", n=corrected)) if corrected else (text,)


def correct(unit: UnitOfWork, session: Session, seconds: int) -> int:
    """Adds the difference to what this laptop wrote of today's workshops by its own clock, and decides which door was
    first where two were; gives how many rows changed."""
    changed = 0
    for workshop in store.on_day(unit, session.today):
        for row in store.attendance(unit, workshop.id):
            values = _settled(unit, row, seconds)
            if values:
                unit.settle(Attendance, row.id, values, session.author)
                changed += 1
    return changed


def decide_doors(session: Session) -> int:
    """After a stick, which compares no clocks: of two doors the earlier time as written stands, as in a hall. Gives how
    many rows changed."""
    changed = 0
    with writing(session, Deed.HALL) as unit:
        for workshop in store.coming(unit, session.today - _BY_STICK):
            for row in store.attendance(unit, workshop.id):
                values = _first_door(unit, row)
                if values:
                    unit.settle(Attendance, row.id, values, session.author)
                    changed += 1
        if changed:
            unit.commit()
    return changed


def _first_door(unit: UnitOfWork, row: Attendance) -> dict[str, Any]:
    """The values of the first of two doors, one of them here; {} where there is one door, or the first one stands."""
    doors = _doors(unit, row)
    first = min(doors, key=lambda op: str(op.f["in_at"]), default=None)
    if first is None or first.f["in_at"] == row.in_at or not any(op.device == unit.device for op in doors):
        return {}
    compared = first.f.get("corrected") if first.device == unit.device else first.f.get("corrected") or 0
    kept = {key: first.f.get(key) or getattr(row, key) for key in ("how", "laptop")}
    return {"in_at": first.f["in_at"], "corrected": compared, **kept}


def _doors(unit: UnitOfWork, row: Attendance) -> list[Op]:
    """What was written of her coming in by those who did not know of each other."""
    return [op for op in heads([op for _, op in unit.ops(row.id)]).get("in_at", ()) if op.f.get("in_at")]


def _settled(unit: UnitOfWork, row: Attendance, seconds: int) -> dict[str, Any]:
    """What is to be written over a row: the first of its doors, by the hall's time; {} where it stands already."""
    doors = _doors(unit, row)
    mine = [op for op in doors if op.device == unit.device and op.f.get("corrected") is None]
    first = min(
        ((_moved(op, seconds if op in mine else 0), op) for op in doors), key=lambda pair: pair[0], default=None
    )
    ours = any(op.device == unit.device for op in doors)
    if first is None or not ours or (not mine and (len(doors) == 1 or first[0] == row.in_at)):
        return {}
    values: dict[str, Any] = {"in_at": first[0], "corrected": seconds}
    for key in ("how", "laptop"):
        values[key] = first[1].f.get(key) or getattr(row, key)
    if row.out_at and any(op.device == unit.device and "out_at" in op.f for _, op in unit.ops(row.id)):
        values["out_at"] = _later(row.out_at, seconds)
    return values


def _moved(op: Op, seconds: int) -> str:
    return _later(str(op.f["in_at"]), seconds)


def _later(moment: str, seconds: int) -> str:
    try:
        return checking_in.written(datetime.fromisoformat(moment) + timedelta(seconds=seconds))
    except (ValueError, OverflowError):  # another laptop's text may be anything
        return moment


def letters(reader: Reader, session: Session, workshop: str) -> dict[str, str]:
    """The laptops of a workshop by letter: this one is A, the others follow."""
    others: Sequence[str] = sorted(set(store.of_laptops(reader, workshop)) - {session.store.device, ""})
    named = {device: chr(ord("B") + number % 25) for number, device in enumerate(others)}
    return {session.store.device: "A", **named}
