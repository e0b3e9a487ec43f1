"""In which area a record is written: its district; that of its holder; where it was; the laptop's home."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, bindparam, select

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.places import place
from samarth_desktop.kinds.kind import Area
from samarth_desktop.kinds.registry import KINDS, PARENTS, parent_of
from samarth_desktop.store.database import tables

if TYPE_CHECKING:
    from samarth_desktop.store.store import Store


_area = lru_cache(1024)(place.area)  # an import asks for the same few districts once for each row


@cache
def _area_of(kind: str) -> Select[Any]:
    table = tables.RECORD_TABLES[kind]
    return select(table.c.area).where(table.c.id == bindparam("which"))


class Areas:
    """Finds areas within one unit of work, and remembers them: children are saved by the dozen."""

    def __init__(self, connection: Connection, store: "Store") -> None:
        self._connection = connection
        self._store = store
        self._known: dict[str, str] = {}

    def of(self, record: Record, current: str) -> str:
        """The area of a record; `current` is the one it is in, "" for a new record."""
        if KINDS[record.KIND].area is Area.ADDRESS:
            state, district = getattr(record, "state", ""), getattr(record, "district", "")
            if state and district:
                return _area(state, district)
        return self.of_row(parent_of(record)) or current or self._store.home_area

    def of_row(self, row: str) -> str:
        """The area of a row that has children, else ""."""
        if row and row not in self._known:
            for kind in PARENTS:
                if found := self._connection.scalar(_area_of(kind), {"which": row}):
                    self._known[row] = found
                    break
        return self._known.get(row, "")

    def note(self, row: str, area: str) -> None:
        """Remembers where a row was just written."""
        self._known[row] = area

    def state_iso(self, record: Record) -> str:
        """The ISO letters of the state for a registration number; India's where not even the home area has one."""
        code = getattr(record, "state", "") or self._store.home_area.partition("/")[0]
        found = place.state(code) if code else None
        return found.iso if found else "IN"
