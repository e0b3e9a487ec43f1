"""Checks of numbers that issuers define. Each takes a given value and says what is wrong, or None."""

import re

from samarth_desktop.domain.reference.bank import is_ifsc
from samarth_desktop.i18n import T, Text

GST_STATE_DIGITS = 2
_GSTIN = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
_GSTIN_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER_GST_STATES = frozenset(("25", "28", "97"))  # Daman and Diu, Andhra Pradesh before 2014, other territory
LONGEST_SKU = 64
_NOT_IN_SKU = frozenset('/\\:*?"<>|')
_ENROLMENT = re.compile(r"\d{2}[A-Z0-9]{13}")  # GST enrolment number has the shape of a GSTIN


def mobile(value: str) -> Text | None:
    """Ten digits, the first 6-9 (National Numbering Plan, Department of Telecommunications)."""
    if len(value) != 10:
        return T("A mobile number has 10 digits; here are {n}.", n=len(value))
    if value[0] not in "6789":
        return T("A mobile number begins with 6, 7, 8 or 9. Ask for it once more.")
    return None


def email(value: str) -> Text | None:
    """One @, a dot after it, no spaces: what can be told without sending."""
    if re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", value):
        return None
    return T("An e-mail looks like name@example.com. Leave it empty when there is none.")


def pin(value: str) -> Text | None:
    """Six digits, the first 1-9 (India Post)."""
    if len(value) != 6:
        return T("A PIN code has 6 digits; here are {n}.", n=len(value))
    return T("A PIN code does not begin with 0.") if value[0] == "0" else None


def ifsc(value: str) -> Text | None:
    """Four letters, 0, six letters or digits (Reserve Bank of India)."""
    if is_ifsc(value):
        return None
    return T("An IFSC has 11 characters, four letters and a zero first, such as SBIN0001234. See the passbook.")


def account(value: str) -> Text | None:
    """9 to 18 digits: the range that Indian banks use."""
    if 9 <= len(value) <= 18:
        return None
    return T("A bank account number has 9 to 18 digits; here are {n}.", n=len(value))


def pan(value: str) -> Text | None:
    """Ten characters in the pattern of the Income Tax Department."""
    from stdnum.in_ import pan as issuer

    if issuer.is_valid(value):
        return None
    return T("A PAN has 10 characters, such as ABCPE1234F. Compare it with the card.")


def gstin(value: str) -> Text | None:
    """Fifteen characters with state, PAN and check character (GST Network); the states are those of our own table."""
    from stdnum import luhn
    from stdnum.in_ import pan as of_pan

    from samarth_desktop.domain.places import place

    state = value[:GST_STATE_DIGITS]
    whole = _GSTIN.fullmatch(value) and of_pan.is_valid(value[2:12]) and luhn.is_valid(value, _GSTIN_LETTERS)
    if whole and (state in _OTHER_GST_STATES or any(one.gst == state for one in place.states())):
        return None
    return T("A GSTIN has 15 characters with a check character. Compare it with the certificate.")


def gst_enrolment(value: str) -> Text | None:
    """Fifteen characters (Notification 34/2023-Central Tax)."""
    if _ENROLMENT.fullmatch(value):
        return None
    return T("A GST enrolment number has 15 characters, two digits first.")


def sku(value: str) -> Text | None:
    """At most 64 characters (Flipkart's sheet), none that a file name cannot have: photos are called by it."""
    if len(value) > LONGEST_SKU:
        return T("A SKU has at most {most} characters; here are {n}.", most=LONGEST_SKU, n=len(value))
    if any(letter in _NOT_IN_SKU or ord(letter) < 32 for letter in value):
        return T("A SKU holds letters, digits, hyphens and spaces only. Photos are named by it.")
    return None


def hsn(value: str) -> Text | None:
    """Four, six or eight digits (Harmonised System; GST asks at least four)."""
    return None if len(value) in (4, 6, 8) else T("An HSN code has 4, 6 or 8 digits; here are {n}.", n=len(value))


def month(value: str) -> Text | None:
    """MM/YYYY, as the rules on packets ask for."""
    if re.fullmatch(r"(0?[1-9]|1[0-2])/20\d\d", value):
        return None
    return T("Write month and year, such as 11/2026.")


def care_phone(value: str) -> Text | None:
    """A mobile, a landline with its code or a toll-free number: 8 to 12 digits."""
    return None if 8 <= len(value) <= 12 else T("A phone number has 8 to 12 digits; here are {n}.", n=len(value))


def fssai(value: str) -> Text | None:
    """Fourteen digits, the first 1 (licence) or 2 (registration), then the state and the year (FSSAI)."""
    if len(value) != 14:
        return T("An FSSAI number has 14 digits; here are {n}.", n=len(value))
    return None if value[0] in "12" else T("An FSSAI number begins with 1 or 2. Compare it with the paper.")


def voter_id(value: str) -> Text | None:
    """Three letters and seven digits with a check digit (Election Commission of India)."""
    from stdnum.in_ import epic as issuer

    if issuer.is_valid(value):
        return None
    return T("A voter ID has 3 letters and 7 digits, the last one a check digit. Compare it with the card.")
