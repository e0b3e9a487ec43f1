"""Writes rows into a template: all else in the file stays as it was.

The file appears whole or not at all.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.documents.templates import sheet_xml, xls
from samarth_desktop.documents.templates.dry_run import FilledRow, sku_column
from samarth_desktop.documents.templates.faults import damaged
from samarth_desktop.documents.templates.loading import TemplateFile
from samarth_desktop.documents.templates.model import AMAZON, FLIPKART, CellValue, FormulaError, Need, Values
from samarth_desktop.documents.templates.parts import BadXmlError, Package
from samarth_desktop.documents.templates.workbook import Workbook
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

LAST_ROW = {FLIPKART: 65_536, AMAZON: 1_048_576}
"""The last row that a sheet of the marketplace can have: XLS, XLSX."""


def fill(file: TemplateFile, rows: Sequence[FilledRow], out: Path, complete: bool = False) -> int:
    """Writes the rows into a copy of the template at `out`, from the data row down. Gives the number of rows.

    What stood in the data rows before (an example, the rows and statuses of an earlier upload) is emptied. With
    `complete` the rows that are in the sheet already stay, are filled further by their SKU, and only the columns that
    the marketplace writes are emptied; rows with other SKUs follow below. Raises KnownError.
    """
    template = file.template
    placed = _placed(file, rows, complete)
    last = LAST_ROW[template.marketplace]
    if max(placed, default=0) >= last:
        most = last - template.data_row + 1
        raise KnownError(T("A sheet of this marketplace holds at most {n} products. Choose fewer.", n=most))
    own = frozenset(column.index for column in template.columns if column.need is Need.MARKETPLACE)
    content = _filled(file, placed, own if complete else None)
    with arriving(out) as part:
        part.write_bytes(content)
    return len(rows)


def _placed(file: TemplateFile, rows: Sequence[FilledRow], complete: bool) -> dict[int, Mapping[int, CellValue]]:
    """The cells by row, from 0."""
    first = file.template.data_row - 1
    if not complete:
        return {first + at: row.cells for at, row in enumerate(rows)}
    sku = sku_column(file.template)
    standing = list(file.rows())
    places = {row.cells.get(sku.index, "").strip(): row.number - 1 for row in standing} if sku else {}
    after = max((row.number for row in standing), default=first)
    placed: dict[int, Mapping[int, CellValue]] = {}
    for row in rows:
        if row.sku and row.sku in places:
            placed[places[row.sku]] = row.cells
        else:
            placed[after] = row.cells
            after += 1
    return placed


def _filled(file: TemplateFile, placed: Values, empty: frozenset[int] | None) -> bytes:
    template, name = file.template, file.name
    first = template.data_row - 1
    try:
        if template.marketplace == FLIPKART:
            return xls.change_cells(name, file.content, template.sheet, first, placed, empty)
        return _filled_package(file, placed, empty)
    except FormulaError as error:
        heading = next((c.name for c in template.columns if c.index == error.column), "")
        raise KnownError(
            T(
                "In {file}, row {row}, “{field}” holds a formula. Empty that cell and load the template again.",
                file=name,
                row=error.row + 1,
                field=heading,
            )
        ) from None


def _filled_package(file: TemplateFile, placed: Values, empty: frozenset[int] | None) -> bytes:
    package = Package(file.name, file.content)
    part = Workbook(package).sheets[file.template.sheet]
    try:
        changed = sheet_xml.change_cells(package.read(part), file.template.data_row - 1, placed, empty)
    except BadXmlError as error:
        raise damaged(file.name) from error
    return package.written({part: changed})
