"""Tables below and beside the first of a sheet: told by a name, offered, and taken in as tables of their own."""

from pathlib import Path

import pytest

from samarth_desktop.actions.imports import importing, second_tables
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.imports.importing import Job
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from tests.journeys.generated_sheets import Sheet, as_xlsx
from tests.journeys.test_import_export import EN
from tests.journeys.test_import_export import session as session
from tests.journeys.test_import_invariant import names

BELOW = [
    ["name_hi", "village", "mobile"],
    ["सुनीता देवी", "हरख", "9839022218"],
    ["", "", ""],
    ["Mobile No.", "ग्राम", "name_hi"],
    ["9839022219", "Dewa", "कमला यादव"],
    ["9839022220", "Dewa", "मीना देवी"],
    ["ग्राम", "name_hi", "उम्र", "लिंग"],
    ["Harakh", "गीता रानी", "30", "महिला"],
]
BESIDE = [
    ["सूची", "", "", "", "", "", ""],
    ["name_hi", "village", "mobile", "", "name_hi", "village", "mobile"],
    ["सुनीता देवी", "हरख", "9839022218", "", "कमला यादव", "देवा", "9839022219"],
    ["", "", "", "", "मीना देवी", "देवा", "9839022220"],
]


def made(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".csv":
        path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
        return path
    return as_xlsx(path, [Sheet("A", rows, {}, set(), heads=1)])


def adds_up(report: Report) -> bool:
    return report.read == report.imported + report.updated + report.skipped + len(report.errors) + report.left_rows


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    ("rows", "wanted", "people", "left"),
    [
        (BELOW, (0,), {"सुनीता देवी"}, {4, 5, 6, 7, 8}),
        (BELOW, (0, 1), {"सुनीता देवी", "कमला यादव", "मीना देवी"}, {4, 7, 8}),
        (BELOW, (0, 2), {"सुनीता देवी", "गीता रानी"}, {4, 5, 6, 7}),
        (BELOW, (1, 2), {"कमला यादव", "मीना देवी", "गीता रानी"}, {1, 2, 4, 7}),
        (BELOW, (0, 1, 2), {"सुनीता देवी", "कमला यादव", "मीना देवी", "गीता रानी"}, {4, 7}),
        (BESIDE, (0, 1), {"सुनीता देवी", "कमला यादव", "मीना देवी"}, {1}),
        (BESIDE, (1,), {"कमला यादव", "मीना देवी"}, {1, 2, 3}),
    ],
)
def test_every_choice_of_tables_adds_up(
    session: Session,
    tmp_path: Path,
    ending: str,
    rows: list[list[str]],
    wanted: tuple[int, ...],
    people: set[str],
    left: set[int],
) -> None:
    book = importing.open_tables(session, "artisans", made(tmp_path / f"a{ending}", rows), by_hand=True)
    every = (*book.tables, *book.further)
    taken = second_tables.apart([every[at] for at in wanted])
    job = Job(taken, book.left_out, away=tuple(one for at, one in enumerate(every) if at not in wanted))
    seen = importing.look(session, job)
    assert not names(session)
    done = importing.run(session, job, words=EN)
    for report in (seen, done):
        assert adds_up(report) and report.imported == len(people) and not report.errors
        assert sorted(row for one in report.left_out for row in one.rows) == sorted(left)
    assert set(names(session)) == people
    assert importing.run(session, job, words=EN).skipped == len(people)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("rows", [BELOW, BESIDE])
def test_the_name_that_is_told_opens_the_second_table(
    session: Session, tmp_path: Path, ending: str, rows: list[list[str]]
) -> None:
    """Without it the table stays out, as before."""
    path, name = made(tmp_path / f"a{ending}", rows), "A #2" if ending == ".xlsx" else "#2"
    done = importing.import_file(session, "artisans", path, words=EN)
    assert (done.imported, set(names(session))) == (1, {"सुनीता देवी"}) and adds_up(done)
    assert any(f"“{name}”" in EN.say(one.reason) for one in done.left_out)
    done = importing.import_file(session, "artisans", path, sheet=name, words=EN)
    assert done.imported == 2 and adds_up(done)
    assert set(names(session)) == {"सुनीता देवी", "कमला यादव", "मीना देवी"}
    for wrong in ("A #9", "#0", "B #2"):
        with pytest.raises(KnownError):
            importing.import_file(session, "artisans", path, sheet=wrong, words=EN)


def test_a_sheet_that_is_really_called_so_is_that_sheet(session: Session, tmp_path: Path) -> None:
    other = [["name_hi", "mobile"], ["राधा देवी", "9839022231"]]
    sheets = [Sheet("A", BELOW, {}, set(), heads=1), Sheet("A #2", other, {}, set(), heads=1)]
    path = as_xlsx(tmp_path / "a.xlsx", sheets)
    importing.import_file(session, "artisans", path, sheet="A #2", words=EN)
    assert set(names(session)) == {"राधा देवी"}


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_table_on_its_side_makes_nobody_of_its_heads(session: Session, tmp_path: Path, by_hand: bool) -> None:
    rows = [
        ["नाम", "सुनीता", "कमला"],
        ["पति", "राम", "मोहन"],
        ["मोबाइल", "9839022218", "9839022219"],
        ["ग्राम", "हरख", "देवा"],
    ]
    with pytest.raises(KnownError) as refused:
        importing.open_tables(session, "artisans", made(tmp_path / "a.csv", rows), by_hand=by_hand)
    assert "Transpose" in EN.say(refused.value.text)
    beside = [["name_hi", "mobile"], ["राधा देवी", "9839022231"]]
    path = as_xlsx(tmp_path / "a.xlsx", [Sheet("A", rows, {}, set(), heads=1), Sheet("B", beside, {}, set(), heads=1)])
    book = importing.open_tables(session, "artisans", path, by_hand=by_hand)
    assert [one.sheet.name for one in book.tables] == ["B"] and [one.rows for one in book.left_out] == [(1, 2, 3, 4)]
