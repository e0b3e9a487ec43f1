"""The command line in this process: much quicker than a process for each call, where the process is not the point."""

import json
from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.cli.main import main
from tests.journeys.test_command_line import PASSPHRASE


class Command:
    """Calls `samarth-desktop` on a data folder of its own, made with an area in Barabanki."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys, self.said = folder, capsys, ""
        monkeypatch.setenv("SAMARTH_CONFIG", str(folder / "config"))
        monkeypatch.setenv("SAMARTH_DATA", str(folder / "data"))
        monkeypatch.setenv("SAMARTH_PASSPHRASE", PASSPHRASE)
        self("init", "--name", "सुनीता यादव", "--area", "9/129")

    def __call__(self, *arguments: object, code: int = 0, lang: str = "en") -> Any:
        """What it printed as JSON; `said` is what it told the person."""
        done = main([*map(str, arguments), "--json", "--lang", lang])
        out, self.said = self._capsys.readouterr()
        assert done == code, out + self.said
        return json.loads(out) if out.strip() else None


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, monkeypatch, capsys)
