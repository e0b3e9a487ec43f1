"""The rules of programmes asked of one person or group: for the command line, the tab of a record, and lists."""

from typing import Any

from samarth_desktop.actions.programmes import enrolling, staging
from samarth_desktop.actions.programmes.finding import holder_of
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme, programmes
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Catalog, T
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.rules.programmes import dates, stages
from samarth_desktop.rules.programmes.eligibility import Verdict
from samarth_desktop.store.log.reader import Reader


def verdicts(session: Session, number: str, code: str = "") -> list[Verdict]:
    """What every programme says of the holder of a number, or the one named. KnownError where either is not known."""
    asked = _asked(session, code)
    with session.store.read() as reader:
        sheet = registering.of(reader, holder_of(reader, number).id)
        return [verdict_of(reader, session, sheet, one) for one in asked]


def verdict_of(reader: Reader, session: Session, sheet: Registration, asked: Programme) -> Verdict:
    """What a programme says of a sheet, the household looked up."""
    return enrolling.verdict(reader, session, asked, sheet.holder, sheet.documents, sheet.enrolments)


def _asked(session: Session, code: str) -> tuple[Programme, ...]:
    if not code:
        return programmes(session.library)
    chosen = programme(code, session.library)
    if chosen is None:
        raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
    return (chosen,)


def verdict_row(verdict: Verdict, words: Catalog) -> dict[str, Any]:
    """A verdict as the contract prints it."""
    return {
        "programme": verdict.programme,
        "eligible": verdict.eligible.value,
        "compliant": verdict.compliant.value,
        "missing": list(verdict.missing),
        "reasons": [
            {"rule": one.rule, "holds": one.holds.value, "text": words.say(one.text), "missing": list(one.missing)}
            for one in verdict.reasons
        ],
    }


def enrolment_rows(reader: Reader, session: Session, sheet: Registration) -> list[dict[str, Any]]:
    """The programmes of a sheet as ``show`` prints them."""
    return [_enrolment_row(reader, session, sheet, one) for one in sheet.enrolments if not one.deleted]


def _enrolment_row(reader: Reader, session: Session, sheet: Registration, one: Enrolment) -> dict[str, Any]:
    known = programme(one.programme, session.library)
    row: dict[str, Any] = {"programme": one.programme, "stage": one.stage, "eligible": "unknown", "missing": []}
    if known is not None:
        where = staging.standing(enrolling.Kin(reader), session, sheet, one)
        after = stages.next_stage(known, one)
        lacking = stages.missing(where, after) if after else ()
        row |= {
            "eligible": where.verdict.eligible.value,
            "compliant": where.verdict.compliant.value,
            "missing": [each.key for each in lacking],
        }
    return row | {"dates": dates_of(known, one)}


def dates_of(known: Programme | None, one: Enrolment) -> dict[str, str]:
    """The days of an enrolment's stages and what follows from them, ISO, by key."""
    reached = {f"{stage}_on": getattr(one, f"{stage}_on") for stage in WAY} | {"stopped_on": one.stopped_on}
    ends = {end.key: end.day for end in dates.of_enrolment(known, one)}
    return {key: day.isoformat() for key, day in (reached | ends).items() if day}
