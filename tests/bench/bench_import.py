"""How fast sheets come in: reading against other libraries, importing with all checks, and again.

    python -m tests.bench.bench_import [ROWS]

Prints rows per second and ratios; of whole commands CPU seconds, the helper's among them, and the memory of
their largest process; beside them the floor: the same sheet into SQLite by two libraries, nothing checked, nothing
encrypted, nothing findable.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from unittest import mock

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.ahead import helper
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_csv, write_xlsx
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.i18n import catalog
from tests.sample_people import PERSON_KEYS, people

WORDS = catalog("en")
PASSPHRASE = "neem ki chhaon mein"
PLAIN = """
import sqlite3, sys
from openpyxl import load_workbook
rows = load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True)
heads = next(rows)
data = sqlite3.connect(sys.argv[2])
data.execute("CREATE TABLE people ({})".format(", ".join(heads)))
data.executemany("INSERT INTO people VALUES ({})".format(", ".join("?" * len(heads))), rows)
data.commit()
"""
PANDAS = """
import sqlite3, sys
import pandas
pandas.read_excel(sys.argv[1], dtype=str).to_sql("people", sqlite3.connect(sys.argv[2]), index=False)
"""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {"SAMARTH_CONFIG": f"{folder}/config"}):
        files = _files(Path(folder), count)
        _reading(files, count)
        _importing(Path(folder), files["xlsx"], count)
        _commands(Path(folder), files, count)


def _files(folder: Path, count: int) -> dict[str, Path]:
    rows = (list(person.values()) for person in people(count))
    write_csv(folder / "people.csv", OutputSheet("artisans", PERSON_KEYS, rows))
    rows = (list(person.values()) for person in people(count))
    write_xlsx(folder / "people.xlsx", [OutputSheet("artisans", PERSON_KEYS, rows)])
    return {"csv": folder / "people.csv", "xlsx": folder / "people.xlsx"}


def _reading(files: dict[str, Path], count: int) -> None:
    def ours(path: Path) -> int:
        return sum(1 for _ in open_book(path)[0].rows())

    def bare(path: Path) -> int:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return sum(1 for _ in csv.reader(stream))

    def openpyxl(path: Path) -> int:
        from openpyxl import load_workbook

        return sum(1 for _ in load_workbook(path, read_only=True).active.iter_rows(values_only=True))

    def calamine(path: Path) -> int:
        from python_calamine import CalamineWorkbook

        return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())

    base = _timed("read csv, with all looks", count, lambda: ours(files["csv"]))
    _timed("  csv module alone", count, lambda: bare(files["csv"]), base)
    base = _timed("read xlsx, with all looks", count, lambda: ours(files["xlsx"]))
    _timed("  calamine alone", count, lambda: calamine(files["xlsx"]), base)
    _timed("  openpyxl, read-only", count, lambda: openpyxl(files["xlsx"]), base)


def _importing(folder: Path, path: Path, count: int) -> None:
    session, _ = opening.set_up(folder / "data", PASSPHRASE, area="9/129")
    try:
        for _ in range(3):
            _first_rows(session, path)
        with mock.patch.object(helper, "WORTH_A_HELPER", sys.maxsize):
            tables = importing.sources(session, "artisans", path)
            base = _timed("preview in one process", count, lambda: importing.preview(session, tables))
        _timed("  with a helper", count, lambda: importing.preview(session, tables), base)
        importing.import_file(session, "artisans", path, words=WORDS)
        for ending in ("csv", "xlsx"):
            _timed(
                f"export {ending}",
                count,
                lambda out=folder / f"out.{ending}": exporting.export(session, "artisans", out, WORDS),
            )
    finally:
        session.store.close()


class _Enough(Exception):
    """The first rows were shown."""


def _first_rows(session: Session, path: Path) -> None:
    """From the choice of a file to the columns, and from there to the first rows of the preview; the first time reads
    word lists, too."""
    begun = [(time.perf_counter(), time.process_time())]

    def shown(report: Report) -> None:
        begun.append((time.perf_counter(), time.process_time()))
        raise _Enough

    book = importing.open_tables(session, "artisans", path)
    begun.append((time.perf_counter(), time.process_time()))
    with suppress(_Enough):
        importing.look(session, importing.Job(book.tables, book.left_out), first=shown)
    (wall, cpu), (wall_columns, cpu_columns), (wall_rows, cpu_rows) = begun
    print(
        f"columns after {wall_columns - wall:.2f} s (cpu {cpu_columns - cpu:.2f} s), "
        f"first rows after {wall_rows - wall:.2f} s (cpu {cpu_rows - cpu:.2f} s)",
        flush=True,
    )


def _commands(folder: Path, files: dict[str, Path], count: int) -> None:
    """Whole commands, process start and passphrase included."""
    base = 0.0
    for ending, path in files.items():
        data = folder / f"of {ending}"
        opening.set_up(data, PASSPHRASE, area="9/129")[0].store.close()
        command = [sys.executable, "-m", "samarth_desktop", "--data", str(data), "import", "artisans", str(path)]
        first = _command(f"import {ending}, empty store", count, command)
        _command("  the same file again", count, command, first)
        base = base or first
    for name, script in (("openpyxl, sqlite3: no checks", PLAIN), ("pandas to_sql: no checks", PANDAS)):
        command = [sys.executable, "-c", script, str(files["xlsx"]), str(folder / f"{name}.db")]
        try:
            _command(name, count, command, base)
        except subprocess.CalledProcessError:
            print(f"{name:32} is not installed here")


def _command(name: str, count: int, command: Sequence[str], base: float = 0.0) -> float:
    """Runs it in a process that reports what it and its children took."""
    report = "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True);"
    report += "of = resource.getrusage(resource.RUSAGE_CHILDREN);"
    report += "print(of.ru_utime + of.ru_stime, of.ru_maxrss); sys.exit(done.returncode)"
    told = {**os.environ, "SAMARTH_PASSPHRASE": PASSPHRASE}
    wall = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", report, *command],
        check=True,
        env=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    wall = time.perf_counter() - wall
    cpu, most = map(float, done.stdout.split())
    print(f"{_line(name, count, wall, cpu, base)}  largest process {most / 1024:.0f} MB", flush=True)
    return wall


def _timed(name: str, count: int, unit: Callable[[], object], base: float = 0.0) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    unit()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(_line(name, count, wall, cpu, base), flush=True)
    return wall


def _line(name: str, count: int, wall: float, cpu: float, base: float) -> str:
    ratio = f"  {wall / base:5.2f} x" if base else " " * 9
    return f"{name:32} {count / wall:9,.0f} rows/s  wall {wall:6.2f} s  cpu {cpu:6.2f} s{ratio}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15_000)
