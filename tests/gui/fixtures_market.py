"""A desk with products of the people of the pictures, their photos, an account, answers and sales."""

import functools
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from samarth_desktop.actions.products import editing, photos, sellers
from samarth_desktop.actions.registration import own_record
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.pages.products.answers_page import AnswersPage
from samarth_desktop.gui.pages.products.listing_page import ListingPage
from samarth_desktop.gui.pages.products.mapping_page import MappingPage
from samarth_desktop.gui.pages.products.product_form import ProductForm
from samarth_desktop.gui.pages.products.sales_page import SalesPage
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.store.search import lookups
from tests.documents.template_shapes import SARI, flipkart_xls
from tests.gui import fixtures_lists

STOLES = (
    ("सूती स्टोल, नीला", "Cotton Stole, Blue", "Stole", "Blue", "6214", 64900),
    ("रेशमी स्टोल, मरून", "Silk Stole, Maroon", "Stole", "Maroon", "6214", 149000),
    ("खादी स्टोल, हरा", "Khadi Stole, Green", "Stole", "Green", "6214", 79900),
    ("ऊनी शॉल, बैंगनी", "Wool Shawl, Plum", "Shawl", "Purple", "6214", 329000),
    ("सूती गमछा, हरा", "Cotton Gamcha, Green", "Gamcha", "Green", "6302", 29900),
)


def picture(path: Path, colour: tuple[int, int, int], ground: str = "white", part: float = 0.9) -> Path:
    """A striped cloth on a ground."""
    image = Image.new("RGB", (1200, 1200), ground)
    draw, margin = ImageDraw.Draw(image), int(1200 * (1 - part) / 2)
    draw.rectangle((margin, margin, 1200 - margin, 1200 - margin), fill=colour)
    for at in range(margin, 1200 - margin, 60):
        draw.line((margin, at, 1200 - margin, at), fill=(230, 160, 30), width=8)
    image.save(path, quality=90)
    return path


def with_products(session: Session) -> Session:
    """Five products of one maker; the first has two photos, one of which is to be looked at."""
    with session.store.read() as reader:
        if next(lookups.all_of(reader, Product), None):
            return session
        from samarth_desktop.kinds.artisan.record import Artisan

        maker = next(one for one in lookups.all_of(reader, Artisan) if one.name_en == "Shabnam Bano")
    own_record.give(session, maker.id, "listing", "signature")
    sellers.add(session, "flipkart", "AVADH", "office", gstin="", name="Avadh Weavers Federation")
    folder = Path(tempfile.mkdtemp())
    for hi, en, category, colour, hsn, mrp in STOLES:
        product = Product(
            holder=maker.id, title_hi=hi, title_en=en, category=category, colour=colour, hsn=hsn, mrp=mrp,
            price=mrp - 5000, material=en.split()[0], size="200 x 70 cm", pack_of=1, weight_g=180, packet_weight_g=240,
            length_cm="200", breadth_cm="70", stock=6, days_to_make=6, marks=("handmade", "handloom"),
        )  # fmt: skip
        (saved,) = editing.save(session, product)
        if colour == "Blue":
            files = [
                picture(folder / "1.jpg", (40, 60, 150)),
                picture(folder / "2.jpg", (40, 60, 150), "#D8CBB4", 0.38),
            ]
            photos.add_files(session, saved.registration, files)
    return session


def first_product(session: Session) -> Product:
    """The blue stole."""
    with session.store.read() as reader:
        return next(one for one in lookups.all_of(reader, Product) if one.colour == "Blue")


@functools.cache
def shared() -> Session:
    """One folder with products for all pictures of them."""
    return with_products(fixtures_lists.filled(Path(tempfile.mkdtemp()) / "data"))


def scene(page: str, then: Callable[[MainWindow], object] = lambda window: None) -> Callable[[], MainWindow]:
    """A picture of a page over a folder with products."""

    def make() -> MainWindow:
        window = fixtures_lists.window_of(shared(), page)
        then(window)
        return window

    return make


def opened_form(window: MainWindow) -> None:
    """The form of the blue stole, its second photo chosen."""
    window.go("product-form", row=first_product(shared()).id)
    form = window.page("product-form")
    assert isinstance(form, ProductForm)
    form.photos.row.setCurrentRow(1)


def looked(window: MainWindow) -> None:
    """The dry run over a template of our own making."""
    page = window.page("listing")
    assert isinstance(page, ListingPage)
    page.use_template(_template())


def _template() -> Path:
    template = Path(tempfile.mkdtemp()) / "Stole 2026-10.xls"
    template.write_bytes(flipkart_xls((*SARI[:28], *SARI[31:]), category="stole", macros=False))
    return template


def mapped(window: MainWindow) -> None:
    """What feeds the columns of that template; the third one is chosen."""
    page = window.page("mapping")
    assert isinstance(page, MappingPage)
    page.use_template(_template())
    page.table.selectRow(2)


def answered(window: MainWindow) -> None:
    """Two products came back, of which one is mended."""
    session = shared()
    with session.store.read() as reader:
        products = list(lookups.all_of(reader, Product))[:2]
    folder = Path(tempfile.mkdtemp())
    reasons = ("1 error(s) found\n1. [procurement_type]: Value Express is not allowed", "1. Image has a watermark")
    rows = [
        {"Seller SKU ID": one.registration, "Catalog QC Status": "Failed", "QC Failed Reason (if any)": why}
        for one, why in zip(products, reasons, strict=True)
    ]
    (folder / "answer.xls").write_bytes(flipkart_xls(category="stole", macros=False, rows=rows))
    page = window.page("answers")
    assert isinstance(page, AnswersPage)
    page.read_answer(folder / "answer.xls")
    page.by_hand(page.table.rows[1])


def sold(window: MainWindow) -> None:
    """A payments file with one sale and a SKU that nobody has."""
    number = first_product(shared()).registration
    heads = "Payment Date,Order Date,Order ID,Order item ID,Seller SKU,Quantity,Sale Amount,Refund,Marketplace Fee"
    file = Path(tempfile.mkdtemp()) / "settlement.csv"
    file.write_text(
        f"{heads},Bank Settlement Value (Rs.),Return Type\n"
        f"2026-10-20,2026-10-11,OD1,OI1,{number},1,599,0,-61.40,537.60,NA\n"
        "2026-10-21,2026-10-12,OD2,OI2,OTHER,1,99,0,-9,90,NA\n",
        "utf-8",
    )
    page = window.page("sales")
    assert isinstance(page, SalesPage)
    page.read_file(file)
