"""Registers everybody in a sheet.

Rows come in by parts, each part in a transaction of its own: what was acknowledged stays, whatever happens then, and
the same file brought once more passes over what is there. A file that cannot be read is refused before the first row.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from samarth_desktop.actions.imports.import_ahead import (
    PIECE,
    ParserProcess,
    Prefetcher,
    PreparedRow,
    Rows,
    Table,
    parser_process,
)
from samarth_desktop.actions.imports.import_doubts import Repeated, repeated
from samarth_desktop.actions.imports.import_groups import Groups, Members
from samarth_desktop.actions.imports.import_people import People
from samarth_desktop.actions.imports.import_products import Products
from samarth_desktop.actions.imports.import_report import LeftOut, Report, Tally, report_of, write_errors
from samarth_desktop.actions.imports.sheet_source import Source, questions, remember, sources
from samarth_desktop.actions.session import Session
from samarth_desktop.i18n import Catalog, T
from samarth_desktop.store.log.unit_of_work import UnitOfWork

__all__ = ["Report", "Source", "import_file", "import_sources", "preview", "remember", "sources"]

PART = 4000
"""Rows in one transaction: a power cut costs at most these, and they come again with the file. The more rows, the
fewer times a page of the indexes is encrypted again."""

Progress = Callable[[int, int], None]
_NO_FIELD = T("Nothing here is meant by these heads.")


class Importer(Protocol):
    """Takes the rows of one kind of table, a part at a time, into a unit of work. `repeated` are the numbers that
    stand in several rows of the file."""

    repeated: Repeated

    def take(self, unit: UnitOfWork, rows: Rows, looked: Sequence[PreparedRow], tally: Tally) -> None: ...


_IMPORTERS: dict[str, Callable[[Session, Source], Importer]] = {
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
    words: Catalog,
    progress: Progress | None = None,
) -> Report:
    """Imports a file with the guessed or remembered mapping; see :func:`import_sources`.

    Columns that are recognised as Kruti Dev text are made real Hindi, and named in the report, unless `as_written`.
    """
    with parser_process(_about_so_many(path)) as early:  # it starts while the file is read
        tables = sources(session, kind, path)
        if not as_written:
            tables = tuple(one.planned(replace(one.plan, legacy=one.plan.legacy | one.legacy)) for one in tables)
        return import_sources(
            session, tables, strict=strict, errors=errors, words=words, progress=progress, early=early
        )


def _about_so_many(path: Path) -> int:
    """Rows of a file by its size, rather too few: a row of people takes some 170 bytes in XLSX, 300 in CSV."""
    try:
        return path.stat().st_size // 300
    except OSError:  # which the reading will tell
        return 0


def import_sources(
    session: Session,
    tables: Sequence[Source],
    *,
    strict: bool = False,
    errors: Path | None = None,
    words: Catalog,
    progress: Progress | None = None,
    early: ParserProcess | None = None,
) -> Report:
    """Imports tables as their plans say. `progress` is told how many of how many rows are done, after each part.

    `early` is a helper that was started before; a large file gets one in any case. With `strict` one bad row means
    that nothing comes in. The bad rows and those that are questions, and only they, go to the sheet `errors` (written
    only when there are any), in the language of `words`.
    """
    tally = Tally()
    if strict:
        with session.store.unit_of_work() as unit:
            _run(session, tables, tally, lambda: nullcontext(unit), progress, early)
            if not tally.bad:
                unit.commit()
    else:
        _run(session, tables, tally, None, progress, early)
    if (tally.bad or tally.asked) and errors is not None:
        write_errors(errors, tally, words)
    return report_of(tally, rolled_back=strict and bool(tally.bad))


def preview(session: Session, tables: Sequence[Source], shown: int = 50, progress: Progress | None = None) -> Report:
    """What an import would do: exact counts and the first `shown` rows. Nothing is kept of it."""
    tally = Tally(outcomes_wanted=shown)
    with session.store.unit_of_work() as unit:  # never committed
        _run(session, tables, tally, lambda: nullcontext(unit), progress)
    return report_of(tally)


def _run(
    session: Session,
    tables: Sequence[Source],
    tally: Tally,
    one_unit: Callable[[], nullcontext[UnitOfWork]] | None,
    progress: Progress | None,
    early: ParserProcess | None = None,
) -> None:
    total = sum(table.total for table in tables)
    before = 0
    twice = repeated(tables)
    with parser_process(0 if early else total) as made:
        for table in tables:
            importer = _IMPORTERS[table.plan.kind](session, table)
            importer.repeated = twice[table.plan.kind]
            tally.legacy += [table.plan.heads[at] for at in sorted(table.plan.legacy)]
            tally.questions += questions(table)
            if table.left_out:
                tally.left_out.append(LeftOut(table.sheet.name, _NO_FIELD, columns=table.left_out))
            size = min(PIECE, PART)
            ahead = Prefetcher(table, Table(table.plan, session.today, session.store.today()), size, early or made)
            pieces = iter(ahead)
            for first in pieces:
                last = 0
                with _uncollected(), one_unit() if one_unit else session.store.unit_of_work() as unit:
                    for rows, looked in chain([first], islice(pieces, PART // size - 1)):
                        new = tally.imported
                        importer.take(unit, rows, looked, tally)
                        ahead.new = tally.imported - new > len(rows) // 2
                        last = rows[-1][0]
                    if one_unit is None:
                        unit.commit()
                if progress:
                    progress(before + last - table.plan.top, total)
            before += table.total


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing in a part goes round in circles, and looking for circles among its rows costs a tenth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
