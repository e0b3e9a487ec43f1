"""Officers at the office page: who is signed in, for which areas, until when. Signing out ends it at the hub."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth

COOKIE = "office"
LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Officer:
    """Who looks at the office page, and the areas of the code with which she signed in."""

    person: str
    areas: tuple[str, ...]


def begin(conn: Connection, person: str, areas: Sequence[str]) -> str:
    """Signs somebody in; gives what her browser shows from then on."""
    shown = secrets.token_urlsafe(32)
    conn.execute(delete(t.office_session).where(t.office_session.c.until < auth.now()))
    values = {"id": _id(shown), "person": person, "areas": list(areas), "until": auth.now() + LASTS}
    conn.execute(insert(t.office_session).values(values))
    return shown


def officer(conn: Connection, shown: str) -> Officer | None:
    """Who shows this; None for nobody, and where it ended."""
    if not shown:
        return None
    mine = (t.office_session.c.id == _id(shown), t.office_session.c.until > auth.now())
    row = conn.execute(select(t.office_session).where(*mine)).first()
    return Officer(row.person, tuple(row.areas)) if row else None


def end(conn: Connection, shown: str) -> None:
    """Signs out."""
    conn.execute(delete(t.office_session).where(t.office_session.c.id == _id(shown)))


def _id(shown: str) -> str:
    return hashlib.sha256(shown.encode(errors="replace")).hexdigest()
