"""The rows of a table by pieces, looked through ahead of their writing, in a large sheet by a second process on the
other core.

The helper looks through the rows to come while this process writes those before, and compares new people with those
found near them. Without it all goes on, only slower.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from samarth_desktop.actions.imports.ahead.helper import ParserProcess
from samarth_desktop.actions.imports.ahead.preparing import PreparedRow, RowPreparer, doubles_of
from samarth_desktop.actions.imports.ahead.questions import Rows, Table
from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.rules.duplicates.frequencies import Sample
from samarth_desktop.store.duplicates.pairs import Neighbours

PIECE = 750
"""Rows that are looked through at once. Each piece asks the database some twenty things; who saves a form beside an
import waits for one."""
FIRST_PIECE = 100
"""Rows of the first piece, which a page shows while the rest is looked through; each that follows has twice as many
until they are whole, so that nobody waits long for the helper's first answer."""
_IN_ADVANCE = 6  # pieces that the helper has at a time: it never waits, and they take little memory
_AT_HAND = 4  # pieces that are looked through here while the helper is waited for
_STEP = 50  # rows that are looked through here at once, so that the helper's answer waits no longer than need be

X = TypeVar("X")


class _Comparison(NamedTuple):
    """People whom the helper compares, and to whom the answer is told."""

    near: Sequence[Neighbours]
    sample: Sample
    least: float
    tell: Callable[[str], object]

    def told(self, doubles: list[str] | None) -> None:
        """Tells the answer; without one they are compared here."""
        for row_id in doubles_of(self.near, self.sample, self.least) if doubles is None else doubles:
            self.tell(row_id)


class _Looked(NamedTuple):
    """A piece that is looked through here, as far as there was time."""

    rows: Rows
    looked: list[PreparedRow]


Compare = Callable[[Sequence[Neighbours], Sample, float, Callable[[str], object]], None]
"""Tells the row ids of those who are, with at least this score, somebody near them; now or before the rows end."""


def compare_here(near: Sequence[Neighbours], sample: Sample, least: float, tell: Callable[[str], object]) -> None:
    """Compares them at once, in this process."""
    _Comparison(near, sample, least, tell).told(None)


class Prefetcher:
    """The rows of a table by pieces, each with what its rows say. Set `new` to False while most rows are known: then
    nothing is made ready for the tables."""

    def __init__(self, source: Source, table: Table, size: int, helper: ParserProcess | None) -> None:
        self.new = True
        self._table = table
        self._look = RowPreparer(table)
        self._coming = _parts(source.rows(), size)
        self._helper = helper
        self._mine: deque[Rows] = deque()
        self._theirs: deque[Rows | _Comparison | _Looked] = deque()
        self._answered = False

    def __iter__(self) -> Iterator[tuple[Rows, list[PreparedRow]]]:
        while self._fill():
            if self._mine:  # read before the helper was there
                rows = self._mine.popleft()
                yield rows, self._look.rows(rows, ready=False)
                continue
            self._be_of_use()
            theirs = self._theirs.popleft()
            if isinstance(theirs, _Looked):
                self._look_on(theirs, len(theirs.rows))
                yield theirs
            elif isinstance(theirs, _Comparison):
                theirs.told(self._tried(lambda helper: helper.doubles()))
            else:
                answer = self._answer()
                self._answered = True
                yield theirs, answer or self._look.rows(theirs, ready=False)

    def compare(self, near: Sequence[Neighbours], sample: Sample, least: float, tell: Callable[[str], object]) -> None:
        """A :data:`Compare`: by the helper where there is one."""
        if near and self._is_helped():
            self._theirs.append(_Comparison(near, sample, least, tell))
            self._tried(lambda helper: helper.compare(near, sample, least))
        else:
            compare_here(near, sample, least, tell)

    def _fill(self) -> bool:
        """Reads on, and gives the helper as much as it should have; whether there is anything left."""
        if not self._theirs and not self._mine:
            self._mine.extend(islice(self._coming, 1))
        while self._is_helped() and self._in_advance() < _IN_ADVANCE and (rows := next(self._coming, None)):
            self._ask(rows)
        return bool(self._mine or self._theirs)

    def _be_of_use(self) -> None:
        """Looks rows through that nobody has yet, rather than wait for the helper; not before the first answer, which a
        page waits for. The pieces are the same whoever takes them: what an import tells does not hang on the moment."""
        while (
            self._answered
            and not isinstance(self._theirs[0], _Looked)
            and self._tried(lambda helper: helper.is_awaited)
            and (piece := self._begun_here())
        ):
            self._look_on(piece, _STEP)

    def _begun_here(self) -> "_Looked | None":
        """A piece that is looked through here and not to its end yet; None where there are enough, or no more rows."""
        here = [one for one in self._theirs if isinstance(one, _Looked)]
        if here and len(here[-1].looked) < len(here[-1].rows):
            return here[-1]
        if len(here) < _AT_HAND and (rows := next(self._coming, None)):
            self._theirs.append(piece := _Looked(rows, []))
            return piece
        return None

    def _look_on(self, piece: "_Looked", most: int) -> None:
        done = len(piece.looked)
        piece.looked.extend(self._look.rows(piece.rows[done : done + most], ready=self.new))

    def _in_advance(self) -> int:
        return sum(isinstance(one, list) for one in self._theirs)

    def _ask(self, rows: Rows) -> None:
        self._theirs.append(rows)
        self._tried(lambda helper: helper.ask(self._table, rows, ready=self.new))

    def _is_helped(self) -> bool:
        return bool(self._tried(lambda helper: helper.started))

    def _answer(self) -> list[PreparedRow] | None:
        return self._tried(lambda helper: helper.answer())

    def _tried(self, what: Callable[[ParserProcess], X]) -> X | None:
        """When the helper is gone, ended by the system perhaps, what it had is looked through here."""
        try:
            return what(self._helper) if self._helper else None
        except EOFError:
            self._helper = None
            return None


def _parts(rows: Iterator[X], most: int) -> Iterator[list[X]]:
    size = min(FIRST_PIECE, most)
    while part := list(islice(rows, size)):
        yield part
        size = min(2 * size, most)
