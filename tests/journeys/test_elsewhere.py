"""Numbers on paper whose record is elsewhere now, as the command line meets them: merged into another record, or moved
to another district."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import merging
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.oplog.op import MOVED_TO, Op
from tests.journeys.test_command_line import PASSPHRASE, ROW, Program, sheet

OTHER = ROW.replace("9839022218", "9839022219").replace("Ramesh Kumar", "Ramesh Kumaar")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made = Program(tmp_path)
    made("init", "--name", "सुनीता यादव", "--area", "9/129")
    made("import", "artisans", sheet(made, ROW, OTHER))
    return made


@pytest.fixture
def numbers(program: Program) -> tuple[str, str]:
    found = {hit["name_en"]: hit["registration"] for hit in program("search", "ramesh")}
    return found["Ramesh Kumar"], found["Ramesh Kumaar"]


@pytest.fixture
def session(program: Program, numbers: tuple[str, str]) -> Iterator[Session]:
    made = opening.open_with_passphrase(program.folder / "data", PASSPHRASE)
    yield made
    made.store.close()


def row_of(session: Session, number: str) -> str:
    with session.store.read() as reader:
        found = reader.by_registration(number)
        assert found is not None
        return found.id


def test_a_merged_away_number_leads_to_the_kept_record(
    program: Program, numbers: tuple[str, str], session: Session
) -> None:
    kept, old = numbers
    merging.merge(session, row_of(session, kept), row_of(session, old))
    session.store.close()
    assert program("show", old)["number"] == kept
    assert {one["number"] for one in program("names", "list", "--registration", old)} == {kept}
    assert program("correct", old, "village=देवा", "programme=UP-ODOP", "consent=thumb")["registration"] == kept
    (hit,) = program("search", old)
    assert (hit["registration"], hit["village"]) == (kept, "देवा")
    (made,) = program("certificates", "issue", "--registration", old, "--out", program.folder / "out")
    assert made["registration"] == kept
    file = sheet(program, f"{ROW.replace('9839022218', '9839022233')},{old}")
    file.write_text(file.read_text("utf-8-sig").replace("craft\n", "craft,registration\n"), "utf-8-sig")
    assert program("import", "artisans", file)["updated"] == 1
    people = program("export", "artisans", program.folder / "all.csv")
    assert people["rows"] == 1 and kept in (program.folder / "all.csv").read_text("utf-8-sig")


def test_a_moved_number_says_where_she_is_and_writes_nothing(
    program: Program, numbers: tuple[str, str], session: Session
) -> None:
    stays, gone = numbers
    row = row_of(session, gone)
    with session.store.unit_of_work() as unit:
        first = unit.ops(row)[0].op
        unit.apply(
            [Op("BBBBBB", first.area, 1, "artisan", row, first.hlc + (1 << 16), "Bina", 1, {MOVED_TO: "9/164"}, {})]
        )
        unit.commit()
    before = _count(session, row)
    session.store.close()
    assert program("search", gone) == [] and "Maharajganj" in program.said
    assert [hit["registration"] for hit in program("search", "ramesh")] == [stays]
    program("correct", gone, "village=देवा", code=2)
    assert gone in program.said and "Maharajganj" in program.said
    program("correct", stays, "programme=UP-ODOP", "consent=thumb")
    made = program("certificates", "issue", "--registration", gone, "--out", program.folder / "out", code=1)
    assert made == [] and "Maharajganj" in program.said
    assert [
        one["registration"] for one in program("certificates", "issue", "--all", "--out", program.folder / "out")
    ] == [stays]
    assert program("export", "artisans", program.folder / "all.csv")["rows"] == 1
    assert program("duplicates", "--threshold", "0.1") == []
    file = sheet(program, f"{OTHER.replace('9839022219', '9839022233')},{gone}")
    file.write_text(file.read_text("utf-8-sig").replace("craft\n", "craft,registration\n"), "utf-8-sig")
    report = program("import", "artisans", file)
    assert (report["imported"], report["updated"]) == (0, 0)
    again = opening.open_with_passphrase(program.folder / "data", PASSPHRASE)
    assert _count(again, row) == before
    again.store.close()


def _count(session: Session, row: str) -> int:
    with session.store.read() as reader:
        return len(reader.ops(row))
