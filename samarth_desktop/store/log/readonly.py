"""Rows that a unit of work may only read: what moved out of the areas of this laptop."""

import functools
from collections.abc import Sequence

from samarth_desktop.domain.oplog.whereabouts import gone_to
from samarth_desktop.errors import KnownError
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections import whereabouts

AREAS = "areas"
"""The setting that holds the areas which the office gave this laptop; none before it enrolled."""


class ReadOnly:
    """Asked before every write of one unit of work."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._just_moved: set[str] = set()

    @functools.cached_property
    def areas(self) -> Sequence[str]:
        """The areas that this laptop has, none before it enrolled."""
        return self._reader.setting(AREAS).split()

    def moves(self, row: str) -> None:
        """Notes that this unit moves a row: what it goes on to say of it goes with it."""
        self._just_moved.add(row)

    def refuse(self, *rows: str) -> None:
        """Raises KnownError with where a row is that moved away: the laptops there would never see the change."""
        for row in rows if self._any else ():
            if row and row not in self._just_moved and (area := self._reader.moved_to(row)):
                holder = self._reader.holder(row)
                raise KnownError(gone_to(area, holder.registration if holder else ""))

    @functools.cached_property
    def _any(self) -> bool:
        return self._reader.connection.scalar(whereabouts.moved_rows().limit(1)) is not None
