"""While a machine of a cluster is down: telling that from other trouble, and asking the areas of the others.

One that refuses is told at once. One that is silent costs seconds for each question; so for a moment nothing more is
asked of it, and what belongs to its areas is told to wait.
"""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.feed import oplog

_NO_CONNECTION = "08"
"""The class of SQLSTATEs that tell of a connection; here of the database's own to its machines."""

SILENT_SECONDS, PAUSE_SECONDS = 1.0, 5.0
"""After what time an answer tells of a silent machine, and how long it is asked nothing then."""
_SAME_MACHINE = text("""SELECT area FROM unnest(CAST(:areas AS text[])) AS area
  JOIN pg_dist_placement AS there ON there.shardid = get_shard_id_for_distribution_column('op', area)
  JOIN pg_dist_placement AS here USING (groupid)
  WHERE here.shardid = get_shard_id_for_distribution_column('op', CAST(:area AS text))""")
_silent: WeakKeyDictionary[Engine, dict[str, float]] = WeakKeyDictionary()
"""By database, until when each area's machine is asked nothing; of this process, by the monotonic clock."""

Found = TypeVar("Found")


class Silent(ConnectionError):
    """An area's machine did not answer a moment ago; it is not asked again yet."""


@contextlib.contextmanager
def of_area(engine: Engine, area: str) -> Iterator[None]:
    """Around what is asked in one area. Raises Silent at once while its machine says nothing, else what comes."""
    if not _may_answer(engine, area):
        raise Silent
    begun = time.monotonic()
    try:
        yield
    except oplog.PASSING as wrong:
        if is_down(wrong) and time.monotonic() - begun > SILENT_SECONDS:
            until = time.monotonic() + PAUSE_SECONDS
            _silent.setdefault(engine, {}).update(dict.fromkeys(_beside(engine, area), until))
        raise


def _may_answer(engine: Engine, area: str) -> bool:
    return _silent.get(engine, {}).get(area, 0.0) < time.monotonic()


def _beside(engine: Engine, area: str) -> set[str]:
    """The areas on the same machine, as the cluster's own tables on the coordinator tell."""
    with engine.connect() as conn:
        if not conn.execute(text("SELECT to_regclass('pg_dist_placement') IS NOT NULL")).scalar():
            return {area}
        known = sorted(conn.execute(select(t.known_area.c.area)).scalars())
        return {area, *conn.execute(_SAME_MACHINE, {"areas": known, "area": area}).scalars()}


def is_down(wrong: BaseException) -> bool:
    """Whether this says that a machine behind the database does not answer, while the database itself does."""
    if isinstance(wrong, Silent):
        return True
    if not isinstance(wrong, DBAPIError) or wrong.connection_invalidated:
        return False
    return str(getattr(wrong.orig, "sqlstate", None) or "").startswith(_NO_CONNECTION)


def of_areas(
    engine: Engine, areas: Sequence[str], ask: Callable[[Connection, Sequence[str]], Iterable[Found]]
) -> list[Found]:
    """What `ask` finds in these areas: all asked at once, or one by one while a machine is down, without those that do
    not answer."""
    areas = [area for area in areas if _may_answer(engine, area)]
    try:
        return _asked(engine, areas, ask)
    except oplog.PASSING as wrong:
        if not is_down(wrong):
            raise
    found: list[Found] = []
    for area in areas:
        with contextlib.suppress(*oplog.PASSING), of_area(engine, area):
            found += _asked(engine, [area], ask)
    return found


def _asked(
    engine: Engine, areas: Sequence[str], ask: Callable[[Connection, Sequence[str]], Iterable[Found]]
) -> list[Found]:
    with engine.connect() as conn:
        return list(ask(conn, areas))
