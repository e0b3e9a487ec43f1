"""Pairs of people on which somebody decided, here or on another laptop: dismissed as no duplicates, or merged."""

from sqlalchemy import Text, and_, select

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.merges import MERGED_INTO
from samarth_desktop.rules.duplicates.not_duplicate import MARK, not_duplicates
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import record_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.whereabouts import moved_rows

_artisan, _card = tables.RECORD_TABLES[Artisan.KIND], tables.summary


def dismissed(reader: Reader) -> set[frozenset[str]]:
    """All pairs of row ids that somebody called two people. Goes through every person once."""
    wanted = select(_artisan).where(_artisan.c.extra.cast(Text).contains(f'"{MARK}'))
    people = [record_of(Artisan, row) for row in reader.connection.execute(wanted)]
    return {frozenset((one.id, other)) for one in people for other in not_duplicates(one)}


def merged(reader: Reader, most: int) -> list[Artisan]:
    """The newest records that somebody put into another one and that were not taken out again."""
    gone = and_(_card.c.kind == Artisan.KIND, _card.c.active.is_(False), _card.c.id.not_in(moved_rows()))
    wanted = select(_artisan).join(_card, _card.c.id == _artisan.c.id).where(gone, _artisan.c.deleted.is_(True))
    merged = wanted.where(_artisan.c.extra.cast(Text).contains(f'"{MERGED_INTO}"'))
    newest = merged.order_by(_artisan.c.seen.desc()).limit(most)
    return [record_of(Artisan, row) for row in reader.connection.execute(newest).all()]
