"""New rows that are probably somebody who is there already, found before anything is written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from samarth_desktop.actions.imports.import_choices import SAME, Choice, Place, Twin
from samarth_desktop.actions.imports.import_part import Row, counts_already
from samarth_desktop.domain.fields.field import changed, fields_of
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
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
_CONSENT = "consent"
_CLOSEST, _ENOUGH = 4, 6  # as the store compares


class _Found(NamedTuple):
    row: Row
    match: Match
    other: Person
    place: Place | None


class TwinFinder:
    """Finds, part by part, for the new people of a file whom they look like: in the store or in an earlier row."""

    def __init__(self, today: date, consent: Consent | None) -> None:
        self._today, self._consent = today, consent
        self._rows: list[tuple[Place, ParsedRow]] = []
        self._joined: dict[Place, set[str]] = {}
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
            self._note(Place(sheet, row.number), row, keys[row_id])
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

    def _note(self, place: Place, row: Row, keys: Sequence[str]) -> None:
        if len(self._rows) >= _HELD:
            return
        if joins := _joins(row):
            self._joined[place] = joins
        for key in keys:
            self._by_key.setdefault(key, []).append(len(self._rows))
        self._rows.append((place, row.taken._replace(said=())))

    def _told(self, reader: Reader, sheet: str, found: Sequence[_Found]) -> Iterable[Twin]:
        ids = [one.other.id for one in found if one.place is None]
        records = {one.id: one for one in reader.get_many(Artisan, ids)} if ids else {}
        joined = self._joined_in_store(reader, ids) if ids else {}
        earlier = dict(self._rows) if any(one.place for one in found) else {}
        for one in found:
            row, place = one.row, Place(sheet, one.row.number)
            record = records.get(one.other.id) if one.place is None else earlier[one.place].as_record(Artisan)
            if record is None:  # a place in a group that is nobody's record
                continue
            held = joined.get(record.id, set()) if one.place is None else {_CONSENT, *self._joined.get(one.place, ())}
            joins = _joins(row) | ({_CONSENT} if self._consent else set())
            filled = row.taken.filling(record)
            unread = {"unread"} if filled.unread != record.unread else set()
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
                adds=frozenset(changed(record, filled)) | unread | (joins - held),
                choice=Choice(SAME, same_as=record.id, same_row=one.place),
            )

    def _joined_in_store(self, reader: Reader, ids: Sequence[str]) -> dict[str, set[str]]:
        """What these people are in, as :func:`_joins` says it, and whether consent is there."""
        found: dict[str, set[str]] = {row_id: set() for row_id in ids}
        for person, enrolments in lookups.children_of(reader, Enrolment, ids, "holder").items():
            found[person].update(one.programme for one in enrolments)
        for person, places in lookups.children_of(reader, Member, ids, "person").items():
            found[person].update(one.shg for one in places)
        for person, consents in lookups.children_of(reader, Consent, ids, "holder").items():
            if self._consent is None or counts_already(self._consent, consents):
                found[person].add(_CONSENT)
        return found


def _joins(row: Row) -> set[str]:
    """The codes of the programmes and the row ids of the groups that a row brings its person into."""
    return {*(verdict.programme for verdict in row.verdicts), *row.groups}


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
