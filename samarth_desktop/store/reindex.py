"""The look-ups made anew when a newer program hears names otherwise than the one that wrote them.

Operations, records and cards stay as they are: only what is derived from their names is written again.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Text, delete, or_, select

from samarth_desktop.domain.consent import Consent
from samarth_desktop.domain.merges import MERGED_INTO
from samarth_desktop.domain.op import MOVED_TO
from samarth_desktop.domain.records import RECORDS
from samarth_desktop.domain.register import Certificate
from samarth_desktop.store import places, tables
from samarth_desktop.store.cards import LISTED, rids_of
from samarth_desktop.store.pictures import CARD_COLUMNS, card_from
from samarth_desktop.store.readonly import AREAS
from samarth_desktop.store.rows import chunks, record_of
from samarth_desktop.store.words import FORMS, Entry, Index
from samarth_desktop.store.work import Work

FORMS_KEY = "forms"
"""The setting that holds by which rules the look-ups of this folder were written."""


STANDING_KEY, STANDING = "standing", "1"
"""The setting that holds by which rules certificates, consents and moved rows of this folder are shown, and today's."""

_PART = 4000


def is_due(held: str) -> bool:
    """Whether look-ups that were written by the rules `held` must be made anew."""
    return held != FORMS


def stand_again(work: Work) -> None:
    """Shows anew what an older program showed by other rules: certificates, consents, and who moved or was merged."""
    op = tables.op.c
    told = op.f.cast(Text)
    by_rule = or_(
        op.kind.in_((Certificate.KIND, Consent.KIND)), told.contains(f'"{MOVED_TO}"'), told.contains(f'"{MERGED_INTO}"')
    )
    erased = select(tables.erased.c.row)
    wanted = select(op.row).where(by_rule, op.row.not_in(erased)).distinct()
    work.show_again(list(work.connection.scalars(wanted.order_by(op.row))))
    work.put_settings({STANDING_KEY: STANDING})


def take_areas(work: Work, areas: Sequence[str]) -> None:
    """Keeps which areas the office gave this laptop, and shows anew what moved out of them or into them."""
    if work.setting(AREAS) == " ".join(areas):
        return
    work.put_settings({AREAS: " ".join(areas)})
    told = tables.op.c.f.cast(Text).contains(f'"{MOVED_TO}"')
    moved = select(tables.op.c.row).where(told, tables.op.c.row.not_in(select(tables.erased.c.row)))
    work.show_again(list(work.connection.scalars(moved.distinct())))


def again(work: Work, known_words: set[str]) -> None:
    """Makes every look-up anew: about a second for 10,000 people, once after an update."""
    ask = work.connection
    findable = list(ask.exec_driver_sql("SELECT rowid FROM found ORDER BY rowid").scalars())
    ask.exec_driver_sql("INSERT INTO found(found) VALUES ('delete-all')")
    for table in (tables.block, tables.word, tables.near):
        ask.execute(delete(table))
    known_words.clear()
    index = Index(ask, known_words)
    for part in chunks(findable, _PART):
        index.add(list(_entries(ask, part)))
    index.rub_out()  # one piece is searched in half the time of many
    places.index_again(work)
    work.put_settings({FORMS_KEY: FORMS})


def _entries(ask: Connection, rids: list[int]) -> Iterator[Entry]:
    for kind in sorted(LISTED):
        first, last = rids_of(kind)
        mine = [rid for rid in rids if first <= rid <= last]
        if mine:
            record_table = tables.RECORD_TABLES[kind]
            cards = {
                row.id: (row.rid, card_from(row))
                for row in ask.execute(select(*CARD_COLUMNS).where(tables.card.c.rid.in_(mine))).all()
            }
            for row in ask.execute(select(record_table).where(record_table.c.id.in_(list(cards)))).all():
                rid, card = cards[row.id]
                yield Entry(rid, card, record_of(RECORDS[kind], row))
