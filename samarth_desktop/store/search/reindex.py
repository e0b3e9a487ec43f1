"""The look-ups made anew when a newer program hears names otherwise than the one that wrote them.

Operations, records and summaries stay as they are: only what is derived from their names is written again.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Text, delete, or_, select

from samarth_desktop.domain.oplog.op import MOVED_TO
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.registry import LISTED, RECORDS
from samarth_desktop.rules.duplicates.merges import MERGED_INTO
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks, record_of
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections.projector import SUMMARY_COLUMNS, summary_from
from samarth_desktop.store.projections.summaries import rids_of
from samarth_desktop.store.search import places
from samarth_desktop.store.search.search_index import INDEX_VERSION, Index, IndexEntry

INDEX_VERSION_KEY = "forms"
"""The setting that holds by which rules the look-ups of this folder were written."""


STANDING_KEY, STANDING = "standing", "1"
"""The setting that holds by which rules certificates, consents and moved rows of this folder are shown, and today's."""

_PART = 4000


def is_due(held: str) -> bool:
    """Whether look-ups that were written by the rules `held` must be made anew."""
    return held != INDEX_VERSION


def stand_again(unit: UnitOfWork) -> None:
    """Shows anew what an older program showed by other rules: certificates, consents, and who moved or was merged."""
    op = tables.op.c
    told = op.f.cast(Text)
    by_rule = or_(
        op.kind.in_((Certificate.KIND, Consent.KIND)), told.contains(f'"{MOVED_TO}"'), told.contains(f'"{MERGED_INTO}"')
    )
    erased = select(tables.erased.c.row)
    wanted = select(op.row).where(by_rule, op.row.not_in(erased)).distinct()
    unit.rebuild(list(unit.connection.scalars(wanted.order_by(op.row))))
    unit.put_settings({STANDING_KEY: STANDING})


def again(unit: UnitOfWork, known_words: set[str]) -> None:
    """Makes every look-up anew: about a second for 10,000 people, once after an update."""
    ask = unit.connection
    findable = list(ask.exec_driver_sql("SELECT rowid FROM search_fts ORDER BY rowid").scalars())
    ask.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
    for table in (tables.blocking_key, tables.vocabulary, tables.deletion_variant):
        ask.execute(delete(table))
    known_words.clear()
    index = Index(ask, known_words)
    for part in chunks(findable, _PART):
        index.add(list(_entries(ask, part)))
    index.purge()  # one piece is searched in half the time of many
    places.index_again(unit)
    unit.put_settings({INDEX_VERSION_KEY: INDEX_VERSION})


def _entries(ask: Connection, rids: list[int]) -> Iterator[IndexEntry]:
    for kind in sorted(LISTED):
        first, last = rids_of(kind)
        mine = [rid for rid in rids if first <= rid <= last]
        if mine:
            record_table = tables.RECORD_TABLES[kind]
            summaries = {
                row.id: (row.rid, summary_from(row))
                for row in ask.execute(select(*SUMMARY_COLUMNS).where(tables.summary.c.rid.in_(mine))).all()
            }
            for row in ask.execute(select(record_table).where(record_table.c.id.in_(list(summaries)))).all():
                rid, summary = summaries[row.id]
                yield IndexEntry(rid, summary, record_of(RECORDS[kind], row))
