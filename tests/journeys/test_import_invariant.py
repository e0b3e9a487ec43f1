"""Nothing vanishes: every filled row and column of every visible sheet is imported, updated, skipped, an error or left
out, exactly one of these, and that is told before anything is written."""

import itertools
import random
from pathlib import Path

import pytest

from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.imports.importing import Job
from samarth_desktop.actions.session import Session
from samarth_desktop.rules.sheets.head_words import SERIAL, meaning_of
from tests.journeys import generated_sheets
from tests.journeys.generated_sheets import Sheet, as_csv, as_xlsx, make
from tests.journeys.test_import_export import EN, everybody
from tests.journeys.test_import_export import session as session

ROUNDS = 12
_marks = itertools.count(1)


def look(session: Session, path: Path) -> tuple[Report, Job]:
    book = importing.open_tables(session, "artisans", path)
    job = Job(book.tables, book.left_out)
    return importing.look(session, job, shown=100_000), job


def check(session: Session, path: Path, sheets: list[Sheet]) -> None:
    """The invariant of one file, before and after."""
    before = {one.name_hi for one in everybody(session)}
    seen, job = look(session, path)
    assert {one.name_hi for one in everybody(session)} == before, "a look writes nothing"
    _check_rows(seen, sheets)
    _check_columns(seen, sheets)
    done = importing.run(session, job, words=EN)
    assert _counts(done) == _counts(seen)
    came = {one.name_hi: one for one in everybody(session) if one.name_hi not in before}
    wanted = {who for sheet in sheets for who in sheet.people.values()}
    assert set(came) == wanted, "all of the people, and nobody else"
    for sheet in sheets:
        if any(meaning_of("artisans")(head) == "birth_date" for head in sheet.cells[sheet.heads - 1]):
            for who in sheet.people.values():
                assert str(came[who].birth_date) == sheet.dates[who]
    again = importing.run(session, job, words=EN)
    assert (again.imported, again.updated) == (0, 0)


def _counts(report: Report) -> tuple[int, ...]:
    left = [(one.sheet, one.rows, one.columns) for one in report.left_out]
    return report.read, report.imported, report.updated, report.skipped, len(report.errors), hash(tuple(left))


def _check_rows(seen: Report, sheets: list[Sheet]) -> None:
    assert seen.read == seen.imported + seen.updated + seen.skipped + len(seen.errors) + seen.left_rows
    filled = {
        (sheet.name, number)
        for sheet in sheets
        for number, cells in enumerate(sheet.cells, 1)
        if number != sheet.heads and any(cell.strip() for cell in cells)
    }
    left = [(one.sheet, row) for one in seen.left_out for row in one.rows]
    assert seen.read == len(filled)
    assert len(left) == len(set(left))
    nobody = {(sheet.name, row) for sheet in sheets for row in sheet.nobody}
    assert set(left) == nobody
    assert sorted(one.row for one in seen.outcomes) == sorted(row for _, row in filled - nobody)


def _check_columns(seen: Report, sheets: list[Sheet]) -> None:
    told = {(one.sheet, column) for one in seen.left_out for column in one.columns}
    wanted = {(sheet.name, head) for sheet in sheets for head in sheet.strange}
    wanted |= {(sheet.name, chr(65 + sheet.headless)) for sheet in sheets if sheet.headless >= 0}
    assert told == wanted
    meaning = meaning_of("artisans")
    for sheet in sheets:
        for head in sheet.cells[sheet.heads - 1] if sheet.heads else ():
            assert not head or head in sheet.strange or meaning(head), head
    assert meaning("क्र०सं०") == SERIAL


def test_nothing_vanishes_from_a_workbook(session: Session, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        sheets = [make(number * 7 + at, f"{next(_marks):02d}x", f"शीट {at + 1}") for at in range(number % 3 + 1)]
        check(session, as_xlsx(tmp_path / f"{number}.xlsx", sheets), sheets)


def test_nothing_vanishes_from_a_text_file(session: Session, tmp_path: Path) -> None:
    rng = random.Random(3)
    for number in range(ROUNDS):
        sheet = make(1000 + number, f"{next(_marks):02d}y")
        check(session, as_csv(tmp_path / f"{number}.csv", sheet, rng.choice(",;\t")), [sheet])


def test_a_quotation_mark_that_is_not_closed_swallows_nobody(session: Session, tmp_path: Path) -> None:
    for number in range(4):
        sheet = make(2000 + number, f"{next(_marks):02d}z")
        row = random.Random(number).choice(sorted(sheet.people))
        path = as_csv(tmp_path / f"{number}.csv", sheet, broken=row)
        seen, _ = look(session, path)
        assert [one.row for one in seen.warnings if "quotation" in EN.say(one.reason)] == [row]
        check(session, path, [sheet])


def test_other_sheets_are_named(session: Session, tmp_path: Path) -> None:
    people, notes = make(5, f"{next(_marks):02d}v", "People"), Sheet("Notes", [["to do"], [], ["call the block", "7"]])
    notes.heads, notes.nobody = 0, {1, 3}
    check(session, as_xlsx(tmp_path / "a.xlsx", [people, notes]), [people, notes])
    book = importing.open_tables(session, "artisans", tmp_path / "a.xlsx", sheet="People")
    assert [(one.sheet, one.rows) for one in book.left_out] == [("Notes", (1, 3))]


@pytest.mark.parametrize("text", generated_sheets.TOTALS)
def test_a_person_whose_name_reads_like_a_total_comes_in(session: Session, tmp_path: Path, text: str) -> None:
    rows = [["name_hi", "relative_hi", "mobile"], ["योग देवी", "राम लाल", "9839022218"], ["योग", "राम", "9839022219"]]
    sheet = Sheet("A", rows, {2: "योग देवी", 3: "योग"}, set(), heads=1)
    sheet.cells.append([text, "", "2"])
    sheet.nobody = {4}
    check(session, as_xlsx(tmp_path / "a.xlsx", [sheet]), [sheet])


def test_a_second_table_in_a_sheet_is_never_read_by_the_first_heads(session: Session, tmp_path: Path) -> None:
    rows = [["name_hi", "village", "mobile"], ["सुनीता देवी", "हरख", "9839022218"], ["", "", ""]]
    rows += [["Mobile No.", "ग्राम", "name_hi"], ["9839022219", "Dewa", "कमला यादव"]]
    sheet = Sheet("A", rows, {2: "सुनीता देवी"}, {4, 5}, heads=1)
    check(session, as_xlsx(tmp_path / "a.xlsx", [sheet]), [sheet])
