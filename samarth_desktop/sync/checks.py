"""What no replica takes in, whoever signed it. The same check before sending and on arrival."""

import re
from collections.abc import Mapping
from typing import Any

from samarth_desktop.domain.fields import aadhaar
from samarth_desktop.domain.fields.field import Field, Kind, fields_of
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.registry import RECORDS

_TYPED = (Kind.LINE, Kind.NOTE)
_HEX = re.compile(r"[0-9a-fA-F-]{32,}")


def objection(op: Op) -> Text | None:
    """Why an operation is set aside, or None. Reads only what people type: codes, ids, hashes and account numbers may
    hold twelve digits that are no Aadhaar number."""
    if masked(op.kind, op.f) != op.f:
        return T("A full Aadhaar number stands in this record. Take it out and save again.")
    return None


def masked(kind: str, f: Mapping[str, Any]) -> dict[str, Any]:
    """The wire values of a record of `kind` as they are taken in: typed texts without a full Aadhaar number."""
    known = fields_of(RECORDS[kind]) if kind in RECORDS else {}
    return {key: _masked(value) if _is_typed(known.get(key), value) else value for key, value in f.items()}


def _is_typed(field: Field | None, value: Any) -> bool:
    return field is None or isinstance(value, dict) or (not field.system and field.kind in _TYPED)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) < 12 or _HEX.fullmatch(value) else aadhaar.mask(value)
    if isinstance(value, dict):
        return {key: _masked(part) for key, part in value.items()}
    return type(value)(map(_masked, value)) if isinstance(value, list | tuple) else value


def without_aadhaar(line: str) -> str:
    """A refused line as it may be kept for the office to look at."""
    return aadhaar.mask(line)
