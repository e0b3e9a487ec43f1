"""Who may be registered already: candidates by shared keys, scored with reasons. Shown, never merged by rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.duplicates import LIST, Match, Person, blocking_keys, score
from samarth_desktop.domain.group import Member
from samarth_desktop.store import tables
from samarth_desktop.store.cards import Card
from samarth_desktop.store.pictures import CARD_COLUMNS, card_from
from samarth_desktop.store.reader import Reader
from samarth_desktop.store.words import person_of

CANDIDATES = 40
"""So many of those who share the most keys are compared; a true double shares several."""
_CROWD = 400
"""A key that more people share says nothing: a common name in a town."""

_artisan, _member = tables.RECORD_TABLES["artisan"].c, tables.RECORD_TABLES["member"].c
_ARTISAN = tuple(
    _artisan[key]
    for key in (
        "id", "name_hi", "name_en", "name_on_aadhaar", "relation", "relative_hi", "relative_en", "birth_date",
        "birth_year", "gender", "village", "village_code", "district", "mobile", "phone_owner", "aadhaar_last4",
        "bank_account", "voter_id", "pan",
    )
)  # fmt: skip
_MEMBER = tuple(_member[key] for key in ("id", "name_hi", "name_en", "relation", "relative", "birth_year", "mobile"))


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
    keys = blocking_keys(wanted)
    if not keys:
        return
    block, ask = tables.block.c, reader.connection
    crowds = select(block.key).where(block.key.in_(keys)).group_by(block.key).having(func.count() <= _CROWD)
    shared = select(block.rid).where(block.key.in_(crowds)).group_by(block.rid).order_by(func.count().desc())
    rids = ask.scalars(shared.limit(CANDIDATES + 1)).all()
    cards = [card_from(row) for row in ask.execute(select(*CARD_COLUMNS).where(tables.card.c.rid.in_(rids)))]
    by_id = {card.id: card for card in cards if card.id != wanted.id}
    for kind, columns in (("artisan", _ARTISAN), ("member", _MEMBER)):
        rows = [row for row, card in by_id.items() if card.kind == kind]
        if rows:
            for row in ask.execute(select(*columns).where(columns[0].in_(rows))):
                yield by_id[row.id], person_of(row, by_id[row.id])


def pairs(reader: Reader, *, least: float) -> Iterator[tuple[Card, Card, Match]]:
    """All pairs of active people on this laptop with at least this score, each once."""
    people = select(_artisan.id, tables.card.c.rid).join(tables.card, tables.card.c.id == _artisan.id)
    for row in reader.connection.execute(
        people.where(tables.card.c.active.is_(True)).order_by(tables.card.c.rid)
    ).all():
        record = reader.get(Artisan, row.id)
        if record is not None:
            mine = None
            for neighbour in alike(reader, record, least=least, most=CANDIDATES):
                if neighbour.card.active and neighbour.card.id > row.id:
                    mine = mine or _card(reader, row.rid)
                    yield mine, neighbour.card, neighbour.match


def _card(reader: Reader, rid: int) -> Card:
    return card_from(reader.connection.execute(select(*CARD_COLUMNS).where(tables.card.c.rid == rid)).one())
