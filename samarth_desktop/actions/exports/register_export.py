"""Writes the register of certificates to a file, for people: what was issued to whom, and whether it holds."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet
from samarth_desktop.i18n import N_, Catalog, T, Text
from samarth_desktop.kinds.certificate.record import CERTIFICATE_KINDS, STATES, Certificate
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.queries import lists

TITLE = T("Certificates")
_HEADS = (N_("Serial no."), N_("Name"), N_("Registration no."), N_("Kind"), N_("Programme"), N_("Date"), N_("Status"))
_WORDS = {one.code: one.label for one in (*CERTIFICATE_KINDS, *STATES)}


def export(
    session: Session,
    rows: Sequence[str],
    path: Path,
    words: Catalog,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> int:
    """Writes the entries of these row ids to CSV, XLSX or PDF by the ending of the file.

    `progress` hears how many of how many are read. Gives the number of rows. Raises KnownError.
    """
    ending = exporting.ending_of(path)
    heads = [words.say(Text(head)) for head in _HEADS]
    with session.store.read() as reader:
        sheet = OutputSheet(words.say(TITLE), heads, _rows(reader, rows, words, progress))
        if ending == ".pdf":
            return exporting.write_pdf(path, sheet, words, session.today, progress)
        return exporting.write_table(path, [sheet])


def _rows(
    reader: Reader, rows: Sequence[str], words: Catalog, progress: Callable[[int, int], object]
) -> Iterator[list[str]]:
    for start in range(0, len(rows), lists.PAGE):
        progress(start, len(rows))
        part = rows[start : start + lists.PAGE]
        summaries, entries = lists.summaries(reader, part), reader.get_many(Certificate, part)
        holders = lists.summaries(reader, [entry.holder for entry in entries])
        for entry in entries:
            holder = holders.get(entry.holder)
            if entry.id in summaries:
                yield _row(entry, summaries[entry.id], holder.registration if holder else "", words)


def _row(entry: Certificate, summary: RecordSummary, registration: str, words: Catalog) -> list[str]:
    names = (summary.name_en, summary.name_hi) if words.language == "en" else (summary.name_hi, summary.name_en)
    return [
        entry.serial,
        names[0] or names[1],
        registration,
        words.say(Text(_WORDS.get(entry.certificate_kind, entry.certificate_kind))),
        entry.programme,
        entry.issued_on.isoformat() if entry.issued_on else "",
        words.say(Text(_WORDS.get(entry.state, entry.state))),
    ]
