"""Why a text stands beside its field: it cannot be read, or by itself it could, but not where it came from."""

import re

from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.i18n import T, Text

_LAST_FOUR = re.compile(r"XXXX XXXX \d{4}")  # all that is kept of a wrong Aadhaar number


def why(field: Field, text: str) -> Text:
    """The sentence for a text that waits to be mended in a field."""
    if field.kind is Kind.AADHAAR and _LAST_FOUR.fullmatch(text):
        return T("This Aadhaar number has a wrong digit. Compare it with the card.")
    got = read(field, text)
    if got.wrong is not None:
        return got.wrong
    if field.kind is Kind.DATE:
        return T("Day and month stood in two orders in the list. Ask, and write the date as day/month/year.")
    if field.kind is Kind.DISTRICT:
        return T("This district is in another state than the row says. Compare state and district.")
    return next(iter(got.said), None) or T("This could not be read. Write it again.")
