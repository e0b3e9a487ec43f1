"""The second process of a large import: its start, its end, and the two lines between it and this one.

It gets cells and people and gives values: it opens no data folder and never sees a key. It ends with this process,
whatever happens to it. Nothing that takes long to import is needed here, so that it can start before this process has
loaded what it needs itself.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from samarth_desktop.actions.imports.ahead.questions import DoublesAsked, RowsAsked

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from samarth_desktop.actions.imports.ahead.preparing import PreparedRow
    from samarth_desktop.actions.imports.ahead.questions import Rows, Table
    from samarth_desktop.rules.duplicates.frequencies import Sample
    from samarth_desktop.store.duplicates.pairs import Neighbours

WORTH_A_HELPER = 5000
"""A helper takes about half a second to start, in which one process alone takes in a thousand rows or two."""
_ROW_BYTES = 300  # of people in a CSV file; in XLSX a row takes some 170

_Bytes = SimpleQueue[bytes | None]


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
        self._asked: _Bytes = SimpleQueue()
        self._came: _Bytes = SimpleQueue()
        Thread(target=_hand_over, args=(self._asked, asks), daemon=True).start()
        Thread(target=_gather, args=(answers, self._came), daemon=True).start()

    @property
    def started(self) -> bool:
        """Whether it is there by now. EOFError when it died over its start."""
        if not self._started and not self._came.empty():
            self._started = bool(self._received())
        return self._started

    @property
    def is_awaited(self) -> bool:
        """Whether an answer would have to be waited for."""
        return self._came.empty()

    def ask(self, table: "Table", rows: "Rows", *, ready: bool) -> None:
        """Gives it rows; :meth:`answer` gives the answers in the order of the questions."""
        self._ask(RowsAsked(table, rows, ready))

    def compare(self, near: "Sequence[Neighbours]", sample: "Sample", least: float) -> None:
        """Gives it people to compare; :meth:`doubles` gives the answer in its turn."""
        self._ask(DoublesAsked(near, None if sample is self._sample else sample, least))
        self._sample = sample

    def answer(self) -> "list[PreparedRow] | None":
        """What the rows say; None for a bug, which will come out where the rows are looked through again.

        EOFError when it is gone.
        """
        answer: list[PreparedRow] | None = self._received()
        return answer

    def doubles(self) -> list[str] | None:
        """Who of the people who were compared is somebody near them. As :meth:`answer`."""
        answer: list[str] | None = self._received()
        return answer

    def _ask(self, question: RowsAsked | DoublesAsked) -> None:
        self._asked.put(pickle.dumps(question))

    def _received(self) -> Any:
        came = self._came.get()
        if came is None:
            self._came.put(None)  # for who asks again
            raise EOFError
        return pickle.loads(came)  # noqa: S301 - from the process that was started here

    def close(self) -> None:
        """Ends it at once."""
        self._asked.put(None)
        self._process.terminate()
        self._process.join()
        self._process.close()


@contextmanager
def parser_process(rows: int) -> "Iterator[ParserProcess | None]":
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


def about_so_many(path: "Path") -> int:
    """Rows of a file by its size, rather too few."""
    try:
        return path.stat().st_size // _ROW_BYTES
    except OSError:  # which the reading will tell
        return 0


def _cores() -> int:
    ours = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(ours(0)) if ours else os.cpu_count() or 1


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


def _hand_over(asked: _Bytes, asks: "Connection") -> None:
    """Gives questions to the helper until None comes. It takes them in between its own work only, which nobody should
    wait for."""
    with asks, suppress(OSError):  # that it is gone is seen where its answers are missing
        while (question := asked.get()) is not None:
            asks.send_bytes(question)


def _gather(answers: "Connection", came: _Bytes) -> None:
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
    gc.disable()  # nothing here goes round in circles
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the other process, and this one with it
    os.environ.pop("SAMARTH_PASSPHRASE", None)  # not for this process
    from samarth_desktop.actions.imports.ahead.preparing import Answering

    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(asked, waiting), daemon=True).start()
    answers.send(True)
    answering = Answering()
    while True:
        try:
            answer = answering.of(pickle.loads(waiting.get()))  # noqa: S301 - from the process that started this
        except Exception:  # the other process comes upon the same, and reports it
            answer = None
        try:
            answers.send(answer)
        except OSError:  # nobody is there any more
            os._exit(0)


def _listen(asked: "Connection", waiting: "SimpleQueue[bytes]") -> None:
    """Takes questions in at any time, so that the one who asks never waits for one who answers, and sees the end."""
    try:
        while True:
            waiting.put(asked.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)
