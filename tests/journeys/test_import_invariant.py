"""Nothing vanishes: every filled row and column of every visible sheet is imported, updated, skipped, an error or left
out, exactly one of these, and that is told before anything is written."""

import itertools
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.imports.importing import Job
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.sheets.head_words import SERIAL, meaning_of
from samarth_desktop.store.search import lookups
from tests.journeys import generated_sheets
from tests.journeys.generated_sheets import Sheet, as_csv, as_xlsx, make
from tests.journeys.test_import_export import EN
from tests.journeys.test_import_export import session as session

EXAMPLES = int(os.environ.get("SHEET_EXAMPLES", "16"))
_marks = itertools.count(1)


def look(session: Session, path: Path) -> tuple[Report, Job]:
    book = importing.open_tables(session, "artisans", path)
    job = Job(book.tables, book.left_out)
    return importing.look(session, job, shown=100_000), job


def names(session: Session) -> dict[str, str]:
    """The rows of everybody by Hindi name."""
    with session.store.read() as reader:
        return {one.name_hi: one.id for one in lookups.names(reader, Artisan, "mobile")}


def heads_of(sheet: Sheet) -> list[str]:
    return sheet.texts or (sheet.cells[sheet.heads - 1] if sheet.heads else [])


def check(session: Session, path: Path, sheets: list[Sheet]) -> None:
    """The invariant of one file, before and after."""
    before = names(session)
    seen, job = look(session, path)
    assert names(session) == before, "a look writes nothing"
    _check_rows(seen, sheets)
    _check_columns(seen, sheets)
    done = importing.run(session, job, words=EN)
    assert _counts(done) == _counts(seen)
    new = [row for who, row in names(session).items() if who not in before]
    with session.store.read() as reader:
        came = {one.name_hi: one for one in reader.get_many(Artisan, new)}
    sheets = [sheet for sheet in sheets if not sheet.away]
    wanted = {who for sheet in sheets for who in sheet.people.values()}
    assert set(came) == wanted, "all of the people, and nobody else"
    for sheet in sheets:
        if any(meaning_of("artisans")(head) == "birth_date" for head in heads_of(sheet)):
            for who in sheet.people.values():
                assert str(came[who].birth_date) == sheet.dates[who]
    again = importing.run(session, job, words=EN)
    assert (again.imported, again.updated) == (0, 0)


def _counts(report: Report) -> tuple[int, ...]:
    left = [(one.sheet, one.rows, one.columns) for one in report.left_out]
    return report.read, report.imported, report.updated, report.skipped, len(report.errors), hash(tuple(left))


def _check_rows(seen: Report, sheets: list[Sheet]) -> None:
    assert seen.read == seen.imported + seen.updated + seen.skipped + len(seen.errors) + seen.left_rows
    away = [sheet.name for sheet in sheets if sheet.away]
    assert [one.sheet for one in seen.left_out if not one.rows and not one.columns] == away
    sheets = [sheet for sheet in sheets if not sheet.away]
    filled = {
        (sheet.name, number)
        for sheet in sheets
        for number, cells in enumerate(sheet.cells, 1)
        if not sheet.heads - sheet.above <= number <= sheet.heads and any(cell.strip() for cell in cells)
    }
    left = [(one.sheet, row) for one in seen.left_out for row in one.rows]
    assert seen.read == len(filled)
    assert len(left) == len(set(left))
    nobody = {(sheet.name, row) for sheet in sheets for row in sheet.nobody}
    assert set(left) == nobody
    assert sorted(one.place for one in seen.outcomes) == sorted(filled - nobody)


def _check_columns(seen: Report, sheets: list[Sheet]) -> None:
    sheets = [sheet for sheet in sheets if not sheet.away]
    told = {(one.sheet, column) for one in seen.left_out for column in one.columns}
    wanted = {(sheet.name, head) for sheet in sheets for head in sheet.strange}
    wanted |= {(sheet.name, chr(65 + sheet.headless)) for sheet in sheets if sheet.headless >= 0}
    assert told == wanted
    meaning = meaning_of("artisans")
    for sheet in sheets:
        for head in heads_of(sheet):
            assert not head or head in sheet.strange or meaning(head), head
    assert meaning("क्र०सं०") == SERIAL


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One laptop for all of the sheets: nobody is in two of them."""
    folder = tmp_path_factory.mktemp("sheets")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SAMARTH_CONFIG", str(folder / "config"))
        made, _ = opening.set_up(folder / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
        yield made
        made.store.close()


by_chance = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@by_chance
@given(st.randoms(use_true_random=False))
def test_nothing_vanishes_from_a_workbook(one: Session, rng: random.Random) -> None:
    sheets = [make(rng, f"{next(_marks):03d}x", f"शीट {at + 1}") for at in range(rng.randint(1, 3))]
    for sheet in sheets[1:]:
        sheet.away = rng.random() < 0.2
    check(one, as_xlsx(one.store.folder.parent / "in.xlsx", sheets), sheets)


@by_chance
@given(st.randoms(use_true_random=False), st.sampled_from(",;\t"), st.booleans())
def test_nothing_vanishes_from_a_text_file(one: Session, rng: random.Random, between: str, broken: bool) -> None:
    """Also where a quotation mark is opened and never closed: it swallows nobody."""
    sheet = make(rng, f"{next(_marks):03d}y")
    row = rng.choice(sorted(sheet.people)) if broken else 0
    path = as_csv(one.store.folder.parent / "in.csv", sheet, between, broken=row)
    if broken:
        seen, _ = look(one, path)
        assert [found.row for found in seen.warnings if "quotation" in EN.say(found.reason)] == [row]
    check(one, path, [sheet])


def test_other_sheets_are_named(session: Session, tmp_path: Path) -> None:
    people, notes = (
        make(random.Random(5), f"{next(_marks):03d}v", "People"),
        Sheet("Notes", [["to do"], [], ["call the block", "7"]]),
    )
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
