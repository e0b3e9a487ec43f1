"""What is ticked in a list: one by one, from here to there, all; kept while the list is read anew."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from samarth_desktop.gui.lists.model import LazyRows

Key = int | str


class Ticks(QObject):
    """Records are remembered by their row numbers, those of a search by their row ids: not by their place, which others
    may come before. What is not in the list any more is not ticked any more. `changed` tells of another choice."""

    changed = Signal()

    def __init__(self, model: LazyRows[Any]) -> None:
        super().__init__(model)
        self._model = model
        self._kept: set[Key] = set()
        self._from = 0
        model.ticked = self.has
        model.modelReset.connect(self._keep)

    def _key(self, row: int) -> Key | None:
        number = self._model.number(row)
        if number is not None:
            return number
        line = self._model.lines().get(row)
        return None if line is None else str(line.id)

    def has(self, row: int) -> bool:
        """Whether a row is ticked."""
        return self._key(row) in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def rows(self) -> list[int]:
        """The rows that are ticked, from the top."""
        return [row for row in range(self._model.rowCount()) if self.has(row)] if self._kept else []

    def turn(self, row: int) -> None:
        """Ticks a row, or takes its tick away; ranges go on from it."""
        self._from = row
        self._set([row], not self.has(row))

    def reach(self, row: int) -> None:
        """Ticks all from the last one that was turned to this one."""
        first, last = sorted((self._from, row))
        self._set(range(first, last + 1), True)

    def begin(self, row: int) -> None:
        """Ranges go on from this row."""
        self._from = row

    def all(self) -> None:
        """Ticks everything that is shown; where everything is, nothing."""
        rows = [row for row in range(self._model.rowCount()) if row not in self._model.bands]
        self._set(rows, len(self._kept) < len(rows))

    def clear(self) -> None:
        """Nothing is ticked any more."""
        self._kept.clear()
        self._tell()

    def _set(self, rows: Iterable[int], on: bool) -> None:
        keys = {key for row in rows if (key := self._key(row)) is not None}
        self._kept = self._kept | keys if on else self._kept - keys
        self._tell()

    def _keep(self) -> None:
        if self._kept:
            before = len(self._kept)
            self._kept &= {key for row in range(self._model.rowCount()) if (key := self._key(row)) is not None}
            if len(self._kept) != before:
                self._tell()

    def _tell(self) -> None:
        self._model.tick_changed()
        self.changed.emit()
