"""Fairs: stalls, the limit of fairs a year said before a stall is given, and what was sold."""

from dataclasses import dataclass, replace
from datetime import date

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import planning
from samarth_desktop.domain.ids import derived_id, read_number
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import holder
from samarth_desktop.kinds.stall.record import Stall
from samarth_desktop.kinds.stall_day.record import StallDay
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.rules.workshops import fair_limits
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import workshops as store


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to the limit of a fair: fairs of this year, the limit (None for none), why she gets no stall
    there (None where she may have one)."""

    fairs: int
    limit: int | None
    objection: Text | None


@dataclass(frozen=True, slots=True)
class StallLine:
    """A stall with its sales, by day."""

    stall: Stall
    days: tuple[StallDay, ...]

    @property
    def amount(self) -> int:
        """All that it sold, in paise."""
        return sum(one.amount or 0 for one in self.days)


def holder_of(reader: Reader, typed: str) -> Holder:
    """The person or group with a typed registration number. KnownError when nobody here has it."""
    number = read_number(typed)
    found = holder(reader.by_registration(number))
    if found is None or found.deleted:
        raise KnownError(T("Nobody on this laptop has the registration number {number}.", number=number))
    return found


def standing(session: Session, fair: str, holder: str, *, awardee: bool = False) -> Standing:
    """How a person or group stands to the limit of a fair, before a stall is given."""
    with session.store.read() as reader:
        return standing_in(reader, session, planning.of(reader, fair).workshop, holder, awardee=awardee)


def standing_in(reader: Reader, session: Session, fair: Workshop, holder: str, *, awardee: bool = False) -> Standing:
    """The same in one state of the data: of the fairs of the same programme in the same calendar year, this one left
    out."""
    stalls = store.stalls_of(reader, reader.kept(holder))
    been = {one.id: one for _, one in stalls if one.programme == fair.programme and one.id != fair.id}
    under = programme(fair.programme, session.library)
    answers = {
        key: value for one in reader.children(Enrolment, reader.kept(holder)) for key, value in one.extra.items()
    }
    exempt = awardee or any(stall.awardee for stall, _ in stalls) or fair_limits.exempt(under, answers)
    day = fair.since or date.min
    days = [one.since for one in been.values() if one.since is not None and one.status != "cancelled"]
    limit = fair_limits.limit_of(under, fair.fair_limit)
    return Standing(
        sum(one.year == day.year for one in days), limit, fair_limits.objection(limit, days, day, awardee=exempt)
    )


def give(
    session: Session, fair: str, number: str, holder: str, *, stands: str = "", goods: str = "", awardee: bool = False
) -> Stall:
    """Gives a stall to the person or group with this row id. KnownError where it is another's already, or where her
    fairs of the year are used up."""
    with writing(session, Deed.HALL) as unit:
        workshop = planning.of(unit, fair).workshop
        if not workshop.is_fair:
            raise KnownError(T("{number} is a workshop. Only a fair has stalls.", number=workshop.number))
        found = unit.holder(unit.kept(holder))
        if found is None:
            raise KnownError(T("This record is not on this laptop any more."))
        row = derived_id(Stall.KIND, fair, number.strip())
        there = unit.get(Stall, row)
        if there is not None and not there.deleted and there.holder not in ("", found.id):
            raise KnownError(T("Stall {n} is given to {name} already.", n=number, name=there.name))
        objection = standing_in(unit, session, workshop, found.id, awardee=awardee).objection
        if objection is not None:
            raise KnownError(objection)
        stall = replace(
            there or Stall(id=row, workshop=fair, number=number.strip()),
            holder=found.id,
            registration=found.registration,
            name_hi=found.name_hi,
            name_en=found.name_en,
            stands=stands or (there.stands if there else ""),
            goods=goods or (there.goods if there else ""),
            awardee=awardee or bool(there and there.awardee),
            deleted=False,
        )
        stall = unit.save(stall, session.author)
        unit.commit()
    return stall


def sell(session: Session, stall: str, day: date, amount: int, orders: int | None = None) -> StallDay:
    """Writes what a stall sold on a day, in paise; written again, it is corrected. KnownError where the day is not one
    of the fair's, or lies ahead."""
    with writing(session, Deed.FAIR_SALES) as unit:
        there = unit.get(Stall, stall)
        if there is None or there.deleted:
            raise KnownError(T("This stall is not on this laptop any more."))
        fair = planning.of(unit, there.workshop).workshop
        last = fair.until or fair.since
        if fair.since and last and not fair.since <= day <= last:
            raise KnownError(T("The fair was from {since} to {until}. Check the day.", since=fair.since, until=last))
        if session.day == "sure" and day > session.today:
            raise KnownError(T("This date lies in the future. Check it."))
        row = derived_id(StallDay.KIND, stall, day.isoformat())
        entry = unit.get(StallDay, row) or StallDay(id=row, stall=stall, workshop=there.workshop, sold_on=day)
        entry = unit.save(replace(entry, amount=amount, orders=orders, deleted=False), session.author)
        unit.commit()
    return entry


def lines(session: Session, fair: str) -> list[StallLine]:
    """The stalls of a fair by number, each with its sales."""
    with session.store.read() as reader:
        return lines_in(reader, fair)


def lines_in(reader: Reader, fair: str) -> list[StallLine]:
    """The same in one state of the data."""
    stalls = sorted(reader.children(Stall, fair), key=lambda one: (len(one.number), one.number))
    return [StallLine(one, tuple(reader.children(StallDay, one.id))) for one in stalls]


def stall_named(reader: Reader, fair: str, number: str) -> Stall:
    """The stall of a fair with this number. KnownError when there is none."""
    found = reader.get(Stall, derived_id(Stall.KIND, fair, number.strip()))
    if found is None or found.deleted:
        raise KnownError(T("The fair has no stall {n}.", n=number))
    return found
