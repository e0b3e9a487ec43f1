"""The command line on a laptop whose clock cannot be right: it refuses what would carry a date, or is told the day."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.device import business_date
from tests.journeys.test_command_line import ROW, Program, sheet
from tests.journeys.test_command_line import program as program

IN_2015 = """
import datetime as real


class Stopped(real.date):
    @classmethod
    def today(cls):
        return cls(2015, 1, 1)


real.date = Stopped
"""
DAY = "2026-12-24"


@pytest.fixture
def late(program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A laptop with one person; from now on its clock shows 2015, here and in processes."""
    program("import", "artisans", sheet(program, ROW))
    for asks in (business_date.with_date, business_date.refuse_before_set_up):
        monkeypatch.setattr(asks, "__defaults__", (lambda: date(2015, 1, 1),))
    (program.folder / "clock").mkdir()
    (program.folder / "clock" / "sitecustomize.py").write_text(IN_2015)
    path = [str(program.folder / "clock"), *filter(None, [program.environment.get("PYTHONPATH", "")])]
    program.environment["PYTHONPATH"] = ":".join(path)
    return program


def number(program: Program) -> str:
    return str(program("search", "ramesh")[0]["registration"])


def text_of(file: Path) -> str:
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout


def test_what_writes_a_date_asks_for_it(late: Program) -> None:
    her, out = number(late), late.folder / "out"
    writing = [
        ("correct", her, "programme=NRLM", "consent=thumb"),
        ("import", "artisans", sheet(late, ROW.replace("Ramesh", "Suresh").replace("रमेश", "सुरेश"))),
        ("certificates", "issue", "--all", "--out", out),
        ("certificates", "revoke", "A-7KQ4MX-00001-0", "--reason", "x"),
        ("demo", "--out", out),
    ]
    for command in writing:
        late(*command, code=2)
        assert "--date" in late.said, command
    assert not out.exists() and len(late("search", "kumar")) == 1
    late.start("correct", her, "consent=thumb", code=2)
    assert "--date" in late.said
    late("correct", her, "consent=thumb", "--date", "1999-01-01", code=2)
    assert "cannot be today" in late.said
    late("correct", her, "consent=thumb", "--date", "soon", code=2)
    assert "--date" in late.said


def test_the_day_that_was_given_is_printed_and_said_to_be_by_hand(late: Program) -> None:
    late("correct", number(late), "programme=NRLM", "consent=thumb", "--date", DAY)
    made = late("certificates", "issue", "--all", "--out", late.folder / "out", "--date", "24/12/2026")
    shown = text_of(Path(made[0]["file"]))
    assert "24/12/2026" in shown and "Date entered by hand" in shown
    assert [one["issued"] for one in late("certificates", "list")] == [DAY]
    late("certificates", "issue", "--all", "--out", late.folder / "out", code=2)  # it counts for one command


def test_a_clock_that_can_be_right_needs_no_word(program: Program) -> None:
    program("import", "artisans", sheet(program, ROW))
    program("correct", number(program), "programme=NRLM", "consent=thumb")
    made = program("certificates", "issue", "--all", "--out", program.folder / "out")
    assert "Date entered by hand" not in text_of(Path(made[0]["file"]))
