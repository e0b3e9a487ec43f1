"""Writes tables: CSV that Excel opens with its Devanagari right, XLSX with every cell a text.

A cell that a spreadsheet would run as a formula is guarded: by an apostrophe in CSV (taken away again when the file
is read here), in XLSX by being a text cell. Files appear whole or not at all.
"""

import contextlib
import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samarth_desktop import paths
from samarth_desktop.errors import KnownError, of_file
from samarth_desktop.i18n import T

# OWASP "CSV injection": these begin a formula in Excel or LibreOffice, full-width ones in some locales. A text that
# already looks guarded gets one more apostrophe, so that reading gives it back unchanged.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_WIDEST = 50


@dataclass(frozen=True, slots=True)
class OutputSheet:
    """One sheet to be written: heads, rows, and for XLSX the choices offered per column and a note per head."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[str]]
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    marked: frozenset[int] = frozenset()  # rows (0 is the first below the heads) set apart as an example


def guard(text: str) -> str:
    """The cell so that no spreadsheet runs it."""
    return "'" + text if text and _FORMULA.match(text) else text


def write_csv(path: Path, sheet: OutputSheet) -> int:
    """Writes UTF-8 with BOM, CRLF and commas. Gives the number of rows below the heads."""
    count = 0
    with arriving(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([guard(head) for head in sheet.heads])
        for row in sheet.rows:
            writer.writerow([guard(cell) for cell in row])
            count += 1
    return count


def write_xlsx(path: Path, sheets: Sequence[OutputSheet]) -> int:
    """Writes a workbook. Gives the number of rows below the heads of the first sheet."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with arriving(path) as part:
        # constant_memory writes each row as it comes: a district's list needs no memory for its rows.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(str(part), {**options, "tmpdir": str(part.parent)})
        try:
            head = book.add_format({"bold": True, "bg_color": "#F3E8DC", "text_wrap": True, "valign": "top"})
            plain = book.add_format({"num_format": "@"})
            example = book.add_format({"num_format": "@", "italic": True, "font_color": "#7A6A5A"})
            counts = [_write_sheet(book, sheet, head, plain, example) for sheet in sheets]
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        except BaseException:
            with contextlib.suppress(Exception):
                book.close()  # takes its temporary files away
            raise
    return counts[0]


def _write_sheet(book: Any, sheet: OutputSheet, head: Any, plain: Any, example: Any) -> int:
    page = book.add_worksheet(sheet.name[:31])
    page.freeze_panes(1, 0)
    for column, text in enumerate(sheet.heads):
        page.set_column(column, column, min(_WIDEST, max(12, len(text) + 2)), plain)
        page.write_string(0, column, text, head)
        if column in sheet.notes:
            page.write_comment(0, column, sheet.notes[column])
        if column in sheet.choices and sum(len(choice) + 1 for choice in sheet.choices[column]) <= 255:
            # "ignore" beside the list: what else is typed is still taken, and told at the import.
            rule = {"validate": "list", "source": list(sheet.choices[column]), "error_type": "information"}
            page.data_validation(1, column, 5_000, column, rule)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        for column, text in enumerate(row):
            if text:
                page.write_string(count, column, text, example if count - 1 in sheet.marked else plain)
    return count


@contextlib.contextmanager
def arriving(path: Path) -> Iterator[Path]:
    """A path beside the target that takes its place when all is written, and goes when it is not."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.touch()
        yield part
        paths.put_in_place(part, path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        said = of_file(error, path) or T("{file} could not be written: {why}", file=path.name, why=why)
        raise KnownError(said) from error
    finally:
        with contextlib.suppress(OSError):  # a disk that takes nothing gives nothing back either
            part.unlink(missing_ok=True)
