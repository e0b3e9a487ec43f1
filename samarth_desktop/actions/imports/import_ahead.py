"""Rows looked through ahead of their writing, in a large sheet by a second process on the other core.

What a row says, and what the tables need of a new record, depends on nothing that is in the store; so a helper can
make it while this process writes the rows before, and compare new people with those found near them. The helper gets
cells and people and gives values: it opens no data folder and never sees a key. It ends with this process, whatever
happens to it; without it all goes on, only slower.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.place import District
from samarth_desktop.rules.duplicates.frequencies import Sample
from samarth_desktop.rules.duplicates.scoring import is_one_of
from samarth_desktop.rules.sheets.column_mapping import TABLES, ColumnMapping
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.rules.sheets.row_parser import RowParser
from samarth_desktop.store.duplicates.pairs import Neighbours
from samarth_desktop.store.projections.prepared import PreparedRecord, prepare

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PIECE = 750
"""Rows that are looked through at once. Each piece asks the database some twenty things; who saves a form beside an
import waits for one."""
FIRST_PIECE = 100
"""Rows of the first piece, which a page shows while the rest is looked through; each that follows has twice as many
until they are whole, so that nobody waits long for the helper's first answer."""
WORTH_A_HELPER = 5000
"""A helper takes about half a second to start, in which one process alone takes in a thousand rows or two."""
_IN_ADVANCE = 4  # pieces that the helper has at a time: it never waits, and they take little memory

Rows = Sequence[tuple[int, list[str]]]
X = TypeVar("X")


class Table(NamedTuple):
    """What a look at the rows of a table needs: its plan, the day for ages, that by which the store judges, and the
    keys and values that are given for all rows. `districts` are those of a newer directory, which the helper would not
    know."""

    plan: ColumnMapping
    today: date
    judged: date
    head: tuple[tuple[str, Any], ...] = ()
    districts: tuple[District, ...] = ()


class PreparedRow(NamedTuple):
    """A row as it was understood; `ready` for a record that looks new, where that was wanted."""

    taken: ParsedRow
    ready: PreparedRecord | None


class _RowsAsked(NamedTuple):
    table: Table
    rows: Rows
    ready: bool


class _DoublesAsked(NamedTuple):
    """`sample` is None where it is that of the question before."""

    near: Sequence[Neighbours]
    sample: Sample | None
    least: float


def _doubles(near: Sequence[Neighbours], sample: Sample, least: float) -> list[str]:
    """The row ids of those who are somebody near them."""
    return [one.id for one, others in near if is_one_of(one, others, sample.frequencies, least)]


_Asked = _RowsAsked | _DoublesAsked


class RowPreparer:
    """Looks rows of one table through."""

    def __init__(self, table: Table) -> None:
        place.learn(table.districts)
        self._taker = RowParser(table.plan, table.today, table.head)
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


class ParserProcess:
    """The second process. Its start is not waited for."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy a window with its threads, and the key
        asked, asks = context.Pipe(duplex=False)
        answers, answered = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(asked, answered), daemon=True)
        with _no_main():
            self._process.start()
        asked.close()  # with the other end open here, the end of one process would not be seen by the other
        answered.close()
        self._started = False
        self._sample: Sample | None = None
        self._asked: SimpleQueue[bytes | None] = SimpleQueue()
        self._came: SimpleQueue[bytes | None] = SimpleQueue()
        Thread(target=_hand_over, args=(self._asked, asks), daemon=True).start()
        Thread(target=_gather, args=(answers, self._came), daemon=True).start()

    @property
    def started(self) -> bool:
        """Whether it is there by now. EOFError when it died over its start."""
        if not self._started and not self._came.empty():
            self._started = bool(self._received())
        return self._started

    def ask(self, table: Table, rows: Rows, *, ready: bool) -> None:
        """Gives it rows; :meth:`answer` gives the answers in the order of the questions."""
        self._ask(_RowsAsked(table, rows, ready))

    def compare(self, near: Sequence[Neighbours], sample: Sample, least: float) -> None:
        """Gives it people to compare; :meth:`doubles` gives the answer in its turn."""
        self._ask(_DoublesAsked(near, None if sample is self._sample else sample, least))
        self._sample = sample

    def _ask(self, question: "_Asked") -> None:
        self._asked.put(pickle.dumps(question, pickle.HIGHEST_PROTOCOL))

    def doubles(self) -> list[str] | None:
        """Who of the people who were compared is somebody near them. As :meth:`answer`."""
        answer: list[str] | None = self._received()
        return answer

    def answer(self) -> list[PreparedRow] | None:
        """What the rows say; None for a bug, which will come out where the rows are looked through again.

        EOFError when it is gone.
        """
        answer: list[PreparedRow] | None = self._received()
        return answer

    def _received(self) -> Any:
        came = self._came.get()
        if came is None:
            self._came.put(None)  # for who asks again
            raise EOFError
        return pickle.loads(came)

    def close(self) -> None:
        """Ends it at once."""
        self._asked.put(None)
        self._process.terminate()
        self._process.join()
        self._process.close()


@contextmanager
def parser_process(rows: int) -> Iterator[ParserProcess | None]:
    """A helper for about so many rows; None where they are few, or where there is one core only."""
    made = None
    if rows >= WORTH_A_HELPER and _cores() > 1 and multiprocessing.parent_process() is None:
        try:
            made = ParserProcess()
        except OSError:  # no process more is allowed
            made = None
    try:
        yield made
    finally:
        if made:
            made.close()


def _cores() -> int:
    ours = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(ours(0)) if ours else os.cpu_count() or 1


class _Comparison(NamedTuple):
    """People whom the helper compares, and to whom the answer is told."""

    near: Sequence[Neighbours]
    sample: Sample
    least: float
    tell: Callable[[str], object]

    def told(self, doubles: list[str] | None) -> None:
        """Tells the answer; without one they are compared here."""
        for row_id in _doubles(self.near, self.sample, self.least) if doubles is None else doubles:
            self.tell(row_id)


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
        self._theirs: deque[Rows | _Comparison] = deque()

    def __iter__(self) -> Iterator[tuple[Rows, list[PreparedRow]]]:
        while self._fill():
            if self._mine:  # read before the helper was there
                rows = self._mine.popleft()
                yield rows, self._look.rows(rows, ready=False)
                continue
            theirs = self._theirs.popleft()
            if isinstance(theirs, _Comparison):
                theirs.told(self._tried(lambda helper: helper.doubles()))
            else:
                yield theirs, self._answer() or self._look.rows(theirs, ready=False)

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

    def _in_advance(self) -> int:
        return sum(not isinstance(one, _Comparison) for one in self._theirs)

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


@contextmanager
def _no_main() -> Iterator[None]:
    """Keeps the helper from loading the script that runs here, of which it needs nothing: a script without
    ``if __name__ == "__main__"`` would do its work once more there."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _hand_over(asked: "SimpleQueue[bytes | None]", asks: "Connection") -> None:
    """Gives questions to the helper until None comes. It takes them in between its own work only, which nobody should
    wait for."""
    with asks, suppress(OSError):  # that it is gone is seen where its answers are missing
        while (question := asked.get()) is not None:
            asks.send_bytes(question)


def _gather(answers: "Connection", came: "SimpleQueue[bytes | None]") -> None:
    """Takes answers in when they come, until the line ends, and None then. A pipe holds less than one answer, so that
    the helper would otherwise stand still until somebody wants it."""
    with answers:
        try:
            while True:
                came.put(answers.recv_bytes())
        except (EOFError, OSError):
            came.put(None)


def _serve(asked: "Connection", answers: "Connection") -> None:
    """The helper's work, until the other process closes the line or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the other process, and this one with it
    os.environ.pop("SAMARTH_PASSPHRASE", None)  # not for this process
    gc.freeze()
    gc.disable()  # nothing here goes round in circles
    waiting: SimpleQueue[_Asked] = SimpleQueue()
    Thread(target=_listen, args=(asked, waiting), daemon=True).start()
    answers.send(True)
    answering = _Answering()
    while True:
        question = waiting.get()
        try:
            answer = answering.of(question)
        except Exception:  # the other process comes upon the same, and reports it
            answer = None
        try:
            answers.send(answer)
        except OSError:  # nobody is there any more
            os._exit(0)


class _Answering:
    """What the helper knows from one question to the next."""

    def __init__(self) -> None:
        self._looks: dict[Table, RowPreparer] = {}
        self._sample = Sample(0, ())

    def of(self, asked: _Asked) -> list[PreparedRow] | list[str]:
        """The answer to a question."""
        if isinstance(asked, _DoublesAsked):
            self._sample = asked.sample or self._sample
            return _doubles(asked.near, self._sample, asked.least)
        if asked.table not in self._looks:
            self._looks[asked.table] = RowPreparer(asked.table)
        return self._looks[asked.table].rows(asked.rows, ready=asked.ready)


def _listen(asked: "Connection", waiting: "SimpleQueue[_Asked]") -> None:
    """Takes questions in at any time, so that the one who asks never waits for one who answers, and sees the end."""
    try:
        while True:
            waiting.put(asked.recv())
    except (EOFError, OSError):
        os._exit(0)
