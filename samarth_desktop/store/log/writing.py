"""What an operation says: the wire values that it writes, and the versions over which it stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.op import MOVED_TO, Op, Version
from samarth_desktop.rules.heads import heads
from samarth_desktop.store.database.rows import LogEntry


def ops_in(held: Iterable[LogEntry]) -> list[Op]:
    """The operations of these log entries."""
    return [op for _, op in held]


def also_in(held: Iterable[LogEntry], area: str) -> list[Op]:
    """The operations that say of areas other than this one that the row is there."""
    ops = ops_in(held)
    if not any(MOVED_TO in op.f for op in ops):
        return []
    return [op for op in heads(ops).get(MOVED_TO, ()) if not op.f[MOVED_TO] and op.area != area]


def superseded(row_heads: Mapping[str, Sequence[Op]], f: Mapping[str, Any]) -> dict[str, tuple[Version, ...]]:
    """The versions that a write of `f` stands over, for an author who saw these heads."""
    sup = {key: tuple(op.version for op in row_heads[key]) for key in f if key in row_heads}
    if f.get("deleted"):
        # A deletion names all that its author saw, so that an edit which she had not seen can be told.
        sup["deleted"] = tuple(sorted({op.version for of_key in row_heads.values() for op in of_key}))
    return sup


def wire_of(record: Record, keys: Iterable[str]) -> dict[str, Any]:
    """The wire values of these keys; None for a key that the record no longer has."""
    return dict.fromkeys(keys) | to_wire(record, keys)
