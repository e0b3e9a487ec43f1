"""Says which field of ours feeds which column of a marketplace: data in TOML, shipped or made by the office.

    [columns]
    "Their heading" = "our key"

    [values."Their heading"]
    "ours" = "theirs"

    [fixed]
    "Their heading" = "text"

A heading may also be their key, with or without its bracket parts; one that a template has not is passed over, since
columns move between versions.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samarth_desktop import paths
from samarth_desktop.documents.templates.model import fold
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

# fmt: off
PRODUCT_KEYS = (
    "number", "maker", "sku", "title_hi", "title_en", "category", "craft", "material", "colour", "size",
    "pack_of", "mrp", "price", "hsn", "stock", "days_to_make", "length_cm", "breadth_cm", "height_cm",
    "weight_g", "packet_length_cm", "packet_breadth_cm", "packet_height_cm", "packet_weight_g", "description",
    "search_words", "brand",
)
"""The heads of a product sheet."""

DERIVED_KEYS = (
    "tax_code", "country_of_origin", "net_quantity", "care", "technique", "handloom", "handmade",
    "group_number", "manufacturer", "packer", "importer", "manufacturer_details", "packer_details",
    "importer_details", "bullet_1", "bullet_2", "bullet_3", "bullet_4", "bullet_5", "image_1", "image_2",
    "image_3", "image_4", "image_5", "image_6", "image_7", "image_8", "image_9",
)
"""What a listing says beside the product's own fields: from the maker's label, the tax table and the photos."""
# fmt: on

KNOWN_KEYS = frozenset((*PRODUCT_KEYS, *DERIVED_KEYS))

_MOST_BYTES = 1_000_000
_TABLES = ("columns", "values", "fixed")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A mapping, by their headings or keys as written in the file; the outer keys of `values` are folded."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


@functools.cache
def shipped(marketplace: str) -> ColumnMapping:
    """The mapping that comes with the program, for ``flipkart`` or ``amazon``."""
    return read(paths.resource(f"marketplaces/{marketplace}.toml").read_text(encoding="utf-8"))


def load(path: Path) -> ColumnMapping:
    """The mapping in an office's file. KnownError says what is wrong and where."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KnownError(T("{file} is too large for a mapping. Is it the right file?", file=path.name))
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise KnownError(T("There is no file {file}.", file=str(path))) from None
    except UnicodeDecodeError:
        raise KnownError(T("The letters of {file} are damaged. Save it once more as UTF-8.", file=path.name)) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KnownError(T("{file} could not be read: {why}", file=path.name, why=why)) from error
    return read(text)


def read(toml_text: str) -> ColumnMapping:
    """The mapping in a TOML text. KnownError says what is wrong and where."""
    try:
        data = tomllib.loads(toml_text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise KnownError(T("The file is not written as TOML: {detail}", detail=str(error))) from None
    for name in data:
        if name not in _TABLES:
            raise _wrong(name, T("there is no such entry. Known are: {known}.", known=", ".join(_TABLES)))
    columns = _texts("columns", data.get("columns", {}))
    for heading, key in columns.items():
        if key not in KNOWN_KEYS:
            raise _wrong(f"columns / {heading}", T("“{key}” is no field of a product.", key=key))
    values = data.get("values", {})
    if not isinstance(values, dict):
        raise _wrong("values", T("it has the wrong form."))
    translated = {
        fold(heading): {fold(ours): theirs for ours, theirs in _texts(f"values / {heading}", table).items()}
        for heading, table in values.items()
    }
    return ColumnMapping(columns, translated, _texts("fixed", data.get("fixed", {})))


def _texts(where: str, table: Any) -> dict[str, str]:
    if not isinstance(table, dict):
        raise _wrong(where, T("it has the wrong form."))
    for name, value in table.items():
        if not isinstance(value, str):
            raise _wrong(f"{where} / {name}", T("write it as a text in quotation marks."))
    return {name: value.strip() for name, value in table.items()}


def _wrong(where: str, problem: Text) -> KnownError:
    return KnownError(T("At “{entry}”: {problem}", entry=where, problem=problem))
