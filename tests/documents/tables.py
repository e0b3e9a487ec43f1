"""Makes small spreadsheets for tests: CSV, XLSX and ODS from the same rows, and damaged ones."""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Sequence[Sequence[object]]


def csv_bytes(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A CSV file as a spreadsheet program writes it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def xlsx_bytes(rows: Rows) -> bytes:
    """An XLSX file; numbers are number cells."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, column, cell)
            elif cell is not None:
                page.write(number, column, cell)
    book.close()
    return stream.getvalue()


def ods_bytes(rows: Rows, *, row_xml: str = "") -> bytes:
    """An ODS file as LibreOffice writes it: empty rows to the end of the sheet in one element."""
    lines = []
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
            if isinstance(cell, int | float)
            else f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
            for cell in row
        )
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{"".join(lines)}{row_xml}{tail}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_bytes(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }
    )


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rezipped(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The zip with each member changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zip_bytes({name: change(name, archive.read(name)) for name in archive.namelist()})


def mangled(rows: Rows, folder: Path, count: int, seed: int) -> Iterator[Path]:
    """`count` damaged files of all three kinds: cut off, bits turned, bytes lost or doubled, wrong encodings."""
    rng = random.Random(seed)
    whole = {
        "csv": csv_bytes(rows),
        "bom.csv": csv_bytes(rows, "utf-8-sig"),
        "utf16.csv": csv_bytes(rows, "utf-16"),
        "xlsx": xlsx_bytes(rows),
        "ods": ods_bytes(rows),
    }
    harms: tuple[Callable[[random.Random, bytes], bytes], ...] = (
        _cut,
        _turn,
        _lose,
        _double,
        _zeros,
        _inside,
        _swap,
    )
    for index in range(count):
        ending = rng.choice(list(whole))
        path = folder / f"{index}.{ending}"
        path.write_bytes(rng.choice(harms)(rng, whole[ending]))
        yield path


def _cut(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def _turn(rng: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 40)):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _lose(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + content[at + rng.randint(1, 400) :]


def _double(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + content[at : at + rng.randint(1, 400)] * 2 + content[at:]


def _zeros(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + bytes(rng.randint(1, 3000)) + content[at:]


def _inside(rng: random.Random, content: bytes) -> bytes:
    """Damage inside an archive that is itself whole: what checksums do not tell."""
    if not content.startswith(b"PK"):
        return _turn(rng, content)
    return rezipped(content, lambda name, member: rng.choice((_cut, _turn, _lose))(rng, member) if member else member)


def _swap(rng: random.Random, content: bytes) -> bytes:
    return bytes(rng.sample(content, min(len(content), 5000)))
