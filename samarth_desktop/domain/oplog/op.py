"""The operation log: what is stored, synced and audited, and how it merges.

An operation says: this author on this device wrote these fields of this row, having seen those versions. A field's
heads are all writes that nobody who saw them has superseded. The head with the highest (hlc, device) shows, of a field
of what came first (MergeRule.FIRST) the lowest; more than one head with different values is a conflict for a person
where the field asks, and both values are kept. Clocks choose what shows,
never what is lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from samarth_desktop.domain.fields.field import MergeRule

SCHEMA = 2
"""Version of the wire keys that this program writes: 2 since follow-ups, gradings, funds, resolutions, workshops."""

ERASED = "~erased"
"""Field key of the operation that erases a row everywhere (DPDP Act 2023, s. 12)."""
MOVED_TO = "~moved_to"
"""Field key of the operation that tells an old area where the row went."""


Rank = tuple[int, str, str, int]
"""Clock, device, area, number: the order of operations that did not see each other."""


class Version(NamedTuple):
    """The name of an operation: the n-th of a device in an area, counted from 1 without gaps."""

    device: str
    area: str
    n: int


@dataclass(frozen=True, slots=True)
class Op:
    """One operation. `f` holds wire values by field key; `sup` the versions its author saw, by field key.

    `hlc` is a hybrid logical clock: milliseconds since 1970 in the upper bits, a counter in the lower 16.
    """

    device: str
    area: str
    n: int
    kind: str
    row: str
    hlc: int
    author: str
    schema: int
    f: Mapping[str, Any]
    sup: Mapping[str, Sequence[Version]] = field(default_factory=dict)

    @property
    def version(self) -> Version:
        return Version(self.device, self.area, self.n)

    @property
    def rank(self) -> Rank:
        """What decides which head shows: the clock, then the device; area and n make it total."""
        return (self.hlc, self.device, self.area, self.n)


Rule = Callable[[str, str], MergeRule]
"""Gives, for a kind and a field key, which of several values stands."""


def ask(kind: str, key: str) -> MergeRule:
    """The rule where nothing is known of a kind: a person decides."""
    return MergeRule.ASK


def heads(ops: Iterable[Op], rule: Rule = ask) -> dict[str, tuple[Op, ...]]:
    """For each field of one row, its heads, the one that shows first. The order of `ops` does not matter."""
    ops = tuple(ops)
    if len(ops) == 1:  # most rows are written once
        return dict.fromkeys(ops[0].f, ops)
    gone = {(key, Version(*version)) for op in ops for key, versions in op.sup.items() for version in versions}
    found: dict[str, list[Op]] = {}
    for op in ops:
        version = op.version
        for key in op.f:
            if (key, version) not in gone:
                found.setdefault(key, []).append(op)
    return {key: _in_order(key, of_key, ops, rule) for key, of_key in found.items()}


def _in_order(key: str, of_key: list[Op], ops: Sequence[Op], rule: Rule) -> tuple[Op, ...]:
    if len(of_key) == 1:
        return (of_key[0],)
    of_key.sort(key=lambda op: op.rank, reverse=True)
    if (by := rule(of_key[0].kind, key)) is not MergeRule.ASK:
        by_version = {op.version: op for op in ops}
        of_key.sort(key=lambda op: _written_at(key, op, by_version), reverse=by is MergeRule.LAST)
    return tuple(of_key)


def _written_at(key: str, op: Op, by_version: Mapping[Version, Op]) -> Rank:
    """The rank of who wrote a value: a move to another area only copies it, later."""
    seen: set[Version] = set()
    copied, ranks = [op], [op.rank]
    while copied:
        one = copied.pop()
        if one.f.get(MOVED_TO) == "" and one.version not in seen:
            seen.add(one.version)
            before = [
                by_version[known] for version in one.sup.get(key, ()) if (known := Version(*version)) in by_version
            ]
            copied += [other for other in before if key in other.f and other.f[key] == one.f[key]]
            ranks += [other.rank for other in copied]
    return min(ranks)


def shown(row_heads: Mapping[str, Sequence[Op]]) -> dict[str, Any]:
    """The wire values that show, by field key."""
    return {key: of_key[0].f[key] for key, of_key in row_heads.items()}


def conflicts(row_heads: Mapping[str, Sequence[Op]], rule: Rule = ask) -> dict[str, tuple[Op, ...]]:
    """The fields on which people who did not see each other wrote different values, and which ask a person."""
    return {
        key: tuple(of_key)
        for key, of_key in row_heads.items()
        if len(of_key) > 1
        and any(op.f[key] != of_key[0].f[key] for op in of_key[1:])
        and rule(max(of_key, key=lambda op: op.rank).kind, key) is MergeRule.ASK
    }


_COUNTER_BITS = 16
DAY_MS = 24 * 60 * 60 * 1000


class Clock:
    """A hybrid logical clock (Kulkarni and others, 2014): never goes back, stays near the wall clock."""

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def tick(self, now_ms: int) -> int:
        """The stamp of a new operation; `now_ms` is this laptop's clock, right or wrong."""
        self.last = max(now_ms << _COUNTER_BITS, self.last + 1)
        return self.last

    def observe(self, stamp: int, trusted_now_ms: int) -> None:
        """Takes in a stamp from elsewhere, so that what is written next sorts after what was seen.

        A stamp more than a day ahead of `trusted_now_ms` (the hub's clock) is stored and ordered but does not move
        this clock: one laptop set to 2099 must not carry everybody there.
        """
        if (stamp >> _COUNTER_BITS) <= trusted_now_ms + DAY_MS:
            self.last = max(self.last, stamp)


def stamp_of_ms(moment: int) -> int:
    """The first stamp of a moment, in milliseconds since 1970."""
    return moment << _COUNTER_BITS


def moment_ms(stamp: int) -> int:
    """The wall-clock part of a stamp, in milliseconds since 1970."""
    return stamp >> _COUNTER_BITS
