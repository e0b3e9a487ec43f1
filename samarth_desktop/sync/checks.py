"""What no replica takes in, whoever signed it. The same check before sending and on arrival."""

import re
from collections.abc import Iterator
from typing import Any

from samarth_desktop.domain.fields import aadhaar
from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.registry import RECORDS

_TYPED = (Kind.LINE, Kind.NOTE)
_HEX = re.compile(r"[0-9a-fA-F-]{32,}")


def objection(op: Op) -> Text | None:
    """Why an operation is set aside, or None. Reads only what people type: codes, ids, hashes and account numbers may
    hold twelve digits that are no Aadhaar number."""
    known = fields_of(RECORDS[op.kind]) if op.kind in RECORDS else {}
    for key, value in op.f.items():
        field = known.get(key)
        if field and (field.system or field.kind not in _TYPED) and not isinstance(value, dict):
            continue
        if any(len(text) >= 12 and aadhaar.mask(text) != text and not _HEX.fullmatch(text) for text in _texts(value)):
            return T("A full Aadhaar number stands in this record. Take it out and save again.")
    return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def without_aadhaar(line: str) -> str:
    """A refused line as it may be kept for the office to look at."""
    return aadhaar.mask(line)
