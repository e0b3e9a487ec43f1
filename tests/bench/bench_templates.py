"""How fast listing templates are checked and filled, answers and settlements read, photos packed.

    python -m tests.bench.bench_templates [ROWS]

Prints seconds and the most memory of each part, for a sheet of 60 filled columns (default 5,000 rows), a settlement of
30,000 lines and three photos a product; beside Flipkart's sheet the same cells by xlrd and xlwt alone.
"""

import io
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import xlsxwriter
import xlwt
from PIL import Image

from samarth_desktop.documents.templates import dry_run, fill, flipkart_answers, loading, mapping, photos, sales
from samarth_desktop.documents.templates.dry_run import DryRun, Row
from samarth_desktop.documents.templates.photos import ProductPhotos
from tests.documents.template_rows import kurta, product
from tests.documents.template_shapes import KURTA, SARI, Shape, amazon_xlsm, flipkart_xls
from tests.documents.test_templates_answers import HEADS, SOLD

T = TypeVar("T")
COLUMNS = 60


def main(count: int) -> None:
    more = [Shape(f"Attribute {n}", "Single - Text", key=f"attribute_{n}#1.value") for n in range(COLUMNS)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for marketplace, shapes, make in (("flipkart", SARI, flipkart_xls), ("amazon", KURTA, amazon_xlsm)):
            content = make([*shapes, *more])
            rows = [_row(n, marketplace) for n in range(count)]
            file = timed(f"{marketplace}: load", lambda content=content: loading.parse("template", content))
            found: DryRun = timed(
                f"{marketplace}: dry run, {count} rows",
                lambda file=file, rows=rows, m=marketplace: dry_run.check(file.template, mapping.shipped(m), rows),
            )
            cells = sum(len(row.cells) for row in found.rows)
            out = folder / f"{marketplace}.out"
            words = f"{marketplace}: fill, {cells // count} cells a row"
            timed(words, lambda file=file, found=found, out=out: fill.fill(file, found.rows, out))
            words = f"{marketplace}: fill once more what came back"
            back = loading.load(out)
            timed(words, lambda back=back, found=found, out=out: fill.fill(back, found.rows, out, complete=True))
        timed("the same cells by xlwt alone", lambda: _plainly(found))
        timed(f"flipkart: answers of {count} rows", lambda: flipkart_answers.read(folder / "flipkart.out"))
        settlement = folder / "settlement.xlsx"
        _settlement(settlement, 30_000)
        timed("settlement of 30,000 lines", lambda: sales.read(settlement))
        products = list(_photos(folder, count))
        timed(f"zip of {3 * count} photos", lambda: photos.write_zip(folder / "photos.zip", products, "amazon"))


def timed(words: str, work: Callable[[], T]) -> T:
    """Runs it twice: for the time, then for the memory."""
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    tracemalloc.start()
    result = work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{words:48} {seconds:7.2f} s {most / 1e6:8.0f} MB")
    return result


def _row(number: int, marketplace: str) -> Row:
    attributes = {f"Attribute {n}": f"विशेषता {n} of {number % 50}" for n in range(COLUMNS - 30)}
    row = product(number) if marketplace == "flipkart" else kurta(number)
    return {**row, **attributes}  # type: ignore[dict-item]


def _plainly(found: DryRun) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("sari")
    for row in found.rows:
        for column, value in row.cells.items():
            sheet.write(row.row, column, float(value) if isinstance(value, Decimal) else value)
    book.save(io.BytesIO())


def _settlement(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Orders")
        sheet.write_row(1, 0, HEADS)
        for at in range(count):
            sheet.write_row(3 + at, 0, [*SOLD[:2], f"OD{at}", f"OI{at}", *SOLD[4:], "Buyer", "Address"])


def _photos(folder: Path, count: int) -> Sequence[ProductPhotos]:
    """The same three pictures of 350 KB for every product: reading them is what is measured."""
    files = []
    for n in range(3):
        image = Image.effect_noise((1_000, 1_000), 40 + n).convert("RGB")
        image.save(folder / f"{n}.jpg", quality=70)
        files.append(folder / f"{n}.jpg")
    return [ProductPhotos(f"P-{n}", files) for n in range(count)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
