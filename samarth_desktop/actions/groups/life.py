"""The life of a group: members who join and leave, resolutions, gradings, money, federations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.groups.register import OFFICES, Life, life
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.resolution.record import Resolution
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.group import membership_rules
from samarth_desktop.rules.validation import validate
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import federations

C = TypeVar("C", Resolution, Grading, Fund)
MONTHS_OF_GRADING = 3
"""A group is graded every quarter (MARKET.md 9: Jammu and Kashmir, greaterkashmir.com, 2022-11)."""


@dataclass(frozen=True, slots=True)
class GroupLife:
    """A group with its life, and what is to be looked at."""

    life: Life
    warnings: tuple[Text, ...]

    @property
    def group(self) -> Shg:
        """The group itself."""
        return self.life.group


def look(session: Session, row: str) -> GroupLife:
    """Reads it. KnownError when the group is not there any more."""
    with session.store.read() as reader:
        whole = life(reader, _group(reader, row))
        twice = tuple(_in_two_groups(reader, whole))
    return GroupLife(whole, (*_warnings(session, whole), *twice))


@dataclass(frozen=True, slots=True)
class Noted:
    """What records say in the place of a group's own old fields: the newest grading, revolving funds."""

    grading: Grading | None
    revolving: tuple[Fund, ...]


def noted(session: Session, row: str) -> Noted:
    """Reads what the records of a group (row id) say; nothing for one that is not here yet."""
    with session.store.read() as reader:
        gradings = [one for one in reader.children(Grading, row) if not one.deleted]
        funds = [one for one in reader.children(Fund, row) if one.fund_kind == "rf" and not one.deleted]
    newest = max(gradings, key=lambda one: one.graded_on or date.min, default=None)
    return Noted(newest, tuple(sorted(funds, key=lambda one: one.received_on or date.min)))


def _warnings(session: Session, whole: Life) -> Iterable[Text]:
    yield from (problem.text for problem in membership_rules(whole.group, whole.members))
    graded = [one.graded_on for one in whole.gradings if one.graded_on]
    if not graded:
        yield T("Not graded yet. Missions grade every quarter.")
    elif (session.today - max(graded)).days > MONTHS_OF_GRADING * 31:
        yield T("Last graded on {day}. Missions grade every quarter.", day=max(graded))
    if any(member.role in OFFICES for member in whole.members) and not any(
        one.subject == "office_bearers" for one in whole.resolutions
    ):
        yield T("Office-bearers are chosen, but no resolution is noted.")
    for fund in whole.funds:
        if fund.fund_kind in ("rf", "cif") and not graded:
            yield T("Money was received before the group was graded.")
            break


def _in_two_groups(reader: Reader, whole: Life) -> Iterable[Text]:
    for member in whole.members:
        if member.active and member.person:
            others = [one for one in reader.memberships(member.person) if one.active and one.shg != whole.group.id]
            if others:
                yield T("{name} is an active member of another group, too.", name=member.name)


def _group(reader: Reader, row: str) -> Shg:
    group = reader.get(Shg, row)
    if group is None or group.deleted:
        raise KnownError(T("This record is not on this laptop any more."))
    return group


def _writable(unit: UnitOfWork, row: str) -> Shg:
    group = _group(unit, row)
    if gone := unit.gone_to(group):
        raise KnownError(gone)
    return group


def _refuse(problems: Iterable[Problem]) -> None:
    """Raises KnownError for the first thing that blocks."""
    for problem in problems:
        if problem.blocks:
            raise KnownError(problem.text)


# -- members ----------------------------------------------------------------------------------------------------------


def join(session: Session, row: str, member: Member) -> Member:
    """Somebody joins a group, today unless the member says when. KnownError for a day before the group was formed."""
    with writing(session, Deed.RECORDS) as unit:
        group = _writable(unit, row)
        new = replace(member, shg=row, joined=member.joined or session.today, role=member.role or "member")
        if group.formation_date and new.joined and new.joined < group.formation_date:
            raise KnownError(T("{name} joined before the group was formed.", name=new.name))
        _refuse(validate(new, session.today))
        saved = unit.save(new, session.author)
        unit.commit()
    return saved


def leave(session: Session, member: str, day: date | None = None) -> Member:
    """A member leaves, today unless a day is said; an office that she held is free."""
    with writing(session, Deed.RECORDS) as unit:
        there = unit.get(Member, member)
        if there is None or there.deleted:
            raise KnownError(T("This record is not on this laptop any more."))
        _writable(unit, there.shg)
        gone = replace(there, left=day or session.today, role="member")
        _refuse(validate(gone, session.today))
        saved = unit.save(gone, session.author)
        unit.commit()
    return saved


# -- resolutions, gradings, money -------------------------------------------------------------------------------------


def resolve(session: Session, resolution: Resolution) -> Resolution:
    """Notes a resolution. One about office-bearers gives the offices to those whom it names."""
    with writing(session, Deed.RECORDS) as unit:
        saved = _keep(unit, session, resolution)
        if saved.subject == "office_bearers":
            _give_offices(unit, session, saved)
        unit.commit()
    return saved


def _give_offices(unit: UnitOfWork, session: Session, resolution: Resolution) -> None:
    chosen = {getattr(resolution, office): office for office in OFFICES if getattr(resolution, office)}
    changed = []
    for member in unit.children(Member, resolution.shg):
        role = chosen.get(member.id, "member" if member.role in chosen.values() else member.role)
        if member.active and role != member.role:
            changed.append(replace(member, role=role))
    unit.save_all(changed, session.author)


def grade(session: Session, grading: Grading) -> Grading:
    """Notes a grading; only habits that the group's mission looks at count."""
    with writing(session, Deed.RECORDS) as unit:
        group = _writable(unit, grading.shg)
        looked_at = {habit.code for habit in group.habits}
        kept = tuple(sorted(set(grading.habits) & looked_at))
        saved = _keep(unit, session, replace(grading, habits=kept, graded_by=grading.graded_by or session.author))
        unit.commit()
    return saved


def note_fund(session: Session, fund: Fund) -> Fund:
    """Notes money that the group got, or what it gave back."""
    with writing(session, Deed.RECORDS) as unit:
        saved = _keep(unit, session, fund)
        unit.commit()
    return saved


def _keep(unit: UnitOfWork, session: Session, record: C) -> C:
    group = _writable(unit, record.shg)
    _refuse(validate(record, session.today))
    day = getattr(record, {"resolution": "resolved_on", "grading": "graded_on", "fund": "received_on"}[record.KIND])
    if group.formation_date and day and day < group.formation_date:
        raise KnownError(T("This day is before the group was formed. Check both dates."))
    return unit.save(record, session.author)


# -- federations ------------------------------------------------------------------------------------------------------


def federate(session: Session, row: str, organisation: str, federation: str) -> Shg:
    """Writes the village organisation or ALF and the cluster or city federation of a group."""
    with writing(session, Deed.RECORDS) as unit:
        group = _writable(unit, row)
        saved = unit.save(
            replace(group, village_organisation=organisation.strip(), federation=federation.strip()), session.author
        )
        unit.commit()
    return saved


def known_federations(session: Session, group: Shg) -> tuple[list[str], list[str]]:
    """The names of organisations and of federations that groups of the district have, most groups first."""
    with session.store.read() as reader:
        return federations.names(reader, group.district)
