"""A programme from a file in the data folder prints samples, never a certificate, whatever the file says."""

import subprocess
from pathlib import Path

import pytest

from tests.journeys.command import Command
from tests.journeys.command import command as command
from tests.journeys.test_command_line import ROW, sheet

LOAN = """
[[programme]]
code = "{code}"
name = {{ hi = "ऋण योजना", en = "Loan Scheme" }}
partner = {{ hi = "बैंक", en = "Bank" }}
[programme.wording.artisan]
body.hi = ["को पाँच लाख रुपये का ऋण स्वीकृत किया गया है।"]
body.en = ["is granted a loan of five lakh rupees."]
"""


@pytest.fixture
def trial(command: Command) -> Command:
    """A laptop with a trial programme and one person in it, who lacks nothing."""
    folder = command.folder / "data" / "programmes"
    folder.mkdir()
    (folder / "x.toml").write_text(LOAN.format(code="LOAN"), encoding="utf-8")
    command("import", "artisans", sheet(command, ROW))
    command("correct", number(command), "programme=LOAN", "consent=signature")
    return command


def number(program: Command) -> str:
    return str(program("search", "ramesh")[0]["registration"])


def text_of(file: Path) -> str:
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("files", [(), ("--one-file",), ("--cards",)])
def test_no_sheet_under_a_trial_is_genuine(trial: Command, files: tuple[str, ...]) -> None:
    out = trial.folder / "out"
    made = trial("certificates", "issue", "--all", "--out", out, *files, code=1)
    assert "1 sheet was printed as a sample" in trial.said
    assert [(one["serial"], one["registration"], one["sample"]) for one in made] == [("", number(trial), True)]
    file = Path(made[0]["file"])
    assert list(out.iterdir()) == [file] and file.name.startswith("SAMPLE-")
    shown = text_of(file)
    assert "नमूना" in shown and "Sample" in shown
    assert "Digitally signed" not in shown and b"/ByteRange" not in file.read_bytes()
    assert trial("verify", file, code=1)["reason"] == "not_a_certificate"
    assert trial("certificates", "list") == []


def test_a_file_does_not_change_what_a_shipped_programme_says(trial: Command) -> None:
    (trial.folder / "data" / "programmes" / "x.toml").write_text(LOAN.format(code="NRLM"), encoding="utf-8")
    trial("correct", number(trial), "programme=NRLM")
    made = trial("certificates", "issue", "--all", "--out", trial.folder / "out")
    assert "x.toml is passed over" in trial.said
    assert "five lakh" not in text_of(Path(made[0]["file"])) and made[0]["serial"]


def test_who_is_also_in_a_shipped_programme_is_certified_there(trial: Command) -> None:
    trial("correct", number(trial), "programme=NRLM")
    made = trial("certificates", "issue", "--all", "--out", trial.folder / "out")
    assert "five lakh" not in text_of(Path(made[0]["file"]))
    assert [one["programme"] for one in trial("certificates", "list")] == ["NRLM"]


def test_certificates_and_samples_never_share_a_file(trial: Command) -> None:
    other = ROW.replace("रमेश कुमार,Ramesh Kumar", "सीता देवी,Sita Devi").replace("9839022218", "9839022219")
    trial("import", "artisans", sheet(trial, other))
    trial("correct", trial("search", "sita")[0]["registration"], "programme=NRLM", "consent=signature")
    made = trial("certificates", "issue", "--all", "--one-file", "--out", trial.folder / "out", code=1)
    assert len({one["file"] for one in made}) == 2
    genuine, sample = sorted(made, key=lambda one: bool(one.get("sample")))
    assert "five lakh" not in text_of(Path(genuine["file"])) and "Sita Devi" in text_of(Path(genuine["file"]))
    assert "Sita Devi" not in text_of(Path(sample["file"]))
