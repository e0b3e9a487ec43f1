"""What narrows a list further than its summaries can: gender, stage, certificate; and what a page shows besides."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Exists, and_, case, exists, or_, select

from samarth_desktop.kinds.consent.record import REGISTRATION, UNTOLD
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.listing.record import (
    CHECKED,
    DRAFT,
    LISTED,
    PAUSED,
    REJECTED,
    SUBMITTED,
    TAKEN_DOWN,
    Listing,
)
from samarth_desktop.rules.certificates.readiness import FIRST, STOPPED
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

GIVEN, READY, NOT_YET = "given", "ready", "none"
"""How somebody stands with her first certificate: has a valid one, could have one, or neither."""

_card = tables.summary.c
_artisan, _enrolment = tables.RECORD_TABLES["artisan"].c, tables.RECORD_TABLES[Enrolment.KIND].c
_listing = tables.RECORD_TABLES[Listing.KIND].c
_certificate, _consent = tables.RECORD_TABLES["certificate"].c, tables.RECORD_TABLES["consent"].c


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row shows beside its summary: the stage in its first programme, how it stands with its certificate."""

    stage: str = ""
    certificate: str = NOT_YET


def given() -> Exists:
    """Whether the summary's holder has a certificate that holds."""
    return exists().where(
        _certificate.holder == _card.id,
        _certificate.certificate_kind.in_(FIRST),
        _certificate.state == "valid",
        _certificate.deleted.is_(False),
    )


def agreed() -> Exists:
    """Whether a consent of the summary's holder counts: :func:`.consent.in_force` as a condition."""
    end = tables.RECORD_TABLES["consent"].alias("end").c
    moment = case((end.withdrawn_at == "", UNTOLD), else_=end.withdrawn_at)
    ended = exists().where(
        end.holder == _consent.holder,
        end.deleted.is_(False),
        _purpose(end.purpose) == _purpose(_consent.purpose),
        or_(
            end.withdrawn_on > _consent.given_on,
            and_(end.withdrawn_on == _consent.given_on, moment > _consent.created_at),
        ),
    )
    return exists().where(
        _consent.holder == _card.id,
        _consent.withdrawn_on.is_(None),
        _consent.given_on.is_not(None),
        _consent.how != "",
        _consent.deleted.is_(False),
        _purpose(_consent.purpose) == REGISTRATION,
        ~ended,
    )


def _purpose(column: ColumnElement[str]) -> ColumnElement[str]:
    return case((column == "", REGISTRATION), else_=column)


def ready() -> list[ColumnElement[bool]]:
    """Whether the summary's holder could have one and has none: :func:`.readiness.is_ready` as a condition."""
    on = exists().where(_enrolment.holder == _card.id, _enrolment.stage.not_in(STOPPED), _enrolment.deleted.is_(False))
    return [_card.complete.is_(True), _card.active.is_(True), agreed(), on, ~given()]


def narrowed(kind: str, gender: str, stage: str, certificate: str, programme: str = "") -> list[ColumnElement[bool]]:
    """The conditions on a summary of `kind` for these values; "" does not matter."""
    made: list[ColumnElement[bool]] = []
    if gender and kind == "artisan":
        made.append(_card.id.in_(select(_artisan.id).where(_artisan.gender == gender)))
    if stage:
        there = select(_enrolment.holder).where(_enrolment.stage == stage, _enrolment.deleted.is_(False))
        made.append(_card.id.in_(there.where(_enrolment.programme == programme) if programme else there))
    if certificate == GIVEN:
        made.append(given())
    elif certificate == READY:
        made += ready()
    elif certificate == NOT_YET:
        made.append(~given())
    return made


_URGENT = (REJECTED, TAKEN_DOWN, SUBMITTED, LISTED, PAUSED, CHECKED, DRAFT)
"""Of a product that stands at several places the state is told that wants something first."""


def offered(state: str) -> ColumnElement[bool]:
    """Whether the summary's product has a listing in a state; NOT_YET: whether it has none."""
    there = exists().where(_listing.product == _card.id, _listing.deleted.is_(False))
    return ~there if state == NOT_YET else there.where(_listing.state == state)


def offers(reader: Reader, rows: Collection[str]) -> dict[str, str]:
    """The state of the listings of at most a page of products, by row id; what is offered nowhere is left out."""
    wanted = select(_listing.product, _listing.state).where(_listing.product.in_(rows), _listing.deleted.is_(False))
    found: dict[str, str] = {}
    for product, state in reader.connection.execute(wanted):
        known = [one for one in (found.get(product, ""), state) if one in _URGENT]
        if known:
            found[product] = min(known, key=_URGENT.index)
    return found


def marks(reader: Reader, rows: Collection[str]) -> dict[str, Mark]:
    """The marks of at most a page of rows, by row id."""
    stages: dict[str, str] = {}
    wanted = select(_enrolment.holder, _enrolment.stage).where(_enrolment.holder.in_(rows))
    for holder, stage in reader.connection.execute(wanted.where(_enrolment.deleted.is_(False)).order_by(_enrolment.id)):
        stages.setdefault(holder, stage)
    ask = reader.connection.scalars
    have = set(ask(select(_card.id).where(_card.id.in_(rows), given())))
    could = set(ask(select(_card.id).where(_card.id.in_(rows), *ready())))
    return {
        row: Mark(stages.get(row, ""), GIVEN if row in have else READY if row in could else NOT_YET) for row in rows
    }
