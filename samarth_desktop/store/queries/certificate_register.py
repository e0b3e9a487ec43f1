"""The register of certificates as a list: numbers of all rows at once, entries a page at a time."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import record_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.queries import lists

_card, _entry = tables.summary.c, tables.RECORD_TABLES[Certificate.KIND].c
_member = tables.RECORD_TABLES["member"].c


@dataclass(frozen=True, slots=True)
class CertificateFilter:
    """Which certificates; what is empty does not matter. `shg` is a group's row id: its own and its members'."""

    kind: str = ""
    programme: str = ""
    village: str = ""
    shg: str = ""
    state: str = ""
    issued_on: date | None = None
    printed: bool | None = None


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """An entry of the register and the summary that says whose it is."""

    entry: Certificate
    summary: RecordSummary


def numbers(reader: Reader, which: CertificateFilter | None = None) -> "array[int]":
    """The row numbers of the register, newest first."""
    wanted = select(_card.rid).join(tables.RECORD_TABLES[Certificate.KIND], _entry.id == _card.id)
    wanted = wanted.where(_card.kind == Certificate.KIND, *_conditions(which or CertificateFilter()))
    newest_first = wanted.order_by(_entry.issued_on.desc(), _card.rid.desc())
    return array("q", reader.connection.scalars(newest_first).all())


def page(reader: Reader, rids: Sequence[int]) -> list[CertificateRow]:
    """The entries of at most 200 row numbers, in their order; what was erased meanwhile is left out."""
    summaries = lists.page(reader, rids)
    found = entries(reader, [summary.id for summary in summaries])
    return [CertificateRow(found[summary.id], summary) for summary in summaries if summary.id in found]


def entries(reader: Reader, rows: Sequence[str]) -> dict[str, Certificate]:
    """The register's entries with these row ids."""
    wanted = select(tables.RECORD_TABLES[Certificate.KIND]).where(_entry.id.in_(rows))
    return {row.id: record_of(Certificate, row) for row in reader.connection.execute(wanted)}


def _conditions(which: CertificateFilter) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = [_entry.deleted.is_(False)]
    pairs: tuple[tuple[Any, object], ...] = (
        (_entry.certificate_kind, which.kind),
        (_entry.programme, which.programme),
        (_card.village, which.village),
        (_entry.state, which.state),
        (_entry.issued_on, which.issued_on),
    )
    made += [column == value for column, value in pairs if value]
    if which.shg:
        of_group = select(_member.person).where(_member.shg == which.shg, _member.deleted.is_(False))
        made.append(or_(_entry.holder == which.shg, _entry.holder.in_(of_group)))
    if which.printed is not None:
        times = func.coalesce(_entry.printed, 0)
        made.append(times > 0 if which.printed else times == 0)
    return made


def holder_numbers(reader: Reader, holders: Sequence[str]) -> dict[str, str]:
    """The registration numbers of at most 200 people and groups, by row id."""
    wanted = select(_card.id, _card.registration).where(_card.id.in_(holders))
    return {found.id: found.registration for found in reader.connection.execute(wanted)}
