"""Old Excel workbooks (XLS, BIFF8): looked into with xlrd, changed record by record."""

import io
import struct
from typing import Any

from samarth_desktop.documents.templates import biff
from samarth_desktop.documents.templates.compound import CompoundError, CompoundFile
from samarth_desktop.documents.templates.faults import MOST_BYTES, damaged, locked, no_template, swollen
from samarth_desktop.documents.templates.model import Values

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a password-protected XLSX, MS-OFFCRYPTO 2.3.4.4
_MOST_CELLS = 3_000_000
_BROKEN = (
    AssertionError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    UnicodeError,
    ValueError,
    struct.error,
)
"""What xlrd lets out of a damaged file."""


def open_book(name: str, content: bytes) -> Any:
    """xlrd's book, its sheets not yet read. Raises KnownError for what is no readable XLS file."""
    import xlrd
    from xlrd.compdoc import CompDocError

    if len(content) > MOST_BYTES:
        raise swollen(name)
    if _ENCRYPTED in content:
        raise locked(name)
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,  # a lone cell at the far corner must not fill the memory
            on_demand=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).casefold():
            raise locked(name) from None
        raise damaged(name) from error
    except (CompDocError, *_BROKEN) as error:
        raise damaged(name) from error
    if book.biff_version < 80:
        raise no_template(name)
    return book


def sheet(name: str, book: Any, title: str) -> Any:
    """One sheet of the book, read now."""
    import xlrd

    try:
        found = book.sheet_by_name(title)
    except (xlrd.XLRDError, *_BROKEN) as error:
        raise damaged(name) from error
    if sum(found.row_len(row) for row in range(found.nrows)) > _MOST_CELLS:
        raise swollen(name)
    return found


def text_of(book: Any, table: Any, row: int, column: int) -> str:
    """What a person sees in a cell, rows and columns from 0: whole numbers without ``.0``, dates as ISO."""
    import xlrd

    if row >= table.nrows or column >= table.row_len(row):
        return ""
    kind, value = table.cell_type(row, column), table.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "Yes" if value else "No"
    if kind == xlrd.XL_CELL_DATE:
        try:
            return str(xlrd.xldate_as_datetime(value, book.datemode).date())
        except (ValueError, OverflowError, xlrd.XLDateError):
            return str(value)
    if kind == xlrd.XL_CELL_NUMBER:
        return str(int(value)) if float(value).is_integer() and abs(value) < 10**15 else f"{value:.15g}"
    return ""


def fill_of(book: Any, table: Any, row: int, column: int) -> tuple[int, int, int] | None:
    """The colour behind a cell as red, green, blue; None where it has none."""
    number = table.cell_xf_index(row, column)
    if not 0 <= number < len(book.xf_list):
        return None
    fill = book.xf_list[number].background
    colour: tuple[int, int, int] | None = book.colour_map.get(fill.pattern_colour_index)
    return colour if fill.fill_pattern else None


def change_cells(
    name: str,
    content: bytes,
    title: str,
    first_row: int,
    values: Values,
    empty_columns: frozenset[int] | None,
) -> bytes:
    """The file with cells of one sheet changed, as :func:`biff.change_cells` says; all other parts as they were."""
    try:
        whole = CompoundFile(content)
        number = whole.find("Workbook")
        if number < 0:
            raise no_template(name)
        stream = biff.change_cells(whole.stream(number), title, first_row, values, empty_columns)
        return whole.with_stream(number, stream)
    except biff.LockedError:
        raise locked(name) from None
    except (CompoundError, *_BROKEN) as error:
        raise damaged(name) from error
