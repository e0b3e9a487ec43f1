"""What is asked for on the telephone: a support file without anybody's data, a look at all parts, new keys after a loss."""

import ast
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from samarth_desktop.gui.app import selftest
from tests.journeys.test_command_line import ROW, Program, program, sheet

__all__ = ["program"]
SOURCES = Path(selftest.__file__).parents[2]


def texts(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as pack:
        return {name: pack.read(name).decode() for name in pack.namelist()}


def test_the_support_file_counts_and_names_nobody(program: Program) -> None:
    program("import", "artisans", sheet(program, ROW))
    number = program("search", "ramesh")[0]["registration"]
    reports = program.folder / "data" / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "2026-11-01.txt").write_text("ValueError\n  page.py:12 shown\n")
    program("support", program.folder / "help.zip")
    found = texts(program.folder / "help.zip")
    facts = json.loads(found["support.json"])
    assert facts["opened"] and facts["records"]["artisan"] == 1 and facts["check"]["ok"]
    assert "page.py:12" in found["reports/2026-11-01.txt"] and any(name.startswith("log/") for name in found)
    everything = "\n".join(found.values())
    for secret in ("रमेश", "Ramesh", number, "9839", str(program.folder), "ज़ैदपुर"):
        assert secret not in everything, secret


def test_a_folder_that_does_not_open_is_told_all_the_same(program: Program) -> None:
    program("support", program.folder / "help.zip", SAMARTH_PASSPHRASE="some other words here")
    facts = json.loads(texts(program.folder / "help.zip")["support.json"])
    assert not facts["opened"] and "passphrase" in facts["why"] and facts["free_bytes"] > 0


def test_new_keys_after_a_loss(program: Program) -> None:
    program("import", "artisans", sheet(program, ROW))
    made = program("change-keys", SAMARTH_NEW_PASSPHRASE="jamun kala barabanki doodh")
    assert len(made["recovery_key"].split("-")) == 8
    program("search", "ramesh", code=2)
    found = program("search", "ramesh", SAMARTH_PASSPHRASE="jamun kala barabanki doodh")
    assert found[0]["name_hi"] == "रमेश कुमार"
    program("change-keys", code=2, SAMARTH_PASSPHRASE="jamun kala barabanki doodh", SAMARTH_NEW_PASSPHRASE="short")
    assert program("check", SAMARTH_PASSPHRASE="jamun kala barabanki doodh")["ok"]


def used() -> set[str]:
    """Every part of Qt that a module of the window imports."""
    found = set()
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add(str(node.module).split(".")[1])
    return found


def test_the_selftest_knows_every_part_of_qt_in_use() -> None:
    assert used() == set(selftest.QT_MODULES)


@pytest.mark.parametrize("broken", [False, True])
def test_the_selftest_says_what_is_missing(tmp_path: Path, broken: bool) -> None:
    """Each part has its line; a program that lacks one fails, and still looks at the rest."""
    blocker = "import sys; sys.modules['PySide6.QtPdf'] = None\n" if broken else ""
    start = f"{blocker}import sys; sys.argv = ['samarth-desktop', 'selftest']\nfrom samarth_desktop.__main__ import main\nsys.exit(main())"
    env = os.environ | {"SAMARTH_CONFIG": str(tmp_path / "c"), "SAMARTH_DATA": str(tmp_path / "d")}
    done = subprocess.run([sys.executable, "-c", start], env=env, capture_output=True, text=True, timeout=120)
    lines = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    failed = {name for name, said in lines.items() if said.startswith("FAILED")}
    assert failed == ({"qt QtPdf", "certificate"} if broken else set()), lines
    assert done.returncode == int(broken) and "certificate" in lines and "printers" in lines
    assert not (tmp_path / "d").exists()
