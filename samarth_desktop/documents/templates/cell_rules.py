"""Whether one value may stand in one column, and how it must be written there."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from samarth_desktop.documents.templates.model import (
    LONGEST_CELL,
    NUMBERS,
    CellValue,
    Column,
    ValueKind,
    fold,
)
from samarth_desktop.i18n import T, Text

JOINED = "::"
"""Between several values of one cell at Flipkart."""

RowValue = str | int | float | Decimal | Sequence[str]
"""What a row of ours may hold in a field; several values as a list or tuple."""

# What XML cannot hold, and characters that turn the direction of a text round.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
_MOST_NAMED = 8
_MOST_DIGITS = 15  # a spreadsheet keeps 15 digits of a number


class Refused(Exception):
    """The value may not stand in the column; `text` says why and the way out."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.id)
        self.text = text


def clean(value: RowValue) -> str:
    """The value as text that a sheet can hold; line breaks as ``\\n``."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        value = Decimal(int(value)) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, str | int):
        value = ", ".join(value)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", text).strip()


def fit(column: Column, value: RowValue) -> CellValue:
    """The value as it is written into the column: in the list's own casing, a number as a number. Raises Refused."""
    if column.multi:
        return _several(column, value)
    text = clean(value)
    if column.allowed:
        return _within(column, _listed(column, text))
    if column.kind in NUMBERS:
        return _number(column, text)
    if column.kind is ValueKind.ANY and isinstance(value, int | float | Decimal):
        return _number(column, text)
    return _within(column, _as_text(column, text))


def decimal(text: str) -> Decimal | None:
    """The number that a text is, exactly, ``1,299.50`` among them; None for anything else."""
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _several(column: Column, value: RowValue) -> str:
    # A text is taken apart at our own marks only where it cannot be a sentence.
    marks = r"::|[;\n]" if column.allowed or column.most_values else JOINED
    texts = [clean(value)] if isinstance(value, str | int | float | Decimal) else [clean(one) for one in value]
    parts = [part.strip() for text in texts for part in re.split(marks, text) if part.strip()]
    if column.most_values and len(parts) > column.most_values:
        raise Refused(T("At most {most} values; here are {n}.", most=column.most_values, n=len(parts)))
    if column.allowed:
        parts = [_listed(column, part) for part in parts]
    elif column.kind in NUMBERS:
        parts = [format(_number(column, part), "f") for part in parts]
    else:
        parts = [_as_text(column, part) for part in parts]
    return _within(column, JOINED.join(dict.fromkeys(parts)))


def _listed(column: Column, text: str) -> str:
    if text in column.allowed:
        return text
    wanted = fold(text)
    for allowed in column.allowed:
        if fold(allowed) == wanted:
            return allowed
    if wanted.replace(".", "", 1).isdigit():
        number = decimal(text)
        for allowed in column.allowed:
            if decimal(allowed) == number:
                return allowed
    named = ", ".join(column.allowed[:_MOST_NAMED]) + (" …" if len(column.allowed) > _MOST_NAMED else "")
    raise Refused(T("“{value}” is not in the list. Choose one of: {allowed}.", value=text[:60], allowed=named))


def _number(column: Column, text: str) -> Decimal:
    number = decimal(text)
    if number is None:
        raise Refused(T("Write a number; here is “{value}”.", value=text[:60]))
    if len(number.normalize().as_tuple().digits) > _MOST_DIGITS:
        raise Refused(T("The number has more than {n} digits.", n=_MOST_DIGITS))
    if column.kind in (ValueKind.WHOLE, ValueKind.POSITIVE_WHOLE):
        if number != number.to_integral_value():
            raise Refused(T("Write a whole number; here is “{value}”.", value=text[:60]))
        number = number.quantize(Decimal(1))
    if column.kind is ValueKind.POSITIVE_WHOLE and number <= 0:
        raise Refused(T("Write a number above 0; here is “{value}”.", value=text[:60]))
    if column.kind is not ValueKind.ANY and number < 0:
        raise Refused(T("The number must not be below 0; here is “{value}”.", value=text[:60]))
    return number


def _as_text(column: Column, text: str) -> str:
    if column.kind is ValueKind.DIGITS and not (text.isascii() and text.isdigit()):
        raise Refused(T("Write digits only; here is “{value}”.", value=text[:60]))
    if column.kind is ValueKind.URL and not _URL.fullmatch(text):
        raise Refused(T("Write a web address that begins with https://; here is “{value}”.", value=text[:60]))
    return text


def _within(column: Column, text: str) -> str:
    longest = min(column.longest or LONGEST_CELL, LONGEST_CELL)
    length = len(text.encode("utf-16-le")) // 2  # as a spreadsheet counts
    if length > longest:
        raise Refused(T("At most {most} characters; here are {n}.", most=longest, n=length))
    size = len(text.encode())
    if column.longest_bytes and size > column.longest_bytes:
        text_ = T("At most {most} bytes, a Hindi letter counting 3; here are {n}.", most=column.longest_bytes, n=size)
        raise Refused(text_)
    return text
