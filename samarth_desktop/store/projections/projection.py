"""How a row shows after its operations, whatever their order of arrival."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import from_wire
from samarth_desktop.domain.oplog.held_areas import HeldAreas
from samarth_desktop.domain.oplog.op import MOVED_TO, shown
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.registry import KINDS, RECORDS
from samarth_desktop.rules.certificates.certificate_validity import written_state
from samarth_desktop.rules.duplicates.merges import MERGED_INTO
from samarth_desktop.rules.heads import heads
from samarth_desktop.store.database.rows import LogEntry
from samarth_desktop.store.log.reader import conflicting_fields


@dataclass(frozen=True, slots=True)
class Projection:
    """How a row shows. `moved_to` is the area to which it went, "" while it is here; `moved` says that it was ever
    moved. `conflicting` are its open conflicts: none of a row that went, since they are settled where it is. `begun` is
    the local number of its first operation."""

    record: Record
    area: str
    moved_to: str = ""
    conflicting: frozenset[str] = frozenset()
    moved: bool = False
    begun: int = sys.maxsize

    def seen_from(self, held: HeldAreas) -> "Projection":
        """The same on a laptop that has these areas: what was moved out of them is not here any more, also where this
        laptop itself moved it (DOMAIN, "Guests": that was its last write there), and neither is what left with one."""
        if self.moved_to or held.has(self.area):
            return self
        if not self.moved and not held.left_with(self.record.id, self.area, self.begun):
            return self
        return replace(self, moved_to=self.area, conflicting=frozenset())

    @property
    def here(self) -> bool:
        """Whether the row is in an area of this laptop."""
        return not self.moved_to

    @property
    def merged_into(self) -> str:
        """The row into which this one was merged, "" for one that stands."""
        named = self.record.extra.get(MERGED_INTO) if self.record.deleted else ""
        return named if isinstance(named, str) else ""


def projection_of(held: Sequence[LogEntry]) -> Projection:
    """How a row shows after these operations (at least one). Of a certificate: what people wrote of it; what holds of
    it also depends on others (:mod:`samarth_desktop.store.projections.certificate_standing`)."""
    ops = [op for _, op in held]
    row_heads = heads(ops)
    values = shown(row_heads)
    moved = str(values.pop(MOVED_TO, "") or "")
    # An edit by somebody who had not heard of a move changes the row, and not where it is.
    area = row_heads[MOVED_TO][0].area if MOVED_TO in row_heads else max(ops, key=lambda op: op.rank).area
    conflicting_values = frozenset() if moved else conflicting_fields(row_heads)
    kind = ops[0].kind
    if kind == Certificate.KIND:
        values["state"] = written_state(row_heads)
    conflicting_values -= KINDS[kind].derived
    record = from_wire(RECORDS[kind], values, id=ops[0].row, seen=max(seq for seq, _ in held))
    return Projection(record, area, moved, conflicting_values, MOVED_TO in row_heads, min(seq for seq, _ in held))
