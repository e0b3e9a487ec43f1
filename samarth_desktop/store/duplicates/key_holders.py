"""Who has which telling key, in memory: an import asks it of every person whom it writes.

The table of keys says the same, but takes a search for each key, of which most belong to one person only.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.blocking import CROWD, TELLING
from samarth_desktop.store.projections.summaries import rids_of

_MOST = 40_000  # people whose keys are kept, some 900 bytes each
_WORTH = 4  # reading the keys of so many people costs less than asking for those of one who comes
_THERE = "SELECT key, rid FROM blocking_key"
_NEWEST = "SELECT max(rid) FROM summary WHERE rid BETWEEN ? AND ?"


class KeyHolders:
    """The rows that have each telling key.

    It knows them as long as the import alone writes, and new rows only: it is told so by :meth:`follow`.
    """

    def __init__(self) -> None:
        self.coming = 0
        """About how many people the import will bring."""
        self._nobody, self._last = rids_of(Artisan.KIND)
        self._rows: dict[str, int | list[int]] | None = None  # most keys are those of one row: no list for it
        self._people = 0
        self._newest = 0
        self._begun = False

    def follow(self, newest: int, new: int | None) -> None:
        """Says which operation is the newest now, and that `new` of them are the first of new rows, whose people come
        next; None where others were changed, or where others than people get keys, too."""
        if self._begun and (new is None or newest != self._newest + new):
            self._rows = None
        self._newest = newest

    def shared(self, connection: Connection, mine: Mapping[int, Sequence[str]]) -> dict[int, dict[int, int]] | None:
        """For each of these people who were just written, with their keys, those written earlier who share keys with
        them, and what those are worth; None where it does not know, and the store is to be asked."""
        if not self._begun:
            self._begun, self._rows = True, self._read(connection, mine)
        if self._rows is None or self._people > _MOST:
            self._rows = None
            return None
        met = {
            rid: [key for key in mine[rid] if key[0] in TELLING and _met(self._rows, key, rid)] for rid in sorted(mine)
        }
        self._people += len(mine)
        return {rid: self._worth(self._rows, rid, keys) for rid, keys in met.items() if keys}

    def _read(self, connection: Connection, mine: Mapping[int, object]) -> dict[str, int | list[int]] | None:
        """Those of everybody here but `mine`; None where reading them would cost more than it saves."""
        newest = connection.exec_driver_sql(_NEWEST, (self._nobody, self._last)).scalar() or self._nobody
        self._people = newest - self._nobody - len(mine)
        if self._people > min(_WORTH * self.coming, _MOST):
            return None
        rows: dict[str, int | list[int]] = {}
        for key, rid in connection.exec_driver_sql(_THERE):
            if key[0] in TELLING and rid not in mine:
                _met(rows, key, rid)
        return rows

    def _worth(self, rows: Mapping[str, int | list[int]], rid: int, keys: Sequence[str]) -> dict[int, int]:
        of: dict[int, int] = {}
        for key in keys:
            having = rows[key]
            if isinstance(having, list) and len(having) <= CROWD:
                weight = TELLING[key[0]]
                for other in having:
                    if self._nobody < other < rid:
                        of[other] = of.get(other, 0) + weight
        return of


def _met(rows: dict[str, int | list[int]], key: str, rid: int) -> bool:
    """Notes that a row has a key; whether another has it, too."""
    having = rows.setdefault(key, rid)
    if having is rid:
        return False
    if isinstance(having, int):
        rows[key] = [having, rid]
    elif len(having) <= CROWD:  # more need not be known
        having.append(rid)
    return True
