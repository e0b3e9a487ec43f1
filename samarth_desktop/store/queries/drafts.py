"""Half-typed forms: the raw texts of what is open on the screen, kept at every pause and offered after a crash.

They are on this laptop only: never searched, numbered or synced, and gone at save.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from samarth_desktop.domain.fields.aadhaar import mask
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one open form by field key. `updated` is ISO 8601 in UTC, set when it is kept."""

    key: str
    page: str
    texts: Mapping[str, str]
    updated: str = ""


def keep(unit: UnitOfWork, draft: Draft) -> Draft:
    """Keeps the texts of a form in place of what was kept under its key. Aadhaar numbers are masked in any field."""
    kept = Draft(
        draft.key,
        draft.page,
        {key: mask(text) for key, text in draft.texts.items()},
        datetime.now(UTC).isoformat(timespec="milliseconds"),
    )
    values = {"key": kept.key, "page": kept.page, "texts": kept.texts, "updated": kept.updated}
    unit.connection.execute(insert(tables.draft).prefix_with("OR REPLACE"), [values])
    return kept


def drop(unit: UnitOfWork, key: str) -> None:
    """Forgets a form: it was saved, or thrown away by its author."""
    unit.connection.execute(delete(tables.draft).where(tables.draft.c.key == key))


def all_kept(reader: Reader) -> list[Draft]:
    """All half-typed forms, newest first."""
    rows = reader.connection.execute(select(tables.draft).order_by(tables.draft.c.updated.desc()))
    return [Draft(row.key, row.page, row.texts, row.updated) for row in rows]
