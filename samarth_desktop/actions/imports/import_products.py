"""The rows of a sheet of products: each belongs to a maker, and is known again by its number or its SKU."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from samarth_desktop.actions.imports.ahead.prefetcher import Compare
from samarth_desktop.actions.imports.ahead.preparing import PreparedRow
from samarth_desktop.actions.imports.ahead.questions import Rows
from samarth_desktop.actions.imports.import_doubts import Doubt, place_of
from samarth_desktop.actions.imports.import_part import Part, Row, Terms
from samarth_desktop.actions.imports.import_report import Bad, Fault, Tally
from samarth_desktop.actions.imports.import_rows import number_in
from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.names.person_names import tokens
from samarth_desktop.domain.reference.vocabulary import kept, means_the_same
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.rules.sheets.row_parser import clean, why_unread
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.search import lookups

_NO_MAKER = T("Nobody on this laptop has this number. The product waits for its maker.")
_UNSAID_MAKER = T("The row says no maker. The product waits for one.")


class Products:
    """Takes rows of products. One object for a whole import."""

    _sheet: str
    _plan: ColumnMapping

    def __init__(self, session: Session, terms: Terms) -> None:
        self.session = session
        self._all_repeated = terms.repeated
        self._unwritten: list[Product] = []  # of the rows before, while nothing is written

    def open(self, source: Source, compare: Compare) -> None:
        """Says of which table the next rows are; nobody is compared."""
        self._sheet, self._plan = source.sheet.name, source.plan
        self._repeated = self._all_repeated.get(source.plan.kind, frozenset())
        self._told = _in_words(source)

    def take(self, reader: Reader, rows: Rows, looked: Sequence[PreparedRow], tally: Tally) -> Part[Product]:
        """What these rows would have written; counts what becomes of each."""
        bad, notes, warnings = len(tally.bad), len(tally.notes), len(tally.warnings)
        every = [Row(*row, *said) for row, said in zip(rows, looked, strict=True)]
        for row in every if self._told else ():
            _keep_words(row, self._told)
        wanted = [row for row in every if not row.taken.example]
        tally.read += len(wanted)
        known = _Known(reader, wanted)
        for product in self._unwritten:
            known.note(product)
        part: Part[Product] = Part()
        for row in wanted:
            fault = Fault(row.number, *row.taken.wrong) if row.taken.wrong else self._twice(row)
            if fault is None:
                fault = self._one(row, known, part.write, tally)
            if fault is not None:
                tally.refuse(self._plan, Bad(fault, tuple(clean(row.cells))))
        tally.settle(self._sheet, bad, notes, warnings)
        return part

    def write(self, unit: UnitOfWork, part: Part[Product], tally: Tally) -> None:
        """Writes what rows say."""
        if part.write:
            unit.save_all(list(part.write.values()), self.session.author)

    def remember(self, reader: Reader, part: Part[Product], tally: Tally) -> None:
        """Takes note, in place of writing, of what the next rows are to be compared with."""
        self._unwritten += part.write.values()

    def _twice(self, row: Row) -> Fault | None:
        place = place_of(self._plan.kind, row.taken.registration, "")
        if place is None or place not in self._repeated:
            return None
        text = T("The number {number} stands in several rows. Leave it in the row that holds.", number=place[0])
        return Fault(row.number, "registration", text)

    def _one(self, row: Row, known: "_Known", write: dict[str, Product], tally: Tally) -> Fault | None:
        """What becomes of a row; a fault where it is not taken."""
        maker, why = known.maker(row.taken.person)
        if maker is not None and maker.id in known.gone:
            return Fault(row.number, "maker", known.gone[maker.id])
        held = known.meant(row, maker)
        if held is not None and held.holder in known.gone:
            return Fault(row.number, "registration", known.gone[held.holder])
        if held is None and not _says_what(row):
            return Fault(row.number, "title_en", T("No title in Hindi or English. Write one of them."))
        if held is not None and (doubt := _doubt(row, held)):
            fault = Fault(row.number, "registration", doubt.reason, self._sheet)
            tally.ask(self._plan, Bad(fault, tuple(clean(row.cells))), doubt.numbers, _title(row.taken.values))
            return None
        product, outcome = _written(row, held, maker)
        if why is not None and not product.holder:
            tally.warnings.append(Fault(row.number, "maker", why))
            unread = {**product.unread, "holder": row.taken.person} if row.taken.person else dict(product.unread)
            product = replace(product, unread=unread)
        known.note(product)
        if outcome != "skipped":
            write[product.id] = product
            tally.unread += bool(row.taken.unread)
            for key, text in row.taken.unread.items():
                tally.notes.append(Fault(row.number, *why_unread(self._plan.kind, key, text)))
            tally.warn(row.number, row.taken.said)
        tally.came(row.number, outcome, _title(row.taken.values))
        return None


class _Known:
    """What is here already of the makers and products that some rows name."""

    def __init__(self, reader: Reader, rows: Sequence[Row]) -> None:
        makers = {number_in(row.taken.person) for row in rows} - {""}
        numbers = sorted({number_in(row.taken.registration) for row in rows} - {""})
        self._makers: dict[str, Holder] = {
            **lookups.by_registrations(reader, Artisan, sorted(makers)),
            **lookups.by_registrations(reader, Shg, sorted(makers)),
        }
        self._numbered = lookups.by_registrations(reader, Product, numbers)
        of_makers = [one.id for one in self._makers.values()]
        owners = sorted({*of_makers, *(one.holder for one in self._numbered.values() if one.holder)})
        self._products: dict[str, list[Product]] = {}
        for some in lookups.chunks(owners):
            self._products |= lookups.children_of(reader, Product, some, "holder")
        self.gone: Mapping[str, Text] = {
            row: gone for row in owners if (holder := reader.holder(row)) and (gone := reader.gone_to(holder))
        }
        self._loose = lookups.children_of(reader, Product, [""], "holder").get("", [])

    def maker(self, text: str) -> tuple[Holder | None, Text | None]:
        """The maker with this number, or why there is none."""
        if not text:
            return None, _UNSAID_MAKER
        found = self._makers.get(number_in(text))
        if found is not None and not found.deleted:
            return found, None
        return None, _not_a_number(text) or _NO_MAKER

    def meant(self, row: Row, maker: Holder | None) -> Product | None:
        """The product that a row is about: by number, by its maker and SKU, else one that says just the same."""
        if numbered := self._numbered.get(number_in(row.taken.registration)):
            return numbered
        of = self._products.get(maker.id, []) if maker else self._loose
        if sku := row.taken.values.get("sku", ""):
            return next((one for one in of if one.sku == sku), None)
        return next((one for one in of if _in_words_of(row.taken, one).repeats(one)), None)

    def note(self, product: Product) -> None:
        """Remembers a product as it will stand, for the rows below."""
        of = self._products.setdefault(product.holder, []) if product.holder else self._loose
        of[:] = [one for one in of if one.id != product.id] + [product]


def _not_a_number(text: str) -> Text | None:
    try:
        ids.read_number(text)
    except KnownError as error:
        return error.text
    return None


def _says_what(row: Row) -> bool:
    taken = row.taken
    keys = ("title_hi", "title_en", "sku")
    return any(taken.values.get(key) or taken.unread.get(key) for key in keys)


def _title(values: Mapping[str, Any]) -> str:
    return str(values.get("title_hi") or values.get("title_en") or values.get("sku") or "")


def _written(row: Row, held: Product | None, maker: Holder | None) -> tuple[Product, str]:
    if held is None:
        return row.taken.as_record(Product, id=ids.new_id(), holder=maker.id if maker else ""), "imported"
    moved = maker is not None and maker.id != held.holder
    taken = _in_words_of(row.taken, held)
    if taken.agrees(held) and not moved:
        return held, "skipped"
    changed = taken.onto(held)
    if moved and maker is not None:
        unread = {key: text for key, text in changed.unread.items() if key != "holder"}
        changed = replace(changed, holder=maker.id, unread=unread)
    return changed, "updated"


def _in_words(source: Source) -> frozenset[str]:
    """The keys of words of a table that a list for people says in its own language; under the key itself, in a list
    for programs, stands what is stored."""
    described, plan = fields_of(Product), source.plan
    pairs = zip(plan.heads, plan.keys, strict=True)
    return frozenset(key for head, key in pairs if key in described and described[key].vocabulary and head != key)


def _keep_words(row: Row, told: frozenset[str]) -> None:
    """Words of a table as they are stored where somebody chooses them, whatever language the list is in."""
    described, values = fields_of(Product), row.taken.values
    if said := {key: kept(described[key], values[key]) for key in told.intersection(values)}:
        row.says({**values, **said})


def _in_words_of(taken: ParsedRow, held: Product) -> ParsedRow:
    """What the row says, with the product's own word where it means the same: a list for people says words of a table
    in their language, and reading it in again changes none."""
    described = fields_of(Product)
    kept = {key: getattr(held, key) for key, value in taken.values.items() if described[key].vocabulary}
    same = {key: value for key, value in kept.items() if means_the_same(described[key], value, taken.values[key])}
    return taken._replace(values={**taken.values, **same})


def _doubt(row: Row, held: Product) -> Doubt | None:
    """Why a row with a product's number is perhaps about another one: no word of the titles agrees, nor the SKU."""
    said = _words(row.taken.values.get("title_hi", ""), row.taken.values.get("title_en", ""))
    known = _words(held.title_hi, held.title_en)
    if not row.taken.registration or not said or not known or said & known:
        return None
    if row.taken.values.get("sku", "") in (held.sku, held.registration) and held.sku:
        return None
    text = T(
        "{number} is the number of {known}, but the row says {said}. Write the right number, or none.",
        number=held.registration,
        known=held.title_hi or held.title_en,
        said=_title(row.taken.values),
    )
    return Doubt(text, (held.registration,))


def _words(*titles: str) -> set[str]:
    return {word for title in titles for word in tokens(title)}
