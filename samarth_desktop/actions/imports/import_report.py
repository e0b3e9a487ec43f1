"""What an import did, and the sheet of the rows that could not be taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from samarth_desktop.actions.imports.import_choices import Place, Twin
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_csv, write_xlsx
from samarth_desktop.domain.places import place
from samarth_desktop.i18n import N_, Catalog, T, Text
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, columns_of, label_of
from samarth_desktop.rules.sheets.row_parser import OWN_STATE, shown

PROBLEM_HEAD = N_("What to mend")
UNCOMPUTED = T("A formula stands here whose result is not in the file. Open it in Excel, save it, and bring it again.")
CHOSEN = T("You chose to leave it out.")

_STRANGE = 20
"""So many unknown districts are asked about: a column with more of them is another column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one row: its number as the spreadsheet shows it, the key of the field ("" the whole row), why.

    `sheet` is the name of the sheet in a workbook.
    """

    row: int
    field: str
    reason: Text
    sheet: str = ""

    @property
    def place(self) -> Place:
        """Where the row stands in the file."""
        return Place(self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was not taken, its cells cleaned of what must not be written again."""

    fault: Fault
    cells: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts while an import runs. `notes` are about rows that were taken all the same."""

    read: int = 0
    imported: int = 0
    updated: int = 0
    skipped: int = 0
    duplicates: int = 0
    unread: int = 0
    bad: list[tuple[ColumnMapping, Bad]] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    flagged: list[Place] = field(default_factory=list)  # the rows counted in `duplicates`
    sheet: str = ""  # whose rows are taken now
    outcomes: list["Outcome"] = field(default_factory=list)
    outcomes_wanted: int = 0
    left_out: list["LeftOut"] = field(default_factory=list)
    asked: list[tuple[ColumnMapping, Bad]] = field(default_factory=list)  # the rows that are questions
    legacy: list[str] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)  # what was mended, and what a person should look at
    questions: list["Question"] = field(default_factory=list)
    strange: set[tuple[str, str]] = field(default_factory=set)  # sheets, and districts of theirs that nobody knows
    own_state: set[str] = field(default_factory=set)  # sheets without states, of which that was told
    numbers: dict[str, str] = field(default_factory=dict)  # row ids by the numbers under which the file knows them
    rows: dict[Place, str] = field(default_factory=dict)  # row ids by where they stand in the file
    twins: list[Twin] = field(default_factory=list)
    groups: list[Shg] = field(default_factory=list)  # new ones that are not written, for a look

    @property
    def left_rows(self) -> int:
        """How many rows stay out, questions among them."""
        return sum(len(one.rows) for one in self.left_out)

    def came(self, row: int, outcome: str, name: str) -> None:
        """Counts what became of a row: ``imported``, ``updated`` or ``skipped``."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self._show(row, outcome, name)

    def flag(self, place: Place) -> None:
        """Counts an imported row that is probably somebody who is there already."""
        self.duplicates += 1
        self.flagged.append(place)

    def warn(self, row: int, said: Iterable[tuple[str, Text]]) -> None:
        """Says what was mended in a row and what a person should look at; what holds for many rows only once."""
        for key, text in said:
            if text == OWN_STATE:
                if self.sheet in self.own_state:
                    continue
                self.own_state.add(self.sheet)
            self.warnings.append(Fault(row, key, text))

    def leave(self, sheet: str, row: int, reason: Text) -> None:
        """Counts a row that a person leaves out."""
        self.left_out.append(LeftOut(sheet, reason, rows=(row,)))
        self._show(row, "left", "")

    def refuse(self, plan: ColumnMapping, bad: Bad) -> None:
        """Counts a row that is not taken."""
        self.bad.append((plan, bad))
        self._show(bad.fault.row, "error", _name_in(plan, bad.cells))

    def ask(self, plan: ColumnMapping, bad: Bad, answers: tuple[str, ...], name: str) -> None:
        """Leaves a row out until somebody looked at it."""
        fault, column = bad.fault, plan.heads[plan.keys.index(bad.fault.field)]
        self.asked.append((plan, bad))
        self.questions.append(Question(fault.sheet, column, fault.reason, answers, fault.row))
        self.left_out.append(LeftOut(fault.sheet, fault.reason, rows=(fault.row,)))
        self._show(fault.row, "question", name)

    def ask_district(self, plan: ColumnMapping, sheet: str, text: str) -> None:
        """Asks about a district that nobody here knows; once for each name, its rows come in without it."""
        if (sheet, text) in self.strange or len(self.strange) >= _STRANGE:
            return
        self.strange.add((sheet, text))
        column = plan.heads[plan.keys.index("district")] if "district" in plan.keys else ""
        if len(place.namesakes(text)) > 1:
            reason = T(
                "Several states have a district called “{text}”. Its rows come in without a district. Write the state "
                "in a column of its own.",
                text=text[:40],
            )
            self.questions.append(Question(sheet, column, reason))
            return
        reason = T(
            "No district is called “{text}”. Its rows come in without a district. Is it new? Take in the newest list "
            "of districts under Places, then look again. Or write the district that it was a part of.",
            text=text[:40],
        )
        self.questions.append(Question(sheet, column, reason))

    def settle(self, sheet: str, bad: int, notes: int, warnings: int) -> None:
        """Puts what was noted from these places on in the order of the rows, under the name of the sheet."""
        self.bad[bad:] = [
            (plan, Bad(replace(one.fault, sheet=sheet), one.cells))
            for plan, one in sorted(self.bad[bad:], key=lambda pair: pair[1].fault.row)
        ]
        self.notes[notes:] = _in_order(self.notes[notes:], sheet)
        self.warnings[warnings:] = _in_order(self.warnings[warnings:], sheet)

    def _show(self, row: int, outcome: str, name: str) -> None:
        if len(self.outcomes) < self.outcomes_wanted:
            self.outcomes.append(Outcome(Place(self.sheet, row), outcome, name))


_NAMED = frozenset({"name", "name_hi", "name_en", "title_hi", "title_en", "person"})


def _name_in(plan: ColumnMapping, cells: Sequence[str]) -> str:
    """By what a person finds a row again: what stands in its first column of names, figures by their last only."""
    named = ((at, cells[at]) for at, key in enumerate(plan.keys) if key in _NAMED and at < len(cells))
    return next((shown(plan, at, cell) for at, cell in named if cell.strip()), "")


def _in_order(faults: Iterable[Fault], sheet: str) -> list[Fault]:
    return [replace(fault, sheet=sheet) for fault in sorted(faults, key=lambda fault: fault.row)]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person knows, about a whole column or about one `row`: until it is answered the column
    stays unread, the row is not written.

    `column` is its head, `answers` are what may be said to it: sentences, or registration numbers.
    """

    sheet: str
    column: str
    reason: Text
    answers: tuple[Text | str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows (by number) or columns (by head) of a sheet that were not taken, and why."""

    sheet: str
    reason: Text
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row: ``imported``, ``updated``, ``skipped``, ``duplicate``, ``error`` or ``question``."""

    place: Place
    outcome: str
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did (or would do). `unread` counts the rows with a text that waits to be mended in the record,
    `flagged` are the rows that are probably somebody who is there already, `left_out` the rows and
    columns that were not taken, `legacy` the heads of those that were turned from Kruti Dev into Hindi. `warnings` say
    what was mended in a text and what a person should look at. `questions` are about whole columns, or about rows,
    which are left out and stand in `asked`, too: every row is imported, updated, skipped, an error or left out.
    `twins` are for a person to decide, before anything is written; `run` is the id of the import."""

    read: int
    imported: int
    updated: int
    skipped: int
    duplicates: int
    unread: int
    errors: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    outcomes: tuple[Outcome, ...] = ()
    flagged: tuple[Place, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    legacy: tuple[str, ...] = ()
    rolled_back: bool = False
    warnings: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    asked: tuple[Fault, ...] = ()
    twins: tuple[Twin, ...] = ()
    run: str = ""

    @property
    def left_rows(self) -> int:
        """How many rows stay out, questions among them."""
        return sum(len(one.rows) for one in self.left_out)

    def as_json(self, words: Catalog) -> dict[str, Any]:
        """The contract's answer, sentences in the language of `words`."""
        return {
            "import": self.run,
            "read": self.read,
            "imported": self.imported,
            "updated": self.updated,
            "skipped": self.skipped,
            "duplicates": self.duplicates,
            "unread": self.unread,
            "errors": _faults(self.errors, words),
            "notes": _faults(self.notes, words),
            "warnings": _faults(self.warnings, words),
            "questions": [_question(one, words) for one in self.questions],
            "left_out": [
                {
                    "sheet": one.sheet,
                    "rows": list(one.rows),
                    "columns": list(one.columns),
                    "reason": words.say(one.reason),
                }
                for one in self.left_out
            ],
            "kruti_dev": list(self.legacy),
        }


def _question(one: Question, words: Catalog) -> dict[str, Any]:
    answers = [answer if isinstance(answer, str) else words.say(answer) for answer in one.answers]
    said = {"sheet": one.sheet, "column": one.column, "reason": words.say(one.reason), "answers": answers}
    return said | ({"row": one.row} if one.row else {})


def _faults(faults: Iterable[Fault], words: Catalog) -> list[dict[str, Any]]:
    return [
        {"row": fault.row, "field": fault.field, "reason": words.say(fault.reason)}
        | ({"sheet": fault.sheet} if fault.sheet else {})
        for fault in faults
    ]


def report_of(tally: Tally, *, rolled_back: bool = False, run: str = "") -> Report:
    """The report of a finished count. When all was rolled back, nothing came in."""
    took = 0 if rolled_back else 1
    flagged = frozenset(tally.flagged)
    return Report(
        read=tally.read,
        imported=tally.imported * took,
        updated=tally.updated * took,
        skipped=tally.skipped,
        duplicates=tally.duplicates * took,
        unread=tally.unread * took,
        errors=tuple(bad.fault for _, bad in tally.bad),
        notes=tuple(tally.notes),
        outcomes=tuple(
            replace(one, outcome="duplicate") if one.outcome == "imported" and one.place in flagged else one
            for one in tally.outcomes
        ),
        flagged=tuple(sorted(flagged)) if took else (),
        left_out=tuple(tally.left_out),
        legacy=tuple(tally.legacy),
        rolled_back=rolled_back,
        warnings=tuple(tally.warnings),
        questions=tuple(tally.questions),
        asked=tuple(bad.fault for _, bad in tally.asked),
        twins=tuple(tally.twins),
        run=run,
    )


def write_errors(path: Path, tally: Tally, words: Catalog) -> None:
    """Writes the bad rows and those that are questions under their heads, with what is to be mended in one more column;
    XLSX or CSV by ending.

    Mended, the file can be imported again: the added column is passed over.
    """
    every = sorted([*tally.bad, *tally.asked], key=lambda pair: (pair[1].fault.sheet, pair[1].fault.row))
    plans = list(dict.fromkeys(plan for plan, _ in every))
    sheets = []
    for plan in plans:
        rows = [[*_fitted(bad.cells, plan), _words(plan, bad.fault, words)] for of, bad in every if of == plan]
        name = "members" if plan.kind == "members" else plan.kind
        sheets.append(OutputSheet(name, (*plan.heads, words.say(PROBLEM_HEAD)), rows))
    if path.suffix.lower() == ".xlsx":
        write_xlsx(path, sheets)
        return
    for at, sheet in enumerate(sheets):
        write_csv(path if at == 0 else path.with_stem(f"{path.stem}-{sheet.name}"), sheet)


def _fitted(cells: tuple[str, ...], plan: ColumnMapping) -> list[str]:
    """As many cells as heads; what stood beyond the last head is kept in the last cell, for the person to sort out."""
    width = len(plan.heads)
    beyond = [cell for cell in cells[width:] if cell]
    fitted = list(cells[:width]) + [""] * (width - len(cells))
    if beyond:
        fitted[-1] = " | ".join([fitted[-1], *beyond])
    return fitted


def _words(plan: ColumnMapping, fault: Fault, words: Catalog) -> str:
    if fault.field not in columns_of(plan.kind):
        return words.say(fault.reason)
    return words.say(T("{field}: {reason}", field=Text(label_of(plan.kind, fault.field)), reason=fault.reason))
