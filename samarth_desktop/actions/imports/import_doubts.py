"""Rows of a sheet that may not be about the record whose number they name: not written, asked of a person.

Also the numbers that stand more than once in a file, of which nobody can say which row holds.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.domain import ids
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.duplicates.scoring import person_of
from samarth_desktop.rules.sheets import row_doubts
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.store.duplicates import candidates
from samarth_desktop.store.duplicates.candidate_rows import sample_frequencies
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.search import lookups
from samarth_desktop.store.search.search_index import person_of as any_person

_OWN = ("voter_id", "pan", "bank_account")
"""Papers that one person has: where a row without a name gives another person's, the number is hers, perhaps."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row is not taken before somebody looked: the sentence, and the registration numbers that may be meant."""

    reason: Text
    numbers: tuple[str, ...]


def of_person(reader: Reader, taken: ParsedRow, held: Artisan) -> Doubt | None:
    """The doubt about a row that names the person `held` by her number; None when it may well be a correction."""
    row = taken.as_record(Artisan)
    said, known, here = person_of("", row), person_of(held.id, held), sample_frequencies(reader.connection)
    better: Artisan | None = None
    if not said.names:
        better = _owner(reader, row, held)
    elif row_doubts.contradicts(said, known, here):
        near = [one.summary.id for one in candidates.candidates(reader, row) if one.summary.kind == Artisan.KIND]
        others = reader.get_many(Artisan, [one for one in near if one != held.id])
        fitting = (one for one in others if row_doubts.fits_better(said, known, person_of(one.id, one), here))
        better = next(fitting, None)
    if better is None and not row_doubts.other_person(said, known, here):
        return None
    return _doubt(held.registration, _name(row), _name(held), better)


def of_group(reader: Reader, taken: ParsedRow, held: Shg, namesakes: Sequence[str]) -> Doubt | None:
    """The same of a group; `namesakes` are the rows of the groups that bear the row's name."""
    row = taken.as_record(Shg)
    better = None
    if row.shg_code and row.shg_code != held.shg_code:
        better = next((one for one in lookups.holders_of(reader, Shg, "shg_code", row.shg_code) if one != held), None)
    if better is None and row.village and not row_doubts.same_group_name(row, held):
        others = reader.get_many(Shg, [one for one in namesakes if one != held.id])
        better = next((one for one in others if key(one.village) == key(row.village)), None)
    if better is None and not row_doubts.other_group(row, held):
        return None
    return _doubt(held.registration, _name(row), _name(held), better)


def of_member(reader: Reader, taken: ParsedRow, held: Artisan) -> Doubt | None:
    """The doubt about a member's row that names a registered person and says a name, too."""
    row = taken.as_record(Member)
    said = any_person(row)
    if not row_doubts.other_person(said, person_of(held.id, held), sample_frequencies(reader.connection)):
        return None
    return _doubt(held.registration, _name(row), _name(held), None)


def _owner(reader: Reader, row: Artisan, held: Artisan) -> Artisan | None:
    """Somebody else whose own phone or paper this row, which says no name, would write into `held`."""
    asked = [one for one in _OWN if getattr(row, one) and getattr(held, one) not in ("", getattr(row, one))]
    if row.mobile and held.mobile not in ("", row.mobile) and (row.phone_owner or held.phone_owner) != "family":
        asked.append("mobile")
    for field in asked:
        for one in lookups.holders_of(reader, Artisan, field, getattr(row, field)):
            if one.id != held.id and (field != "mobile" or one.phone_owner == "own"):
                return one
    return None


def _name(record: Holder | Member) -> str:
    return record.name_hi or record.name_en


def _doubt(number: str, said: str, known: str, better: Holder | None) -> Doubt:
    if better is None:
        text = T(
            "{number} is the number of {known}, but the row says {said}. Write the right number, or none.",
            number=number, known=known, said=said,
        )  # fmt: skip
        return Doubt(text, (number,))
    text = T(
        "{number} is the number of {known}; the row fits {other} ({other_number}). Write the right number, or none.",
        number=number, known=known, other=_name(better), other_number=better.registration,
    )  # fmt: skip
    return Doubt(text, (number, better.registration))


Repeated = frozenset[tuple[str, str]]
"""Numbers that stand in several rows, each with the group that the row names ("" but for members)."""


def repeated(tables: Sequence[Source]) -> dict[str, Repeated]:
    """Those of the tables of a file, by kind of table. Every table that holds numbers is read once for it."""
    counted: dict[str, Counter[tuple[str, str]]] = {}
    for table in tables:
        counted.setdefault(table.plan.kind, Counter()).update(_numbers(table))
    return {kind: frozenset(one for one, times in count.items() if times > 1) for kind, count in counted.items()}


def place_of(kind: str, number: str, group: str) -> tuple[str, str] | None:
    """What stands once in a file at most: a number, of a member together with her group. None for no number."""
    if not number:
        return None
    try:
        return ids.read_number(number), key(group) if kind == "members" else ""
    except KnownError:
        return None


def _numbers(table: Source) -> Iterator[tuple[str, str]]:
    kind = table.plan.kind
    number, group = _cell(table, "person" if kind == "members" else "registration"), _cell(table, "shg")
    if number is None:
        return
    for _, cells in table.rows():
        if (text := number(cells)) and (place := place_of(kind, text, group(cells) if group else "")):
            yield place


def _cell(table: Source, wanted: str) -> Callable[[Sequence[str]], str] | None:
    """How to get the text of a column from the cells of a row; None where no column holds it."""
    if wanted not in table.plan.keys:
        return None
    at = table.plan.keys.index(wanted)
    return lambda cells: cells[at] if at < len(cells) else ""
