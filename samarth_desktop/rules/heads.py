"""The heads of a row's fields, and which of them are for a person to decide: as the fields of its kind say."""

from collections.abc import Iterable, Mapping, Sequence

from samarth_desktop.domain.fields.field import MergeRule
from samarth_desktop.domain.oplog import op as oplog
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.kinds.registry import merge_rules


def heads(ops: Iterable[Op]) -> dict[str, tuple[Op, ...]]:
    """For each field of one row, its heads, the one that shows first. The order of `ops` does not matter."""
    return oplog.heads(ops, _rule)


def conflicts(row_heads: Mapping[str, Sequence[Op]]) -> dict[str, tuple[Op, ...]]:
    """The fields on which people who did not see each other wrote different values, and which ask a person."""
    return oplog.conflicts(row_heads, _rule)


def is_decided(kind: str, key: str) -> bool:
    """Whether it is decided by rule, and never by a person, which of several values of a field stands."""
    return _rule(kind, key) is not MergeRule.ASK


def _rule(kind: str, key: str) -> MergeRule:
    return merge_rules(kind).get(key, MergeRule.ASK)
