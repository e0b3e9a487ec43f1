"""Who may be registered already: candidates by shared keys, scored with reasons. Shown, never merged by rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.rules.duplicates.blocking import CROWD, blocking_keys, enough, worth
from samarth_desktop.rules.duplicates.scoring import LIST, Match, score
from samarth_desktop.store.duplicates.candidate_rows import people_at, sample_frequencies
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.projector import summaries_at
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.search.search_index import person_of

CANDIDATES = 8
"""So many of those who share the most telling keys are compared; a true double shares several."""
_BY_KEY = f"SELECT ?, rid FROM (SELECT rid FROM blocking_key WHERE key = ? LIMIT {CROWD + 1})"  # noqa: S608 (a number of ours)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is perhaps the same person, and why."""

    summary: RecordSummary
    match: Match


def candidates(reader: Reader, record: Artisan | Member, *, least: float = LIST, most: int = 10) -> list[Candidate]:
    """The people who may be the same as this one (saved or being typed), most likely first.

    `least` is the lowest score that is worth showing, 0 to 1. The record itself is left out.
    """
    ask, wanted = reader.connection, person_of(record)
    here = sample_frequencies(ask)
    near = nearest(ask, blocking_keys(wanted), enough(here.people))
    found: list[tuple[int, Match]] = []
    for rid, person in people_at(ask, near):
        if person.id != wanted.id:
            match = score(wanted, person, here, least)
            if match.score >= least:
                found.append((rid, match))
    found.sort(key=lambda one: -one[1].score)
    summaries = summaries_at(ask, [rid for rid, _ in found[:most]]) if found else {}
    return [Candidate(summaries[rid], match) for rid, match in found[:most]]


def nearest(connection: Connection, keys: Sequence[str], least: int) -> list[int]:
    """The rows that share the most telling of these keys, of equals those with the rarer keys; at most CANDIDATES.

    What they share is worth at least `least`.
    """
    if not keys:
        return []
    asked = " UNION ALL ".join([_BY_KEY] * len(keys))
    values = tuple(value for at, key in enumerate(keys) for value in (at, key))
    sharing: list[list[int]] = [[] for _ in keys]
    for at, rid in connection.exec_driver_sql(asked, values).fetchall():
        sharing[at].append(rid)
    shared: dict[int, tuple[int, int]] = {}
    for key, rids in zip(keys, sharing, strict=True):
        if len(rids) <= CROWD:
            value, rare = worth(key, len(rids)), CROWD - len(rids)
            for rid in rids:
                before = shared.get(rid, (0, 0))
                shared[rid] = before[0] + value, before[1] + rare
    best = sorted((-value, -rare, rid) for rid, (value, rare) in shared.items() if value >= least)
    return [rid for *_, rid in best[: CANDIDATES + 1]]
