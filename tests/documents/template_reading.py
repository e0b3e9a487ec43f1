"""Looks at filled templates with other programs' eyes: xlrd, openpyxl, calamine, and record by record."""

import io
import struct
import warnings
import zipfile

import openpyxl
import python_calamine
from xlrd.compdoc import CompDoc

from tests.documents.template_shapes import opened_xls

CELL_RECORDS = {0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00BD, 0x00BE, 0x00FD, 0x00D6, 0x0208, 0x00D7, 0x020B}
DIMENSIONS, BOUNDSHEET, SST, CONTINUE, EXTSST, INDEX = 0x0200, 0x0085, 0x00FC, 0x003C, 0x00FF, 0x020B


def xls_stream(content: bytes, name: str = "Workbook") -> bytes:
    """A stream of the compound file, by xlrd."""
    stream = CompDoc(content).get_named_stream(name)
    assert stream is not None, name
    return bytes(stream)


def parts_of_xls(content: bytes) -> dict[str, list[tuple[int, bytes]]]:
    """The records of each sheet, and of the globals under ''."""
    stream = xls_stream(content)

    def records(at: int) -> list[tuple[int, bytes]]:
        found, depth = [], 0
        while True:
            kind, length = struct.unpack_from("<HH", stream, at)
            found.append((kind, stream[at + 4 : at + 4 + length]))
            depth += (kind == 0x0809) - (kind == 0x000A)
            at += 4 + length
            if depth == 0:
                return found

    parts = {"": records(0)}
    for kind, data in parts[""]:
        if kind == BOUNDSHEET:
            wide = data[7]
            name = data[8:].decode("utf-16-le" if wide else "latin-1")
            parts[name] = records(struct.unpack_from("<I", data)[0])
    return parts


def sheet_of_xls(content: bytes, name: str) -> dict[tuple[int, int], object]:
    """Every cell that holds something, by xlrd."""
    sheet = opened_xls(content).sheet_by_name(name)
    return {
        (row, column): sheet.cell_value(row, column)
        for row in range(sheet.nrows)
        for column in range(sheet.ncols)
        if sheet.cell_value(row, column) != ""
    }


def colours_of_xls(content: bytes, name: str, rows: int) -> dict[tuple[int, int], object]:
    """The fill of every cell in the first rows, as red, green, blue."""
    book = opened_xls(content)
    sheet = book.sheet_by_name(name)
    return {
        (row, column): book.colour_map.get(
            book.xf_list[sheet.cell_xf_index(row, column)].background.pattern_colour_index
        )
        for row in range(rows)
        for column in range(sheet.ncols)
    }


def calamine_cells(content: bytes, name: str) -> dict[tuple[int, int], object]:
    """Every cell that holds something, by calamine."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name)
    return {
        (row, column): value
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(values)
        if value != ""
    }


def openpyxl_cells(content: bytes, name: str) -> dict[tuple[int, int], object]:
    """Every cell that holds something, by openpyxl; a formula would come as its text with data type ``f``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it cannot hold the lists of Excel 2010, which is why it does not write here
        book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=True)
    cells = {}
    for row in book[name].iter_rows():
        for cell in row:
            assert cell.data_type != "f", cell.coordinate
            if cell.value is not None:
                cells[cell.row - 1, cell.column - 1] = cell.value
    book.vba_archive.close()  # it would be found open whenever garbage is looked for
    return cells


def parts_of_zip(content: bytes) -> dict[str, bytes]:
    """Every part, unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
