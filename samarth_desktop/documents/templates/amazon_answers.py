"""Reads Amazon's answer: the workbook that came back ("processing summary"), or the older report, a text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.documents.templates import loading
from samarth_desktop.documents.templates.answers import Answer, Answers, Reason, State, is_bad, is_good
from samarth_desktop.documents.templates.dry_run import sku_column
from samarth_desktop.documents.templates.model import Column, Template, fold, plain_key
from samarth_desktop.documents.templates.tables import find, sheets_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

_WARNINGS = ("warning", "warn", "info", "चेतावनी")
_MOST_CELLS_IN_LINE = 40


def read(path: Path, sent: Collection[str] = (), data_row: int = 0) -> Answers:
    """The answers in a file of Amazon.

    The older report names only what failed: `sent` are the SKUs of the sheet, `data_row` its first data row (from 1),
    by which the report's record numbers become rows. Raises KnownError for a file that holds no answer.
    """
    content = loading.content_of(path)
    if not content.startswith(b"PK"):
        report = _report(content)
        if report is None:
            raise _no_answer(path)
        return _from_report(report, sent, data_row)
    file = loading.parse(path.name, content)
    return Answers(tuple(_answers(file)), tuple(_summary(path, file.template)))


def _no_answer(path: Path) -> KnownError:
    return KnownError(T("{file} holds no answer of Amazon. Choose the processing summary.", file=path.name))


def _answers(file: loading.TemplateFile) -> Iterator[Answer]:
    sku = sku_column(file.template)
    status = _by_key(file.template, "::submission_status")
    errors = _by_key(file.template, "::number_of_attributes_with_errors")
    if sku is None or (status is None and errors is None):
        raise _no_answer(Path(file.name))
    for row in file.rows():
        name = row.cells.get(sku.index, "").strip()
        if not name:
            continue
        said = row.cells.get(status.index, "").strip() if status else ""
        count = row.cells.get(errors.index, "").strip() if errors else ""
        failed = is_bad(said) or is_bad(count) or (count.isdigit() and int(count) > 0)
        done = is_good(said) or is_good(count)
        state = State.REJECTED if failed else State.LISTED if done else State.WAITING
        yield Answer(name, row.number, state, reasons=(Reason("", said),) if failed and said else ())


def _by_key(template: Template, key: str) -> Column | None:
    return next((column for column in template.columns if plain_key(column.key) == key), None)


def _summary(path: Path, template: Template) -> Iterator[Reason]:
    """What the sheet "Feed Processing Summary" says; it counts errors by attribute, not by product."""
    headings = {fold(plain_key(column.key)): column.name for column in template.columns if column.key}
    table = find(sheets_of(path), {"error code", "error message", "affected field"}, least=2)
    if table is not None:
        for _, cell in table.below():
            attribute = cell("affected field")
            if text := cell("error message"):
                yield Reason(headings.get(fold(plain_key(attribute)), attribute), text)


@dataclass(frozen=True, slots=True)
class _Line:
    record: int
    sku: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Report:
    processed: int
    successful: int
    lines: tuple[_Line, ...]


def _report(content: bytes) -> _Report | None:
    """The older report; its words are in the seller's language, so the lines are known by their form.

    Two counts (processed, successful), then lines of record number, SKU, code, type and message between tabs.
    """
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    counts: list[int] = []
    lines: list[_Line] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t", _MOST_CELLS_IN_LINE)]
        if len(cells) >= 5 and cells[0].isdigit() and cells[2].isdigit():
            lines.append(_Line(int(cells[0]), cells[1], cells[3], " ".join(filter(None, cells[4:]))))
        elif len(counts) < 2 and len(cells) > 1 and cells[-1].isdigit() and not lines:
            counts.append(int(cells[-1]))
    return _Report(counts[0], counts[1], tuple(lines)) if len(counts) == 2 else None


def _from_report(report: _Report, sent: Collection[str], data_row: int) -> Answers:
    failed: dict[str, list[Reason]] = {}
    records: dict[str, int] = {}
    notes = []
    for line in report.lines:
        if line.sku and fold(line.kind) not in _WARNINGS:
            failed.setdefault(line.sku, []).append(Reason("", line.text))
            records.setdefault(line.sku, line.record)
        else:
            notes.append(Reason("", f"{line.sku}: {line.text}" if line.sku else line.text))
    answers = [
        Answer(sku, data_row + records[sku] - 1 if data_row else 0, State.REJECTED, reasons=tuple(reasons))
        for sku, reasons in failed.items()
    ]
    others = [sku for sku in sent if sku not in failed]
    # What is not named was listed only if the numbers agree with what was sent.
    whole = report.processed == len(sent) and report.successful == len(others)
    answers += [Answer(sku, 0, State.LISTED if whole else State.WAITING) for sku in others]
    return Answers(tuple(answers), tuple(notes))
