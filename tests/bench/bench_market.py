"""How long a district's products take: their sheet with photos, and a settlement.

    python -m tests.bench.bench_market [PRODUCTS]

Prints seconds and the most memory of each part, for products of 100 makers with three photos each (default 5,000) and a
settlement of 30,000 lines, read twice.
"""

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from samarth_desktop.actions.products import listing_sheet, sales, sellers
from samarth_desktop.actions.products.listing_sheet import Order
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.photos.prepare import prepare
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.product_photo.record import ProductPhoto
from samarth_desktop.store.store import Store
from tests.documents.template_shapes import SARI, flipkart_xls
from tests.gui.fixtures_market import picture
from tests.store.people import KEYS, artisan

T = TypeVar("T")
LINES, MAKERS, PHOTOS = 30_000, 100, 3
_ASKED = {"attr.Fabric": "Pure Silk", "attr.Fabric Care": "Hand wash"}


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir()
        with Store.create(folder / "data", KEYS, home_area="9/164") as store:
            session = Session(store, "Sita", lambda: date(2026, 11, 25))
            numbers = timed(f"{count} products with {PHOTOS} photos each kept", lambda: made(session, folder, count))
            template = folder / "template.xls"
            template.write_bytes(flipkart_xls(SARI, category="saree", macros=False))
            order = Order("flipkart", template=template)
            look = timed("dry run", lambda: listing_sheet.check(session, order))
            print(f"  {len(look.ready)} ready, {len(look.left_out)} refusals")
            timed(
                f"sheet and zip of {PHOTOS * count} photos",
                lambda: listing_sheet.export(session, order, folder / "out.xls", folder / "out.zip"),
            )
            money = settlement(folder / "settlement.csv", numbers)
            for what in ("settlement of 30,000 lines", "the same once more"):
                done = timed(what, lambda: sales.import_file(session, "flipkart", money))
                print(f"  {done.new} new, {done.already} there, {len(done.first_sales)} first sales")


def made(session: Session, folder: Path, count: int) -> list[str]:
    """Products of MAKERS makers, all with the same three pictures; their numbers."""
    ready = [prepare(picture(folder / f"{n}.jpg", (40 + 60 * n, 60, 150)).read_bytes(), "") for n in range(PHOTOS)]
    kept = [(session.store.photos.keep(one.photo), session.store.photos.keep(one.thumbnail)) for one in ready]
    sellers.add(session, "flipkart", "S", "office", gstin="27AAACM1234A1Z8")
    numbers: list[str] = []
    with session.store.unit_of_work() as unit:
        makers = unit.save_all([artisan(name_en=f"Maker {n}", pin="273303") for n in range(MAKERS)], "Sita")
        given = date(2026, 11, 1)
        unit.save_all(
            [Consent(holder=one.id, purpose="listing", how="signature", given_on=given) for one in makers], "Sita"
        )
        unit.commit()
    for start in range(0, count, 1000):
        with session.store.unit_of_work() as unit:
            products = unit.save_all(
                [_product(makers[n % MAKERS].id, n) for n in range(start, min(count, start + 1000))], "Sita"
            )
            numbers += [one.registration for one in products]
            unit.save_all([_photo(one.id, n, *kept[n], ready[n]) for one in products for n in range(PHOTOS)], "Sita")
            unit.commit()
    return numbers


def _product(maker: str, number: int) -> Product:
    return Product(
        holder=maker, title_en=f"Silk Saree {number}", category="saree", colour="Red", mrp=899900, price=849900,
        hsn="50072010", stock=3, days_to_make=9, weight_g=500, packet_length_cm="30", packet_breadth_cm="22.5",
        packet_height_cm="4", packet_weight_g=650, brand="Generic", extra=_ASKED, tax_rate="5",
    )  # fmt: skip


def _photo(product: str, place: int, photo: str, thumbnail: str, made: object) -> ProductPhoto:
    return ProductPhoto(product=product, place=place + 1, photo=photo, thumbnail=thumbnail, side=1200)


def settlement(path: Path, numbers: list[str]) -> Path:
    """Lines for these SKUs, and for some that nobody has."""
    heads = ["Payment Date", "Order Date", "Order ID", "Order item ID", "Seller SKU", "Quantity", "Sale Amount",
             "Refund", "Marketplace Fee", "Bank Settlement Value (Rs.)", "Return Type"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heads)
        for n in range(LINES):
            sku = numbers[n % len(numbers)] if n % 50 else f"OTHER-{n}"
            writer.writerow(
                ["2026-10-20", "2026-10-11", f"OD{n}", f"OI{n}", sku, 1, "500.00", 0, "-50.50", "449.50", "NA"]
            )
    return path


def timed(what: str, work: Callable[[], T]) -> T:
    """Does it, and prints how long that took and how much memory the process had at most."""
    start = time.perf_counter()
    result = work()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {time.perf_counter() - start:.1f} s, {most:.0f} MB at most", flush=True)
    return result


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
