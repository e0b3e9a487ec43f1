"""Mending what came back: which field a column means, what may stand there, one word for several products at once."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products import attributes
from samarth_desktop.actions.products.mapping_choices import with_choices_of
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates.mapping import ColumnMapping
from samarth_desktop.documents.templates.model import fold
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.form_values import raw, safe
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.listing.record import CHECKED, REJECTED, Listing
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing.values import ATTRIBUTE
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import attribute_sets

MAPPING = "mapping"
"""In place of a field: the column is fed by one word for every row."""
_OF_PHOTOS = ("image", "photo")
_FROM = {"tax_code": "hsn", "handloom": "marks", "handmade": "marks", "group_number": "colour"}
"""The field in which something is mended that a sheet derives from it."""
_LABEL = {
    "manufacturer": "label.maker_name",
    "manufacturer_details": "label.maker_address",
    "packer": "label.packer_name",
    "packer_details": "label.packer_address",
}


class Asked:
    """What marketplaces' columns mean here, read once."""

    def __init__(self, reader: Reader) -> None:
        self._sets = attribute_sets.every(reader)
        self._mappings: Mapping[str, ColumnMapping] = {
            name: with_choices_of(reader, name) for name in ("flipkart", "amazon")
        }

    def field_of(self, marketplace: str, column: str) -> str:
        """The field of the form that feeds a column: of a product, ``label.`` and one of the label, ``attr.`` and what
        a category asks, ``photos``, MAPPING; "" where none is known."""
        if any(word in column.casefold() for word in _OF_PHOTOS):
            return "photos"
        known = self._mappings.get(marketplace, ColumnMapping())
        key = next((key for heading, key in known.columns.items() if fold(heading) == fold(column)), "")
        if key.startswith("bullet_"):
            return "bullets"
        if key:
            return _LABEL.get(key) or _FROM.get(key, key)
        name = next((name for name in self._names(marketplace) if fold(name) == fold(column)), "")
        if name:
            return ATTRIBUTE + name
        return MAPPING if any(fold(heading) == fold(column) for heading in known.fixed) else ""

    def _names(self, marketplace: str) -> list[str]:
        return [one.name for made in self._sets if made.marketplace == marketplace for one in made.attributes]

    def allowed(self, marketplace: str, product: Product, column: str) -> tuple[str, ...]:
        """The marketplace's own words for a column in the product's category; empty where anything will do."""
        sets = [one for one in self._sets if one.marketplace == marketplace and attributes.meant(one, product.category)]
        return next(
            (one.allowed for made in sets for one in made.attributes if fold(one.name) == fold(column) and one.allowed),
            (),
        )


def is_writable(field: str) -> bool:
    """Whether a field can be mended by one word for several products."""
    described = fields_of(Product).get(field)
    return field.startswith(ATTRIBUTE) or (described is not None and not described.system)


def held(product: Product, field: str) -> str:
    """What stands in a product's field, as it is typed."""
    if field.startswith(ATTRIBUTE):
        return attributes.values(product).get(field.removeprefix(ATTRIBUTE), "")
    described = fields_of(Product).get(field)
    return product.unread.get(field) or raw(described, getattr(product, field)) if described else ""


def write(session: Session, rows: Sequence[str], field: str, text: str) -> int:
    """Writes one word into the same field of several products (row ids), all or none; whose listing came back for
    nothing else counts as looked through. Gives how many. KnownError names what is wrong."""
    with writing(session, Deed.MARKET) as unit:
        found = [one for one in unit.get_many(Product, list(dict.fromkeys(rows))) if not one.deleted]
        changed = [_with(unit, one, field, text) for one in found]
        unit.save_all(changed, session.author)
        asked = Asked(unit)
        for one in found:
            unit.save_all(ready_again(unit, one.id, {field}, asked), session.author)
        unit.commit()
    return len(found)


def ready_again(reader: Reader, product: str, fields: Set[str], asked: Asked | None = None) -> list[Listing]:
    """What came back of a product (row id) only for these fields, which were corrected, as it is written to be ready to
    be sent again."""
    back = [row for row in reader.children(Listing, product) if row.state == REJECTED and row.reasons]
    if not back:
        return []
    known = asked or Asked(reader)
    return [
        replace(row, state=CHECKED)
        for row in back
        if {known.field_of(row.marketplace, column) for column, _ in row.reasons} <= fields
    ]


def corrected(before: Product, after: Product) -> set[str]:
    """The fields in which two states of a product differ, as :meth:`Asked.field_of` names them."""
    names = {ATTRIBUTE + name for one in (before, after) for name in attributes.values(one)}
    return {key for key in (*fields_of(Product), *names) if held(before, key) != held(after, key)}


def by_hand(session: Session, listing: str) -> None:
    """Somebody says that what came back (a listing's row id) is mended: a photo, a label, what nobody here can tell."""
    with writing(session, Deed.MARKET) as unit:
        row = unit.get(Listing, listing)
        if row is not None and row.state == REJECTED:
            unit.save(replace(row, state=CHECKED), session.author)
        unit.commit()


def _with(reader: Reader, product: Product, field: str, text: str) -> Product:
    if field.startswith(ATTRIBUTE):
        name = field.removeprefix(ATTRIBUTE)
        attributes.refuse_unlisted(reader, product, name, text)
        return attributes.with_values(product, {name: text})
    described = fields_of(Product).get(field)
    if described is None or described.system:
        raise KnownError(T("There is no field called {key} to correct.", key=field))
    got = read(described, safe(described, text))
    if got.wrong is not None:
        raise KnownError(T("{field}: {reason}", field=Text(described.label), reason=got.wrong))
    unread = {key: said for key, said in product.unread.items() if key != field}
    return replace(product, unread=unread, **{field: got.value})
