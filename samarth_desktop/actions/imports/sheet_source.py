"""Which sheet of a file holds what, and how its columns are read: guessed, or as somebody chose for the same heads.

Every sheet is either a table to be taken in, or is named among what is left out.
"""

import functools
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from samarth_desktop.actions.imports import column_memory, second_tables, templates
from samarth_desktop.actions.imports.import_report import CHOSEN, LeftOut, Question
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheet import Worksheet, letters
from samarth_desktop.documents.spreadsheets.worksheets import every_sheet
from samarth_desktop.domain.fields.digits import western
from samarth_desktop.domain.names import krutidev
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.sheets import column_mapping, ditto, old_fonts, split_questions
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
from samarth_desktop.rules.sheets.not_people import says_groups

_LOOKED_AT = 60
_DEVANAGARI = re.compile("[\u0904-\u0939]")
_OF_PEOPLE = re.compile("name|relative|father|husband|mother")
_NAMES = frozenset({"name", "name_hi", "name_en", "title_hi", "title_en", "registration", "person"})
_NO_TABLE = T("No row of this sheet looks like heads.")
_NOT_CHOSEN = T("Another sheet was chosen.")
_FIGURES = re.compile(r"\d[\d\s/.-]{4,}\d")  # of a phone, a date, an account
_TOPMOST = 10  # rows in which heads that only a person knows are looked for
Remembered = Callable[[ColumnMapping], ColumnMapping]


@dataclass(frozen=True, slots=True)
class Source:
    """One table of a file with its plan. `samples` are the first cells of each column, for a page that shows them.

    `legacy` are the columns that look like Kruti Dev text; they are only converted when the plan says so. `skip` are
    the rows that are nobody's, once the table was looked over, `ditto` the columns in which cells say "as above".
    `sections` are the rows of headings between people, with what each says of those below by key, `answers` the columns
    of questions that have one for each answer: what they say stands in columns of its own behind those of the sheet, of
    which there are `width`. `file` is the name of the file, `digest` tells its content.
    """

    sheet: Worksheet
    plan: ColumnMapping
    samples: tuple[tuple[str, ...], ...]
    legacy: frozenset[int]
    skip: frozenset[int] = frozenset()
    ditto: frozenset[int] = frozenset()
    sections: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, split_questions.Answers] = field(default_factory=dict)
    width: int = 0
    file: str = ""
    digest: str = ""

    @property
    def total(self) -> int:
        """Rows below the heads, blank ones among them."""
        return max(0, self.sheet.count - self.plan.top)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row number as the spreadsheet shows it, and cells, of each row that is not blank and may be somebody's."""
        above: list[str] = []
        holds: Mapping[str, str] = {}
        for number, cells in enumerate(self.sheet.rows(), 1):
            if number in self.sections:
                holds = self.sections[number]
            if (
                number > self.plan.top
                and number not in self.skip
                and any(cell and not cell.isspace() for cell in cells)
            ):
                if self.ditto:
                    cells = ditto.filled(cells, above, self.ditto)
                    above = cells if ditto.says(cells, self.ditto) else above
                yield number, self._under(cells, holds) if self.width else cells

    def _under(self, cells: list[str], holds: Mapping[str, str]) -> list[str]:
        """The cells of a row with what the headings above say where it says nothing itself."""
        made = [*cells[: self.width], *[""] * (self.width - len(cells))]
        made += [""] * (len(self.plan.keys) - self.width)
        said = {key: split_questions.chosen(cells, columns) for key, columns in self.answers.items()}
        for key, text in (*holds.items(), *said.items()):
            at = self.plan.keys.index(key)
            made[at] = made[at] if made[at].strip() else text
        return [*made, *cells[self.width :]]

    def planned(self, plan: ColumnMapping) -> "Source":
        """The same table read by another plan."""
        return replace(self, plan=plan)


@dataclass(frozen=True, slots=True)
class Book:
    """A file to be taken in: its tables, groups before their members, and the sheets that stay out.

    `further` are second tables of these sheets: offered to a person, left out otherwise.
    """

    tables: tuple[Source, ...]
    left_out: tuple[LeftOut, ...] = ()
    further: tuple[Source, ...] = ()


def sources(session: Session, kind: str, path: Path) -> tuple[Source, ...]:
    """The tables of a file; see :func:`open_tables`."""
    return open_tables(session, kind, path).tables


def open_tables(session: Session, kind: str, path: Path, *, sheet: str = "", by_hand: bool = False) -> Book:
    """The tables of a file to be imported as `kind` (artisans or shgs).

    `sheet` names the one sheet that is wanted, which may be a hidden one, or a second table of one (second_tables).
    Raises KnownError when the file cannot be read or no row in it looks like heads; with `by_hand` any table is given,
    for a person who says what its columns hold, and the second tables are looked for.
    """
    every = every_sheet(path)
    wanted, number = _wanted(path, every, sheet)
    kinds = ("shgs", "members") if kind == "shgs" else (kind,)
    starts = [(one, list(islice(one.rows(), _LOOKED_AT))) for one in wanted]
    with session.store.read() as reader:
        look = functools.partial(_of_sheet, kinds, lambda plan: column_memory.remembered(reader, plan))
        found = [
            (one, None if templates.explains(rows[0] if rows else []) else look(one, rows)) for one, rows in starts
        ]
        tables = [source for _, source in found if source and _NAMES.intersection(source.plan.keys)]
        upright = [one for one in tables if not _lies_on_its_side(one)]
        if tables and not upright:
            text = T("The heads of {file} stand below one another. Turn it: Paste Special, Transpose.", file=path.name)
            raise KnownError(text)
        tables = upright
        further = [one for of in tables for one in second_tables.others(of, look, _LOOKED_AT)] if by_hand else []
        if number > 1:
            second = _second(path, tables, look, sheet, number)
            return Book(_ordered(path, kinds, [second]), rest_of(tables[0].sheet, [second.sheet], _NOT_CHOSEN))
    if kind == "shgs" and any(_of_people(rows, tables) for _, rows in starts):
        raise KnownError(T("{file} looks like a list of people. Import it as artisans.", file=path.name))
    if not tables and by_hand:
        tables = [source for one, rows in starts if (source := _any_table(kinds[0], one, rows))]
    if not tables:
        nameless = any(source for _, source in found)
        raise KnownError(
            T("No column of {file} holds names. Choose which one does.", file=path.name)
            if nameless
            else T("No row of {file} looks like heads. Write above the columns what they hold.", file=path.name)
        )
    taken = {id(source.sheet) for source in tables}
    out = tuple(line for one in every if id(one) not in taken and one.count and (line := _left(one, sheet)))
    return Book(_ordered(path, kinds, tables), out, _ordered(path, kinds, further))


def _lies_on_its_side(source: Source) -> bool:
    """Whether heads stand where names should: people are columns there."""
    plan, meaning = source.plan, column_mapping.meaning_of(source.plan.kind)
    names = [text for at, key in enumerate(plan.keys) if key in _NAMES for text in source.samples[at]]
    return len(names) > 1 and sum(bool(meaning(text)) for text in names) * 2 > len(names)


def _wanted(path: Path, every: Sequence[Worksheet], sheet: str) -> tuple[list[Worksheet], int]:
    """The sheets that are to be read, and the number of the table that is wanted of them."""
    if not sheet:
        return [one for one in every if not one.hidden], 1
    name, number = second_tables.asked(sheet, every)
    if number == 1 and not any(one.name for one in every):
        raise _no_sheet(path, every, sheet)
    wanted = [one for one in every if one.name.strip() == name.strip()]
    if not wanted:
        raise _no_sheet(path, every, sheet)
    return wanted, number


def _no_sheet(path: Path, every: Sequence[Worksheet], sheet: str) -> KnownError:
    if not any(one.name for one in every):
        text = T("{file} has no sheets: it is one table. Leave the name of the sheet out.", file=path.name)
        return KnownError(text)
    names = ", ".join(one.name for one in every if one.name)
    return KnownError(T("{file} has no sheet {sheet}. Its sheets: {names}.", file=path.name, sheet=sheet, names=names))


def _second(path: Path, tables: Sequence[Source], look: second_tables.Look, sheet: str, number: int) -> Source:
    found = second_tables.others(tables[0], look, _LOOKED_AT) if tables else ()
    if number - 2 >= len(found):
        raise _no_sheet(path, [one.sheet for one in (*tables, *found)], sheet)
    return found[number - 2]


def _ordered(path: Path, kinds: Sequence[str], tables: Sequence[Source]) -> tuple[Source, ...]:
    """Groups before their members; each knows its file."""
    digest = _digest(path) if tables else ""
    ordered = sorted(tables, key=lambda source: kinds.index(source.plan.kind))
    return tuple(replace(one, file=path.name, digest=digest) for one in ordered)


def rest_of(sheet: Worksheet, taken: Sequence[Worksheet], reason: Text) -> tuple[LeftOut, ...]:
    """The rows of a sheet of which only these tables are taken, in one line."""

    def filled(number: int, cells: Sequence[str]) -> bool:
        inside = [one.first_column for one in taken if one.first_row <= number <= one.count]
        return _is_filled(cells[: min(inside, default=len(cells))])

    rows = tuple(number for number, cells in enumerate(sheet.rows(), 1) if filled(number, cells))
    return (LeftOut(sheet.name, reason, rows=rows),) if rows else ()


def left_by_choice(away: Sequence[Source], taken: Sequence[Source]) -> tuple[LeftOut, ...]:
    """The lines for sheets whose first table somebody does not take."""
    lines = (
        rest_of(one.sheet, [other.sheet for other in taken if other.sheet.whole == one.sheet.name], CHOSEN)
        for one in away
        if not second_tables.is_further(one.sheet)
    )
    return tuple(line for of in lines for line in of)


def answered(tables: Sequence[Source], sheet: str, column: str, order: str) -> tuple[Source, ...]:
    """The tables with the order of the dates of a column, as somebody said it."""
    return tuple(
        one.planned(column_mapping.with_order(one.plan, one.plan.heads.index(column), order))
        if one.sheet.name == sheet and column in one.plan.heads
        else one
        for one in tables
    )


def _left(sheet: Worksheet, wanted: str) -> LeftOut | None:
    """The line for a sheet that is not taken in. Rows of a hidden one are not seen, so they are not counted."""
    if sheet.hidden and not wanted:
        count = sum(1 for cells in sheet.rows() if _is_filled(cells))
        text = Tn(
            "This sheet is hidden: {count} row. To take it in, choose it by name.",
            "This sheet is hidden: {count} rows. To take it in, choose it by name.",
            count,
        )
        return LeftOut(sheet.name, text)
    rows = [number for number, cells in enumerate(sheet.rows(), 1) if _is_filled(cells)]
    first = next(islice(sheet.rows(), max(rows[:1], default=1) - 1, None), [])
    if templates.explains(first) or (len(rows) < 2 and not wanted and _is_heads(first)):
        return None
    if sheet.hidden:
        return LeftOut(sheet.name, _NOT_CHOSEN)
    return LeftOut(sheet.name, _NOT_CHOSEN if wanted else _NO_TABLE, rows=tuple(rows)) if rows else None


def _is_filled(cells: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _is_heads(cells: Sequence[str]) -> bool:
    return column_mapping.find("artisans", [cells]) is not None or column_mapping.find("members", [cells]) is not None


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _of_people(rows: list[list[str]], tables: Sequence[Source]) -> bool:
    """Whether many more of the heads make sense for people: a wrong choice would make a group of each person."""
    people = column_mapping.find("artisans", rows)
    known = len([key for key in people.keys if key]) if people else 0
    return bool(tables) and known >= 4 + max(_fit(source.plan) for source in tables)


def _fit(plan: ColumnMapping) -> int:
    return sum(1 for key in plan.keys if key)


def _of_sheet(kinds: Sequence[str], remembered: Remembered, sheet: Worksheet, rows: list[list[str]]) -> Source | None:
    plans = [plan for plan in (column_mapping.find(kind, rows) for kind in kinds) if plan]
    if "members" in kinds:
        by_name = sheet.name.strip().casefold() in column_mapping.MEMBERS_SHEET
        of_members = [plan for plan in plans if plan.kind == "members" and says_groups(plan, rows)]
        members = [plan for plan in of_members if len(set(plan.keys)) > 2 or by_name]
        if members and by_name:
            plans = members
        elif not members:
            plans = [plan for plan in plans if plan.kind != "members"]
    if not plans:
        plans = _by_memory(kinds, remembered, rows)
    if not plans and (in_old_font := _in_old_font(kinds, rows)):
        plan = max(in_old_font, key=_fit)
        source = _source(sheet, remembered(plan), rows)
        letters = frozenset(at for at, texts in enumerate(source.samples) if plan.keys[at] and _of_letters(texts))
        return replace(source, legacy=source.legacy | letters)
    if not plans:
        return None
    best = max(plans, key=_fit)
    return _source(sheet, remembered(column_mapping.filled(best, _samples(best, rows))), rows)


def _by_memory(kinds: Sequence[str], remembered: Remembered, rows: list[list[str]]) -> list[ColumnMapping]:
    """The plans that a person made for heads that nobody else knows."""
    guessed = (column_mapping.guess(kind, cells, top) for top, cells in enumerate(rows[:_TOPMOST], 1) for kind in kinds)
    return [plan for one in guessed if any(one.heads) and _fit(plan := remembered(one)) > _fit(one)]


def _in_old_font(kinds: Sequence[str], rows: list[list[str]]) -> list[ColumnMapping]:
    """The plans by heads in Kruti Dev, as in a sheet that is in it throughout."""
    if any(_DEVANAGARI.search(cell) for cells in rows[:_TOPMOST] for cell in cells):
        return []  # its Latin letters are Latin
    hindi = [[krutidev.to_unicode(cell) for cell in cells] for cells in rows[:_TOPMOST]]
    return [plan for kind in kinds if (plan := column_mapping.find(kind, hindi)) and _fit(plan) > 1]


def _any_table(kind: str, sheet: Worksheet, rows: list[list[str]]) -> Source | None:
    """The table of a sheet without heads that are known: its first full row is taken for them, but for one with the
    figures of somebody. Then the letters of the columns are."""
    widths = [sum(1 for cell in cells if cell.strip()) for cells in rows]
    most = max(widths, default=0)
    if not most or len([width for width in widths if width]) < 2:
        return None
    top = next(at for at, width in enumerate(widths, 1) if width * 2 > most)
    if any(_FIGURES.search(western(cell)) for cell in rows[top - 1]):
        heads = tuple(letters(sheet.left + at) for at in range(max(map(len, rows))))
        return _source(sheet, ColumnMapping(kind, 0, heads, ("",) * len(heads)), rows)
    return _source(sheet, column_mapping.guess(kind, rows[top - 1], top), rows)


def _source(sheet: Worksheet, plan: ColumnMapping, rows: list[list[str]]) -> Source:
    samples = _samples(plan, rows)
    legacy = _legacy(plan, samples)
    doubted = frozenset(at for at in old_fonts.doubted(plan, samples) if at not in legacy)
    return Source(sheet, replace(plan, doubted=doubted), samples, legacy)


def _samples(plan: ColumnMapping, rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """What stands in each column below the heads."""
    below = [cells for cells in rows[plan.top :] if any(cells)]
    return tuple(tuple(cells[at] for cells in below if at < len(cells) and cells[at]) for at in range(len(plan.heads)))


def questions(source: Source) -> list[Question]:
    """What only a person knows of the columns of a table."""
    plan = source.plan
    return [
        Question(source.sheet.name, plan.heads[at], old_fonts.QUESTION, old_fonts.ANSWERS)
        for at in sorted(plan.doubted - plan.legacy)
    ]


def _legacy(plan: ColumnMapping, samples: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns in Kruti Dev. Where no name is, a remark that looks so is English after all."""
    found = frozenset(
        at
        for at, texts in enumerate(samples)
        if plan.keys[at] and (krutidev.looks_like(texts) or (_OF_PEOPLE.match(plan.keys[at]) and _are_names(texts)))
    )
    return found if any(_OF_PEOPLE.match(plan.keys[at]) for at in found) else frozenset()


def _of_letters(texts: Sequence[str]) -> bool:
    return any(text.isascii() and sum(ch.isalpha() for ch in text) * 2 > len(text) for text in texts)


def _are_names(texts: Sequence[str]) -> bool:
    """Whether most cells in Latin letters say a name in Kruti Dev: short ones have no sign by which it is known."""
    latin = [text for text in texts if text.isascii() and any(ch.isalpha() for ch in text)]
    return len(latin) > 2 and sum(bool(krutidev.name_in(text.strip())) for text in latin) * 5 >= len(latin) * 3
