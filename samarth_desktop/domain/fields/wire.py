"""Values as JSON: the form that operations, backups of forms and the network share.

A value is written under its field's key; a text that could not be read travels as ``{"raw": text}`` in its place.
Unknown keys and unknown enum codes are kept and given back unchanged.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from samarth_desktop.domain.fields.field import Kind, Record, blanks, empty, fields_of

R = TypeVar("R", bound=Record)
RAW = "raw"
_MOST = 2**63


def to_wire(record: Record, keys: Iterable[str] | None = None) -> dict[str, Any]:
    """The wire values of `keys` (all when None; then nothing that is empty is written)."""
    if keys is None:
        held = vars(record)
        filled = {
            key: value if type(value) is str else _plain(value)
            for key, blank in blanks(type(record)).items()
            if (value := held[key]) != blank
        }
        return filled | {key: {RAW: text} for key, text in record.unread.items()} | dict(record.extra)
    described = fields_of(type(record))
    out: dict[str, Any] = {}
    for key in keys:
        if key in record.unread:
            out[key] = {RAW: record.unread[key]}
        elif key in described:
            out[key] = _plain(getattr(record, key))
        elif key in record.extra:
            out[key] = record.extra[key]
    return out


def from_wire(record_class: type[R], values: Mapping[str, Any], **system: Any) -> R:
    """A record from wire values by key; `system` are attributes outside the wire (id, seen)."""
    described = fields_of(record_class)
    known: dict[str, Any] = {}
    unread: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for key, value in values.items():
        field = described.get(key)
        if field is None:
            extra |= {} if value is None else {key: value}  # None: taken away again
        elif isinstance(value, dict) and RAW in value:
            unread[key] = str(value[RAW])
        else:
            known[key] = _typed(field.kind, value)
    return record_class(**known, unread=unread, extra=extra, **system)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(kind: Kind, value: Any) -> Any:
    """A wire value in its Python type; what another program wrote wrongly becomes "nothing given"."""
    if value is None:
        return empty(kind)
    try:
        match kind:
            case Kind.DATE:
                return date.fromisoformat(value)
            case Kind.WHOLE | Kind.MONEY:
                return _whole(int(value), kind)
            case Kind.CHOICES:
                return tuple(sorted(str(code) for code in value))
            case Kind.FLAG:
                return bool(value)
            case _:
                return str(value)
    except (TypeError, ValueError, OverflowError):
        return empty(kind)


def _whole(number: int, kind: Kind) -> Any:
    """A whole number, if it is one that a database holds."""
    return number if abs(number) < _MOST else empty(kind)
