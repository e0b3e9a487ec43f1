"""What a row says, and what the tables need of a new record: all that depends on nothing that is in the store."""

from collections.abc import Sequence
from typing import NamedTuple

from samarth_desktop.actions.imports.ahead.questions import DoublesAsked, Rows, RowsAsked, Table
from samarth_desktop.domain.places import place
from samarth_desktop.rules.duplicates.frequencies import Sample
from samarth_desktop.rules.duplicates.scoring import is_one_of
from samarth_desktop.rules.sheets.column_mapping import TABLES
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.rules.sheets.row_parser import RowParser
from samarth_desktop.store.duplicates.pairs import Neighbours
from samarth_desktop.store.projections.prepared import PreparedRecord, prepare


class PreparedRow(NamedTuple):
    """A row as it was understood; `ready` for a record that looks new, where that was wanted."""

    taken: ParsedRow
    ready: PreparedRecord | None


class RowPreparer:
    """Looks rows of one table through."""

    def __init__(self, table: Table) -> None:
        place.learn(table.districts)
        self._taker = RowParser(table.plan, table.today, table.head, table.home)
        self._class = TABLES[table.plan.kind]
        self._judged = table.judged
        self._alone = table.plan.kind != "members"  # what a member says depends on her group

    def rows(self, rows: Rows, *, ready: bool) -> list[PreparedRow]:
        """What each of these rows says, in their order."""
        taken = [self._taker.take(cells) for _, cells in rows]
        return [PreparedRow(one, self._ready(one) if ready else None) for one in taken]

    def _ready(self, taken: ParsedRow) -> PreparedRecord | None:
        if not self._alone or taken.wrong or taken.example or taken.registration or not taken.named:
            return None
        return prepare(taken.as_record(self._class), self._judged)


def doubles_of(near: Sequence[Neighbours], sample: Sample, least: float) -> list[str]:
    """The row ids of those who are somebody near them."""
    return [one.id for one, others in near if is_one_of(one, others, sample.frequencies, least)]


class Answering:
    """What the helper knows from one question to the next."""

    def __init__(self) -> None:
        self._looks: dict[Table, RowPreparer] = {}
        self._sample = Sample(0, ())

    def of(self, asked: RowsAsked | DoublesAsked) -> list[PreparedRow] | list[str]:
        """The answer to a question."""
        if isinstance(asked, DoublesAsked):
            self._sample = asked.sample or self._sample
            return doubles_of(asked.near, self._sample, asked.least)
        if asked.table not in self._looks:
            self._looks[asked.table] = RowPreparer(asked.table)
        return self._looks[asked.table].rows(asked.rows, ready=asked.ready)
