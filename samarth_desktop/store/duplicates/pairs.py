"""Who is there twice: of everybody on the laptop in one pass, and of many people just written by an import.

Both find those who share telling keys and compare them as `neighbours` does when one person is typed.
"""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection, text

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.blocking import CROWD, TELLING, blocking_keys, enough, worth
from samarth_desktop.rules.duplicates.scoring import WARN, Match, Person, is_one_of, person_of, score
from samarth_desktop.store.database.bulk import uncollected
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.duplicates.candidate_rows import people_at, sample_frequencies
from samarth_desktop.store.duplicates.key_holders import KeyHolders
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.summaries import rids_of

_CLOSEST = 4
_HELD = 80_000  # people kept in memory, some 900 bytes each
_ROWS = 10_000
_AT_ONCE = 1000  # people whose keys are asked for
_PART = 500  # people that are looked at before progress is told
_OF = text("SELECT summary.rid, summary.id FROM json_each(:ids) JOIN summary ON summary.id = json_each.value")
_NO_KEYS: Mapping[str, Sequence[str]] = MappingProxyType({})
_KEYS = "SELECT key, rid FROM blocking_key WHERE rid BETWEEN ? AND ? ORDER BY key, rid"
_SHARING = """
SELECT * FROM (
    SELECT asked.key, (SELECT group_concat(rid) FROM (SELECT rid FROM blocking_key WHERE key = asked.value LIMIT ?)) of
    FROM json_each(?) AS asked
) WHERE """
"""For each of these keys, by its place among them, who has it; of a crowd not all."""
_BY_ANYBODY = _SHARING + "of IS NOT NULL"
_BY_SEVERAL = _SHARING + "of LIKE '%,%'"
_WORTH_IT = 6  # what the keys that two people share must be worth together


class CandidatePair(NamedTuple):
    """Two rows (summary numbers, the older first) that may be one person, and why."""

    rid_a: int
    rid_b: int
    match: Match


class Neighbours(NamedTuple):
    """Somebody who was just written, and who of those written before shares the most with her."""

    person: Person
    others: list[Person]


def pairs(reader: Reader, least: float, progress: Callable[[int, int], object]) -> Iterator[CandidatePair]:
    """Every two registered people with at least this score, each pair once, in no order.

    `progress` is told (done, all) now and then and may raise to end it.
    """
    with uncollected():
        yield from _pairs(reader, least, progress)


def _pairs(reader: Reader, least: float, progress: Callable[[int, int], object]) -> Iterator[CandidatePair]:
    ask, (nobody, last) = reader.connection, rids_of(Artisan.KIND)
    first = nobody + 1  # the row of the first person
    here = sample_frequencies(ask)
    shared, least_shared = _Shared(ask, first, last), enough(here.people)
    held: dict[int, Person] = {}
    for start in range(0, shared.people, _PART):
        progress(start, shared.people)
        near = {at: shared.near(at, least_shared) for at in range(start, min(start + _PART, shared.people))}
        wanted = {other for others in near.values() for other in others} | {at for at, others in near.items() if others}
        if len(held) > _HELD:  # whoever was passed is not met again
            held = {at: person for at, person in held.items() if at >= start}
        if len(held) > _HELD:
            held = {}
        missing = wanted - held.keys()
        held |= {rid - first: person for rid, person in people_at(ask, (first + at for at in missing))}
        for at, others in near.items():
            for other in others:
                if at in held and other in held:
                    match = score(held[at], held[other], here, least)
                    if match.score >= least:
                        yield CandidatePair(first + at, first + other, match)
    progress(shared.people, shared.people)


class _Shared:
    """Who shares keys with whom, as numbers in arrays: some 60 bytes a person."""

    def __init__(self, connection: Connection, first: int, last: int) -> None:
        self._members, self._starts, self._weights = array("I"), array("I", [0]), array("B")
        newest = 0
        for key, group in _groups(connection, first, last):
            newest = max(newest, group[-1] + 1)
            if 1 < len(group) <= CROWD:
                self._members.extend(group)
                self._starts.append(len(self._members))
                self._weights.append(worth(key, len(group)))
        self.people = newest
        self._of = array("I", bytes(4 * len(self._members)))
        self._ends = array("I", bytes(4 * (newest + 1)))
        for member in self._members:
            self._ends[member + 1] += 1
        for at in range(newest):
            self._ends[at + 1] += self._ends[at]
        filled = array("I", self._ends)
        for group_at, (start, end) in enumerate(pairwise(self._starts)):
            for member in self._members[start:end]:
                self._of[filled[member]] = group_at
                filled[member] += 1

    def near(self, at: int, least: int) -> list[int]:
        """The younger people with whom this one shares what is worth at least `least`."""
        value: Counter[int] = Counter()
        for group in self._of[self._ends[at] : self._ends[at + 1]]:
            weight = self._weights[group]
            for other in self._members[self._starts[group] : self._starts[group + 1]]:
                if other > at:
                    value[other] += weight
        return [other for other, shared in value.items() if shared >= least]


def _groups(connection: Connection, first: int, last: int) -> Iterator[tuple[str, list[int]]]:
    """The keys of people with the numbers, from 0, of those who have them."""
    current, group = "", list[int]()
    for part in connection.exec_driver_sql(_KEYS, (first, last)).partitions(_ROWS):
        for key, rid in part:
            if key != current:
                if current[:1] in TELLING:
                    yield current, group
                current, group = key, []
            group.append(rid - first)
    if current[:1] in TELLING:
        yield current, group


def flagged(reader: Reader, people: Sequence[Artisan], least: float = WARN) -> set[str]:
    """The row ids of those of these saved people who are, with at least this score, somebody written before them."""
    here = sample_frequencies(reader.connection)
    return {one.id for one, others in neighbours(reader, people) if is_one_of(one, others, here, least)}


def neighbours(
    reader: Reader,
    people: Iterable[Artisan],
    keys: Mapping[str, Sequence[str]] = _NO_KEYS,
    holders: KeyHolders | None = None,
) -> list[Neighbours]:
    """Those of these saved people who share enough with somebody written before them to be compared, in order.

    `keys` are the keys under which people stand in `block`, by row id, where they are known already; `holders` may
    know who has them.
    """
    found = []
    for part in chunks(people, _AT_ONCE):
        saved = {person.id: person for person in part}
        mine = dict(tuple(row) for row in reader.connection.execute(_OF, {"ids": json.dumps(list(saved))}))
        asked = {rid: keys.get(row) or blocking_keys(person_of(row, saved[row])) for rid, row in mine.items()}
        shared = holders.shared(reader.connection, asked) if holders else None
        if shared is None:
            shared = _shared(reader.connection, asked, _BY_SEVERAL)  # who asks is one of them
        closest = _closest(shared)
        near = {other for rids in closest.values() for other in rids}
        of = {rid: person_of(mine[rid], saved[mine[rid]]) for rid in {*closest, *near} & mine.keys()}
        known = of | dict(people_at(reader.connection, near - of.keys()))
        found += [Neighbours(of[rid], [known[one] for one in rids if one in known]) for rid, rids in closest.items()]
    return found


def nearest(reader: Reader, people: Sequence[tuple[Person, Sequence[str]]]) -> list[list[Person]]:
    """For each of these people, who are not written yet (with their keys), those in the store who share the most."""
    _, last = rids_of(Artisan.KIND)  # who is not written yet is younger than everybody
    mine = {last - at: keys for at, (_, keys) in enumerate(people)}
    closest = _closest(_shared(reader.connection, mine, _BY_ANYBODY))
    others = {other for rids in closest.values() for other in rids}
    known = dict(people_at(reader.connection, others)) if others else {}
    return [[known[rid] for rid in closest.get(one, ()) if rid in known] for one in mine]


def _closest(shared: Mapping[int, Mapping[int, int]]) -> dict[int, list[int]]:
    """Of those that share enough with each row, those that share the most."""
    closest = ((rid, _most(shared[rid])) for rid in sorted(shared))
    return {rid: most for rid, most in closest if most}


def _shared(connection: Connection, keys: Mapping[int, Sequence[str]], sharing: str) -> dict[int, dict[int, int]]:
    """For each row with these keys those written earlier that have some of them, and what those are worth."""
    having: dict[str, list[int]] = {}
    for rid, mine in keys.items():
        for key in mine:
            if key[0] in TELLING:
                having.setdefault(key, []).append(rid)
    asked, nobody = sorted(having), rids_of(Artisan.KIND)[0]  # in their order each page is gone through once
    shared: dict[int, dict[int, int]] = {}
    for at, found in connection.exec_driver_sql(sharing, (CROWD + 1, json.dumps(asked))).all():
        others = [int(rid) for rid in found.split(",")]
        if len(others) > CROWD:
            continue
        weight = TELLING[asked[at][0]]
        for rid in having[asked[at]]:
            of = shared.setdefault(rid, {})
            for other in others:
                if nobody < other < rid:
                    of[other] = of.get(other, 0) + weight
    return shared


def _most(shared: Mapping[int, int]) -> list[int]:
    """Those with whom enough is shared, the most first, of equals the oldest."""
    near = sorted((-weight, other) for other, weight in shared.items() if weight >= _WORTH_IT)
    return [other for _, other in near[:_CLOSEST]]
