"""What was copied from a spreadsheet, as rows of raw texts for a grid."""

import csv
import io
from collections.abc import Mapping, Sequence

from samarth_desktop.domain.fields import ages
from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.domain.fields.text import several
from samarth_desktop.rules.sheets import column_mapping, ditto
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
from samarth_desktop.rules.sheets.row_parser import code_of

Row = dict[str, str]
OTHER_NAME = "other_name"
"""The name in the other script, beside the one that the grid shows."""
_A_COLUMN = 3
_RELATIONS = ("father", "husband", "mother")
_SAME = {"name_hi": "name", "name_en": OTHER_NAME, "relative_hi": "relative", "relative_en": "relative"}


def rows(
    text: str,
    column: int,
    kind: str,
    columns: Sequence[str],
    described: Mapping[str, Field],
    also: Sequence[str] = (),
) -> list[Row]:
    """The rows of a text with tabs between cells; `kind` is that of the heads (``members``, ``artisans``).

    With heads in the first rows the columns are told by them, those of `also` among them, which the grid does not
    show; otherwise cells are taken from `column` on. What is in no list stays as written, so that the cell can be
    mended.
    """
    cells = _cells(text)
    plan = _heads(kind, cells)
    if plan is None:
        return _with_relations([_row(columns[column:], line, columns, described) for line in cells])
    keys = [_SAME.get(key, key) for key in plan.keys]
    above: list[str] = []
    found = []
    for line in cells[plan.top :]:
        above = ditto.filled(line, above, ditto.repeatable(plan.keys))
        found.append(_row(keys, above, (*columns, *also), described))
    return _with_relations(found)


def beside(text: str, kind: str, columns: Sequence[str], also: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The heads of the columns that are taken though the grid does not show them, and of those that are not taken."""
    plan = _heads(kind, _cells(text))
    taken: list[str] = []
    left: list[str] = []
    shown = (*columns, *_SAME.values(), *_RELATIONS, *_SAME)
    for head, key in zip(plan.heads, plan.keys, strict=True) if plan else ():
        if key in also:
            taken.append(head)
        elif head and key not in shown and column_mapping.meaning_of(kind)(head) != column_mapping.SERIAL:
            left.append(head)
    return taken, left


def column(text: str, kind: str, key: str) -> tuple[ColumnMapping, int, list[str]] | None:
    """The heads of a pasted list, with the place and the cells of the column that goes into `key`; None where none
    does."""
    cells = _cells(text)
    plan = _heads(kind, cells)
    if plan is None or key not in plan.keys:
        return None
    at = plan.keys.index(key)
    return plan, at, [line[at] for line in cells[plan.top :] if at < len(line) and line[at]]


def _cells(text: str) -> list[list[str]]:
    lines = csv.reader(io.StringIO(text), delimiter="\t")  # a cell with a line break stands in quotes
    return [line for line in ([tidy(cell) for cell in one] for one in lines) if any(line)]


def _heads(kind: str, cells: Sequence[Sequence[str]]) -> ColumnMapping | None:
    plan = column_mapping.find(kind, cells) if len(cells) > 1 else None
    return plan if plan is not None and len([key for key in plan.keys if key]) > 1 else None


def _with_relations(rows: list[Row]) -> list[Row]:
    """The rows with the relation out of the relative's cell, where the column says it in most cells (पति छोटेलाल)."""
    filled = [row for row in rows if row.get("relative")]
    said = [row for row in filled if several.begins_with_relation(row["relative"])]
    for row in said if len(said) >= _A_COLUMN and 2 * len(said) > len(filled) else ():
        parts = several.own_name(row["relative"], sure=True)
        if parts.cut and row.get("relation", "") in ("", parts.relation):
            row |= {"relation": parts.relation, "relative": parts.relative}
    return rows


def _row(keys: Sequence[str], cells: Sequence[str], columns: Sequence[str], described: Mapping[str, Field]) -> Row:
    row: Row = {}
    for key, cell in zip(keys, cells, strict=False):
        if key in _RELATIONS:
            if cell:
                row |= {"relation": key, "relative": cell}
        elif key == AGE:
            row[key] = ages.as_figures(cell)
        elif key in (*columns, OTHER_NAME):
            row[key] = _code(key, described[key], cell) if key in described else cell
    if not row.get("name") and row.get(OTHER_NAME):
        row["name"], row[OTHER_NAME] = row[OTHER_NAME], ""
    return row


def _code(key: str, field: Field, cell: str) -> str:
    return (code_of(key, field, cell) or cell) if field.kind is Kind.CHOICE else cell


def names(row: Mapping[str, str]) -> dict[str, str]:
    """The name of a row under the key of its script, and the one in the other script."""
    name = tidy(row.get("name", ""))
    if any("\u0900" <= letter <= "\u097f" for letter in name):
        return {"name_hi": name, "name_en": row.get(OTHER_NAME, "")}
    return {"name_hi": row.get(OTHER_NAME, ""), "name_en": name}
