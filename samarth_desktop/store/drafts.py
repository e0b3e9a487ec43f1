"""Half-typed forms: a local buffer, never searched, numbered or sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from samarth_desktop.store import tables
from samarth_desktop.store.reader import Reader
from samarth_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class Draft:
    """The raw texts of a form by key. `key` is the row of the record that it corrects, or a new id."""

    key: str
    page: str
    texts: Mapping[str, str]
    updated: str = ""


def keep(work: Work, draft: Draft) -> None:
    """Writes a draft over the one with the same key."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = {"key": draft.key, "page": draft.page, "texts": dict(draft.texts), "updated": now}
    work.connection.execute(insert(tables.draft).prefix_with("OR REPLACE"), [values])


def all_kept(reader: Reader) -> list[Draft]:
    """All drafts, the newest first."""
    rows = reader.connection.execute(select(tables.draft).order_by(tables.draft.c.updated.desc())).all()
    return [Draft(row.key, row.page, row.texts, row.updated) for row in rows]


def drop(work: Work, key: str) -> None:
    """Forgets a draft."""
    work.connection.execute(delete(tables.draft).where(tables.draft.c.key == key))
