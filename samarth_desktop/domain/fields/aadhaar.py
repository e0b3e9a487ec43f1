"""Aadhaar numbers: checked, then only the last four digits are kept.

Rule: Aadhaar Act 2016 s. 29 and UIDAI's masking circulars; twelve digits, the first 2-9, a Verhoeff check digit.
"""

import re

from samarth_desktop.domain.fields.digits import western
from samarth_desktop.i18n import T, Text

# Twelve figures in any script's digits, with spaces, line ends, dots, dashes or invisible joiners between them: people
# write the number in groups, and a sheet wraps it. The id of a record is read first: its digits may all be figures, and
# a changed id would be another record's. +91 before ten digits is a phone (DOMAIN, "Field kind CODE"): every tenth
# would pass the check digit.
_BETWEEN = r"[\s.\-\u2010-\u2015_\u200b-\u200d\u2060\ufeff]{0,3}"
_TWELVE = re.compile(
    r"(?P<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b)"
    rf"|(?P<phone>\+\s?[9९][1१](?:\s?\))?{_BETWEEN}[6-9६-९](?:{_BETWEEN}\d){{9}}(?!\d))"
    rf"|(?<!\d)\d(?:{_BETWEEN}\d){{11}}(?!\d)"
)


def is_number(digits: str) -> bool:
    """True for a possible Aadhaar number: twelve western digits with the right check digit."""
    if len(digits) != 12 or not digits.isdecimal() or digits[0] in "01":
        return False
    from stdnum import verhoeff

    return bool(verhoeff.is_valid(digits))


def mask(text: str) -> str:
    """The text with every valid Aadhaar number in it reduced to ``XXXX XXXX 1234``; ids of records and phones behind
    +91 stay as they are."""
    if len(text) < 12:
        return text
    return _TWELVE.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    if found["uuid"] or found["phone"]:
        return found.group()
    digits = re.sub(r"\D", "", western(found.group()))
    return f"XXXX XXXX {digits[-4:]}" if is_number(digits) else found.group()


def last_four(text: str) -> str:
    """The four digits that may be kept, from a full number, a masked one or the four alone.

    Gives ``""`` when the text is none of these; `wrong` then says what is wrong.
    """
    squeezed = re.sub(r"[\s.\-]", "", western(text))
    if is_number(squeezed):
        return squeezed[-4:]
    masked = re.fullmatch(r"(?:[Xx*•]{2,8})?(\d{4})", squeezed)
    return masked.group(1) if masked else ""


def wrong(text: str) -> Text | None:
    """The sentence for a text from which no last four digits can be taken. Never repeats the number."""
    if last_four(text):
        return None
    digits = re.sub(r"\D", "", western(text))
    if len(digits) != 12:
        return T("An Aadhaar number has 12 digits; here are {n}.", n=len(digits))
    return T("This Aadhaar number has a wrong digit. Compare it with the card.")
