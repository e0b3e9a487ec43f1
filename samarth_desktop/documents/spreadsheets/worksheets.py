"""Reads the tables that people have (CSV, XLSX, ODS, one of these in a zip) as rows of text.

What a file is, its content says, not its name. A file is looked through once before the first row is given, so that
a damaged or hostile one is refused as a whole, with a sentence, before anything was changed. Cells come as text: a
phone number that the spreadsheet holds as a number comes as its digits, a date as ISO.
"""

from io import BytesIO
from pathlib import Path

from samarth_desktop.documents.spreadsheets import sheet_text, sheet_zip
from samarth_desktop.documents.spreadsheets.worksheet import Open, Worksheet
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST_BYTES = 200_000_000
_HEAD = 4096
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of a password-protected XLSX, MS-OFFCRYPTO 2.3.4.4


def open_book(path: Path) -> tuple[Worksheet, ...]:
    """The visible sheets of a file, at least one. Raises KnownError for what is no readable table."""
    return tuple(sheet for sheet in every_sheet(path) if not sheet.hidden)


def every_sheet(path: Path) -> tuple[Worksheet, ...]:
    """The sheets of a file, hidden ones among them, at least one of them visible. Raises KnownError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 10**6
            raise KnownError(T("{file} is larger than {n} MB. Split it into parts.", file=path.name, n=most))
        return _sheets(path.name, lambda: path.open("rb"), inside_zip=False)
    except FileNotFoundError:
        raise KnownError(T("There is no file {file}.", file=str(path))) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KnownError(T("{file} could not be read: {why}", file=path.name, why=why)) from error
    except MemoryError as error:
        raise KnownError(T("{file} is too large for this computer. Split it into parts.", file=path.name)) from error


def _sheets(name: str, source: Open, inside_zip: bool) -> tuple[Worksheet, ...]:
    with source() as stream:
        start = stream.read(_HEAD)
    if not start.strip(b"\x00 \t\r\n,;\xef\xbb\xbf\xff\xfe"):
        raise KnownError(T("{file} is empty.", file=name))
    _refuse_other_kinds(name, source, start)
    if not start.startswith(b"PK"):
        return sheet_text.sheets(name, source)
    inner = sheet_zip.file_inside(name, source)
    if inner is None:
        return sheet_zip.sheets(name, source)
    if inside_zip:
        raise KnownError(T("{file} is a zip inside a zip. Unpack it first.", file=name))
    inner_name, content = inner
    return _sheets(inner_name, lambda: BytesIO(content), inside_zip=True)


def _refuse_other_kinds(name: str, source: Open, start: bytes) -> None:
    """Files that are often sent in place of a table, each with the way out."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        with source() as stream:
            if _ENCRYPTED in stream.read():
                raise KnownError(
                    T(
                        "{file} is protected with a password. Open it, take the password away and save it.",
                        file=name,
                    )
                )
        raise KnownError(T("{file} is an old Excel file. Open it and save it as XLSX.", file=name))
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        raise KnownError(
            T(
                "{file} is a web page, not a table. Open it in Excel or LibreOffice and save it as XLSX.",
                file=name,
            )
        )
    if text.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"{\\rtf", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise KnownError(T("{file} is no table. Give a CSV, XLSX or ODS file.", file=name))
