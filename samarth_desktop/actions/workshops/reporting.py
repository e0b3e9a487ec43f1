"""The figures of a workshop's or fair's report, counted anew from the raw attendance, slips and sales each time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import closing, fairs, planning
from samarth_desktop.actions.workshops.closing import Results
from samarth_desktop.actions.workshops.fairs import StallLine
from samarth_desktop.domain.fields.choices import GENDERS
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.i18n import N_, Catalog, T, Text, Tn
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.feedback.record import ASKED, Feedback
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.kinds.workshop.record import COSTS, PICTURES, Workshop
from samarth_desktop.rules.workshops.fulfilment import rule_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import workshops as store

_ADULT = 18
_VILLAGES = 3
_REMARKS = 2
LEAST_PICTURES = 2
Bar = tuple[str | Text, int]


@dataclass(frozen=True, slots=True)
class SittingFigures:
    """How many were in a session; who of them late."""

    sitting: Sitting
    here: int
    late: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the report: hash, and when it was taken (local time to the minute, "" where nobody said)."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the report says. Money in paise; averages 1 to 5. `invited` and `told` are of the list; `walk_ins` came
    without standing on it; `gaps` says what is still missing."""

    workshop: Workshop
    came: int
    women: int
    invited: int
    told: int
    walk_ins: int
    staff: int
    disabled: int
    minority: int
    minors: int
    certificates: int
    trained: int
    genders: tuple[Bar, ...]
    categories: tuple[Bar, ...]
    villages: tuple[Bar, ...]
    sittings: tuple[SittingFigures, ...]
    slips: int
    feedback: tuple[tuple[str, float], ...]
    remarks: tuple[str, ...]
    costs: tuple[tuple[str, int], ...]
    without: tuple[tuple[Text, int], ...]
    rule: tuple[int, int, tuple[int, ...]]
    pictures: tuple[Picture, ...]
    stalls: tuple[StallLine, ...]
    next: Workshop | None
    gaps: tuple[Text, ...]

    @property
    def cost(self) -> int:
        """All costs."""
        return sum(amount for _, amount in self.costs)

    @property
    def average(self) -> float:
        """The mean of all that was asked, 0 without slips."""
        return sum(value for _, value in self.feedback) / len(self.feedback) if self.feedback else 0.0

    @property
    def sale(self) -> int:
        """All that the stalls of a fair sold."""
        return sum(line.amount for line in self.stalls)


def figures(session: Session, row: str) -> Figures:
    """Counts a workshop (row id). KnownError when it is not here."""
    with session.store.read() as reader:
        return figures_in(reader, session, row)


def figures_in(reader: Reader, session: Session, row: str) -> Figures:
    """The same in one state of the data."""
    plan = planning.of(reader, row)
    results = closing.results_in(reader, session, plan)
    rows = store.attendance(reader, row)
    came = [one.last for one in (*results.gets, *(each.presence for each in results.without))]
    slips = reader.children(Feedback, row)
    rule = rule_of(plan.workshop, plan.sittings)
    invitations = [one for one in reader.children(Invitation, row) if not (one.cancelled or one.reserve or one.staff)]
    listed = {one.participant for one in invitations}
    numbers = store.numbers(reader, [row])[row]
    pictures = tuple(
        Picture(name, getattr(plan.workshop, f"{key}_at")) for key in PICTURES if (name := getattr(plan.workshop, key))
    )
    found = Figures(
        workshop=plan.workshop,
        came=len(came),
        women=sum(one.gender == "female" for one in came),
        invited=len(invitations),
        told=sum(one.told_on is not None for one in invitations),
        walk_ins=sum(one.participant not in listed for one in came),
        staff=len({one.participant for one in rows if one.staff and one.here}),
        disabled=sum(one.disability not in ("", "none") for one in came),
        minority=sum(one.minority == "yes" for one in came),
        minors=sum(one.age is not None and one.age < _ADULT for one in came),
        certificates=numbers.certificates,
        trained=len(results.fulfilled),
        genders=_bars(came, "gender", {one.code: Text(one.label) for one in GENDERS}),
        categories=_bars(came, "category", CATEGORY_LABELS),
        villages=_villages(came),
        sittings=tuple(_sitting(one, rows) for one in plan.sittings),
        slips=len(slips),
        feedback=_feedback(slips),
        remarks=tuple(one.remark for one in slips if one.remark)[:_REMARKS],
        costs=tuple((key, amount) for key in COSTS if (amount := getattr(plan.workshop, key))),
        without=_without(results),
        rule=(rule.needed, rule.sessions, tuple(one.number or 0 for one in rule.must)),
        pictures=pictures,
        stalls=tuple(fairs.lines_in(reader, row)) if plan.workshop.is_fair else (),
        next=_next(reader, plan.workshop),
        gaps=(),
    )
    return _with_gaps(found)


def _bars(came: Sequence[Attendance], key: str, labels: dict[str, Text]) -> tuple[Bar, ...]:
    """How many of each, those of whom it is not said last; the choices that nobody has are left out but for gender."""
    counts = Counter(getattr(one, key) for one in came)
    unsaid = counts.pop("", 0) + counts.pop("unsaid", 0)
    bars: list[Bar] = [
        (label, counts[code])
        for code, label in labels.items()
        if code != "unsaid" and (counts[code] or key == "gender")
    ]
    return (*bars, *([(T("Not said"), unsaid)] if unsaid else []))


def _villages(came: Sequence[Attendance]) -> tuple[Bar, ...]:
    counts = Counter(one.village for one in came if one.village)
    shown: list[Bar] = list(counts.most_common(_VILLAGES))
    others = len(counts) - len(shown)
    if others > 0:
        rest = sum(counts.values()) - sum(count for _, count in shown)
        shown.append((Tn("{count} other village", "{count} other villages", others), rest))
    unsaid = len(came) - sum(counts.values())
    return (*shown, *([(T("Not said"), unsaid)] if unsaid else []))


def _sitting(sitting: Sitting, rows: Iterable[Attendance]) -> SittingFigures:
    here = [one for one in rows if one.session == sitting.id and one.here and not one.staff]
    return SittingFigures(sitting, len(here), sum(one.presence == "late" for one in here))


def _feedback(slips: Sequence[Feedback]) -> tuple[tuple[str, float], ...]:
    described = fields_of(Feedback)
    found = []
    for key in ASKED:
        said = [value for one in slips if (value := getattr(one, key)) is not None]
        if said:
            found.append((described[key].label, sum(said) / len(said)))
    return tuple(found)


CATEGORY_LABELS = {
    "general": T("General"),
    "obc": T("OBC"),
    "sc": T("SC"),
    "st": T("ST"),
    "unsaid": T("Not said"),
}
"""Short enough for a column of the report."""
GROUPS = {
    closing.SESSIONS: N_("Came to too few sessions"),
    closing.MUST: N_("Missed a session that must be attended"),
    closing.NAME_ONLY: N_("Only the name was written"),
    closing.RECORD: N_("Registration not complete"),
    closing.CONSENT: N_("Consent missing"),
}
"""Why somebody has no certificate, in the order of the report."""


def _without(results: Results) -> tuple[tuple[Text, int], ...]:
    counts = Counter(one.group for one in results.without)
    return tuple((Text(label), counts[group]) for group, label in GROUPS.items() if counts[group])


def _next(reader: Reader, workshop: Workshop) -> Workshop | None:
    after = workshop.until or workshop.since
    later = [
        one
        for one in store.every(reader)
        if after and one.since and one.since > after and one.status not in ("cancelled", "draft")
        and one.programme == workshop.programme
    ]  # fmt: skip
    return min(later, key=lambda one: one.since or after, default=None) if after else None


def _with_gaps(found: Figures) -> Figures:
    from dataclasses import replace

    gaps: list[Text] = []
    fair = found.workshop.is_fair
    if not fair and not found.came:
        gaps.append(T("No attendance"))
    gaps += [
        T("Nobody in session {n}", n=one.sitting.number or 0) for one in found.sittings if found.came and not one.here
    ]
    if not fair and not found.slips:
        gaps.append(T("No feedback"))
    if not found.costs:
        gaps.append(T("No costs"))
    if len(found.pictures) < LEAST_PICTURES:
        gaps.append(T("Pictures: {n} of {least}", n=len(found.pictures), least=LEAST_PICTURES))
    if fair and not any(line.days for line in found.stalls):
        gaps.append(T("No sales"))
    return replace(found, gaps=tuple(gaps))


def as_json(found: Figures, words: Catalog) -> dict[str, Any]:
    """The figures as the command line prints them: the same that stand on the paper."""

    def bars(of: Sequence[Bar]) -> dict[str, int]:
        return {label if isinstance(label, str) else words.say(label): count for label, count in of}

    return {
        "workshop": found.workshop.number,
        "came": found.came,
        "invited": found.invited,
        "walk_ins": found.walk_ins,
        "staff": found.staff,
        "gender": bars(found.genders),
        "category": bars(found.categories),
        "village": bars(found.villages),
        "disability": found.disabled,
        "minority": found.minority,
        "under_18": found.minors,
        "sessions": [{"session": one.sitting.number, "present": one.here, "late": one.late} for one in found.sittings],
        "certificates": found.certificates,
        "fulfilled": found.trained,
        "feedback": {words.say(label): round(value, 2) for label, value in found.feedback},
        "slips": found.slips,
        "cost": found.cost / 100,
        "sale": found.sale / 100,
        "gaps": [words.say(one) for one in found.gaps],
    }
