"""Who else of a household is in a programme: by the ration card's last digits or the declared head, in one village."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.programmes.facts import household_of
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

_card = tables.summary.c
_artisan = tables.RECORD_TABLES[Artisan.KIND].c
_enrolment = tables.RECORD_TABLES[Enrolment.KIND].c
_document = tables.RECORD_TABLES[Document.KIND].c


class Relative(NamedTuple):
    """Somebody with the keys of her household."""

    row: str
    name_hi: str
    name_en: str
    keys: tuple[str, ...]


def of_programme(reader: Reader, programme: str, village: str | None = None) -> Iterator[Relative]:
    """Everybody in a programme of whose household something is known; of one village (as written) where it is named."""
    paper = (
        select(_document.holder, func.max(_document.number).label("number"))
        .where(_document.document_kind == "ration_card", _document.deleted.is_(False))
        .group_by(_document.holder)
        .subquery()
    )
    wanted = (
        select(
            _card.id, _card.name_hi, _card.name_en, _artisan.district, _artisan.village, _artisan.household_head,
            func.coalesce(paper.c.number, ""),
        )
        .join_from(tables.summary, tables.RECORD_TABLES[Artisan.KIND], _artisan.id == _card.id)
        .join(tables.RECORD_TABLES[Enrolment.KIND], _enrolment.holder == _card.id)
        .outerjoin(paper, paper.c.holder == _card.id)
        .where(
            _card.kind == Artisan.KIND, _card.active.is_(True), _enrolment.programme == programme,
            _enrolment.deleted.is_(False), _enrolment.stage != "withdrawn",
        )
    )  # fmt: skip
    if village is not None:
        wanted = wanted.where(_card.village == village)
    for row, name_hi, name_en, district, place, head, number in reader.connection.execute(wanted):
        if keys := household_of(district, place, number, head):
            yield Relative(row, name_hi, name_en, keys)
