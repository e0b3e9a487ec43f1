"""Takes cells that hold nothing but white space out of an XLSX file: a stray space in the last column would make a
sheet of sixteen thousand columns of it."""

import re
import zipfile
from io import BytesIO
from typing import BinaryIO

_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>|<(?:\w+:)?si\s*/>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</(?:\w+:)?t>")
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt\s*=\s*["'](s|str|inlineStr)["'][^>]*)>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>""",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*/>")
_BLANK = re.compile(rb"(?:\s|\xc2\xa0|&#160;|&#xA0;|&#32;|\xe2\x80\x8b)*")
_MOST = 100_000_000


def without_blanks(stream: BinaryIO) -> BytesIO | None:
    """The same workbook without such cells; None where it is none, or is too large to be held in memory."""
    with zipfile.ZipFile(stream) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return None
        if sum(entry.file_size for entry in archive.infolist()) > _MOST:
            return None
        blank = _blank_strings(archive)
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in archive.infolist():
                data = archive.read(entry)
                if entry.filename.startswith("xl/worksheets/"):
                    data = _CELL.sub(lambda cell: b"" if _is_blank(cell, blank) else cell[0], data)
                    data = _DIMENSION.sub(b"", data)
                out.writestr(entry.filename, data)
    made.seek(0)
    return made


def _blank_strings(archive: zipfile.ZipFile) -> frozenset[bytes]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return frozenset()
    every = _STRING.finditer(archive.read("xl/sharedStrings.xml"))
    return frozenset(str(at).encode() for at, one in enumerate(every) if _is_space(one[1] or b""))


def _is_space(inner: bytes) -> bool:
    return _BLANK.fullmatch(b"".join(_TEXT.findall(inner))) is not None


def _is_blank(cell: re.Match[bytes], blank: frozenset[bytes]) -> bool:
    value = _VALUE.search(cell[3])
    if cell[2] == b"s":
        return value is not None and value[1].strip() in blank
    if cell[2] == b"inlineStr":
        return _is_space(cell[3])
    return value is not None and b"<f" not in cell[3] and _BLANK.fullmatch(value[1]) is not None
