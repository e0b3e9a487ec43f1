"""What feeds each column of a marketplace's template, tried on three products: what the mapping page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.products import mapping_choices
from samarth_desktop.actions.products.gathering import Gatherer, chosen
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import dry_run, loading
from samarth_desktop.documents.templates.dry_run import Fed
from samarth_desktop.documents.templates.mapping import ColumnMapping
from samarth_desktop.documents.templates.model import Column, Need, Template, fold
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T
from samarth_desktop.rules.listing.values import Value, values_of

TRIED = 3
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A column, and the words of ours that are met there with what each becomes ("" where it goes as it is)."""

    fed: Fed
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns, must first, with the titles of the products they are tried on. `version` (0: none) was published
    `on` a day (ISO 8601); `changed` says that something chosen here is not published, `office` who may publish."""

    lines: tuple[Line, ...]
    products: tuple[LocalizedName, ...]
    version: int
    on: str
    changed: bool
    office: bool


def read(session: Session, marketplace: str, template: Path | None) -> Preview:
    """Looks at a template, or without one at the columns that the mapping knows. KnownError for what is none."""
    with session.store.read() as reader:
        made = mapping_choices.with_choices_of(reader, marketplace)
        last = mapping_choices.published(reader, marketplace)
        shape = _loaded(template, marketplace) if template else _known(marketplace, made)
        wanted = {fold(one) for one in shape.categories}
        every = sorted(chosen(reader, ()), key=lambda one: fold(one.category) not in wanted)
        facts = Gatherer(reader, session).facts(every[:TRIED])
    rows = [values_of(one) for one in facts]
    fed = sorted(dry_run.feeds(shape, made, rows), key=lambda one: one.column.need is not Need.MUST)
    return Preview(
        tuple(Line(one, _words(one, made, rows)) for one in fed),
        tuple(LocalizedName(one.product.title_hi, one.product.title_en) for one in facts),
        last.version if last else 0,
        last.on if last else "",
        mapping_choices.is_changed(session, marketplace),
        roles.is_office(session),
    )


def _loaded(file: Path, marketplace: str) -> Template:
    template = loading.load(file).template
    if template.marketplace != marketplace:
        raise KnownError(
            T(
                "{file} is a template of {theirs}. Choose that of {ours}.",
                file=file.name,
                theirs=template.marketplace.capitalize(),
                ours=marketplace.capitalize(),
            )
        )
    return template


def _known(marketplace: str, made: ColumnMapping) -> Template:
    """The columns that a mapping names, where no template is at hand."""
    names = dict.fromkeys([*made.columns, *made.fixed])
    return Template(marketplace, (), "", "", 1, 2, tuple(Column(at, name) for at, name in enumerate(names)))


def _words(fed: Fed, made: ColumnMapping, rows: Sequence[dict[str, Value]]) -> tuple[tuple[str, str], ...]:
    """Our words in a column that has a list or translations, and theirs for them."""
    names = (fold(name) for name in (fed.column.heading, fed.column.key))
    table = next((made.values[name] for name in names if name in made.values), {})
    if not fed.source or not (fed.column.allowed or table):
        return ()
    met = [word for row in rows for word in _texts(row.get(fed.source, "")) if word]
    every = list(dict.fromkeys([*met, *table]))
    folded = {fold(word): word for word in reversed(every)}
    return tuple((word, table.get(key, "")) for key, word in reversed(folded.items()))[:_MOST_WORDS]


def _texts(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
