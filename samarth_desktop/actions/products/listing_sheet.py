"""Sheets for marketplaces: first what would be refused and why, then the filled template, and the photos beside it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.exports.exporting import ending_of, write_table
from samarth_desktop.actions.products.gathering import Gatherer, chosen
from samarth_desktop.actions.products.mapping_choices import with_choices
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet
from samarth_desktop.documents.templates import dry_run, fill, loading, mapping, photos
from samarth_desktop.documents.templates.dry_run import DryRun
from samarth_desktop.documents.templates.loading import TemplateFile
from samarth_desktop.documents.templates.mapping import DERIVED_KEYS, PRODUCT_KEYS, ColumnMapping
from samarth_desktop.documents.templates.photos import Packed, PhotoSource, ProductPhotos
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.listing.record import LISTED, SUBMITTED, Listing, listing_id
from samarth_desktop.rules.listing.facts import ListingFacts
from samarth_desktop.rules.listing.objection import Objection
from samarth_desktop.rules.listing.refusals import NEUTRAL, objections
from samarth_desktop.rules.listing.values import Value, values_of

FLIPKART, AMAZON = "flipkart", "amazon"
MARKETPLACES = (FLIPKART, AMAZON, NEUTRAL)
_PICTURES = frozenset(key for key in DERIVED_KEYS if key.startswith("image_"))
_NO_URLS = tuple(key for key in DERIVED_KEYS if key not in _PICTURES)
PART = 1000
"""Listings written in one unit of work."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that speaks against a product: its number and SKU, the field, why."""

    product: str
    sku: str
    field: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Look:
    """What a dry run found. `ready` are the products that would go; `must` names what nothing may be written without,
    `unmapped` all columns that get no value."""

    facts: tuple[ListingFacts, ...]
    ready: tuple[ListingFacts, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[LeftOut, ...]
    unmapped: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    run: DryRun | None = None
    file: TemplateFile | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """Which products go where: numbers (none: all), template and mapping as the office has them, the account. `asks`
    keeps out whose maker's consent to selling is not noted; with `mended` only what came back and was mended goes."""

    marketplace: str
    numbers: tuple[str, ...] = ()
    template: Path | None = None
    mapping: Path | None = None
    account: str = ""
    asks: bool = True
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was written. `zips` are the parts of the photos' zip."""

    look: Look
    rows: int
    photos: int = 0
    without_photo: tuple[str, ...] = field(default=())
    zips: tuple[Path, ...] = field(default=())


def check(session: Session, order: Order) -> Look:
    """Looks at the products as marketplace and law would. KnownError: no such file, product, account."""
    account = "" if order.marketplace == NEUTRAL else order.marketplace
    file = loading.load(order.template, account) if order.template else None
    with session.store.read() as reader:
        gatherer = Gatherer(reader, session, account, order.account if account else "")
        facts = tuple(one for one in gatherer.facts(chosen(reader, order.numbers)) if one.mended or not order.mended)
    said = [list(objections(one, order.marketplace, session.today, asks=order.asks)) for one in facts]
    said = _doubled(facts, _over_limit(session, facts, said, order.marketplace))
    left = [_left(one, what) for one, whats in zip(facts, said, strict=True) for what in whats if what.refuses]
    warned = [_left(one, what) for one, whats in zip(facts, said, strict=True) for what in whats if not what.refuses]
    ready = tuple(one for one, whats in zip(facts, said, strict=True) if not any(what.refuses for what in whats))
    look = Look(facts, ready, tuple(left), tuple(warned))
    return _fitted(look, file, _mapping(session, order)) if file is not None else look


def _left(facts: ListingFacts, what: Objection) -> LeftOut:
    return LeftOut(facts.product.registration, facts.product.own_sku, what.field, what.reason)


def _doubled(facts: Sequence[ListingFacts], said: list[list[Objection]]) -> list[list[Objection]]:
    """Adds what is wrong with a SKU that two products of one account have."""
    seen: dict[tuple[str, str], int] = {}
    for at, one in enumerate(facts):
        key = (one.seller.id if one.seller else "", one.product.own_sku.casefold())
        if seen.setdefault(key, at) != at:
            text = T("{number} has the same SKU. Give each its own.", number=facts[seen[key]].product.registration)
            said[at].append(Objection("sku", text))
    return said


def _over_limit(
    session: Session, facts: Sequence[ListingFacts], said: list[list[Objection]], marketplace: str
) -> list[list[Objection]]:
    """Warns of what is beyond the most products that an account may have, or that a programme catalogues for one maker
    (MoU of the ministry with Flipkart, 2-11-2021: at most 100)."""
    limits = {
        one.code: one.catalogue_limit
        for one in programmes(session.library)
        if one.catalogue_limit and marketplace in {name.casefold() for name in one.marketplaces}
    }
    counted: Counter[str] = Counter()
    for at, one in enumerate(facts):
        if one.seller is None:
            continue
        of_maker = [limits[enrolment.programme] for enrolment in one.enrolments if enrolment.programme in limits]
        for row, limit in ((one.seller.id, one.seller.catalogue_limit), (one.product.holder, min(of_maker, default=0))):
            counted[row] += 1
            if limit and counted[row] > limit:
                text = T("The catalogue holds {n} products at most; this one is beyond.", n=limit)
                said[at].append(Objection("catalogue_limit", text, refuses=False))
    return said


def _mapping(session: Session, order: Order) -> ColumnMapping:
    if order.mapping is not None:
        return mapping.load(order.mapping)
    return ColumnMapping() if order.marketplace == NEUTRAL else with_choices(session, order.marketplace)


def _fitted(look: Look, file: TemplateFile, columns: ColumnMapping) -> Look:
    """The look with what the template says."""
    rows: list[Mapping[str, Value]] = [values_of(one) for one in look.ready]
    standing = list(file.rows())
    sku = dry_run.sku_column(file.template)
    ours = {one.product.own_sku for one in look.ready}
    complete = sku is not None and any(row.cells.get(sku.index, "").strip() in ours for row in standing)
    run = dry_run.check(file.template, columns, rows, standing if complete else (), _PICTURES)
    left = [
        LeftOut(look.ready[one.row].product.registration, one.sku, one.key or one.field, one.reason)
        for one in run.refused
    ]
    taken = {row.row for row in run.rows}
    return replace(
        look,
        ready=tuple(one for at, one in enumerate(look.ready) if at in taken),
        left_out=(*look.left_out, *left),
        unmapped=(*run.unmapped_musts, *run.unmapped),
        must=run.unmapped_musts,
        run=run,
        file=file,
        complete=complete,
    )


def export(
    session: Session,
    order: Order,
    out: Path,
    zip_file: Path | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Sheet:
    """Writes the sheet of what would go, and the zip of its photos; notes the listings as handed in.

    Nothing is written while a column that must be filled gets no value: `look.must` names it. KnownError.
    """
    if order.marketplace != NEUTRAL and order.template is None:
        text = T(
            "Give the template that you downloaded from {name} for this category.", name=order.marketplace.capitalize()
        )
        raise KnownError(text)
    if order.template is None:
        ending_of(out)
    look = check(session, order)
    if look.must:
        return Sheet(look, 0)
    if look.run is not None and look.file is not None:
        rows = fill.fill(look.file, look.run.rows, out, look.complete)
    else:
        rows = _neutral(look, out)
    without: list[str] = []
    packed = _photos(session, look, zip_file, order.marketplace, without, progress) if zip_file else Packed(0, ())
    if order.marketplace != NEUTRAL:
        _hand_in(session, look, order.marketplace)
    return Sheet(look, rows, packed.photos, tuple(without), packed.files)


def _neutral(look: Look, out: Path) -> int:
    """A sheet under our own keys, for a marketplace without a template here, or for a fair."""
    heads = [*PRODUCT_KEYS, *_NO_URLS]
    rows = ([_cell(values.get(key, "")) for key in heads] for values in map(values_of, look.ready))
    return write_table(out, [OutputSheet("products", heads, rows)])


def _cell(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _photos(
    session: Session,
    look: Look,
    zip_file: Path,
    marketplace: str,
    without: list[str],
    progress: Callable[[int, int], object],
) -> Packed:
    """Packs the photos that are here; adds to `without` whose are not all here."""
    kept = session.store.photos

    def every() -> Iterator[ProductPhotos]:
        for done, one in enumerate(look.ready, 1):
            here = [photo.photo for photo in one.photos if photo.photo and kept.has(photo.photo)]
            if len(here) < len(one.photos):
                without.append(one.product.registration)
            files: list[PhotoSource] = [lambda name=name: kept.get(name) for name in here]  # type: ignore[misc]
            yield ProductPhotos(one.product.own_sku, files)
            progress(done, len(look.ready))

    return photos.write_zip(zip_file, every(), marketplace)


def _hand_in(session: Session, look: Look, marketplace: str) -> None:
    listings = [_handed_in(one, marketplace, session) for one in look.ready if one.seller is not None]
    for start in range(0, len(listings), PART):
        with writing(session, Deed.MARKET) as unit:
            unit.save_all(listings[start : start + PART], session.author)
            unit.commit()


def _handed_in(facts: ListingFacts, marketplace: str, session: Session) -> Listing:
    seller = facts.seller.id if facts.seller else ""
    before = facts.listing or Listing(
        id=listing_id(facts.product.id, seller), product=facts.product.id, seller=seller, marketplace=marketplace
    )
    state = LISTED if before.state == LISTED else SUBMITTED
    return replace(before, sku=facts.product.own_sku, state=state, submitted_on=session.today, answer="", answer_row="")
