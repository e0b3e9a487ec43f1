"""Erasure of a row (DPDP Act 2023, s. 12): the same rule on every laptop, at the hub and in a restored backup."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, Op
from samarth_desktop.kinds.registry import kept_of

_ALWAYS = frozenset({ERASED, MOVED_TO})


def blanked(op: Op) -> Op:
    """An operation of an erased row as it is kept and sent on: its keys and its order, without the values."""
    kept = _ALWAYS | kept_of(op.kind)
    return replace(op, f={key: value if key in kept else None for key, value in op.f.items()})


def outlasting(parents: Mapping[str, Collection[str]], ended: Collection[str]) -> set[str]:
    """Those of some rows that have no place any more: they are among the `ended`, or belong to one that has none.
    `parents` are, by row, the rows that it does not outlive."""
    gone: set[str] = set()
    while more := {row for row, of in parents.items() if row in ended or not (gone | set(ended)).isdisjoint(of)} - gone:
        gone |= more
    return gone


def erases(values: Mapping[str, Any]) -> bool:
    """Whether these wire values say that the row is erased."""
    return bool(values.get(ERASED))
