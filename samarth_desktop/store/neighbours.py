"""Who may be registered already: candidates by shared keys, scored with reasons. Shown, never merged by rule."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.duplicates import LIST, Match, Person, blocking_keys, score
from samarth_desktop.domain.group import Member
from samarth_desktop.store import tables
from samarth_desktop.store.cards import Card
from samarth_desktop.store.pictures import cards_at
from samarth_desktop.store.reader import Reader
from samarth_desktop.store.words import person_of

CANDIDATES = 16
"""So many of those who share the most telling keys are compared; a true double shares several."""
_CROWD = 150
"""A key that more people share says nothing: a common name in a town."""
_TELLING = {"m": 4, "b": 4, "i": 4, "p": 4, "a": 3, "r": 2, "v": 2, "y": 1}
"""How much a shared key says, by its mark: own numbers most, a name part in a year of birth least."""
_BY_KEY = "SELECT key, rid FROM (SELECT key, rid FROM block WHERE key = ? LIMIT 151)"

_artisan, _member = tables.RECORD_TABLES["artisan"].c, tables.RECORD_TABLES["member"].c
_THESE: Any = bindparam("rows", expanding=True)
_ARTISANS = select(
    *(_artisan[key] for key in (
        "id", "name_hi", "name_en", "name_on_aadhaar", "relation", "relative_hi", "relative_en", "birth_date",
        "birth_year", "gender", "village", "village_other", "village_code", "district",
        "mobile", "phone_owner", "aadhaar_last4", "bank_account", "voter_id", "pan",
    ))
).where(_artisan.id.in_(_THESE))  # fmt: skip
_MEMBERS = select(
    *(_member[key] for key in ("id", "name_hi", "name_en", "relation", "relative", "birth_year", "mobile"))
).where(_member.id.in_(_THESE))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who is perhaps the same person, and why."""

    card: Card
    match: Match


def alike(reader: Reader, record: Artisan | Member, *, least: float = LIST, most: int = 10) -> list[Neighbour]:
    """The people who may be the same as this one (saved or being typed), most likely first.

    `least` is the lowest score that is worth showing, 0 to 1. The record itself is left out.
    """
    wanted = person_of(record)
    found = []
    for card, person in _candidates(reader, wanted):
        match = score(wanted, person)
        if match.score >= least:
            found.append(Neighbour(card, match))
    found.sort(key=lambda neighbour: -neighbour.match.score)
    return found[:most]


def _candidates(reader: Reader, wanted: Person) -> Iterator[tuple[Card, Person]]:
    ask, rids = reader.connection, _nearest(reader, blocking_keys(wanted))
    by_id = {card.id: card for card in cards_at(ask, rids).values() if card.id != wanted.id}
    for kind, wish in (("artisan", _ARTISANS), ("member", _MEMBERS)):
        rows = [row for row, card in by_id.items() if card.kind == kind]
        if rows:
            for row in ask.execute(wish, {"rows": rows}).all():
                yield by_id[row.id], person_of(row, by_id[row.id])


def _nearest(reader: Reader, keys: Sequence[str]) -> list[int]:
    """The rows that share the most telling keys."""
    if not keys:
        return []
    sharing: dict[str, list[int]] = defaultdict(list)
    asked = " UNION ALL ".join([_BY_KEY] * len(keys))
    for key, rid in reader.connection.exec_driver_sql(asked, tuple(keys)).all():
        sharing[key].append(rid)
    weight: Counter[int] = Counter()
    for key, rids in sharing.items():
        if len(rids) <= _CROWD:
            for rid in rids:
                weight[rid] += _TELLING.get(key[0], 1)
    return [rid for rid, _ in weight.most_common(CANDIDATES + 1)]
