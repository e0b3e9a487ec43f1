"""One look over all rows of a table before any of them is read: what is nobody's, and what a whole column decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.days import SINCE_1904
from samarth_desktop.domain.fields.field import Kind
from samarth_desktop.domain.fields.text.nothing import is_nothing
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.sheets import ditto, sections
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, columns_of
from samarth_desktop.rules.sheets.day_columns import DayColumn
from samarth_desktop.rules.sheets.not_people import HEADING, HEADS_AGAIN, OTHER_HEADS, RowKinds

ABOVE = T("This stands above the heads.")
_ENOUGH = 3  # numbers that tell what a column is


@dataclass(slots=True)
class Survey:
    """What the look found. `plan` says how the columns are read, `rows` counts the rows that may be people; `left` are
    the rows that are nobody's, with the reason; `beside` the places of columns without a head in which something
    stands, with how often; `ditto` the columns in which cells say "as above", with how many. `sections` are the rows of
    headings, with what holds below each by key; by key stand in `labels` what they call it, in `headings` the rows that
    say it. `foreign` are columns of numbers that
    another office gave. `asked` and `told` are columns with a question, or something to say."""

    plan: ColumnMapping
    rows: int = 0
    left: dict[int, Text] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    ditto: dict[int, int] = field(default_factory=dict)
    sections: dict[int, dict[str, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    headings: dict[str, list[int]] = field(default_factory=dict)
    foreign: frozenset[int] = frozenset()
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
    numbers, held = _Numbers(plan), sections.Held()
    for number, cells in rows:
        if plan.first <= number <= plan.top or not any(cell and not cell.isspace() for cell in cells):
            continue
        other = other or (number > plan.top and kinds.begins_another(cells))
        reason = _reason(plan, kinds, number, cells, above, other=other)
        if reason is not None:
            found.left[number] = reason
            if reason is HEADING and (given := kinds.section(cells)):
                found.sections[number] = held.take(given)
                found.labels = {key: label for key, (label, _) in given.items()} | found.labels
                for key in given:
                    found.headings.setdefault(key, []).append(number)
            continue
        found.rows += 1
        for at in ditto.of_above(cells, repeatable):
            found.ditto[at] = found.ditto.get(at, 0) + 1
        here = len(cells)
        for at, column in days.items():
            if at < here and cells[at]:
                column.add(cells[at])
        if numbers.open:
            numbers.add(cells)
        for at in headless if here >= width else (at for at in headless if at < here):
            if cells[at] and not cells[at].isspace():
                found.beside[at] = found.beside.get(at, 0) + 1
    _tell_of_ditto(found)
    found.foreign = numbers.foreign
    _settle_days(found, days, SINCE_1904 if since_1904 else 0, orders)
    return found


def _reason(
    plan: ColumnMapping,
    kinds: RowKinds,
    number: int,
    cells: Sequence[str],
    above: set[tuple[str, ...]],
    *,
    other: bool,
) -> Text | None:
    """Why a row is nobody's; None for one that may be somebody's. `above` are the rows above the heads."""
    if number < plan.first:
        above.add(tuple(cells))
        return ABOVE
    if other:
        return OTHER_HEADS
    return HEADS_AGAIN if tuple(cells) in above else kinds.reason(cells)


class _Numbers:
    """Looks at the column of registration numbers as a column: where none is ours, it is another office's."""

    def __init__(self, plan: ColumnMapping) -> None:
        self._at = plan.keys.index("registration") if "registration" in plan.keys else -1
        self.open = self._at >= 0
        self._others = 0

    def add(self, cells: Sequence[str]) -> None:
        """Takes a row in."""
        text = cells[self._at].strip() if self._at < len(cells) else ""
        if not text or is_nothing(text):
            return
        self._others += 1
        try:
            ids.read_number(text)
        except KnownError:
            return
        self.open = False

    @property
    def foreign(self) -> frozenset[int]:
        """The column, where enough of it is filled and no number is ours."""
        return frozenset({self._at}) if self.open and self._others >= _ENOUGH else frozenset()


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
    keys = tuple("" if at in found.foreign else key for at, key in enumerate(plan.keys))
    found.plan = replace(plan, keys=keys, days=tuple(readings))
