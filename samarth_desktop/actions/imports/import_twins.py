"""New rows that are probably somebody who is there already, found before anything is written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from samarth_desktop.actions.imports.import_choices import SAME, Choice, Place, Twin
from samarth_desktop.actions.imports.import_part import Row
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.duplicates.blocking import CROWD, TELLING, blocking_keys
from samarth_desktop.rules.duplicates.frequencies import Frequencies
from samarth_desktop.rules.duplicates.scoring import LIST, Match, Person, person_of, score
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.store.duplicates import pairs
from samarth_desktop.store.duplicates.candidate_rows import sample_frequencies
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.search import lookups

_HELD = 50_000
"""So many earlier rows of a file a row is compared with at most: each takes some 3 KB."""
_CLOSEST, _ENOUGH = 4, 6  # as the store compares


class _Found(NamedTuple):
    row: Row
    match: Match
    other: Person
    place: Place | None


class TwinFinder:
    """Finds, part by part, for the new people of a file whom they look like: in the store or in an earlier row."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._rows: list[tuple[Place, ParsedRow]] = []
        self._by_key: dict[str, list[int]] = {}

    def find(self, reader: Reader, sheet: str, new: Mapping[str, Row]) -> list[Twin]:
        """The likely doubles among these new rows of a sheet (by row id), in their order."""
        around = sample_frequencies(reader.connection)
        people = {row_id: person_of(row_id, row.taken.as_record(Artisan)) for row_id, row in new.items()}
        keys = {row_id: _keys(row, people[row_id]) for row_id, row in new.items()}
        known = pairs.nearest(reader, [(people[row_id], keys[row_id]) for row_id in new])
        found = []
        for (row_id, row), others in zip(new.items(), known, strict=True):
            candidates = [(other, None) for other in others] + list(self._in_file(keys[row_id]))
            if best := _best(row, people[row_id], candidates, around):
                found.append(best)
            self._note(Place(sheet, row.number), row.taken, keys[row_id])
        return list(self._told(reader, sheet, found))

    def _in_file(self, keys: Sequence[str]) -> Iterable[tuple[Person, Place | None]]:
        shared: Counter[int] = Counter()
        for key in keys:
            held = self._by_key.get(key, ())
            if len(held) <= CROWD:
                for at in held:
                    shared[at] += TELLING[key[0]]
        for at, weight in shared.most_common(_CLOSEST):
            if weight >= _ENOUGH:
                place, taken = self._rows[at]
                yield person_of("", taken.as_record(Artisan)), place

    def _note(self, place: Place, taken: ParsedRow, keys: Sequence[str]) -> None:
        if len(self._rows) >= _HELD:
            return
        for key in keys:
            self._by_key.setdefault(key, []).append(len(self._rows))
        self._rows.append((place, taken._replace(said=())))

    def _told(self, reader: Reader, sheet: str, found: Sequence[_Found]) -> Iterable[Twin]:
        ids = [one.other.id for one in found if one.place is None]
        records = {one.id: one for one in reader.get_many(Artisan, ids)} if ids else {}
        enrolled = lookups.children_of(reader, Enrolment, ids, "holder") if ids else {}
        consents = lookups.children_of(reader, Consent, ids, "holder") if ids else {}
        earlier = dict(self._rows) if any(one.place for one in found) else {}
        for one in found:
            row, place = one.row, Place(sheet, one.row.number)
            record = records.get(one.other.id) if one.place is None else earlier[one.place].as_record(Artisan)
            if record is None:  # a place in a group that is nobody's record
                continue
            joined = {of.programme for of in enrolled.get(record.id, ())}
            joins = bool(set(row.programmes) - joined) or (one.place is None and not consents.get(record.id))
            news = row.taken.filling(record) != record or (joins and one.place is None)
            yield Twin(
                place=place,
                name=row.taken.values.get("name_hi") or row.taken.values.get("name_en") or "",
                relative=row.taken.values.get("relative_hi") or row.taken.values.get("relative_en") or "",
                age=row.taken.as_record(Artisan).age_on(self._today),
                known=record.name_hi or record.name_en,
                number=record.registration,
                score=one.match.score,
                reasons=tuple(reason.text for reason in one.match.reasons),
                differs=tuple(Text(fields_of(Artisan)[key].label) for key in row.taken.differing(record)),
                outcome="updated" if news else "skipped",
                choice=Choice(SAME, same_as=record.id, same_row=one.place),
            )


def _keys(row: Row, person: Person) -> Sequence[str]:
    keys = row.ready.words.keys if row.ready and row.ready.words else blocking_keys(person)
    return [key for key in keys if key[0] in TELLING]


def _best(
    row: Row, person: Person, candidates: Sequence[tuple[Person, Place | None]], around: Frequencies
) -> _Found | None:
    best: _Found | None = None
    for other, place in candidates:
        match = score(person, other, around, LIST)
        if match.score >= LIST and (best is None or match.score > best.match.score):
            best = _Found(row, match, other, place)
    return best
