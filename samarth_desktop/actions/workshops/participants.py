"""The copy of a person that invitations and attendance carry, and finding people by what stands on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds import registry
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.log.reader import Reader

Known = Artisan | Member


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands behind typed numbers: people in order, and what nobody here has."""

    people: tuple[tuple[str, Known], ...]
    unknown: tuple[str, ...]


def copy_of(reader: Reader, one: Known, session: Session) -> dict[str, Any]:
    """The values of a :class:`Participant` for a registered person or a member of a group."""
    person = registry.person(one)
    if person is not None:
        return {
            "participant": person.id,
            "person": person.id,
            "registration": person.registration,
            "name_hi": person.name_hi,
            "name_en": person.name_en,
            "relation": person.relation,
            "relative": person.relative_hi or person.relative_en,
            "age": person.age_on(session.today),
            "gender": person.gender,
            "category": person.category,
            "disability": person.disability,
            "minority": person.minority,
            "mobile": person.mobile,
            "village": person.village,
            "district": person.district,
        }
    member = cast(Member, one)
    group = reader.get(Shg, member.shg)
    return {
        "participant": member.id,
        "name_hi": member.name_hi,
        "name_en": member.name_en,
        "relation": member.relation,
        "relative": member.relative,
        "age": session.today.year - member.birth_year if member.birth_year else None,
        "mobile": member.mobile,
        "village": group.village if group else "",
        "district": group.district if group else "",
        "gender": "",
    }


def by_rows(reader: Reader, rows: Sequence[str]) -> list[Known]:
    """The people with these row ids: a membership of somebody who is registered is that person, and a group all its
    active members."""
    found: dict[str, Known] = {}
    for row in rows:
        for one in _behind(reader, row):
            found.setdefault(one.id, one)
    return list(found.values())


def _behind(reader: Reader, row: str) -> Iterator[Known]:
    stands = reader.kept(row)
    person = reader.get(Artisan, stands)
    if person is not None and not person.deleted:
        yield person
        return
    member = reader.get(Member, row)
    if member is not None and not member.deleted:
        yield _registered(reader, member)
        return
    if reader.get(Shg, row) is not None:
        for one in reader.children(Member, row):
            if one.active:
                yield _registered(reader, one)


def _registered(reader: Reader, member: Member) -> Known:
    person = reader.get(Artisan, reader.kept(member.person)) if member.person else None
    return person if person is not None and not person.deleted else member


def by_number(reader: Reader, typed: str, *, groups: bool = False) -> list[Known]:
    """Who has a number that stands on paper: a registration, or a certificate's serial; with `groups` a group's number
    is all its members. Empty where nobody here has it."""
    try:
        number = read_number(typed)
    except KnownError:
        return []
    found = reader.by_registration(number)
    if found is None:
        paper = reader.by_serial(number)
        found = reader.holder(paper.holder) if paper is not None and paper.holder else None
    if found is None or found.deleted or registry.holder(found) is None:
        return []
    return by_rows(reader, [found.id]) if groups or registry.is_person(found) else []


def named(reader: Reader, numbers: Sequence[str], *, groups: bool = False) -> Named:
    """Who stands behind these numbers, each person once."""
    people: dict[str, tuple[str, Known]] = {}
    unknown = []
    for typed in numbers:
        some = by_number(reader, typed, groups=groups)
        for one in some:
            people.setdefault(one.id, (getattr(one, "registration", "") or typed, one))
        unknown += [] if some else [typed]
    return Named(tuple(people.values()), tuple(unknown))
