"""The members of a group as rows of raw texts, as they stand in the grid of the form."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samarth_desktop.actions.registration import pasting
from samarth_desktop.actions.registration.pasting import OTHER_NAME, Row
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.form_values import AGE, fill, texts_of
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.rules.validation import validate

COLUMNS = ("role", "name", "relation", "relative", AGE, "mobile")
"""What is written in the grid, in its order."""
ID, _PERSON, _LEFT = "id", "person", "left"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something to mend in a row (from 0) and column of the grid."""

    row: int
    column: str
    text: Text
    blocks: bool = True


def rows_of(members: Iterable[Member], today: date) -> list[Row]:
    """The members as rows, in the order in which they were written."""
    return [_row_of(member, today) for member in members if not member.deleted]


def _row_of(member: Member, today: date) -> Row:
    texts = texts_of(member, today)
    row = {key: texts.get(key, "") for key in COLUMNS if key != "name"}
    row["name"] = texts.get("name_hi") or texts.get("name_en", "")
    row[OTHER_NAME] = texts.get("name_en", "") if texts.get("name_hi") else ""
    return row | {ID: member.id, _PERSON: member.person, _LEFT: texts.get("left", "")}


def is_blank(row: Mapping[str, str]) -> bool:
    """Whether nothing was written into a row."""
    return not any(row.get(key, "").strip() for key in ("name", "relative", AGE, "mobile")) and not row.get(_PERSON)


def members_from(before: Sequence[Member], rows: Sequence[Row], today: date) -> tuple[Member, ...]:
    """The members that the rows stand for; one whose row is gone is marked as deleted."""
    known = {member.id: member for member in before if member.id}
    found = [_member(known.get(row.get(ID, ""), Member()), row, today) for row in rows if not is_blank(row)]
    kept = {member.id for member in found}
    gone = [replace(member, deleted=True) for key, member in known.items() if key not in kept and not member.deleted]
    return (*found, *gone)


def _member(member: Member, row: Row, today: date) -> Member:
    texts = {key: row.get(key, "") for key in COLUMNS if key != "name"} | pasting.names(row)
    texts["role"] = texts["role"] or "member"
    return replace(fill(member, texts | {"left": row.get(_LEFT, "")}, today), person=row.get(_PERSON, ""))


def elsewhere(session: Session, persons: Iterable[str], shg: str) -> frozenset[str]:
    """Those of these registered people (row ids) who are active members of another group than `shg`."""
    with session.store.read() as reader:
        return frozenset(
            person
            for person in persons
            if any(member.active and member.shg != shg for member in reader.memberships(person))
        )


def problems(
    members: Sequence[Member], rows: Sequence[Row], today: date, taken: frozenset[str] = frozenset()
) -> list[RowProblem]:
    """What is to be mended in the rows; `members` are those of :func:`members_from`, rows without anything left out.

    `taken` are people who are in another group, too: a warning.
    """
    found: list[RowProblem] = []
    filled = [number for number, row in enumerate(rows) if not is_blank(row)]
    seen: dict[str, int] = {}
    for number, member in zip(filled, members, strict=False):
        for one in validate(member, today):
            column = {"name_hi": "name", "name_en": "name", "birth_year": AGE, "left": "name"}.get(one.key, one.key)
            found.append(RowProblem(number, column, one.text, one.blocks))
        if member.active and member.person in taken:
            text = T("Is a member of another group, too. Leave it so if it is right.")
            found.append(RowProblem(number, "name", text, blocks=False))
        if member.mobile and member.mobile in seen:
            text = T("The same number stands in row {n}.", n=seen[member.mobile] + 1)
            found.append(RowProblem(number, "mobile", text, blocks=False))
        elif member.mobile:
            seen[member.mobile] = number
    return found


def from_person(person: Artisan, today: date) -> Row:
    """The row of somebody who is registered."""
    age = person.age_on(today)
    return {
        "name": person.name_hi or person.name_en,
        OTHER_NAME: person.name_en if person.name_hi else "",
        "relation": person.relation,
        "relative": person.relative_hi or person.relative_en,
        AGE: "" if age is None else str(age),
        "mobile": person.mobile,
        _PERSON: person.id,
    }


def pasted(text: str, column: int) -> list[Row]:
    """The rows of a list copied from a spreadsheet, from a column of the grid on."""
    return pasting.rows(text, column, "members", COLUMNS, fields_of(Member))


# -- in a draft -------------------------------------------------------------------------------------------------------


def as_text(rows: Sequence[Row]) -> str:
    """The rows as one text of a form's draft."""
    return json.dumps([row for row in rows if not is_blank(row)], ensure_ascii=False)


def of_text(text: str) -> list[Row]:
    """The rows of :func:`as_text`."""
    return [dict(row) for row in json.loads(text)] if text else []
