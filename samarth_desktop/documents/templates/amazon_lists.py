"""Which values Amazon's template allows in a column: from the rules on its cells and the sheet "Valid Values"."""

import re
from collections.abc import Iterable, Sequence

from samarth_desktop.documents.templates.model import fold, plain_key
from samarth_desktop.documents.templates.workbook import Validation, Workbook, area

_QUOTED = re.compile(r'"([^"]*)"')
_NO_NAME = re.compile(r"[^\w.]")
_TYPE_BEHIND_LABEL = re.compile(r"^(.*?)\s*-\s*\[.*\]\s*$")
_PRODUCT_TYPES = ("product_type#1.value", "feed_product_type")
_MOST_VALUES = 20_000
_MOST_AREAS = 1_000

Named = Sequence[tuple[int, str, str]]
"""Column (from 0), key and label."""


def lists(book: Workbook, sheet: str, data_row: int, columns: Named) -> dict[int, tuple[str, ...]]:
    """The allowed values of each column that has a list; `data_row` counts from 0."""
    valid = _valid_values(book)
    found: dict[int, tuple[str, ...]] = {}
    reckoned: dict[int, str] = {}
    last = max(column for column, _, _ in columns)
    for rule in book.validations(sheet):
        if rule.kind != "list":
            continue
        values = book.values(rule.formulas[0], sheet)
        for column in _columns_of(rule, data_row, last):
            if values:
                found.setdefault(column, values[:_MOST_VALUES])
            else:
                reckoned.setdefault(column, rule.formulas[0])
    for column, _, label in columns:
        if column not in found and fold(label) in valid:
            found[column] = valid[fold(label)]
    types = next((found[c] for c, key, _ in columns if plain_key(key) in _PRODUCT_TYPES and c in found), ())
    for column, formula in reckoned.items():
        if column not in found and (values := _by_product_type(book, sheet, formula, types)):
            found[column] = values
    return found


def length_limits(book: Workbook, sheet: str, data_row: int, last: int) -> dict[int, int]:
    """The longest text, in characters, of each column up to the last whose cells have a rule on it."""
    limits: dict[int, int] = {}
    for rule in book.validations(sheet):
        bound = rule.formulas[1 if rule.operator == "between" else 0]
        if rule.kind == "textLength" and bound.isdigit() and rule.operator in _LAST:
            for column in _columns_of(rule, data_row, last):
                limits.setdefault(column, int(bound) + _LAST[rule.operator])
    return limits


_LAST = {"between": 0, "lessThanOrEqual": 0, "lessThan": -1, "equal": 0}


def _columns_of(rule: Validation, data_row: int, last: int) -> Iterable[int]:
    """The columns that a rule holds for below the headings, of those that the template has."""
    for place in rule.areas.split()[:_MOST_AREAS]:
        block = area(place)
        if block and block.bottom >= data_row:
            yield from range(block.left, min(block.right, last) + 1)


def _valid_values(book: Workbook) -> dict[str, tuple[str, ...]]:
    """Rows of "Valid Values": a label, often with ``- [PRODUCT_TYPE]`` behind it, and right of it the values.

    The rows of one label for several product types are put together.
    """
    title = next((title for title in book.sheets if fold(title) == "valid values"), "")
    if not title:
        return {}
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in book.cells(title).items():
        if text.strip():
            rows.setdefault(row, {})[column] = text.strip()
    found: dict[str, dict[str, None]] = {}
    for _, texts in sorted(rows.items()):
        # A group's name may stand in column A, the label then in B.
        at = next((column for column in (1, 0) if column in texts), -1)
        values = [text for column, text in sorted(texts.items()) if column > at]
        if at >= 0 and values:
            label = _TYPE_BEHIND_LABEL.match(texts[at])
            found.setdefault(fold(label[1] if label else texts[at]), {}).update(dict.fromkeys(values))
    return {label: tuple(values)[:_MOST_VALUES] for label, values in found.items()}


def _by_product_type(book: Workbook, sheet: str, formula: str, types: Sequence[str]) -> tuple[str, ...]:
    """The lists that ``INDIRECT(product type & "color1.value")`` can mean, all product types together.

    Their names are made of the product type and the quoted piece, without the characters that a name cannot have.
    """
    pieces = [piece for piece in _QUOTED.findall(formula) if len(piece) > 2]
    if "INDIRECT" not in formula.upper() or not pieces:
        return ()
    ending = _NO_NAME.sub("", pieces[-1]).casefold()
    starts = {_NO_NAME.sub("", one.replace("-", "_")).casefold() for one in types}
    values: dict[str, None] = {}
    for name in book.names:
        folded = name.casefold()
        if folded.endswith(ending) and (not starts or folded[: -len(ending)] in starts):
            values.update(dict.fromkeys(book.values(name, sheet) or ()))
    return tuple(values)[:_MOST_VALUES]
