"""A whole hall at once: a row per participant, saved as people who may be completed later."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from samarth_desktop.actions import search
from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration import forms, merging, pasted_days, pasting, registering
from samarth_desktop.actions.registration.memberships import RowProblem
from samarth_desktop.actions.registration.pasted_days import BORN, PastedDays
from samarth_desktop.actions.registration.pasting import OTHER_NAME, Row
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields import ages
from samarth_desktop.domain.fields.days import USUAL, DayReading
from samarth_desktop.domain.fields.digits import western
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.fields.parsing import read_date
from samarth_desktop.domain.ids import new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan

COLUMNS = ("name", "relation", "relative", "gender", AGE, "mobile", "craft")
NUMBER = "registration"
"""Where a saved row keeps its registration number."""
ID, _SAME, _SAME_NAME, _APART = "id", "same", "same_name", "apart"
WITH_VILLAGE = ("village_other", "village_code", "gram_panchayat", "block", "block_code", "pin")
"""What the choice of a village brings along."""
ALSO = ("village", "gram_panchayat", "block", "pin", "category", BORN)
"""What a pasted list may say beside the columns of the grid: it stands in the row and is saved with it."""
_AGE_OF_BORN, _PASTED = "age_of_birth_date", "birth_date_pasted"
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACES = {"name_hi": "name", "name_en": "name", "relative_hi": "relative", "birth_date": AGE, "birth_year": AGE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was saved: registration numbers by row of the grid, how many of these people are unfinished, the row ids of
    those who can have a certificate now, and of each of the others why not yet."""

    numbers: Mapping[int, str]
    unfinished: int
    error: Text | None = None  # why it ended before the last row
    ready: tuple[str, ...] = ()
    waiting: tuple[Text, ...] = ()


def is_blank(row: Mapping[str, str]) -> bool:
    """Whether nothing was written into a row."""
    return not any(row.get(key, "").strip() for key in COLUMNS)


def is_open(row: Mapping[str, str]) -> bool:
    """Whether a row is still to be saved."""
    return not is_blank(row) and not row.get(NUMBER)


def pasted(text: str, column: int) -> list[Row]:
    """The rows of a list copied from a spreadsheet, from a column of the grid on. Dates of birth are read as their
    column says; where only a person can tell that, they stand there as they are (:func:`dated`)."""
    days = pasted_days.of_text(text)
    reading = days.reading()[0] if days else USUAL
    rows = pasting.rows(text, column, "artisans", COLUMNS, fields_of(Artisan), ALSO)
    return [_with_age(row, reading) for row in rows]


def dated(rows: Sequence[Row], days: PastedDays, order: str) -> list[Row]:
    """The rows with the dates of this pasted column read anew, in the order that somebody said. Rows that are saved,
    and ages that were written over, stay."""
    reading = days.reading(order)[0]
    return [_dated(row, reading) if row.get(_PASTED) in days.cells and is_open(row) else row for row in rows]


def _dated(row: Row, reading: DayReading | None) -> Row:
    if row.get(AGE, "") not in (row.get(_AGE_OF_BORN), ages.as_figures(row[_PASTED])):
        return row
    bare = {key: text for key, text in row.items() if key not in (BORN, _AGE_OF_BORN)}
    return _with_age(bare | {BORN: row[_PASTED]}, reading)


def beside(text: str) -> tuple[list[str], list[str]]:
    """The heads of a pasted list that are taken beside the grid's columns, and those that are not taken."""
    return pasting.beside(text, "artisans", COLUMNS, ALSO)


def _with_age(row: Row, reading: DayReading | None) -> Row:
    """The row with the age that its date of birth says, which the grid shows; a date that says none stands there as it
    is, to be mended."""
    if not (text := row.pop(BORN, "")):
        return row
    row[_PASTED] = text
    born = read_date(fields_of(Artisan)[BORN], text, reading).value if reading else None
    if not born:
        year = western(text)
        return row | {AGE: str(date.today().year - int(year)) if _YEAR.fullmatch(year) else ages.as_figures(text)}
    age = str(Artisan(birth_date=born).age_on(date.today()))
    return row | {AGE: age, BORN: f"{born:%d/%m/%Y}", _AGE_OF_BORN: age}


def sheet_of(session: Session, row: Row, common: Mapping[str, str]) -> Registration:
    """A row as a person; `common` are raw texts that hold for everybody in the hall, by form key."""
    own = {key: row.get(key, "") for key in COLUMNS if key not in ("name", "relative")} | pasting.names(row)
    hindi = any("\u0900" <= letter <= "\u097f" for letter in row.get("relative", ""))
    own["relative_hi" if hindi else "relative_en"] = row.get("relative", "")
    if not own["craft"]:
        own["craft"] = common.get("craft", "")
    own["phone_owner"] = "own" if own["mobile"] else ""
    own |= _beside_the_grid(row, common)
    return forms.filled(Registration(Artisan()), {**common, **own}, session.today, session.author, session.library)


def _beside_the_grid(row: Row, common: Mapping[str, str]) -> dict[str, str]:
    """What a pasted row says beside the columns: its date of birth as long as the age stays, and its own village, with
    nothing that belongs to the village of all."""
    found = {key: row[key] for key in ALSO if row.get(key)}
    if row.get(AGE) != row.get(_AGE_OF_BORN):
        found.pop(BORN, None)
    elsewhere = found.get("village", common.get("village", "")) != common.get("village", "")
    return dict.fromkeys(WITH_VILLAGE, "") | found if elsewhere else found


def person_of(sheet: Registration) -> Artisan:
    """Whom a row's sheet registers: rows of a hall are people."""
    return cast(Artisan, sheet.holder)


RELATION_IS_OPEN = T(
    "Husband, father or mother? Without it nothing can be printed. Choose it, then Ctrl + arrow down fills those below."
)


def problems(session: Session, rows: Sequence[Row], common: Mapping[str, str]) -> list[RowProblem]:
    """What is to be mended in the cells. What is only missing may be completed later and is not told here, but for the
    relation to somebody who is named: a sheet says it for all in one head, "husband / father", and none could be
    printed."""
    found: list[RowProblem] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        if not is_open(row):
            continue
        sheet = sheet_of(session, row, common)
        for one in forms.problems(sheet, session.today, session.library):
            column = _PLACES.get(one.key, one.key)
            if column == "name" or row.get(column):
                found.append(RowProblem(number, column, one.text, one.blocks))
            elif column == "relation" and row.get("relative"):
                found.append(RowProblem(number, column, RELATION_IS_OPEN, blocks=False))
        mobile = person_of(sheet).mobile
        if mobile and mobile in seen:
            text = T("The same number stands in row {n}.", n=seen[mobile] + 1)
            found.append(RowProblem(number, "mobile", text, blocks=False))
        elif mobile:
            seen[mobile] = number
    return found


def save(
    session: Session,
    rows: Sequence[Row],
    common: Mapping[str, str],
    tell: Callable[[int, int], object] = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Saves every open row with a name, each for itself; `tell` hears so many of so many, `stop` ends it after a row.

    Rows have ids (:func:`with_ids`): one that was saved before a crash is found, not written twice.
    """
    todo = [number for number, row in enumerate(rows) if is_open(row) and row.get("name", "").strip()]
    numbers: dict[int, str] = {}
    saved_rows: list[str] = []
    unfinished: set[str] = set()
    failed: Text | None = None
    for done, number in enumerate(todo):
        if stop():
            break
        tell(done, len(todo))
        try:
            saved = _save(session, rows[number], common)
        except KnownError as error:
            failed = error.text
            break
        numbers[number] = saved.holder.registration
        saved_rows.append(saved.holder.id)
        if any(problem.blocks for problem in registering.problems(session, saved)):
            unfinished.add(saved.holder.id)
    examined = {row: certifying.examine(session, row) for row in dict.fromkeys(saved_rows)}
    ready = tuple(row for row, one in examined.items() if isinstance(one, certifying.Eligible))
    refused = {row: one.reason for row, one in examined.items() if isinstance(one, certifying.Ineligible)}
    waiting = tuple(text for row, text in refused.items() if row not in unfinished)
    return Outcome(numbers, len(unfinished), failed, ready, waiting)


def _save(session: Session, row: Row, common: Mapping[str, str]) -> Registration:
    """Saves a row; one that is somebody who is registered is merged with her record, which keeps every value of
    both and can be taken back."""
    with writing(session, Deed.HALL) as unit:
        same = unit.get(Artisan, same_as(row))
        if unit.get(Artisan, row[ID]) is None:
            sheet = sheet_of(session, row, common)
            registering.write(unit, session, replace(sheet, holder=replace(sheet.holder, id=row[ID])))
        there = registering.of(unit, row[ID]).holder
        is_same = same is not None and not same.deleted
        merges = is_same and not there.deleted  # it is deleted when an earlier save of this row merged it
        if merges:
            merging.put_together(unit, session, same_as(row), row[ID])
        elif dismissed(row) and not is_same:
            search.tell_apart(unit, session.author, row[ID], *dismissed(row))
        saved = registering.of(unit, same_as(row) if is_same else row[ID])
        unit.commit()
    if merges:
        certifying.note_states(session)
    return saved


def same_as(row: Row) -> str:
    """The row id of the registered person whom somebody recognised in this row, as long as its names stay."""
    return row.get(_SAME, "") if row.get(_SAME_NAME) == _named(row) else ""


def as_same(row: Row, other: str) -> Row:
    """What a row gets that is this registered person; "" takes it back."""
    return {_SAME: other, _SAME_NAME: _named(row) if other else ""}


def _named(row: Row) -> str:
    return f"{row.get('name', '')}|{row.get('relative', '')}"


def dismissed(row: Row) -> tuple[str, ...]:
    """The ids of registered people and of rows from which somebody told this row apart."""
    return tuple(row.get(_APART, "").split())


def as_dismissed(row: Row, other: str) -> Row:
    """What a row gets that is not this person or row."""
    return {_APART: " ".join(dict.fromkeys((*dismissed(row), other)))}


def joined(rows: Sequence[Row], number: int, earlier: str) -> list[Row]:
    """The rows without this one, which the earlier row (by id) stands for too: it gets what it lacks from it."""
    gone, kept = rows[number], next(row for row in rows if row.get(ID) == earlier)
    filled = kept | {key: gone[key] for key in (*COLUMNS, OTHER_NAME, *ALSO) if gone.get(key) and not kept.get(key)}
    return [filled if row is kept else row for row in rows if row is not gone]


def with_ids(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with the id under which it will be saved."""
    return [row if row.get(ID) else row | {ID: new_id()} for row in rows]


def with_numbers(rows: Sequence[Row], numbers: Mapping[int, str]) -> list[Row]:
    """The rows with the registration numbers of those that were saved."""
    return [row | {NUMBER: numbers[number]} if number in numbers else dict(row) for number, row in enumerate(rows)]


def common_of(today: date) -> dict[str, str]:
    """What holds for everybody before anything was chosen."""
    return {"consent.given_on": f"{today:%d/%m/%Y}"}
