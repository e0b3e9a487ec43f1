"""The tables of a job looked over before any row is read: what is nobody's, and what whole columns decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from samarth_desktop.actions.imports import second_tables
from samarth_desktop.actions.imports.import_report import UNCOMPUTED, Fault, LeftOut, Question, Tally
from samarth_desktop.actions.imports.sheet_source import Source, questions
from samarth_desktop.documents.spreadsheets.worksheet import letters
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.sheets import column_mapping, day_columns, split_questions
from samarth_desktop.rules.sheets.not_people import OTHER_HEADS
from samarth_desktop.rules.sheets.survey import Survey, survey

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.importing import Job

_NO_FIELD = T("Nothing here is meant by these heads.")
_FOREIGN = T("No number of Samarth stands in this column: another office gave these.")
_HEADS = T("The heads of this table stand here.")
_BROKEN = T("A quotation mark is not closed in this row. Compare the row.")


@dataclass(frozen=True, slots=True)
class TableSurvey:
    """What a look over one table found."""

    source: Source
    found: Survey
    asked: Mapping[str, tuple[str, split_questions.Answers]] = field(default_factory=dict)

    def tell(self, tally: Tally) -> None:
        """Begins the count of a table: what stays out, what is asked, what is to be known."""
        source, sheet = self.source, self.source.sheet.name
        plan, found = source.plan, self.found
        other = column_mapping.second_table(plan)
        left = self._left(second_tables.next_name(source.sheet, 2 if other else 1))
        tally.read += len(left)
        tally.left_out += _by_reason(sheet, left)
        used = found.foreign.union(at for _, answers in self.asked.values() for at, _ in answers)
        strange = [(at, head) for at, head in column_mapping.strange(plan) if at not in used]
        if found.foreign:
            heads = tuple(plan.heads[at] for at in sorted(found.foreign))
            tally.left_out.append(LeftOut(sheet, _FOREIGN, columns=heads))
        for text, beside in ((_NO_FIELD, False), (_beside(second_tables.next_name(source.sheet)), True)):
            if heads := tuple(head for at, head in strange if (at in other) is beside):
                tally.left_out.append(LeftOut(sheet, text, columns=heads))
        for at, count in sorted(found.beside.items()):
            text = Tn(
                "This column has no head; {count} cell of it is filled.",
                "This column has no head; {count} cells of it are filled.",
                count,
            )
            tally.left_out.append(LeftOut(sheet, text, columns=(letters(source.sheet.left + at),)))
        tally.legacy += [plan.heads[at] for at in sorted(plan.legacy)]
        tally.questions += questions(source)
        for at, text in found.asked:
            tally.questions.append(Question(sheet, plan.heads[at], text, day_columns.ANSWERS))
        tally.warnings += [Fault(plan.top, plan.keys[at], text, sheet) for at, text in found.told]
        tally.warnings += self._told_of_sections()
        for key, (question, answers) in self.asked.items():
            text = Tn(
                "“{question}” has {count} column for its answers. Those that a row says yes to were taken.",
                "“{question}” has {count} columns for its answers. Those that a row says yes to were taken.",
                len(answers),
                question=question,
            )
            tally.warnings.append(Fault(plan.top, key, text, sheet))
        self._tell_of_the_file(tally)

    def _left(self, below: str) -> dict[int, Text]:
        """The rows that are nobody's. A table further down has a name, by which it can be had; what is read as such a
        table says where its own heads are."""
        source, left = self.source, dict(self.found.left)
        another = T("Another table begins here: “{name}”. It can be chosen under Columns, or by this name.", name=below)
        if source.sheet.first_row > 1 and not source.sheet.first_column:  # not those in a row with the first table's
            left |= dict.fromkeys(range(source.plan.first, source.plan.top + 1), _HEADS)
        return {row: another if reason == OTHER_HEADS else reason for row, reason in sorted(left.items())}

    def _tell_of_the_file(self, tally: Tally) -> None:
        """What the program that made the sheet left in it."""
        sheet, first = self.source.sheet, self.source.plan.top
        hidden = sorted(number for number in sheet.hidden_rows if number > first and number not in self.found.left)
        if hidden:
            text = Tn(
                "{count} row is hidden in the sheet. It is taken in as well.",
                "{count} of the rows are hidden in the sheet. They are taken in as well.",
                len(hidden),
            )
            tally.warnings.append(Fault(hidden[0], "", text, sheet.name))
        if heads := self._hidden_heads():
            text = Tn(
                "{count} column is hidden in the sheet: {heads}. It is taken in as well.",
                "{count} columns are hidden in the sheet: {heads}. They are taken in as well.",
                len(heads),
                heads=", ".join(heads),
            )
            tally.warnings.append(Fault(first, "", text, sheet.name))
        for rows, text in ((sheet.uncomputed, UNCOMPUTED), (sheet.broken, _BROKEN)):
            tally.warnings += [Fault(number, "", text, sheet.name) for number in sorted(rows) if number > first]

    def _told_of_sections(self) -> list[Fault]:
        """What headings between the rows say of the people below them."""
        found, sheet = self.found, self.source.sheet.name
        told = []
        for key, rows in found.headings.items():
            text = Tn(
                "{count} heading inside the list says “{label}” for the rows below it. It was taken for them.",
                "{count} headings inside the list say “{label}” for the rows below them. It was taken for them.",
                len(rows),
                label=found.labels[key],
            )
            told.append(Fault(rows[0], key, text, sheet))
        return told

    def _hidden_heads(self) -> list[str]:
        """The heads of the columns that are read though nobody sees them in the sheet."""
        plan, sheet = self.source.plan, self.source.sheet
        read = [at for at, key in enumerate(plan.keys) if key and at in sheet.hidden_columns]
        return [plan.heads[at] or letters(sheet.left + at) for at in read]


def settled(job: "Job") -> "tuple[Job, tuple[TableSurvey, ...]]":
    """The job with its tables as they are to be read, and what the look over them found."""
    made = []
    for source in job.tables:
        rows = enumerate(source.sheet.rows(), 1)
        found = survey(source.plan, rows, since_1904=source.sheet.since_1904, orders=job.orders)
        source = replace(source, plan=found.plan, skip=frozenset(found.left), ditto=frozenset(found.ditto))
        asked = split_questions.questions(source.plan, source.samples)
        if found.sections or asked:
            source = _with_more(source, found, asked)
        made.append(TableSurvey(source, found, asked))
    return replace(job, tables=tuple(one.source for one in made)), tuple(made)


def _with_more(source: Source, found: Survey, asked: Mapping[str, tuple[str, split_questions.Answers]]) -> Source:
    """The table with a column for each thing that headings between its rows, or questions with a column for each
    answer, say and no column does."""
    plan = split_questions.without(source.plan, asked)
    labels = found.labels | {key: question for key, (question, _) in asked.items()}
    more = [key for key in labels if key not in plan.keys]
    plan = replace(plan, heads=(*plan.heads, *(labels[key] for key in more)), keys=(*plan.keys, *more))
    answers = {key: columns for key, (_, columns) in asked.items()}
    return replace(source, plan=plan, sections=found.sections, answers=answers, width=len(source.plan.heads))


def _beside(name: str) -> Text:
    return T(
        "A second table stands beside the first: “{name}”. It can be chosen under Columns, or by this name.", name=name
    )


def _by_reason(sheet: str, left: dict[int, Text]) -> Sequence[LeftOut]:
    """One line a reason, in the order of the rows."""
    rows: dict[str, list[int]] = {}
    reasons: dict[str, Text] = {}
    for number, reason in left.items():
        rows.setdefault(reason.id, []).append(number)
        reasons[reason.id] = reason
    return [LeftOut(sheet, reasons[one], rows=tuple(numbers)) for one, numbers in rows.items()]
