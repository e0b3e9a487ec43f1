"""Workshops as the database answers about them: lists with their counts, attendance of a session, fairs of a holder."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select

from samarth_desktop.kinds.attendance.record import HERE, Attendance
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.kinds.stall.record import Stall
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import record_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.whereabouts import moved_rows

_workshop = tables.RECORD_TABLES[Workshop.KIND]
_session = tables.RECORD_TABLES[Sitting.KIND]
_attendance = tables.RECORD_TABLES[Attendance.KIND]
_invitation = tables.RECORD_TABLES["invitation"]
_stall = tables.RECORD_TABLES[Stall.KIND]
_stall_day = tables.RECORD_TABLES["stall_day"]
_certificate = tables.RECORD_TABLES["certificate"]
_feedback = tables.RECORD_TABLES["feedback"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a list says of a workshop: how many are on its list and were told, came, have a certificate; stalls and the
    sale of a fair in paise."""

    invited: int = 0
    told: int = 0
    came: int = 0
    certificates: int = 0
    sessions: int = 0
    stalls: int = 0
    sale: int = 0


def every(reader: Reader) -> list[Workshop]:
    """All workshops that are here, the newest first day first."""
    wanted = select(_workshop).where(_workshop.c.deleted.is_(False), _workshop.c.id.not_in(moved_rows()))
    ordered = wanted.order_by(_workshop.c.since.desc(), _workshop.c.id)
    return [record_of(Workshop, row) for row in reader.connection.execute(ordered)]


def on_day(reader: Reader, day: date) -> list[Workshop]:
    """The workshops that are held on a day, cancelled ones left out, fairs last."""
    c = _workshop.c
    wanted = select(_workshop).where(
        c.since <= day,
        func.coalesce(c.until, c.since) >= day,
        c.deleted.is_(False),
        c.status != "cancelled",
        c.id.not_in(moved_rows()),
    )
    ordered = wanted.order_by(c.workshop_kind == "fair", c.since, c.id)
    return [record_of(Workshop, row) for row in reader.connection.execute(ordered)]


def coming(reader: Reader, day: date) -> list[Workshop]:
    """The workshops that are not over on a day, cancelled ones left out, the next first."""
    c = _workshop.c
    wanted = select(_workshop).where(
        func.coalesce(c.until, c.since) >= day, c.deleted.is_(False), c.status != "cancelled", c.id.not_in(moved_rows())
    )
    return [record_of(Workshop, row) for row in reader.connection.execute(wanted.order_by(c.since, c.id))]


def by_number(reader: Reader, number: str) -> Workshop | None:
    """The workshop with this number, as printed."""
    row = reader.connection.execute(select(_workshop).where(_workshop.c.number == number)).first()
    return None if row is None or row.deleted else record_of(Workshop, row)


def numbers(reader: Reader, rows: Collection[str]) -> dict[str, Numbers]:
    """The counts of these workshops, by row id: a grouped question for each count."""
    ask, found = reader.connection, {row: dict[str, int]() for row in rows}

    def note(key: str, statement: Any) -> None:
        for row, value in ask.execute(statement):
            if row in found:
                found[row][key] = int(value or 0)

    i, a, s = _invitation.c, _attendance.c, _session.c
    listed = and_(i.workshop.in_(rows), i.deleted.is_(False), i.cancelled.is_(False), i.staff.is_(False))
    standing = and_(listed, i.reserve.is_(False))
    note("invited", select(i.workshop, func.count()).where(standing).group_by(i.workshop))
    note("told", select(i.workshop, func.count()).where(standing, i.told_on.is_not(None)).group_by(i.workshop))
    here = and_(a.workshop.in_(rows), a.deleted.is_(False), a.staff.is_(False), a.presence.in_(HERE))
    note("came", select(a.workshop, func.count(a.participant.distinct())).where(here).group_by(a.workshop))
    sat = and_(s.workshop.in_(rows), s.deleted.is_(False))
    note("sessions", select(s.workshop, func.count()).where(sat).group_by(s.workshop))
    t = _stall.c
    note(
        "stalls",
        select(t.workshop, func.count()).where(t.workshop.in_(rows), t.deleted.is_(False)).group_by(t.workshop),
    )
    d = _stall_day.c
    sold = and_(d.workshop.in_(rows), d.deleted.is_(False))
    note("sale", select(d.workshop, func.sum(d.amount)).where(sold).group_by(d.workshop))
    c, w = _certificate.c, _workshop.c
    given = (
        select(w.id, func.count())
        .join(_workshop, w.number == c.subject)
        .where(w.id.in_(rows), c.certificate_kind == "workshop", c.state == "valid", c.deleted.is_(False))
    )
    note("certificates", given.group_by(w.id))
    return {row: Numbers(**of) for row, of in found.items()}


def attendance(reader: Reader, workshop: str, session: str = "") -> list[Attendance]:
    """The attendance of a workshop, or of one of its sessions, in order of coming."""
    c = _attendance.c
    wanted = select(_attendance).where(c.workshop == workshop, c.deleted.is_(False))
    if session:
        wanted = wanted.where(c.session == session)
    return [record_of(Attendance, row) for row in reader.connection.execute(wanted.order_by(c.in_at, c.id))]


def here_now(reader: Reader, session: str, workshop: str) -> Mapping[str, int]:
    """How many of a session are in: ``in`` with walk-ins, ``invited`` among them, ``staff`` apart."""
    c = _attendance.c
    wanted = select(c.staff, c.invited, func.count()).where(
        c.workshop == workshop, c.session == session, c.deleted.is_(False), c.presence.in_(HERE)
    )
    counts = {"in": 0, "invited": 0, "staff": 0}
    for staff, invited, count in reader.connection.execute(wanted.group_by(c.staff, c.invited)):
        if staff:
            counts["staff"] += count
        else:
            counts["in"] += count
            counts["invited"] += count if invited else 0
    return counts


def expected(reader: Reader, workshop: str) -> int:
    """How many stand on the list of a workshop, without reserve and team."""
    c = _invitation.c
    wanted = select(func.count()).where(
        c.workshop == workshop, c.deleted.is_(False), c.cancelled.is_(False), c.reserve.is_(False), c.staff.is_(False)
    )
    return reader.connection.scalar(wanted) or 0


def newest(reader: Reader, workshop: str, session: str, count: int) -> list[Attendance]:
    """Those of a session who came last, the newest first."""
    c = _attendance.c
    wanted = select(_attendance).where(
        c.workshop == workshop, c.session == session, c.deleted.is_(False), c.presence.in_(HERE)
    )
    return [
        record_of(Attendance, row)
        for row in reader.connection.execute(wanted.order_by(c.in_at.desc(), c.seen.desc()).limit(count))
    ]


def of_laptops(reader: Reader, workshop: str) -> dict[str, int]:
    """How many came in through each laptop, by device code."""
    c = _attendance.c
    wanted = select(c.laptop, func.count()).where(c.workshop == workshop, c.deleted.is_(False), c.presence.in_(HERE))
    return {str(laptop): int(count) for laptop, count in reader.connection.execute(wanted.group_by(c.laptop))}


def stalls_of(reader: Reader, holder: str) -> list[tuple[Stall, Workshop]]:
    """The stalls of a person or group, each with its fair."""
    wanted = select(_stall).where(_stall.c.holder == holder, _stall.c.deleted.is_(False))
    stalls = [record_of(Stall, row) for row in reader.connection.execute(wanted)]
    fairs = {one.id: one for one in reader.get_many(Workshop, sorted({stall.workshop for stall in stalls}))}
    return [(stall, fairs[stall.workshop]) for stall in stalls if stall.workshop in fairs]


def of_person(reader: Reader, record_class: type[Any], rows: Sequence[str]) -> list[Any]:
    """The invitations or attendances of these people, in every workshop."""
    table = tables.RECORD_TABLES[record_class.KIND]
    wanted = select(table).where(table.c.person.in_(rows), table.c.deleted.is_(False)).order_by(table.c.id)
    return [record_of(record_class, row) for row in reader.connection.execute(wanted)]


def by_badge(reader: Reader, workshop: str = "") -> list[Attendance]:
    """The attendance that was written by a number alone, because the record was on another laptop: of one workshop, or
    of all."""
    c = _attendance.c
    nobody = c.person.concat("") if workshop else c.person  # no index: of one workshop there are few, of "" many
    wanted = select(_attendance).where(nobody == "", c.registration != "", c.deleted.is_(False))
    if workshop:
        wanted = wanted.where(c.workshop == workshop)
    return [record_of(Attendance, row) for row in reader.connection.execute(wanted.order_by(c.id))]


def by_mobile(reader: Reader, workshop: str, mobile: str) -> list[str]:
    """The participants of a workshop's list with this phone number."""
    c = _invitation.c
    return list(reader.connection.scalars(select(c.participant).where(c.workshop == workshop, c.mobile == mobile)))


def listed(reader: Reader, workshop: str, key: str, value: str) -> Invitation | None:
    """Who is on the list of a workshop with this `participant`, `registration` or `mobile`; None unless it is one."""
    c = _invitation.c
    wanted = select(_invitation).where(
        c.workshop == workshop, c[key] == value, c.deleted.is_(False), c.cancelled.is_(False)
    )
    found = reader.connection.execute(wanted.limit(2)).all()
    return record_of(Invitation, found[0]) if value and len(found) == 1 else None


def without_phone(reader: Reader, workshop: str) -> int:
    """How many on the list of a workshop have no phone number."""
    c = _invitation.c
    wanted = select(func.count()).where(
        c.workshop == workshop, c.deleted.is_(False), c.cancelled.is_(False), c.staff.is_(False),
        or_(c.mobile == "", c.mobile.is_(None)),
    )  # fmt: skip
    return reader.connection.scalar(wanted) or 0


def settings_of(reader: Reader, beginning: str) -> list[str]:
    """The values of the settings whose key begins so."""
    setting = tables.setting.c
    return list(
        reader.connection.scalars(select(setting.value).where(setting.key.startswith(beginning, autoescape=True)))
    )
