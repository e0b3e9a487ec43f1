"""The product: what a maker offers, with all that a marketplace, a label and the tax table ask of it."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import (
    Choice,
    Record,
    code,
    day,
    decimal,
    digits,
    line,
    note,
    one_of,
    some_of,
    whole,
)
from samarth_desktop.domain.fields.field import money as amount
from samarth_desktop.domain.fields.mixins import YES_NO_UNSAID
from samarth_desktop.i18n import N_

HANDMADE, HANDLOOM, KHADI, ODOP, GI = "handmade", "handloom", "khadi", "odop", "gi"
MARKS = (
    Choice(HANDMADE, N_("Made by hand")),
    Choice(HANDLOOM, N_("Handloom")),
    Choice(KHADI, N_("Khadi")),
    Choice(ODOP, N_("ODOP")),
    Choice(GI, N_("Geographical indication (GI)")),
)
CHECKS = (
    Choice("clean", N_("Clean, without stains or loose threads")),
    Choice("finish", N_("Edges and finish are good")),
    Choice("measured", N_("Size and weight were measured")),
    Choice("colour_fast", N_("The colour does not run")),
    Choice("no_splinters", N_("No sharp edges or splinters")),
    Choice("dry", N_("Dry, without mould or insects")),
    Choice("hygiene", N_("Made with clean hands in a clean place")),
    Choice("sealed", N_("Sealed, nothing leaks")),
    Choice("dated", N_("Date of make and best before are on the packet")),
    Choice("whole", N_("Without cracks, rings clear when tapped")),
    Choice("no_smell", N_("No smell of smoke or oil")),
    Choice("breakage", N_("Packed against breakage")),
    Choice("water", N_("Packed against water")),
    Choice("fits", N_("The packet fits, nothing moves inside")),
    Choice("labelled", N_("Label and price tag are on it")),
)
"""What is looked at before a product leaves; which of them a category asks, its line in product_categories.tsv says."""

CENTIMETRES, GRAMS = N_("cm"), N_("g")
LONGEST_CM, HEAVIEST_G = 500, 50_000
"""So much no parcel of a marketplace measures or weighs: above it stands a wrong unit."""
MOST_BULLETS = 5


@dataclass(frozen=True, kw_only=True)
class Product(Record):
    """One product of one maker. `registration` is its P- number; `holder` the maker, a person or a group.

    The attributes that a marketplace's category asks beyond these fields are kept in `extra` under ``attr.`` and the
    heading or key. `variants` joins the colours and sizes of one entry: the number of the first of them.
    """

    KIND = "product"

    registration: str = line(N_("Product number"), system=True, heads=("number", "product number", "p number"))
    holder: str = line(N_("Maker"), system=True)
    sku: str = line(N_("SKU"), check=validators.sku)
    title_hi: str = line(N_("Title in Hindi"), script="hi", names="name")
    title_en: str = line(N_("Title in English"), script="en", names="name")
    category: str = line(N_("Category"), required=True, vocabulary="category")
    craft: str = line(N_("Craft"), names="name", vocabulary="craft")
    technique: str = line(N_("Technique"))
    material: str = line(N_("Material"), vocabulary="material")
    material_percent: int | None = whole(N_("Share of the material"), least=1, most=100, unit="%")
    material_2: str = line(N_("Second material"), vocabulary="material")
    material_2_percent: int | None = whole(N_("Share of the second material"), least=1, most=99, unit="%")
    marks: tuple[str, ...] = some_of(N_("Marks"), MARKS)
    gi_name: str = line(N_("Geographical indication (GI)"))
    colour: str = line(N_("Colour"), heads=("color",), vocabulary="colour")
    colour_own: str = line(N_("Colour in the maker's word"))
    size: str = line(N_("Size or measure"))
    variants: str = line(N_("Group of variants"), system=True)
    pack_of: int | None = whole(N_("Pieces in a pack"), least=1, most=1000)
    length_cm: str = decimal(N_("Length"), unit=CENTIMETRES)
    breadth_cm: str = decimal(N_("Breadth"), unit=CENTIMETRES)
    height_cm: str = decimal(N_("Height"), unit=CENTIMETRES)
    weight_g: int | None = whole(N_("Weight"), least=1, unit=GRAMS)
    packet_length_cm: str = decimal(N_("Length of the packet"), unit=CENTIMETRES)
    packet_breadth_cm: str = decimal(N_("Breadth of the packet"), unit=CENTIMETRES)
    packet_height_cm: str = decimal(N_("Height of the packet"), unit=CENTIMETRES)
    packet_weight_g: int | None = whole(N_("Weight of one packet"), least=1, unit=GRAMS)
    mrp: int | None = amount(N_("MRP with all taxes"), required=True, least=100)
    price: int | None = amount(N_("Selling price"), required=True, least=100)
    hsn: str = digits(N_("HSN code"), check=validators.hsn)
    tax_rate: str = decimal(N_("GST rate"), unit="%", system=True)
    tax_confirmed_by: str = line(N_("GST rate confirmed by"), system=True)
    tax_confirmed_on: date | None = day(N_("GST rate confirmed on"), system=True)
    tax_asked: str = line("", system=True)  # HSN and price band for which the rate was confirmed
    stock: int | None = whole(N_("Stock"), least=0, most=1_000_000)
    made_to_order: str = one_of(N_("Made when ordered"), YES_NO_UNSAID[:2])
    days_to_make: int | None = whole(N_("Days to make"), least=0, most=365)
    care: str = line(N_("Care"))
    country_of_origin: str = line(N_("Country of origin"))
    net_quantity: str = line(N_("Net quantity"))
    made_in: str = line(N_("Month and year of make"), check=validators.month)
    best_before: str = line(N_("Best before"))
    gtin: str = code(N_("Barcode number (GTIN)"))
    description: str = note(N_("Description"))
    bullets: str = note(N_("Highlights, one a line"))
    search_words: str = line(N_("Search words"))
    brand: str = line(N_("Brand"))
    checked: tuple[str, ...] = some_of(N_("Quality and packaging"), CHECKS)
    remarks: str = note(N_("Remarks"))

    @property
    def title(self) -> str:
        """Whatever title is given, the English one first: marketplaces show that."""
        return self.title_en or self.title_hi

    @property
    def own_sku(self) -> str:
        """The SKU under which it is listed: its own, else its number."""
        return self.sku or self.registration
