"""Erasure of a row (DPDP Act 2023, s. 12): the same rule on every laptop, at the hub and in a restored backup."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, Op
from samarth_desktop.kinds.registry import kept_of

_ALWAYS = frozenset({ERASED, MOVED_TO})


def blanked(op: Op) -> Op:
    """An operation of an erased row as it is kept and sent on: its keys and its order, without the values."""
    kept = _ALWAYS | kept_of(op.kind)
    return replace(op, f={key: value if key in kept else None for key, value in op.f.items()})


def erases(values: Mapping[str, Any]) -> bool:
    """Whether these wire values say that the row is erased."""
    return bool(values.get(ERASED))
