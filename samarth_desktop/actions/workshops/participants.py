"""The copy of a person that invitations and attendance carry, and finding people by what stands on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
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
    if isinstance(one, Artisan):
        return {
            "participant": one.id,
            "person": one.id,
            "registration": one.registration,
            "name_hi": one.name_hi,
            "name_en": one.name_en,
            "relation": one.relation,
            "relative": one.relative_hi or one.relative_en,
            "age": one.age_on(session.today),
            "gender": one.gender,
            "category": one.category,
            "disability": one.disability,
            "minority": one.minority,
            "mobile": one.mobile,
            "village": one.village,
            "district": one.district,
        }
    group = reader.get(Shg, one.shg)
    return {
        "participant": one.id,
        "name_hi": one.name_hi,
        "name_en": one.name_en,
        "relation": one.relation,
        "relative": one.relative,
        "age": session.today.year - one.birth_year if one.birth_year else None,
        "mobile": one.mobile,
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
    if isinstance(found, Artisan) and not found.deleted:
        return by_rows(reader, [found.id])
    return by_rows(reader, [found.id]) if groups and isinstance(found, Shg) else []


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
