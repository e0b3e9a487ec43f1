"""What rules of programmes ask of everybody, read narrowly: a district of 121,000 people in about two seconds."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.programmes.facts import EVERYTHING, FACT_KEYS, PLACE_KEYS, Facts, Needs, facts_of
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import among
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.whereabouts import moved_rows

_enrolment, _document = tables.RECORD_TABLES[Enrolment.KIND].c, tables.RECORD_TABLES[Document.KIND].c
_Papers = Mapping[str, list[tuple[str, str, date | None]]]
_Enrolled = Mapping[str, list[tuple[str, str, Mapping[str, Any]]]]


class FactRow(NamedTuple):
    """A person or group by row id, with what is known for rules."""

    row: str
    facts: Facts


def facts(
    reader: Reader, kind: str, rows: Collection[str] | None = None, needs: Needs = EVERYTHING
) -> Iterator[FactRow]:
    """The facts of everybody of a kind who is here, or of these rows, as far as they are needed; deleted records are
    left out."""
    table = tables.RECORD_TABLES[kind]
    keys = (*PLACE_KEYS, *FACT_KEYS[kind])
    wanted = select(table.c.id, *(table.c[key] for key in keys)).where(
        table.c.deleted.is_(False), table.c.id.not_in(moved_rows())
    )
    if rows is not None:
        wanted = wanted.where(among(table.c.id, rows))
    papers = _papers(reader, rows) if needs.papers else {}
    enrolled = _enrolled(reader, rows) if needs.programmes else {}
    for row, *values in reader.connection.execute(wanted):
        held = dict(zip(keys, values, strict=True))
        yield FactRow(row, facts_of(kind, held, papers.get(row, ()), enrolled.get(row, ()), household=needs.household))


def _papers(reader: Reader, rows: Collection[str] | None) -> _Papers:
    wanted = select(_document.holder, _document.document_kind, _document.number, _document.valid_until).where(
        _document.deleted.is_(False)
    )
    if rows is not None:
        wanted = wanted.where(among(_document.holder, rows))
    found = defaultdict(list)
    for holder, kind, number, until in reader.connection.execute(wanted):
        found[holder].append((kind, number, until))
    return found


def _enrolled(reader: Reader, rows: Collection[str] | None) -> _Enrolled:
    wanted = select(_enrolment.holder, _enrolment.programme, _enrolment.stage, _enrolment.extra).where(
        _enrolment.deleted.is_(False)
    )
    if rows is not None:
        wanted = wanted.where(among(_enrolment.holder, rows))
    found = defaultdict(list)
    for holder, programme, stage, extra in reader.connection.execute(wanted):
        found[holder].append((programme, stage, extra))
    return found
