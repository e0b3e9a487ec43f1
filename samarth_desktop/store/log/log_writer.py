"""What a unit of work writes with: the log's next places and clock, numbers that are given once, files, settings."""

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import People
from samarth_desktop.domain.oplog.op import SCHEMA, Clock, Op, Version
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.kind import BY_STATE, RecordKind
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put_rows
from samarth_desktop.store.database.rows import LogEntry, op_row
from samarth_desktop.store.log.areas import Areas
from samarth_desktop.store.log.changed import SETTING, Changed
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.readonly import ReadOnly
from samarth_desktop.store.projections.projector import Projector

if TYPE_CHECKING:
    from samarth_desktop.store.store import Store

CLOCK = "hlc"
_LAST = "SELECT max(n) FROM op WHERE device = ? AND area = ?"  # once for each district of a sheet, in every unit


class LogWriter(Reader):
    """Operations that are not in the log yet, and everything that is numbered with them."""

    def __init__(self, connection: Any, store: "Store") -> None:
        super().__init__(connection)
        self._store = store
        self.device = store.device
        """The device code under which this laptop writes."""
        self._read_only = ReadOnly(self)
        self._projector = Projector(connection, store.today, store.known_words, lambda: self._read_only.held)
        self._clock: Clock | None = None
        self._people: People | None = None
        self._counts: dict[str, int] = {}
        self._erased: list[str] = []
        self._goodbye: list[str] = []  # photos to delete once their row's erasure is kept
        self._numbers: dict[str, int] = {}
        self._areas = Areas(connection, store)
        self._unwritten: list[tuple[Any, ...]] = []
        self._seq = connection.scalar(select(func.max(tables.op.c.seq))) or 0
        self.committed = False
        self._kinds: set[str] = set()
        self._rows: set[str] = set()

    def touched(self, kind: str, *rows: str) -> None:
        """Notes for :class:`Changed` that something of this kind is written."""
        self._kinds.add(kind)
        self._rows.update(rows)

    @property
    def newest(self) -> int:
        """The local number of the newest operation: another one than before says that somebody wrote meanwhile."""
        return self._seq

    # -- operations -----------------------------------------------------------------------------------------------

    def _signed(self, author: str) -> str:
        """What an operation names as its author: her id on this laptop's card, where it lists people."""
        if self._people is None:
            self._people = card_people.of_text(self.setting(card_people.OWN))
        return card_people.author_id(self._people, author) if self._people.listed else author

    def _write(
        self, kind: str, row: str, area: str, author: str, f: Mapping[str, Any], sup: Mapping[str, Sequence[Version]]
    ) -> LogEntry:
        seq, n, stamp = self._next_place(area, time.time_ns() // 1_000_000)
        held = LogEntry(seq, Op(self.device, area, n, kind, row, stamp, self._signed(author), SCHEMA, f, sup))
        self._unwritten.append(op_row(held))
        self.touched(kind, row)
        return held

    def _next_place(self, area: str, now_ms: int) -> tuple[int, int, int]:
        """Where the next operation stands: its local number, its number in the area, its clock."""
        self._seq += 1
        return self._seq, self._next_n(area), self._running_clock().tick(now_ms)

    def _running_clock(self) -> Clock:
        self._clock = self._clock or Clock(self.counter(CLOCK))
        return self._clock

    def _next_n(self, area: str) -> int:
        if area not in self._numbers:
            self._numbers[area] = self.connection.exec_driver_sql(_LAST, (self.device, area)).scalar() or 0
        self._numbers[area] += 1
        return self._numbers[area]

    def _flush(self) -> None:
        put_rows(self.connection, tables.op, self._unwritten)
        self._unwritten = []

    # -- numbers --------------------------------------------------------------------------------------------------

    def _next_number(self, kind: RecordKind, record: Record) -> str:
        """The next number of a kind; kept with this transaction, so a rollback leaves no gap."""
        if kind.registration == BY_STATE:
            prefix, name = self._areas.state_iso(record), f"registration {self.device}"
        else:
            prefix, name = kind.registration, f"registration {self.device} {kind.name}"
        return ids.registration_number(prefix, self.device, self._count(name))

    def next_registration(self, state: str) -> str:
        """The next registration number of a state (LGD code), for a form on paper: nobody else gets it."""
        return self._next_number(KINDS[Artisan.KIND], Artisan(state=state))

    def next_serial(self, kind: str) -> str:
        """The next certificate serial of a kind (key of SERIAL_KINDS), without gaps per device and kind."""
        return ids.certificate_serial(kind, self.device, self._count(f"serial {self.device} {kind}"))

    def _count(self, name: str) -> int:
        if name not in self._counts:
            self._counts[name] = self.counter(name)
        self._counts[name] += 1
        return self._counts[name]

    # -- photos, papers, settings ---------------------------------------------------------------------------------

    def keep_blob(self, content: bytes, row: str) -> str:
        """Keeps a photo or scan of a record, encrypted; gives its hash, by which records name it.

        The file is on the disk before the unit is committed; one that no commit follows is harmless.
        """
        name = self._store.photos.keep(content)
        self._queue(name, len(content), row)
        return name

    def queue_blob(self, name: str, row: str) -> None:
        """Says that a file that is kept already belongs to this record, too. KnownError when it is not here."""
        self._queue(name, len(self._store.photos.get(name)), row)

    def _queue(self, name: str, size: int, row: str) -> None:
        area = self._areas.of_row(row) or self._store.home_area
        values = {"hash": name, "row": row, "area": area, "size": size, "state": "waiting"}
        self.connection.execute(insert(tables.blob).prefix_with("OR IGNORE"), [values])

    def put_settings(self, settings: Mapping[str, str]) -> None:
        """Sets settings of this folder."""
        self.touched(SETTING)
        values = [{"key": key, "value": value} for key, value in settings.items()]
        self.connection.execute(insert(tables.setting).prefix_with("OR REPLACE"), values)

    @property
    def changed(self) -> Changed:
        """What was written so far."""
        return Changed(frozenset(self._kinds), frozenset(self._rows - {""}))
