"""While a machine of a cluster is down: telling that from other trouble, and asking the areas of the others."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from samarth_desktop.hub.feed import oplog

_NO_CONNECTION = "08"
"""The class of SQLSTATEs that tell of a connection; here of the database's own to its machines."""

Found = TypeVar("Found")


def is_down(wrong: BaseException) -> bool:
    """Whether this says that a machine behind the database does not answer, while the database itself does."""
    if not isinstance(wrong, DBAPIError) or wrong.connection_invalidated:
        return False
    return str(getattr(wrong.orig, "sqlstate", None) or "").startswith(_NO_CONNECTION)


def of_areas(
    engine: Engine, areas: Sequence[str], ask: Callable[[Connection, Sequence[str]], Iterable[Found]]
) -> list[Found]:
    """What `ask` finds in these areas: all asked at once, or one by one while a machine is down, without those that do
    not answer."""
    try:
        return _asked(engine, areas, ask)
    except oplog.PASSING as wrong:
        if not is_down(wrong):
            raise
    found: list[Found] = []
    for area in areas:
        with contextlib.suppress(*oplog.PASSING):
            found += _asked(engine, [area], ask)
    return found


def _asked(
    engine: Engine, areas: Sequence[str], ask: Callable[[Connection, Sequence[str]], Iterable[Found]]
) -> list[Found]:
    with engine.connect() as conn:
        return list(ask(conn, areas))
