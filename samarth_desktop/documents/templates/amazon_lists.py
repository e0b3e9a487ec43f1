"""Which values Amazon's template allows in a column: from the rules on its cells and the sheet "Valid Values"."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from samarth_desktop.documents.templates.model import fold, plain_key
from samarth_desktop.documents.templates.workbook import Validation, Workbook, area

_QUOTED = re.compile(r'"([^"]*)"')
_NO_NAME = re.compile(r"[^\w.]")
_TYPE_BEHIND_LABEL = re.compile(r"^(.*?)\s*-\s*\[.*\]\s*$")
_PRODUCT_TYPES = ("product_type#1.value", "feed_product_type")
_MOST_VALUES = 20_000
_MOST_AREAS = 1_000
_LEAST_LABELS = 2  # in one row: then the labels are heads of columns

Named = Sequence[tuple[int, str, str]]
"""Column (from 0), key and label."""


def lists(book: Workbook, sheet: str, data_row: int, columns: Named) -> dict[int, tuple[str, ...]]:
    """The allowed values of each column that has a list; `data_row` counts from 0."""
    known = {fold(name) for _, key, label in columns for name in (label, key, plain_key(key)) if name}
    valid = _valid_values(book, known)
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
    for column, key, label in columns:
        names = (fold(key), fold(plain_key(key)), fold(label))
        if column not in found and (name := next((name for name in names if name in valid), "")):
            found[column] = valid[name]
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


def _valid_values(book: Workbook, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The lists of the sheet "Valid Values" by folded label or key; `known` are those of the template.

    Amazon writes a row for each: the label, often with ``- [PRODUCT_TYPE]`` behind it, right of it the values; rows of
    one label for several product types are put together. A sheet whose labels stand in one row is read downward.
    """
    title = next((title for title in book.sheets if fold(title) == "valid values"), "")
    if not title:
        return {}
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(book.cells(title).items()):
        if text.strip():
            rows.setdefault(row, {})[column] = text.strip()
    found: dict[str, dict[str, None]] = {}
    across = _across(rows, known)
    # A row of values can look like a row of labels (a variation theme's "Color", "Size"): the fuller reading counts.
    down = [] if any(map(_has_type, rows.values())) else _downward(rows, known)
    for label, values in down if len(down) > len(across) else across:
        found.setdefault(label, {}).update(dict.fromkeys(values))
    return {label: tuple(values)[:_MOST_VALUES] for label, values in found.items()}


_Lists = list[tuple[str, list[str]]]


def _downward(rows: Mapping[int, Mapping[int, str]], known: Collection[str]) -> _Lists:
    for number, texts in rows.items():
        labels = {column: _label(text) for column, text in texts.items()}
        hits = sum(label in known for label in labels.values())
        if hits >= _LEAST_LABELS and 2 * hits >= len(labels):
            below = [texts for row, texts in rows.items() if row > number]
            lists = ((label, [t[column] for t in below if column in t]) for column, label in labels.items())
            return [(label, values) for label, values in lists if values and label in known]
    return []


def _across(rows: Mapping[int, Mapping[int, str]], known: Collection[str]) -> _Lists:
    lists = []
    for texts in rows.values():
        # A group's name may stand in column A, the label then in B.
        at = next((column for column in (0, 1) if _label(texts.get(column, "")) in known), -1)
        values = [text for column, text in texts.items() if column > at]
        if at >= 0 and values:
            lists.append((_label(texts[at]), values))
    return lists


def _has_type(texts: Mapping[int, str]) -> bool:
    return any(_TYPE_BEHIND_LABEL.match(texts.get(column, "")) for column in (0, 1))


def _label(text: str) -> str:
    found = _TYPE_BEHIND_LABEL.match(text)
    return fold(found[1] if found else text)


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
