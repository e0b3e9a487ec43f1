"""Which of many people just written are probably there already: the look of `neighbours`, for a whole batch.

One statement finds the earlier rows that share telling keys; only the closest few of each are compared.
"""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import text

from samarth_desktop.domain import duplicates
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.duplicates import WARN, Person, blocking_keys, score
from samarth_desktop.store.reader import Reader
from samarth_desktop.store.rows import chunks

_CROWD = 60
"""A key that more people share says too little to be worth the time of an import."""
_CLOSEST = 3
_OF = text("SELECT card.rid, card.id FROM json_each(:ids) JOIN card ON card.id = json_each.value")
_TELLING = {"m": 4, "b": 4, "i": 4, "p": 4, "a": 3, "h": 2, "r": 2, "v": 2, "y": 1}
"""How much a shared key says, by its mark: own numbers most, a name part in a year of birth least."""
# The cards are asked of the few pairs that share enough, not of every pair that shares a key.
_SHARED = text(
    """
    WITH mine AS MATERIALIZED (
        SELECT json_extract(value, '$[0]') AS rid, json_extract(value, '$[1]') AS key,
            json_extract(value, '$[2]') AS weight FROM json_each(:mine)
    ), telling AS MATERIALIZED (
        SELECT key FROM (SELECT DISTINCT key FROM mine) AS asked
        WHERE (SELECT count(*) FROM (SELECT 1 FROM block WHERE block.key = asked.key LIMIT :crowd)) < :crowd
    ), near AS MATERIALIZED (
        SELECT mine.rid AS rid, block.rid AS other, sum(mine.weight) AS weight
        FROM telling JOIN mine ON mine.key = telling.key
        JOIN block ON block.key = mine.key AND block.rid < mine.rid
        GROUP BY mine.rid, block.rid HAVING sum(mine.weight) >= 5 OR max(mine.weight) = 4
    )
    SELECT near.rid, card.id, near.weight FROM near
    JOIN card ON card.rid = near.other AND card.kind = 'artisan' AND card.active
    ORDER BY near.weight DESC, near.other
    """
)


def flagged(reader: Reader, people: Sequence[Artisan], least: float = WARN) -> set[str]:
    """The row ids of those of these saved people who are, with at least this score, somebody written before them."""
    found: set[str] = set()
    for part in chunks(people):
        compared = {person.id: duplicates.person_of(person.id, person) for person in part}
        others = _others(reader, compared)
        wanted = sorted({other for closest in others.values() for other in closest} - compared.keys())
        known = {one.id: duplicates.person_of(one.id, one) for one in reader.get_many(Artisan, wanted)} | compared
        for row, closest in others.items():
            if any(other in known and score(compared[row], known[other]).score >= least for other in closest):
                found.add(row)
    return found


def _others(reader: Reader, people: Mapping[str, Person]) -> dict[str, list[str]]:
    """The rows written earlier that share the most with each of these people."""
    asked = reader.connection.execute(_OF, {"ids": json.dumps(list(people))}).all()
    rids: dict[int, str] = {rid: row for rid, row in asked}  # noqa: C416 (rows, which dict() does not take for pairs)
    mine = [(rid, key, _TELLING.get(key[0], 0)) for rid, row in rids.items() for key in blocking_keys(people[row])]
    closest: dict[str, list[str]] = {}
    for rid, other, _ in reader.connection.execute(_SHARED, {"mine": json.dumps(mine), "crowd": _CROWD}).all():
        of = closest.setdefault(rids[rid], [])
        if len(of) < _CLOSEST:
            of.append(other)
    return closest
