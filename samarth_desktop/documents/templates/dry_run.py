"""Says, before a sheet is written, what the marketplace would refuse and why; gives the rows that it would take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samarth_desktop.documents.templates.cell_rules import Refused, RowValue, clean, decimal, fit
from samarth_desktop.documents.templates.mapping import KNOWN_KEYS, ColumnMapping
from samarth_desktop.documents.templates.model import (
    CellValue,
    Column,
    ColumnIndex,
    Need,
    SheetRow,
    Template,
    fold,
    plain_key,
)
from samarth_desktop.documents.templates.units import convert, same_measure, unit_of_key
from samarth_desktop.i18n import T, Text

SKU = "sku"
CATEGORY = "category"
_MOST_NAMED = 5

Row = Mapping[str, RowValue]
"""One product: our keys, and the attributes of the category by the template's own headings or keys."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row would be refused. `row` counts the given rows from 0, `field` is the column's heading."""

    row: int
    sku: str
    field: str
    key: str
    reason: Text


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that can be sent: its cells by column, from 0. `row` counts the given rows from 0."""

    row: int
    sku: str
    cells: Mapping[int, CellValue]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What came of it. While `unmapped_musts` names a column nothing may be written; `unmapped` stay empty."""

    rows: tuple[FilledRow, ...]
    refused: tuple[Refusal, ...]
    unmapped_musts: tuple[str, ...]
    unmapped: tuple[str, ...]


def check(
    template: Template,
    mapping: ColumnMapping,
    rows: Sequence[Row],
    standing: Iterable[SheetRow] = (),
    later: frozenset[str] = frozenset(),
) -> DryRun:
    """Fits rows into a template. `standing` are rows that are in the sheet already and will be completed;
    fields in `later` may stay empty even where they must be filled: somebody else fills them (photos, by the
    marketplace's picture tool).

    A column's value is the mapping's fixed text, else the row's own attribute of that heading or key, else the field
    that the mapping names.
    """
    plan = _Plan(template, mapping, rows, later)
    there = _by_sku(template, standing)
    musts = [column.name for column in plan.unmapped if column.need is Need.MUST and not _filled(column, there)]
    others = [column.name for column in plan.unmapped if column.name not in musts]
    taken: list[FilledRow] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        sku = plan.sku(row)
        cells, wrong = plan.fit(number, sku, row, there.get(sku, {}))
        wrong += plan.wrong_category(number, sku, row)
        if sku and fold(sku) in seen:
            wrong.append(plan.twice(number, sku))
        seen.add(fold(sku))
        if wrong:
            refused += wrong
        else:
            taken.append(FilledRow(number, sku, cells))
    return DryRun(tuple(taken), tuple(refused), tuple(musts), tuple(others))


@dataclass(frozen=True, slots=True)
class Fed:
    """One column: the field of ours or the fixed text that feeds it, and what it would hold in each row, with what is
    wrong with that (None: nothing)."""

    column: Column
    source: str
    fixed: str
    cells: tuple[tuple[str, Text | None], ...]


def feeds(template: Template, mapping: ColumnMapping, rows: Sequence[Row]) -> tuple[Fed, ...]:
    """What feeds each column that is not the marketplace's own, tried on some rows."""
    return _Plan(template, mapping, rows).feeds(rows)


class _Plan:
    """Where each column of one template gets its value from."""

    def __init__(
        self, template: Template, mapping: ColumnMapping, rows: Sequence[Row], later: frozenset[str] = frozenset()
    ) -> None:
        self._later = later
        columns = tuple(column for column in template.columns if column.need is not Need.MARKETPLACE)
        self._mapping = mapping
        self._categories = template.categories
        self._sku = sku_column(template)
        self._columns = columns
        index = ColumnIndex(columns)
        self._fixed = {column.index: mapping.fixed[name] for name, column in index.assign(mapping.fixed).items()}
        self._keys = {column.index: mapping.columns[name] for name, column in index.assign(mapping.columns).items()}
        self._attributes: dict[int, list[str]] = {}
        # Our own keys never mean a column by looking like its heading.
        for name in dict.fromkeys(key for row in rows for key in row if key not in KNOWN_KEYS):
            if column := index.find(name):
                self._attributes.setdefault(column.index, []).append(name)
        self._values = {column.index: _values_of(mapping, column) for column in columns}
        self._units = _unit_columns(columns)
        by_index = {column.index: column for column in columns}
        self._measured = {unit.index: by_index[index] for index, unit in self._units.items()}
        self.unmapped = [
            column
            for column in columns
            if column.index not in self._fixed
            and column.index not in self._keys
            and column.index not in self._attributes
        ]

    def fit(
        self, number: int, sku: str, row: Row, there: Mapping[int, str]
    ) -> tuple[dict[int, CellValue], list[Refusal]]:
        """The cells of a row, and what is wrong with it."""
        cells: dict[int, CellValue] = {}
        wrong: list[Refusal] = []
        for column in self._columns:
            value, key = self._value(column, row)
            if clean(value) == "":
                if column.need is Need.MUST and not there.get(column.index) and key not in self._later:
                    reason = T("{field} is missing. Fill it in.", field=column.name)
                    wrong.append(Refusal(number, sku, column.name, key, reason))
                continue
            try:
                cells[column.index] = fit(column, self._in_unit(column, key, value, row))
            except Refused as error:
                wrong.append(Refusal(number, sku, column.name, key, error.text))
        return cells, wrong

    def feeds(self, rows: Sequence[Row]) -> tuple[Fed, ...]:
        """What feeds each column, and what it would hold in each row."""
        return tuple(
            Fed(
                column,
                self._keys.get(column.index, "") or next(iter(self._attributes.get(column.index, ())), ""),
                self._fixed.get(column.index, ""),
                tuple(self._tried(column, row) for row in rows),
            )
            for column in self._columns
        )

    def _tried(self, column: Column, row: Row) -> tuple[str, Text | None]:
        value, key = self._value(column, row)
        text = clean(value)
        if not text:
            return "", None
        try:
            return str(fit(column, self._in_unit(column, key, value, row))), None
        except Refused as error:
            return text, error.text

    def sku(self, row: Row) -> str:
        """The row's own product number, as the sheet will have it."""
        return clean(self._value(self._sku, row)[0] if self._sku else row.get(SKU, ""))

    def wrong_category(self, number: int, sku: str, row: Row) -> list[Refusal]:
        """A product of another category than the sheet's, where it names some and no column of it says the category."""
        category = clean(row.get(CATEGORY, ""))
        if not category or not self._categories or CATEGORY in self._keys.values():
            return []
        theirs = self._mapping.values.get(CATEGORY, {}).get(fold(category), category)
        if {fold(theirs), fold(category)} & {fold(one) for one in self._categories}:
            return []
        known = ", ".join(self._categories[:_MOST_NAMED])
        reason = T("This sheet is for {known}; the product's category is “{value}”.", known=known, value=category[:60])
        return [Refusal(number, sku, CATEGORY, CATEGORY, reason)]

    def twice(self, number: int, sku: str) -> Refusal:
        """The refusal of a row whose number another row has."""
        field, key = (self._sku.name, self._keys.get(self._sku.index, SKU)) if self._sku else (SKU, SKU)
        return Refusal(number, sku, field, key, T("This SKU stands in the sheet twice. Give each its own."))

    def _value(self, column: Column, row: Row) -> tuple[RowValue, str]:
        """What goes into a column before it is fitted, and the key that it comes from."""
        measured = self._measured.get(column.index)
        if measured is not None:
            return self._unit(column, row) if clean(self._value(measured, row)[0]) else "", ""
        at = column.index
        if at in self._fixed:
            return self._fixed[at], ""
        if attribute := self._attribute(column, row):
            return row[attribute], attribute
        key = self._keys.get(at, "")
        value = row.get(key, "") if key else ""
        return self._translated(column, value), key

    def _attribute(self, column: Column, row: Row) -> str:
        """The row's own word for the column that it fills; '' where it has none."""
        return next((name for name in self._attributes.get(column.index, ()) if clean(row.get(name, ""))), "")

    def _translated(self, column: Column, value: RowValue) -> RowValue:
        """The mapping's word for a value; what the column's own list has needs none."""
        word = fold(clean(value))
        if word not in self._values[column.index] or any(fold(allowed) == word for allowed in column.allowed):
            return value
        return self._values[column.index][word]

    def _unit(self, column: Column, row: Row) -> str:
        """The unit to be used: as asked, or where the list has it not, one of the same measure that it has."""
        asked = self._fixed.get(column.index, "") or clean(row.get(self._attribute(column, row), ""))
        if any(fold(asked) == fold(allowed) for allowed in column.allowed):
            return asked
        return next((allowed for allowed in column.allowed if same_measure(asked, allowed)), asked)

    def _in_unit(self, column: Column, key: str, value: RowValue, row: Row) -> RowValue:
        """The value in the column's unit: told by its heading, or by what is filled into the unit's own column."""
        ours = unit_of_key(key)
        unit = self._units.get(column.index)
        theirs = self._unit(unit, row) if unit else column.unit
        if not ours or not same_measure(ours, theirs):
            return value
        number = decimal(clean(value))
        return value if number is None else convert(number, ours, theirs)


def _values_of(mapping: ColumnMapping, column: Column) -> Mapping[str, str]:
    for name in (column.heading, column.key, plain_key(column.key)):
        if name and fold(name) in mapping.values:
            return mapping.values[fold(name)]
    return {}


def _unit_columns(columns: Sequence[Column]) -> dict[int, Column]:
    """For ``item_weight#1.value`` the column ``item_weight#1.unit``: by the index of the former."""
    units = {plain_key(column.key).removesuffix(".unit"): column for column in columns if column.key.endswith(".unit")}
    units |= {
        plain_key(column.key).removesuffix("_unit_of_measure"): column
        for column in columns
        if column.key.endswith("_unit_of_measure")
    }
    found = {}
    for column in columns:
        unit = units.get(plain_key(column.key).removesuffix(".value"))
        if unit is not None and unit is not column:
            found[column.index] = unit
    return found


def sku_column(template: Template) -> Column | None:
    """The column of the seller's own product number."""
    for name in ("Seller SKU ID", "Seller SKU", "contribution_sku#1.value", "item_sku", "SKU"):
        if found := template.find(name):
            return found
    return None


def _by_sku(template: Template, standing: Iterable[SheetRow]) -> dict[str, Mapping[int, str]]:
    column = sku_column(template)
    if column is None:
        return {}
    return {row.cells[column.index].strip(): row.cells for row in standing if row.cells.get(column.index)}


def _filled(column: Column, there: Mapping[str, Mapping[int, str]]) -> bool:
    return bool(there) and all(cells.get(column.index) for cells in there.values())
