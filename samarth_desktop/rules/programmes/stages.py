"""The way through a programme: what is missing for a stage, and what a move makes of an enrolment.

Forward by hand asks for what a stage needs; what happened (a training, a listing, a sale) moves forward without asking.
Not known never keeps anybody back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from samarth_desktop.domain.oplog.card_people import Author
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.programmes.eligibility import Verdict, label_of
from samarth_desktop.rules.programmes.facts import Facts

DOCUMENTS, VERIFIED = "documents_complete", "verified"
CONSENT, SECOND_PERSON, REASON = "consent", "second_person", "reason"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a stage still needs: its key, and what to do."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """What a move is judged by: who would make it, and who entered the enrolment, where the programme wants a second
    person. `lacking` are the problems that keep the record from being complete."""

    programme: Programme
    enrolment: Enrolment
    facts: Facts
    verdict: Verdict
    consented: bool
    mover: Author
    entered_by: Author
    lacking: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of an enrolment: the record after the move, or what is missing for it."""

    after: Enrolment | None
    missing: tuple[Missing, ...] = field(default=())


def stages_of(programme: Programme | None) -> tuple[str, ...]:
    """The stages that a programme uses; all of one that is not known here."""
    return programme.stages if programme else WAY


def next_stage(programme: Programme | None, enrolment: Enrolment) -> str:
    """The stage that follows what was reached, "" at the end."""
    way = stages_of(programme)
    later = [stage for stage in way if WAY.index(stage) > WAY.index(reached(enrolment))]
    return later[0] if later else ""


def reached(enrolment: Enrolment) -> str:
    """How far somebody came, also while she is on hold: the furthest stage with a date."""
    if enrolment.stage in WAY:
        return enrolment.stage
    dated = [stage for stage in WAY if getattr(enrolment, f"{stage}_on") is not None]
    return dated[-1] if dated else WAY[0]


def missing(standing: Standing, target: str) -> tuple[Missing, ...]:
    """What a move to a stage of the way lacks."""
    now = WAY.index(reached(standing.enrolment))
    passed = [stage for stage in stages_of(standing.programme) if now < WAY.index(stage) <= WAY.index(target)]
    return tuple(_missing(standing, passed))


def _missing(standing: Standing, passed: list[str]) -> Iterator[Missing]:
    enrolment, programme = standing.enrolment, standing.programme
    if not passed:
        return
    if standing.verdict.compliant is Answer.NO and not enrolment.admitted_by:
        yield from (Missing(one.rule, one.text) for one in standing.verdict.against)
    if DOCUMENTS in passed:
        yield from _of_documents(standing)
    if VERIFIED in passed and programme.verify == SECOND_PERSON and standing.mover.may_be(standing.entered_by):
        yield Missing(
            SECOND_PERSON, T("A second person must look: not {name}, who entered it.", name=standing.mover.name)
        )


def _of_documents(standing: Standing) -> Iterator[Missing]:
    programme, facts = standing.programme, standing.facts
    shown = {paper.key for paper in facts.papers}
    for paper in programme.documents:
        if paper.required and paper.key not in shown:
            yield Missing(paper.key, T("Missing: {what}", what=label_of(paper.key, programme)))
    for own in programme.fields_for(facts.kind):
        if own.required and facts.answers.get(f"{programme.code}.{own.key}") in (None, "", []):
            yield Missing(own.key, T("Not answered: {what}", what=label_of(own.key, programme)))
    yield from standing.lacking
    if not standing.consented:
        yield Missing(CONSENT, T("Consent is missing. Read the notice out and note how consent was given."))


def move(standing: Standing, target: str, day: date, reason: str = "") -> Move:
    """The enrolment at another stage as of `day`, or what is missing for it.

    On hold, withdrawn and a step back need a reason. ValueError for a stage that does not exist.
    """
    before, reason = standing.enrolment, reason.strip()
    if target not in (*WAY, *STOPPED):
        raise ValueError(target)
    if target == before.stage:
        return Move(before)
    back = target in WAY and WAY.index(target) < WAY.index(reached(before))
    if (target in STOPPED or back) and not reason:
        return Move(None, (Missing(REASON, T("Write the reason.")),))
    if target in STOPPED:
        return Move(replace(before, stage=target, stopped_on=day, reason=reason))
    if target not in stages_of(standing.programme):
        return Move(None, (Missing(target, T("This programme does not use this stage.")),))
    if back:
        later = {f"{stage}_on": None for stage in WAY[WAY.index(target) + 1 :]}
        return Move(_at(replace(before, **later), target, day, reason))  # type: ignore[arg-type]  # all are dates
    lacking = missing(standing, target)
    return Move(None, lacking) if lacking else Move(_forward(standing, target, day))


def _forward(standing: Standing, target: str, day: date) -> Enrolment:
    """What was looked at on the way gets the day of the move; a date that stands there wins."""
    before, programme = standing.enrolment, standing.programme
    now, end = WAY.index(reached(before)), WAY.index(target)
    values: dict[str, Any] = {}
    for stage in (DOCUMENTS, VERIFIED):
        if stage in stages_of(programme) and now < WAY.index(stage) <= end and getattr(before, f"{stage}_on") is None:
            values[f"{stage}_on"] = day
    if VERIFIED in stages_of(programme) and now < WAY.index(VERIFIED) <= end:
        values["verified_by"] = standing.mover.name
    return _at(replace(before, **values), target, day, "")


def _at(before: Enrolment, stage: str, day: date, reason: str) -> Enrolment:
    values: dict[str, Any] = {"stage": stage, "reason": reason, "stopped_on": None}
    if getattr(before, f"{stage}_on") is None or before.stage == stage:
        values[f"{stage}_on"] = day
    return replace(before, **values)


def advanced(enrolment: Enrolment, stage: str, on: date) -> Enrolment:
    """The enrolment after something happened: only forward, never over on hold or withdrawn; a date there wins."""
    values: dict[str, Any] = {}
    if getattr(enrolment, f"{stage}_on") is None:
        values[f"{stage}_on"] = on
    if enrolment.stage in STOPPED or enrolment.deleted:
        return enrolment
    if enrolment.stage in WAY and WAY.index(enrolment.stage) < WAY.index(stage):
        values["stage"] = stage
    return replace(enrolment, **values) if values else enrolment


def concerned(enrolments: Iterable[Enrolment], programmes: Iterable[Programme], marketplace: str) -> list[Enrolment]:
    """The enrolments that a listing or sale on a marketplace advances: those whose programme names it."""
    named = {one.code for one in programmes if marketplace.casefold() in {m.casefold() for m in one.marketplaces}}
    return [one for one in enrolments if one.programme in named and one.stage not in STOPPED and not one.deleted]
