"""``samarth-desktop transliterate``: without a data folder, without a passphrase, for people and for programs."""

import json
from pathlib import Path

import pytest

from samarth_desktop.cli.main import main


@pytest.fixture(autouse=True)
def nobody_is_registered_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMARTH_DATA", str(tmp_path / "none"))
    monkeypatch.delenv("SAMARTH_PASSPHRASE", raising=False)
    return tmp_path / "none"


def test_the_script_is_told_by_the_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["transliterate", "Ramesh Kumar"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "रमेश कुमार"
    assert main(["transliterate", "रमेश कुमार", "--limit", "1"]) == 0
    assert capsys.readouterr().out == "Ramesh Kumar\n"
    assert not (tmp_path / "none").exists()


def test_programs_get_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transliterate", "deepak", "--to", "hi", "--limit", "3", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written[0] == "दीपक"
    assert len(written) == len(set(written)) <= 3


def test_help_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("en", "the other script"), ("hi", "transliterate")):
        with pytest.raises(SystemExit):
            main(["--lang", language, "--help"])
        assert words in " ".join(capsys.readouterr().out.split())
