"""How fast sheets come in: reading against other libraries, importing with all checks, and again.

    python -m tests.bench.bench_import [ROWS]

Prints rows per second and ratios, CPU seconds beside wall seconds, and the peak of memory.
"""

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from samarth_desktop.actions import exporting, importing, opening
from samarth_desktop.documents.sheet_write import OutSheet, write_csv, write_xlsx
from samarth_desktop.documents.sheets import open_book
from samarth_desktop.i18n import catalog
from tests.sample_people import PERSON_KEYS, people

WORDS = catalog("en")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {"SAMARTH_CONFIG": f"{folder}/config"}):
        files = _files(Path(folder), count)
        _reading(files, count)
        _importing(Path(folder), files["xlsx"], count)


def _files(folder: Path, count: int) -> dict[str, Path]:
    rows = (list(person.values()) for person in people(count))
    write_csv(folder / "people.csv", OutSheet("artisans", PERSON_KEYS, rows))
    rows = (list(person.values()) for person in people(count))
    write_xlsx(folder / "people.xlsx", [OutSheet("artisans", PERSON_KEYS, rows)])
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
    desk, _ = opening.set_up(folder / "data", "neem ki chhaon mein", area="9/129")
    try:
        _timed("preview", count, lambda: importing.preview(desk, importing.sources(desk, "artisans", path)))
        first = _timed(
            "import into an empty store", count, lambda: importing.import_file(desk, "artisans", path, words=WORDS)
        )
        _timed(
            "  the same file again", count, lambda: importing.import_file(desk, "artisans", path, words=WORDS), first
        )
        for ending in ("csv", "xlsx"):
            _timed(
                f"export {ending}",
                count,
                lambda out=folder / f"out.{ending}": exporting.export(desk, "artisans", out, WORDS),
            )
    finally:
        desk.store.close()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _timed(name: str, count: int, work: Callable[[], object], base: float = 0.0) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    ratio = f"  {wall / base:5.2f} x" if base else ""
    print(f"{name:32} {count / wall:9,.0f} rows/s  wall {wall:6.2f} s  cpu {cpu:6.2f} s{ratio}", flush=True)
    return wall


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15_000)
