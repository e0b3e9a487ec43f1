"""Blocks, towns and villages of the Local Government Directory: taken in from its files as downloaded, and found."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheets import Worksheet, open_book
from samarth_desktop.domain.places.lgd import LEVELS, Location, locations
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.search import places

_TOLD = 2000  # rows between two words about how far it is


def import_files(
    session: Session, files: Sequence[Path], progress: Callable[[int, int], object] = lambda done, total: None
) -> dict[str, int]:
    """Takes in lists of the directory (CSV, XLSX, ODS, or one in a zip); gives how many places of each level came.

    Rows stream from the file into one transaction: whatever ends an import early (a wrong file among them, a full
    disk, an exception out of `progress`) leaves all as it was. KnownError names the file that is no list.
    """
    books = [(file, sheet) for file in files for sheet in open_book(file)]
    told = _Told(progress, sum(sheet.count for _, sheet in books))
    counts: Counter[str] = Counter()
    with session.store.unit_of_work() as unit:
        for file, sheet in books:
            try:
                counts.update(places.take_in(unit, locations(told.rows(sheet))))
            except KnownError as error:
                raise KnownError(T("{file}: {reason}", file=file.name, reason=error.text)) from error
        told.end()
        unit.commit()
    return {f"{level}s": counts[level] for level in LEVELS}


class _Told:
    """Counts rows as they go by and tells how far it is."""

    def __init__(self, progress: Callable[[int, int], object], total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def rows(self, sheet: Worksheet) -> Iterator[list[str]]:
        for cells in sheet.rows():
            if self._done % _TOLD == 0:
                self._progress(self._done, self._total)
            self._done += 1
            yield cells

    def end(self) -> None:
        self._progress(self._total, self._total)


def find(session: Session, typed: str, limit: int = 30) -> list[Location]:
    """The places that fit what was typed, in either script or as an LGD code, best first."""
    with session.store.read() as reader:
        return places.find(reader, typed, limit=limit)


def held(session: Session) -> dict[str, int]:
    """How many places of each level are on this laptop, by level."""
    with session.store.read() as reader:
        counted = places.counts(reader)
    return {level: counted.get(level, 0) for level in LEVELS}
