"""Registers everybody in a sheet.

Rows come in by parts, each part in a unit of work of its own and all under one id: what was acknowledged stays,
whatever happens then, and the same file brought once more passes over what is there and goes on. A file that cannot be
read is refused before the first row. A look at what would happen writes nothing and keeps nobody from writing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.imports import import_journal, table_survey
from samarth_desktop.actions.imports.ahead.helper import ParserProcess, about_so_many, parser_process
from samarth_desktop.actions.imports.ahead.prefetcher import PIECE, Compare, Prefetcher
from samarth_desktop.actions.imports.ahead.preparing import PreparedRow
from samarth_desktop.actions.imports.ahead.questions import Rows, Table
from samarth_desktop.actions.imports.column_memory import remember
from samarth_desktop.actions.imports.import_choices import Choices
from samarth_desktop.actions.imports.import_doubts import repeated
from samarth_desktop.actions.imports.import_groups import Groups, Members
from samarth_desktop.actions.imports.import_head import NO_HEAD, ImportHead
from samarth_desktop.actions.imports.import_journal import ImportJournal
from samarth_desktop.actions.imports.import_part import Part, Terms
from samarth_desktop.actions.imports.import_people import People
from samarth_desktop.actions.imports.import_products import Products
from samarth_desktop.actions.imports.import_report import LeftOut, Report, Tally, report_of, write_errors
from samarth_desktop.actions.imports.sheet_source import Source, left_by_choice, open_tables, sources
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Catalog, Tn
from samarth_desktop.store.database.bulk import uncollected
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

__all__ = ["Job", "Report", "Source", "import_file", "look", "open_tables", "preview", "remember", "run", "sources"]

PART = 4000
"""The most rows in one unit: a power cut costs at most these, and they come again with the file."""
_LONGEST_S = 2.0
"""After so long a unit takes no further piece, however slow the machine: what is told of the progress would stand."""

Progress = Callable[[int, int], None]
Some = Callable[[Report], object]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be taken in: tables as their plans say, what stays out of the file, what is given for all rows and
    what a person decided about single ones. `orders` is the order of day and month where it was told for all, `away`
    are tables that a person does not take."""

    tables: tuple[Source, ...]
    left_out: tuple[LeftOut, ...] = ()
    head: ImportHead = NO_HEAD
    choices: Choices = field(default_factory=dict)
    orders: str = ""
    away: tuple[Source, ...] = ()

    @property
    def kind(self) -> str:
        """What the file was brought as: artisans, shgs, products."""
        first = self.tables[0].plan.kind
        return "shgs" if first == "members" else first

    @property
    def total(self) -> int:
        """Rows of all tables, blank ones among them."""
        return sum(table.total for table in self.tables)


class Importer(Protocol):
    """Takes the rows of one kind of table, a part at a time: of every table of this kind that a job has."""

    def open(self, source: Source, compare: Compare) -> None: ...

    def take(self, reader: Reader, rows: Rows, looked: Sequence[PreparedRow], tally: Tally) -> Part[Any]: ...

    def write(self, unit: UnitOfWork, part: Part[Any], tally: Tally) -> None: ...

    def remember(self, reader: Reader, part: Part[Any], tally: Tally) -> None: ...


_IMPORTERS: Mapping[str, Callable[[Session, Terms], Importer]] = {
    "artisans": People,
    "shgs": Groups,
    "members": Members,
    "products": Products,
}


def import_file(
    session: Session,
    kind: str,
    path: Path,
    *,
    strict: bool = False,
    errors: Path | None = None,
    as_written: bool = False,
    head: ImportHead = NO_HEAD,
    orders: str = "",
    sheet: str = "",
    words: Catalog,
    progress: Progress | None = None,
    helper: ParserProcess | None = None,
) -> Report:
    """Imports a file with the guessed or remembered mapping; see :func:`run`.

    Columns that are recognised as Kruti Dev text are made real Hindi, and named in the report, unless `as_written`.
    `helper` is one that was started before; else a large file gets one that starts while it is read.
    """
    with parser_process(0 if helper else about_so_many(path)) as made:
        book = open_tables(session, kind, path, sheet=sheet)
        if not as_written:
            tables = (one.planned(replace(one.plan, legacy=one.plan.legacy | one.legacy)) for one in book.tables)
            book = replace(book, tables=tuple(tables))
        job = Job(book.tables, book.left_out, head, orders=orders)
        return run(session, job, strict=strict, errors=errors, words=words, progress=progress, early=helper or made)


def import_sources(session: Session, tables: Sequence[Source], **how: Any) -> Report:
    """Imports tables by themselves; see :func:`run`."""
    return run(session, Job(tuple(tables)), **how)


def preview(session: Session, tables: Sequence[Source], shown: int = 50, progress: Progress | None = None) -> Report:
    """What an import of these tables would do; see :func:`look`."""
    return look(session, Job(tuple(tables)), shown, progress)


def run(
    session: Session,
    job: Job,
    *,
    strict: bool = False,
    errors: Path | None = None,
    words: Catalog,
    progress: Progress | None = None,
    early: ParserProcess | None = None,
) -> Report:
    """Imports. `progress` is told how many of how many rows are done, after each part.

    `early` is a helper that was started before; a large file gets one in any case. With `strict` all rows are looked
    at first, and one bad row means that nothing comes in. The bad rows and those that are questions, and only they, go
    to the sheet `errors` (written only when there are any), in the language of `words`. Raises KnownError where the
    data folder cannot be written; whole parts that came in before stay, and the sentence says so.
    """
    job, surveys = table_survey.settled(job)
    with parser_process(0 if early else job.total) as made:
        helper = early or made
        if strict:
            tally = _begun(job, surveys)
            with session.store.read() as reader:
                _pass(session, job, _terms(job), tally, helper, progress, _Look(reader))
            if tally.bad:
                _note_errors(errors, tally, words)
                return report_of(tally, rolled_back=True)
        journal = _journal(session, job)
        tally = _begun(job, surveys)
        writing = _Writing(session, journal, tally)
        try:
            _pass(session, job, _terms(job, journal), tally, helper, progress, writing)
            journal.finish(session)
        except KnownError as error:
            raise writing.told(error) from error
    _note_errors(errors, tally, words)
    return report_of(tally, run=journal.run.id)


def _journal(session: Session, job: Job) -> ImportJournal:
    of = job.tables[0]
    return import_journal.begin(session, job.kind, of.file, of.digest, job.head)


def _note_errors(errors: Path | None, tally: Tally, words: Catalog) -> None:
    if (tally.bad or tally.asked) and errors is not None:
        write_errors(errors, tally, words)


def look(
    session: Session, job: Job, shown: int = 50, progress: Progress | None = None, first: Some | None = None
) -> Report:
    """What an import would do: exact counts, the first `shown` rows, and who is perhaps there already. Nothing is
    kept of it, and nobody waits for it. `first` is told what the first rows gave."""
    job, surveys = table_survey.settled(job)
    tally = _begun(job, surveys)
    tally.outcomes_wanted = shown
    journal = _journal(session, job)
    with parser_process(job.total) as helper, session.store.read() as reader:
        _pass(session, job, _terms(job, journal), tally, helper, progress, _Look(reader, tally, first))
    return report_of(tally, run=journal.run.id)


def _begun(job: Job, surveys: "Sequence[table_survey.TableSurvey]") -> Tally:
    """A count that begins with what is known before the first row is read."""
    tally = Tally()
    tally.left_out += [*job.left_out, *left_by_choice(job.away, job.tables)]
    tally.read += tally.left_rows
    for one in surveys:
        one.tell(tally)
    return tally


def _terms(job: Job, journal: ImportJournal | None = None) -> Terms:
    return Terms(job.head, job.choices, journal.excused if journal else frozenset(), repeated(job.tables))


Piece = tuple[Rows, list[PreparedRow]]


class _Step(Protocol):
    """Takes one piece of rows, and perhaps more of those that follow, at once."""

    def __call__(self, importer: Importer, pieces: Iterator[Piece], tally: Tally) -> Rows: ...


class _Look:
    """Remembers in place of writing."""

    def __init__(self, reader: Reader, tally: Tally | None = None, first: Some | None = None) -> None:
        self._reader, self._tally, self._first = reader, tally, first

    def __call__(self, importer: Importer, pieces: Iterator[Piece], tally: Tally) -> Rows:
        rows, looked = next(pieces)
        importer.remember(self._reader, importer.take(self._reader, rows, looked, tally), tally)
        if self._first and self._tally:
            self._first(report_of(self._tally))
            self._first = None
        return rows


class _Writing:
    """Writes pieces in a unit of work that ends after a moment, and notes it in the journal."""

    def __init__(self, session: Session, journal: ImportJournal, tally: Tally) -> None:
        self._session, self._journal, self._tally = session, journal, tally
        self._before = journal.run.rows
        self._kept = 0

    def __call__(self, importer: Importer, pieces: Iterator[Piece], tally: Tally) -> Rows:
        with writing(self._session, Deed.RECORDS) as unit:
            began, before, done = monotonic(), unit.newest, 0
            for rows, looked in pieces:
                importer.write(unit, importer.take(unit, rows, looked, tally), tally)
                done += len(rows)
                if done + len(rows) > PART or self._session.store.awaited or monotonic() - began > _LONGEST_S:
                    break  # who saves a form meanwhile waits for one piece
            took = tally.imported + tally.updated
            self._journal.part(unit, before, self._before + took)
            unit.commit()
            self._kept = took
        return rows

    def told(self, error: KnownError) -> KnownError:
        """The error, with what came in before it."""
        if not self._kept:
            return error
        text = Tn(
            "{reason} {count} row came in before and stays. Bring the same file once more to go on.",
            "{reason} {count} rows came in before and stay. Bring the same file once more to go on.",
            self._kept,
            reason=error.text,
        )
        return KnownError(text)


@uncollected()
def _pass(
    session: Session,
    job: Job,
    terms: Terms,
    tally: Tally,
    helper: ParserProcess | None,
    progress: Progress | None,
    step: _Step,
) -> None:
    """Goes over all rows of a job."""
    before = 0
    importers: dict[str, Importer] = {}
    for table in job.tables:
        about = Table(
            table.plan, session.today, session.store.today(), job.head.values, place.newer(), home=session.state
        )
        ahead = Prefetcher(table, about, min(PIECE, PART), helper)
        importer = importers.get(table.plan.kind) or _IMPORTERS[table.plan.kind](session, terms)
        importers[table.plan.kind] = importer
        importer.open(table, ahead.compare)
        tally.sheet = table.sheet.name
        pieces, done = _counted(ahead, tally), 0
        for first in pieces:
            last = step(importer, chain([first], pieces), tally)
            done = last[-1][0] - table.plan.top
            if progress:
                progress(before + done, job.total)
        if progress and done < table.total:
            progress(before + table.total, job.total)  # with the rows that are left out below
        before += table.total


def _counted(ahead: Prefetcher, tally: Tally) -> Iterator[Piece]:
    """The pieces; what was new of one decides what is made ready of those to come."""
    for rows, looked in ahead:
        new = tally.imported
        yield rows, looked
        ahead.new = tally.imported - new > len(rows) // 2
