"""The product as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.domain.ids import RECORD_LETTERS
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.kind import HOLDER, Guest, RecordKind, Search, Sheet, Summary, Words
from samarth_desktop.kinds.list_spec import Column, ListSpec
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.product.rules import rules


def _told(new: Mapping[str, object], first: bool) -> Text:
    if first:
        return T("Product added")
    return T("GST rate confirmed") if "tax_confirmed_on" in new else T("Product corrected")


PRODUCT = RecordKind(
    record=Product,
    words=Words(N_("Product"), N_("Products")),
    number="registration",
    registration=RECORD_LETTERS["product"],
    parent=HOLDER,
    rules=rules,
    summary=Summary(
        6,
        {"registration": ("registration",), "name_hi": ("title_hi",), "name_en": ("title_en",)},
        of_parent={"relative": "name_hi", "village": "village", "district": "district"},
    ),
    search=Search("products", around=("category", "craft", "material", "colour", "colour_own", "sku", "brand")),
    sheet=Sheet(
        "products",
        {"maker": N_("Maker's registration no.")},
        title=N_("Products"),
        columns=(
            "registration",
            "maker",
            "sku",
            "title_hi",
            "title_en",
            "category",
            "craft",
            "material",
            "colour",
            "size",
            "pack_of",
            "mrp",
            "price",
            "hsn",
            "stock",
            "days_to_make",
            "length_cm",
            "breadth_cm",
            "height_cm",
            "weight_g",
            "packet_length_cm",
            "packet_breadth_cm",
            "packet_height_cm",
            "packet_weight_g",
            "description",
            "search_words",
            "brand",
        ),
        out=("maker",),
        paper=("registration", "title_hi", "title_en", "maker", "category", "mrp", "price", "hsn", "stock"),
        heads={"registration": "number"},
    ),
    list=ListSpec(
        page="products",
        form="product-form",
        new=N_("Add a product"),
        columns=(
            Column("name", N_("Name")),
            Column("category", N_("Category"), 120, slim=True),
            Column("mrp", N_("MRP"), 96),
            Column("stock", N_("Stock"), 84, slim=True),
            Column("offer", N_("At the marketplace"), 150),
            Column("unsent", "", 40),
        ),
        filters={"village": N_("Village"), "offer": N_("At the marketplace"), "unsent": N_("Not yet sent")},
        sections=("who", "facts", "history"),
        facts=(
            "category",
            "craft",
            "material",
            "colour",
            "size",
            "mrp",
            "price",
            "hsn",
            "tax_rate",
            "brand",
        ),
        actions=(("tags",), ("take_out",)),
        empty=("product", N_("No product yet"), N_("Begin with a maker and what she makes.")),
    ),
    guest=Guest.NOTHING,
    counted=True,
    told=_told,
    needed=N_("A listing needs this. Fill it in."),
)
