"""Rows that a unit of work may only read: what moved out of the areas of this laptop, or left with one of them."""

import functools

from samarth_desktop.domain.oplog.held_areas import HeldAreas
from samarth_desktop.domain.oplog.whereabouts import gone_to
from samarth_desktop.errors import KnownError
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections import whereabouts


class ReadOnly:
    """Asked before every write of one unit of work."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._just_moved: set[str] = set()

    @functools.cached_property
    def held(self) -> HeldAreas:
        """The areas that this laptop has and had."""
        return self._reader.held_areas()

    def moves(self, row: str) -> None:
        """Notes that this unit moves a row: what it goes on to say of it goes with it."""
        self._just_moved.add(row)

    def refuse(self, *rows: str) -> None:
        """Raises KnownError with where a row is that moved away: the laptops there would never see the change."""
        for row in rows if self._any else ():
            if row and row not in self._just_moved and (area := self._reader.moved_to(row)):
                holder = self._reader.holder(row)
                raise KnownError((holder and self._reader.gone_to(holder)) or gone_to(area, ""))

    @functools.cached_property
    def _any(self) -> bool:
        return self._reader.connection.scalar(whereabouts.moved_rows().limit(1)) is not None
