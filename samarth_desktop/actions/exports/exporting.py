"""Writes the records of a sheet to a file that can be read in again without loss.

Numbers that are masked elsewhere are masked here; only the office may have them in full, and that is noted. A masked
export that is imported changes none of the numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.exports.rows import RowWriter, keys_of, own_keys
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, arriving, write_csv, write_xlsx
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Catalog, T, Tn
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.rules.proposals import on_paper, typed
from samarth_desktop.rules.roles import deed_of
from samarth_desktop.rules.sheets.head_words import SHEETS
from samarth_desktop.store.queries import audit
from samarth_desktop.store.search import lookups


def may_unmask(session: Session) -> bool:
    """Whether numbers may leave in full: only with the role of the office, which comes from enrolment."""
    return roles.may(session, roles.Deed.UNMASKED)


def export(
    session: Session,
    kind: str,
    path: Path,
    words: Catalog,
    *,
    unmasked: bool = False,
    labelled: bool = False,
    only: Sequence[str] | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> int:
    """Writes the records of a sheet (``artisans``, ``shgs`` ...) to a CSV, XLSX or PDF file by its ending, and gives
    the number of rows.

    Heads are the keys and values the codes that other programs read; with `labelled` both are in the words of the
    language, for people. A PDF is for people anyway, and holds what fits on paper. `only` are the row ids to be
    written (all when None). Members of groups stand on a sheet of their own, beside a CSV file in a second one.
    `progress` hears how many of the rows in `only` are read or laid out; what it raises ends the export, and no file
    is left. Raises KnownError.
    """
    roles.demand(session, deed_of("export", kind))
    if unmasked:
        roles.demand(session, roles.Deed.UNMASKED)
    ending = ending_of(path)
    with session.store.read() as reader:
        out = _Out(RowWriter(reader, words, unmasked, labelled or ending == ".pdf"), SHEETS[kind], only, progress)
        if ending == ".pdf":
            count = write_pdf(path, out.listing(), words, session.today, progress)
        else:
            count = write_table(path, out.sheets())
    if unmasked:
        with roles.writing(session, roles.Deed.UNMASKED) as unit:
            audit.note(unit, session.author, "export", detail=f"{kind} {count}")
            unit.commit()
    return count


def ending_of(path: Path) -> str:
    """The ending of a file to be written. KnownError when it is none of ours."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx", ".pdf"):
        raise KnownError(T("Give the file the ending .csv, .xlsx or .pdf."))
    return ending


def write_table(path: Path, sheets: Sequence[OutputSheet]) -> int:
    """Writes XLSX or CSV, further sheets beside a CSV file in files of their own. Gives the rows of the first sheet."""
    if path.suffix.lower() == ".xlsx":
        return write_xlsx(path, sheets)
    for beside in sheets[1:]:
        write_csv(path.with_stem(f"{path.stem}-{beside.name}"), beside)
    return write_csv(path, sheets[0])


def write_pdf(path: Path, sheet: OutputSheet, words: Catalog, day: date, progress: Callable[[int, int], object]) -> int:
    """Writes a list on paper under the name of the sheet, with the day and how many rows there are. Gives the number of
    rows; `progress` hears how many are laid out."""
    from samarth_desktop.documents.pdf import listing

    rows = [tuple(row) for row in sheet.rows]

    def laid_out(done: int) -> None:
        progress(done, len(rows))

    title, now = words.say(sheet.name), datetime.now()
    count = words.say(Tn("{count} row", "{count} rows", len(rows)))
    note = f"{words.date(day)} · {count}"
    content = listing.render(title, sheet.heads, rows, words.language, now, note=note, progress=laid_out)
    with arriving(path) as part:
        part.write_bytes(content)
    return len(rows)


@dataclass(frozen=True)
class _Out:
    """What goes out: all records of a kind, or only these rows, and what stands on sheets beside it."""

    writer: RowWriter
    kind: RecordKind
    only: Sequence[str] | None
    progress: Callable[[int, int], object]

    def sheets(self) -> list[OutputSheet]:
        """The sheet of the kind, and those beside it."""
        sheet = self.kind.sheet
        assert sheet is not None
        beside = (kind for kind in SHEETS.values() if kind.sheet and kind.sheet.within == sheet.name)
        return [self._sheet(self.kind, sheet.name), *map(self._beside, beside)]

    def listing(self) -> OutputSheet:
        """What fits on paper, under the title of the list; places in the script of the language, names in both."""
        kind, writer = self.kind, self.writer
        sheet = kind.sheet
        assert sheet is not None
        shown = ([on_paper(one, writer.words.language) for one in part] for part in self._records())
        rows = (row for part in shown for row in writer.rows(kind, part, sheet.paper))
        return OutputSheet(sheet.title or kind.words.many, writer.heads(kind, sheet.paper), rows)

    def _sheet(self, kind: RecordKind, name: str) -> OutputSheet:
        keys = (*keys_of(kind), *own_keys(self.writer.reader, kind))
        rows = (row for part in self._records() for row in self.writer.rows(kind, part, keys))
        return OutputSheet(name, self.writer.heads(kind, keys), rows)

    def _beside(self, kind: RecordKind) -> OutputSheet:
        assert kind.sheet is not None
        keys = keys_of(kind)
        rows = (row for part in self._children(kind) for row in self.writer.rows(kind, part, keys))
        return OutputSheet(kind.sheet.name, self.writer.heads(kind, keys), rows)

    def _records(self) -> Iterator[list[Record]]:
        """The records as they were typed: a proposal would come back as if somebody had written it."""
        return ([typed(one) for one in part] for part in self._held())

    def _held(self) -> Iterator[list[Record]]:
        reader = self.writer.reader
        if self.only is None:
            yield from lookups.chunks(lookups.all_of(reader, self.kind.record))
            return
        done = 0
        for part in lookups.chunks(self.only):
            self.progress(done, len(self.only))
            done += len(part)
            yield reader.get_many(self.kind.record, lookups.here(reader, part))

    def _children(self, kind: RecordKind) -> Iterator[list[Record]]:
        """The children of the records, in the order of these."""
        for part in self._records():
            found = lookups.children_of(self.writer.reader, kind.record, [one.id for one in part], kind.parent)
            yield [child for one in part for child in found.get(one.id, ())]
