"""Who in a list that is being written is probably registered already, or stands in it twice. Marks, never a barrier."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samarth_desktop.actions.registration import hall_grid
from samarth_desktop.actions.registration.pasting import Row
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates import scoring
from samarth_desktop.rules.duplicates.blocking import blocking_keys
from samarth_desktop.rules.duplicates.frequencies import NOWHERE
from samarth_desktop.rules.duplicates.scoring import LIST, Match, Person, score
from samarth_desktop.store.duplicates import candidates
from samarth_desktop.store.duplicates.candidate_rows import sample_frequencies
from samarth_desktop.store.projections.summaries import RecordSummary

PART = 20
"""So many rows are looked up in one go; a lane stays free for others in between."""
_OF_ALL = ("village", "village_code", "district", "state")


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Who a row probably is, and why. `earlier` is the id of a row above it in the same list, "" for somebody who is
    registered and whom `card` shows."""

    summary: RecordSummary
    match: Match
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found of a row as it was written then."""

    written: tuple[str, ...]
    person: Person
    summary: RecordSummary
    registered: tuple[LikelyDuplicate, ...]


class Lookout:
    """Remembers what was found of rows that have not changed, so that a keystroke costs one look-up.

    Used by one lane: one call at a time.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: dict[str, _Seen] = {}
        self._around = NOWHERE

    def look(self, rows: Sequence[Row], common: Mapping[str, str]) -> tuple[dict[str, LikelyDuplicate], bool]:
        """For the ids of open rows the likeliest person, and whether all rows were looked at: at most `PART` changed
        rows are looked up in one call. Rows without a name or an id are left out."""
        open_rows = [row for row in rows if hall_grid.is_open(row) and row.get("name") and row.get(hall_grid.ID)]
        changed = [row for row in open_rows if self._is_new(row, common)]
        self._seen = {row[hall_grid.ID]: found for row in open_rows if (found := self._seen.get(row[hall_grid.ID]))}
        if changed:
            self._look_up(changed[:PART], common)
        known = [row for row in open_rows if row[hall_grid.ID] in self._seen]
        return self._likeliest(known), len(changed) <= PART

    def _is_new(self, row: Row, common: Mapping[str, str]) -> bool:
        before = self._seen.get(row[hall_grid.ID])
        return before is None or before.written != _written(row, common)

    def _look_up(self, rows: Iterable[Row], common: Mapping[str, str]) -> None:
        with self._session.store.read() as reader:
            self._around = sample_frequencies(reader.connection)
            for row in rows:
                sheet = hall_grid.sheet_of(self._session, row, common)
                person = replace(hall_grid.person_of(sheet), id=row[hall_grid.ID])
                found = candidates.candidates(reader, person)
                there = [one for one in found if one.summary.active and one.summary.kind == Artisan.KIND]
                self._seen[person.id] = _Seen(
                    _written(row, common),
                    scoring.person_of(person.id, person),
                    RecordSummary(person.id, "", "", person.name_hi, person.name_en, village=person.village),
                    tuple(LikelyDuplicate(one.summary, one.match) for one in there),
                )

    def _likeliest(self, rows: Sequence[Row]) -> dict[str, LikelyDuplicate]:
        found: dict[str, LikelyDuplicate] = {}
        above: dict[str, list[str]] = defaultdict(list)  # blocking key -> rows that have it
        for row in rows:
            seen, apart = self._seen[row[hall_grid.ID]], hall_grid.dismissed(row)
            every = [*seen.registered, *self._above(seen, above)]
            every = [one for one in every if (one.earlier or one.summary.id) not in apart]
            if every:
                found[row[hall_grid.ID]] = max(every, key=lambda one: one.match.score)
            if not hall_grid.same_as(row):
                for key in blocking_keys(seen.person):
                    above[key].append(row[hall_grid.ID])
        return found

    def _above(self, seen: _Seen, above: Mapping[str, list[str]]) -> list[LikelyDuplicate]:
        rows = dict.fromkeys(row for key in blocking_keys(seen.person) for row in above.get(key, ()))
        likened = [(row, score(seen.person, self._seen[row].person, self._around)) for row in rows]
        return [LikelyDuplicate(self._seen[row].summary, match, row) for row, match in likened if match.score >= LIST]


def _written(row: Row, common: Mapping[str, str]) -> tuple[str, ...]:
    return (*(row.get(key, "") for key in hall_grid.COLUMNS), *(common.get(key, "") for key in _OF_ALL))
