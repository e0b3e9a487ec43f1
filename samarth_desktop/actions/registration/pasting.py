"""What was copied from a spreadsheet, as rows of raw texts for a grid."""

import csv
import io
from collections.abc import Mapping, Sequence

from samarth_desktop.domain.fields import ages
from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.fields.parsing import read, tidy
from samarth_desktop.domain.fields.text import several
from samarth_desktop.rules.sheets import column_mapping

Row = dict[str, str]
OTHER_NAME = "other_name"
"""The name in the other script, beside the one that the grid shows."""
_A_COLUMN = 3
_RELATIONS = ("father", "husband", "mother")
_SAME = {"name_hi": "name", "name_en": OTHER_NAME, "relative_hi": "relative", "relative_en": "relative"}


def rows(text: str, column: int, kind: str, columns: Sequence[str], described: Mapping[str, Field]) -> list[Row]:
    """The rows of a text with tabs between cells; `kind` is that of the heads (``members``, ``artisans``).

    With heads in the first rows the columns are told by them; otherwise cells are taken from `column` on. What is
    in no list stays as written, so that the cell can be mended.
    """
    lines = csv.reader(io.StringIO(text), delimiter="\t")  # a cell with a line break stands in quotes
    cells = [line for line in ([tidy(cell) for cell in one] for one in lines) if any(line)]
    plan = column_mapping.find(kind, cells) if len(cells) > 1 else None
    if plan is not None and len([key for key in plan.keys if key]) > 1:
        keys = [_SAME.get(key, key) for key in plan.keys]
        cells = cells[plan.top :]
    else:
        keys = list(columns[column:])
    return _with_relations([_row(keys, line, columns, described) for line in cells])


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
            row[key] = _code(described[key], cell) if key in described else cell
    if not row.get("name") and row.get(OTHER_NAME):
        row["name"], row[OTHER_NAME] = row[OTHER_NAME], ""
    return row


def _code(field: Field, cell: str) -> str:
    if field.kind is not Kind.CHOICE:
        return cell
    got = read(field, cell)
    return cell if got.wrong is not None else str(got.value)


def names(row: Mapping[str, str]) -> dict[str, str]:
    """The name of a row under the key of its script, and the one in the other script."""
    name = tidy(row.get("name", ""))
    if any("\u0900" <= letter <= "\u097f" for letter in name):
        return {"name_hi": name, "name_en": row.get(OTHER_NAME, "")}
    return {"name_hi": row.get(OTHER_NAME, ""), "name_en": name}
