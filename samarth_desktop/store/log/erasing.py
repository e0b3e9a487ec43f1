"""Erasure as a part of a unit of work: a row and what does not outlive it, here and by sync everywhere."""

import functools

from sqlalchemy import select

from samarth_desktop.domain.oplog.op import ERASED
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.log_writer import LogWriter
from samarth_desktop.store.log.merge import wipe


class Eraser(LogWriter):
    """Blanks rows and remembers them."""

    def erase(self, row: str, author: str) -> None:
        """Erases a row, and what belongs to it, everywhere: blanks the values in its operations, here and, by sync,
        on every other laptop. Of certificates the register's line stays."""
        for _, child, _ in self._belonging(row):
            self.erase(child, author)
        self._erase_one(row, author)

    def _end_children(self, row: str) -> None:
        """Erases what belonged to a row that was erased elsewhere. What this laptop wrote, the eraser cannot have known
        of: that is told. The rest is only blanked here, as everybody does who has it."""
        for kind, child, device in self._belonging(row):
            if device == self.device:
                self._erase_one(child, "")
            else:
                self._erased.append(child)
                self.touched(kind, child)
                self._goodbye += wipe(self.connection, self._projector, kind, child)
            self._end_children(child)

    def _belonging(self, row: str) -> list[tuple[str, str, str]]:
        """Kind, id and first device of the records here that do not outlive a row."""
        found: list[tuple[str, str, str]] = []
        for kind in KINDS.values():
            table = tables.RECORD_TABLES[kind.name]
            for key in kind.belongs_by:
                wanted = select(table.c.id, table.c.created_device).where(table.c[key] == row)
                found += [(kind.name, child, device) for child, device in self.connection.execute(wanted).all()]
        return [one for one in dict.fromkeys(found) if not self.is_erased(one[1])]

    def _erase_one(self, row: str, author: str) -> None:
        held = self.ops(row)
        if not held:
            return
        kind = held[0].op.kind
        self._erased.append(row)
        for area in sorted({op.area for _, op in held}):  # whoever holds one area only must hear of it too
            self._write(kind, row, area, author, {ERASED: True}, {})
        self._flush()
        self._goodbye += wipe(self.connection, self._projector, kind, row)

    @functools.cached_property
    def _any_erased(self) -> bool:
        return self.connection.scalar(select(tables.erased.c.row).limit(1)) is not None

    def say_goodbye(self) -> None:
        """Deletes the files that nothing names any more, once the erasure is kept."""
        for name in self._goodbye:
            self._store.photos.drop(name)
