"""Who is how far in a programme: counts a stage, and the first of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

_card = tables.summary.c
_table = tables.RECORD_TABLES[Enrolment.KIND]
_enrolment = _table.c
_JOINED = _table.join(tables.summary, _card.id == _enrolment.holder)


@dataclass(frozen=True, slots=True)
class Which:
    """Of whom a board shows; "" does not matter."""

    programme: str
    district: str = ""
    village: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether a place leaves others out."""
        return bool(self.district or self.village)


def counts(reader: Reader, which: Which) -> dict[str, int]:
    """How many active people and groups are in each stage. Without a place it is read from an index alone."""
    return _of_stages(reader, which)


def stuck(reader: Reader, which: Which, before: date) -> dict[str, int]:
    """How many have been in their stage since before a day."""
    return _of_stages(reader, which, since() < before)


def holders(reader: Reader, which: Which, stage: str, limit: int, before: date | None = None) -> list[str]:
    """The row ids of those in a stage in the order of registration, which an index has: the first of many thousand are
    read alone. With `before` only the stuck."""
    wanted = select(_enrolment.holder).select_from(_JOINED).where(*_active(which), _enrolment.stage == stage)
    if before is not None:
        wanted = wanted.where(since() < before)
    return list(reader.connection.scalars(wanted.order_by(_enrolment.holder).limit(limit)))


def since() -> ColumnElement[Any]:
    """The day since which an enrolment is in its stage."""
    days: dict[str, Any] = {stage: _enrolment[f"{stage}_on"] for stage in WAY}
    days |= dict.fromkeys(STOPPED, _enrolment.stopped_on)
    return case(days, value=_enrolment.stage, else_=None)


def enrolled_nowhere(reader: Reader, kind: str, limit: int | None = None) -> list[str]:
    """The row ids of active people or groups who are in no programme that goes on, in order of registration."""
    going = select(_enrolment.holder).where(_enrolment.deleted.is_(False), _enrolment.stage != "withdrawn")
    wanted = select(_card.id).where(_card.kind == kind, _card.active.is_(True), _card.id.not_in(going))
    return list(reader.connection.scalars(wanted.order_by(_card.rid).limit(limit)))


def ending(
    reader: Reader, column: str, first: date, last: date, programmes: Sequence[str]
) -> list[tuple[str, str, date]]:
    """(holder, programme, day) of enrolments whose date `column` lies between two days. What follows from the
    registration is a training that is still to come."""
    day = _enrolment[column]
    wanted = select(_enrolment.holder, _enrolment.programme, day).where(
        _enrolment.deleted.is_(False), _enrolment.stage.not_in(STOPPED), day.between(first, last),
        _enrolment.programme.in_(programmes),
    )  # fmt: skip
    if column == "registered_on":
        wanted = wanted.where(_enrolment.trained_on.is_(None))
    return [(holder, programme, on) for holder, programme, on in reader.connection.execute(wanted)]


def papers_ending(reader: Reader, first: date, last: date) -> list[tuple[str, str, date]]:
    """(holder, kind of paper, last day) of papers that end between two days."""
    paper = tables.RECORD_TABLES["document"].c
    wanted = select(paper.holder, paper.document_kind, paper.valid_until).where(
        paper.deleted.is_(False), paper.valid_until.between(first, last)
    )
    return [(holder, kind, on) for holder, kind, on in reader.connection.execute(wanted)]


def _grouped(reader: Reader, wanted: Select[Any]) -> dict[str, int]:
    return {stage: count for stage, count in reader.connection.execute(wanted)}  # noqa: C416 (rows, not pairs)


def _of_stages(reader: Reader, which: Which, *more: ColumnElement[bool]) -> dict[str, int]:
    """Counts by stage. Without a place nobody's summary is looked up but of those who left: they are few."""
    if which.narrowed:
        wanted = select(_enrolment.stage, func.count()).select_from(_JOINED).where(*_active(which), *more)
        return _grouped(reader, wanted.group_by(_enrolment.stage))
    every = select(_enrolment.stage, func.count()).where(*_there(which), *more)
    found = _grouped(reader, every.group_by(_enrolment.stage))
    gone = every.where(_enrolment.holder.in_(_inactive())).group_by(_enrolment.stage)
    for stage, count in _grouped(reader, gone).items():
        found[stage] = found.get(stage, 0) - count
    return {stage: count for stage, count in found.items() if count > 0}


def _there(which: Which) -> list[ColumnElement[bool]]:
    return [_enrolment.programme == which.programme, _enrolment.deleted.is_(False)]


def _active(which: Which) -> list[ColumnElement[bool]]:
    made = [*_there(which), _card.active.is_(True)]
    if which.district:
        made.append(_card.district == which.district)
    if which.village:
        made.append(_card.village == which.village)
    return made


def _inactive() -> Select[Any]:
    """Whose holder moved away, died or was deleted: few, found by their summaries."""
    gone = or_(*(and_(_card.kind == kind, _card.active.is_(False)) for kind in HOLDERS))
    return select(_card.id).where(gone)
