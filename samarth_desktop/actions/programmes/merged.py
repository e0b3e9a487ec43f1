"""The programmes of two records of one person as one: the way that came further, as far as the rules allow it."""

from collections.abc import Iterator
from dataclasses import replace

from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.programmes.enrolling import Kin
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.rules.programmes import stages
from samarth_desktop.store.log.reader import Reader


def programmes(reader: Reader, session: Session, sheet: Registration, goes: str) -> Iterator[Enrolment]:
    """What is to be written. `sheet` is the record that stays, with the consents and papers of both; `goes` the row of
    the other. A programme that only the other is in moves over as it stands."""
    mine = {one.programme: one for one in sheet.enrolments}
    theirs = reader.children(Enrolment, goes)
    moved = [replace(one, holder=sheet.holder.id) for one in theirs if one.programme not in mine]
    for one in theirs:
        if one.programme in mine:
            mine[one.programme] = replace(mine[one.programme], extra={**one.extra, **mine[one.programme].extra})
    whole = replace(sheet, enrolments=(*mine.values(), *moved))
    yield from moved
    for one in theirs:
        if one.programme in mine:
            yield _further(reader, session, whole, mine[one.programme], one)
            yield replace(one, deleted=True)


def _further(reader: Reader, session: Session, sheet: Registration, mine: Enrolment, other: Enrolment) -> Enrolment:
    """My enrolment at the furthest stage that the other reached and the rules allow, with the other's dates up to there
    where I have none. Who stopped stays so."""
    on_way = mine.stage in WAY and other.stage in WAY
    stage = _allowed(reader, session, sheet, mine, other) if on_way else mine.stage
    passed = WAY[: WAY.index(stage) + 1] if on_way else ()
    dates = {f"{one}_on": getattr(mine, f"{one}_on") or getattr(other, f"{one}_on") for one in passed}
    verified_by = mine.verified_by or (other.verified_by if stages.VERIFIED in passed else "")
    return replace(mine, **dates, stage=stage, verified_by=verified_by)


def _allowed(reader: Reader, session: Session, sheet: Registration, mine: Enrolment, other: Enrolment) -> str:
    """Of the stages on which the other is ahead the last for which nothing is missing; mine where there is none."""
    ahead = WAY[WAY.index(mine.stage) + 1 : WAY.index(other.stage) + 1]
    if not ahead or programme(mine.programme, session.library) is None:  # no rules are known here that could say no
        return ahead[-1] if ahead else mine.stage
    where = staging.standing(Kin(reader), session, sheet, mine)
    if other.verified_by:
        where = replace(where, mover=reader.author_of(other, "verified_by"))
    fit = (one for one in reversed(ahead) if one in where.programme.stages and not stages.missing(where, one))
    return next(fit, mine.stage)
