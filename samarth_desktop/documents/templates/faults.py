"""The sentences for template files that cannot be used, said alike for every kind of file."""

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST_BYTES = 60_000_000
"""Largest template file; those that marketplaces give out are below 20 MB."""


def damaged(name: str) -> KnownError:
    """For a file whose inside is not what its kind promises."""
    return KnownError(T("{file} is damaged or was not copied to its end. Copy it once more.", file=name))


def locked(name: str) -> KnownError:
    """For a file that is encrypted."""
    text = T("{file} is protected with a password. Open it, take the password away and save it.", file=name)
    return KnownError(text)


def swollen(name: str) -> KnownError:
    """For a file that unpacks, or reaches, beyond what any template has."""
    return KnownError(T("{file} would unpack to something too large. Is it the right file?", file=name))


def no_template(name: str) -> KnownError:
    """For a readable spreadsheet that no marketplace gave out as a template."""
    return KnownError(
        T(
            "{file} is not a listing template of Flipkart (XLS) or Amazon (XLSX, XLSM). "
            "Download the category's template and choose that file.",
            file=name,
        )
    )
