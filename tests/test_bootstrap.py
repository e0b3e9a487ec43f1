"""The commands of ``installer/bootstrap.py``: what they start is there, and what they set is read."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "installer" / "bootstrap.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    made.PYTHON = Path(sys.executable)
    return made


def test_what_is_checked_is_there(bootstrap: ModuleType) -> None:
    for command in (*bootstrap.CHECKS.values(), *bootstrap.LONG_CHECKS.values()):
        if command[0] == "-m":
            assert importlib.util.find_spec(command[1]), command
        assert all((ROOT / word).exists() for word in command if word.endswith(".py")), command


def test_every_long_count_is_read_by_a_test(bootstrap: ModuleType) -> None:
    """A variable that nothing reads would make a long check a short one."""
    tests = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in bootstrap.MANY if f'environ.get("{name}"' not in tests] == []


def test_a_check_that_fails_is_named(bootstrap: ModuleType, monkeypatch, capsys) -> None:
    monkeypatch.setattr(bootstrap, "CHECKS", {"right": ["-c", ""], "wrong": ["-c", "raise SystemExit(3)"]})
    assert bootstrap.check([]) == 1
    assert "Failed: wrong" in capsys.readouterr().out
    monkeypatch.setattr(bootstrap, "CHECKS", {"right": ["-c", ""]})
    assert bootstrap.check([]) == 0


def test_an_unknown_measurement_is_told(bootstrap: ModuleType, capsys) -> None:
    assert bootstrap.bench(["nonsense"]) == 2
    assert "store" in capsys.readouterr().out
    assert bootstrap.main(["neither"]) == 2
