"""Blocks, towns and villages of the Local Government Directory: taken in from its files as downloaded, and found."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheet import Worksheet
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.domain.fields.field import Field, fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.lgd import LEVELS, Location, locations
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.search import lookups, places

H = TypeVar("H", bound=Holder)
_WITH_DISTRICT: tuple[type[Holder], ...] = (Artisan, Shg)
_TOLD = 2000  # rows between two words about how far it is


def import_files(
    session: Session, files: Sequence[Path], progress: Callable[[int, int], object] = lambda done, total: None
) -> dict[str, int]:
    """Takes in lists of the directory (CSV, XLSX, ODS, or one in a zip); gives how many places of each level came.

    All files are read through first: a wrong one among them, or an exception out of `progress` meanwhile, leaves all
    as it was. Then the places are written in parts of a moment each; who ends that early keeps whole parts, and the
    same files once more bring the rest. KnownError names the file that is no list.
    """
    books = [(file, sheet) for file in files for sheet in open_book(file)]
    told = _Told(progress, sum(sheet.count for _, sheet in books))
    for file, sheet in books:
        with _named(file):
            for _ in locations(told.rows(sheet)):
                pass
    told.read()
    counts: Counter[str] = Counter()
    for file, sheet in books:
        with _named(file):
            for part in lookups.chunks(locations(told.rows(sheet)), places.BATCH):
                with writing(session, Deed.HALL) as unit:
                    counts.update(places.take_in(unit, part))
                    unit.commit()
    with session.store.read() as reader:
        places.learn(reader)
    _read_districts(session)
    told.end()
    return {f"{level}s": counts[level] for level in LEVELS}


def _read_districts(session: Session) -> None:
    """Reads once more what was written as a district where nobody knew it: the list may have it now."""
    for record_class in _WITH_DISTRICT:
        described = fields_of(record_class)["district"]
        with session.store.read() as reader:
            waiting = lookups.with_unread(reader, record_class, "district")
        for part in lookups.chunks(waiting):
            known = [record for one in part if (record := _with_district(one, described)) is not one]
            if known:
                with writing(session, Deed.HALL) as unit:
                    unit.save_all(known, session.author)
                    unit.commit()


def _with_district(record: H, described: Field) -> H:
    got = read(described, record.unread["district"], record.state)
    found = place.district(got.value) if got.wrong is None and got.value else None
    if found is None:
        return record
    unread = {key: text for key, text in record.unread.items() if key != "district"}
    return replace(record, district=found.code, state=record.state or found.state, unread=unread)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Puts the name of a file before the sentence that says why it is no list."""
    try:
        yield
    except KnownError as error:
        raise KnownError(T("{file}: {reason}", file=file.name, reason=error.text)) from error


class _Told:
    """Counts rows as they go by, when they are read and when they are written, and tells how far it is."""

    def __init__(self, progress: Callable[[int, int], object], total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def rows(self, sheet: Worksheet) -> Iterator[list[str]]:
        """The rows of a sheet on their way by."""
        for cells in sheet.rows():
            if self._done % _TOLD == 0:
                self._progress(self._done // 2, self._total)
            self._done += 1
            yield cells

    def read(self) -> None:
        """All is read, nothing is written yet."""
        self._progress(self._total // 2, self._total)

    def end(self) -> None:
        """All is written."""
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
