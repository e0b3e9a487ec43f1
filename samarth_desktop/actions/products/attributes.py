"""What a marketplace's category asks of a product beside its own fields: learnt from a template, asked in the form."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.products.gathering import product_by_number
from samarth_desktop.actions.products.mapping_choices import with_choices
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import loading
from samarth_desktop.documents.templates.loading import TemplateFile
from samarth_desktop.documents.templates.model import ColumnIndex, Need, fold
from samarth_desktop.domain.fields.aadhaar import mask
from samarth_desktop.domain.reference import categories
from samarth_desktop.domain.reference.attribute_set import MOST_VALUES, ORDER, Attribute, AttributeSet
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing.values import ATTRIBUTE
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import attribute_sets

LONGEST = 2000


def of_template(session: Session, file: TemplateFile) -> AttributeSet:
    """The attributes of a template: its columns that no field of ours, no fixed word and not the marketplace fills."""
    template = file.template
    mapping = with_choices(session, template.marketplace)
    index = ColumnIndex(template.columns)
    filled = {one.index for one in (*index.assign(mapping.columns).values(), *index.assign(mapping.fixed).values())}
    found = [
        Attribute(
            column.name,
            str(column.need),
            str(column.kind),
            column.multi,
            column.unit,
            column.longest,
            column.allowed[:MOST_VALUES],
        )
        for column in template.columns
        if column.index not in filled and column.need is not Need.MARKETPLACE and column.name
    ]
    unique = {fold(one.name): one for one in reversed(found)}
    ordered = sorted(unique.values(), key=lambda one: ORDER.index(one.need) if one.need in ORDER else len(ORDER))
    return AttributeSet(template.marketplace, template.categories, template.version, tuple(ordered))


def take(session: Session, path: Path) -> tuple[AttributeSet, bool]:
    """Learns what a template asks: published to every laptop where the office works here, else kept on this one. Gives
    the set, and whether it is published. KnownError for what is no template."""
    made = of_template(session, loading.load(path))
    with roles.writing(session, roles.Deed.MARKET) as unit:
        office = roles.is_office(session)
        if office and not attribute_sets.is_published(unit, made):
            attribute_sets.publish(unit, made, session.today.isoformat(), session.author)
        elif not office:
            attribute_sets.keep(unit, made)
        unit.commit()
    return made, office


def asked_of(session: Session, category: str) -> list[AttributeSet]:
    """What marketplaces ask of products of a category."""
    with session.store.read() as reader:
        return [one for one in attribute_sets.every(reader) if meant(one, category)]


def meant(made: AttributeSet, category: str) -> bool:
    """Whether a set is for products of a category, by its code, word or one of its other words."""
    known = categories.category(category)
    names = (category, known.code, known.words.en, *known.others) if known else (category,)
    return bool(category) and any(made.is_for(name) for name in names)


def values(product: Product) -> dict[str, str]:
    """The attributes that a product has, by their marketplace's heading; several values with ``;`` between them."""
    return {
        key.removeprefix(ATTRIBUTE): "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for key, value in product.extra.items()
        if key.startswith(ATTRIBUTE) and value
    }


def with_values(product: Product, texts: Mapping[str, str]) -> Product:
    """The product with these attributes as typed; "" takes one away."""
    extra = dict(product.extra)
    for name, text in texts.items():
        parts = [part for part in (mask(one).strip()[:LONGEST] for one in text.split(";")) if part]
        key = ATTRIBUTE + name
        if parts or key in extra:
            extra[key] = parts if len(parts) > 1 else (parts[0] if parts else "")
    return replace(product, extra=extra)


def write(session: Session, number: str, texts: Mapping[str, str]) -> Product:
    """Writes attributes into a product. KnownError for a word that the marketplace's list has not."""
    with roles.writing(session, roles.Deed.MARKET) as unit:
        product = product_by_number(unit, number)
        for name, text in texts.items():
            refuse_unlisted(unit, product, name, text)
        saved = unit.save(with_values(product, texts), session.author)
        unit.commit()
    return saved


def refuse_unlisted(reader: Reader, product: Product, name: str, text: str) -> None:
    """KnownError for a word that the marketplace's list of this attribute has not."""
    sets = [one for one in attribute_sets.every(reader) if meant(one, product.category)]
    lists = [one.allowed for made in sets for one in made.attributes if fold(one.name) == fold(name) and one.allowed]
    for part in (part.strip() for part in text.split(";") if part.strip()):
        if lists and not any(fold(part) == fold(allowed) for of in lists for allowed in of):
            raise KnownError(T("{field}: “{text}” is not in the list.", field=name, text=part[:40]))
