"""One look over all rows of a table before any of them is read: what is nobody's, and what a whole column decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from samarth_desktop.domain.fields.days import SINCE_1904
from samarth_desktop.domain.fields.field import Kind
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.sheets import ditto
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, columns_of
from samarth_desktop.rules.sheets.day_columns import DayColumn
from samarth_desktop.rules.sheets.not_people import HEADS_AGAIN, OTHER_HEADS, RowKinds

ABOVE = T("This stands above the heads.")


@dataclass(slots=True)
class Survey:
    """What the look found. `plan` says how the columns are read, `rows` counts the rows that may be people; `left` are
    the rows that are nobody's, with the reason; `beside` the places of columns without a head in which something
    stands, with how often; `ditto` the columns in which cells say "as above", with how many. `asked` and `told` are
    columns with a question, or something to say."""

    plan: ColumnMapping
    rows: int = 0
    left: dict[int, Text] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    ditto: dict[int, int] = field(default_factory=dict)
    asked: list[tuple[int, Text]] = field(default_factory=list)
    told: list[tuple[int, Text]] = field(default_factory=list)


def survey(
    plan: ColumnMapping, rows: Iterable[tuple[int, Sequence[str]]], *, since_1904: bool = False, orders: str = ""
) -> Survey:
    """Looks over the rows (number, cells) of a sheet, heads and what stands above them included.

    `orders` is the order of day and month that somebody told for the whole file.
    """
    found = Survey(plan)
    kinds = RowKinds(plan)
    fields = columns_of(plan.kind)
    days = {at: DayColumn() for at, key in enumerate(plan.keys) if (of := fields.get(key)) and of.kind is Kind.DATE}
    repeatable = ditto.repeatable(plan.keys)
    headless = [at for at, head in enumerate(plan.heads) if not head.strip() and not plan.keys[at]]
    above: set[tuple[str, ...]] = set()
    width, other = len(plan.heads), False
    for number, cells in rows:
        if plan.first <= number <= plan.top or not any(cell and not cell.isspace() for cell in cells):
            continue
        if number < plan.first:
            found.left[number] = ABOVE
            above.add(tuple(cells))
            continue
        if other or (other := kinds.begins_another(cells)):
            found.left[number] = OTHER_HEADS
            continue
        if reason := HEADS_AGAIN if tuple(cells) in above else kinds.reason(cells):
            found.left[number] = reason
            continue
        found.rows += 1
        for at in ditto.of_above(cells, repeatable):
            found.ditto[at] = found.ditto.get(at, 0) + 1
        here = len(cells)
        for at, column in days.items():
            if at < here and cells[at]:
                column.add(cells[at])
        for at in headless if here >= width else (at for at in headless if at < here):
            if cells[at] and not cells[at].isspace():
                found.beside[at] = found.beside.get(at, 0) + 1
    _tell_of_ditto(found)
    _settle_days(found, days, SINCE_1904 if since_1904 else 0, orders)
    return found


def another_below(plan: ColumnMapping, rows: Iterable[tuple[int, Sequence[str]]]) -> int:
    """The first row (number) of the heads of another table below this one; 0 for none."""
    kinds = RowKinds(plan)
    return next((number for number, cells in rows if number > plan.top and kinds.begins_another(cells)), 0)


def _tell_of_ditto(found: Survey) -> None:
    for at, count in sorted(found.ditto.items()):
        said = Tn(
            "{count} cell of this column says “as above”. It takes what stands in the row above.",
            "{count} cells of this column say “as above”. They take what stands in the row above.",
            count,
        )
        found.told.append((at, said))


def _settle_days(found: Survey, days: dict[int, DayColumn], base: int, orders: str) -> None:
    plan = found.plan
    told = dict(plan.told)
    readings = []
    for at, column in days.items():
        reading, text = column.reading(told.get(at, "") or orders, base)
        readings.append((at, reading))
        if text is not None:
            (found.told if reading else found.asked).append((at, text))
    found.plan = replace(plan, days=tuple(readings))
