"""The board of a programme: counts first, then the cards that are seen, each with what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samarth_desktop.actions.products import limits
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.programmes.enrolling import Kin
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.programmes import dates, stages
from samarth_desktop.rules.programmes.eligibility import label_of
from samarth_desktop.store.queries import board as query
from samarth_desktop.store.queries.board import Which

STUCK = timedelta(days=30)
"""So long in one stage somebody is stuck."""
SEEN = 30  # cards of a column that are looked at before somebody asks for more


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody on the board. `note` says what she waits for in `tone` (``ok``, ``warn``, ``ink2``), `icon` with it."""

    row: str
    name: LocalizedName
    village: str
    stage: str
    since: date | None
    note: Text
    tone: str
    icon: str
    ready: bool


@dataclass(frozen=True, slots=True)
class Board:
    """How many are in each stage, and how many of them are stuck; `stuck` comes later than `counts`. `full` counts
    makers whose catalogue is full or nearly so."""

    programme: Programme
    counts: dict[str, int]
    full: int = 0

    @property
    def way(self) -> tuple[str, ...]:
        """The stages that are columns."""
        return self.programme.stages

    @property
    def total(self) -> int:
        """All who go on or stopped."""
        return sum(self.counts.values())


def counted(session: Session, which: Which) -> Board | None:
    """The counts; None for a programme that is not known here."""
    known = programme(which.programme, session.library)
    if known is None:
        return None
    with session.store.read() as reader:
        return Board(known, query.counts(reader, which), len(limits.makers(reader, (known,))))


def stuck(session: Session, which: Which) -> dict[str, int]:
    """How many are stuck in each stage of the way, but for the last, where nobody waits."""
    with session.store.read() as reader:
        found = query.stuck(reader, which, session.today - STUCK)
    return {stage: count for stage, count in found.items() if stage in WAY[:-1]}


def cards(session: Session, which: Which, stage: str, limit: int = SEEN, *, only_stuck: bool = False) -> list[Card]:
    """The first of a stage: who is ready to move before, then who waits longest."""
    before = session.today - STUCK if only_stuck else None
    with session.store.read() as reader:
        rows = query.holders(reader, which, stage, limit, before)
        kin = Kin(reader)
        found = [_card(kin, session, sheet, which.programme) for sheet in staging.sheets(reader, rows)]
    return sorted(found, key=lambda card: (not card.ready, card.since or date.min))


def _card(kin: Kin, session: Session, sheet: Registration, code: str) -> Card:
    holder, enrolment = sheet.holder, staging.find(sheet, code)
    where = staging.standing(kin, session, sheet, enrolment)
    note, tone, icon = _note(session, sheet, where)
    ready = tone == "ok" and enrolment.stage != WAY[-1]
    name = LocalizedName(holder.name_hi, holder.name_en)
    return Card(holder.id, name, holder.village, enrolment.stage, since_of(enrolment), note, tone, icon, ready)


def since_of(enrolment: Enrolment) -> date | None:
    """The day since which somebody is in her stage."""
    key = "stopped_on" if enrolment.stage in STOPPED else f"{enrolment.stage}_on"
    day: date | None = getattr(enrolment, key, None)
    return day


def _note(session: Session, sheet: Registration, where: stages.Standing) -> tuple[Text, str, str]:
    enrolment = where.enrolment
    if enrolment.stage in STOPPED:
        return Text(enrolment.reason) if enrolment.reason else T("No reason noted"), "ink2", "pause"
    ends = dates.near(dates.of_enrolment(where.programme, enrolment), session.today)
    if ends:
        days = (ends[0].day - session.today).days
        return T("{what} {day}", what=ends[0].what, day=ends[0].day), "warn" if days <= 7 else "ink2", "clock"
    after = stages.next_stage(where.programme, enrolment)
    if not after:
        return T("Everything reached"), "ok", "check"
    lacking = stages.missing(where, after)
    if lacking:
        return _lacks(where, [one.key for one in lacking]), "warn", "warn"
    asks = next((one for one in where.verdict.reasons if one.ask), None)
    if asks is not None:
        return asks.text, "warn", "help"
    if where.verdict.missing:
        return Tn("{count} question to ask", "{count} questions to ask", len(where.verdict.missing)), "warn", "warn"
    if after in ("trained", "listed", "first_sale"):
        return _waits(session, enrolment), "ink2", "clock"
    return T("All complete"), "ok", "check"


def _lacks(where: stages.Standing, keys: Sequence[str]) -> Text:
    labels = [_label(key, where) for key in keys[:2]]
    more = len(keys) - len(labels)
    said = labels[0] if len(labels) == 1 else T("{first}, {second}", first=labels[0], second=labels[1])
    return T("Missing: {what} and {n} more", what=said, n=more) if more else T("Missing: {what}", what=said)


def _label(key: str, where: stages.Standing) -> Text | LocalizedName:
    own = {stages.CONSENT: T("consent"), stages.SECOND_PERSON: T("a second person"), "members": T("members")}
    if key in own:
        return own[key]
    against = next((one for one in where.verdict.against if one.rule == key), None)
    return against.words if against else label_of(key, where.programme)


def _waits(session: Session, enrolment: Enrolment) -> Text:
    day = since_of(enrolment)
    if day is None:
        return T("Waits for what comes next")
    days = (session.today - day).days
    return Tn("Here for {count} day", "Here for {count} days", days) if days else T("Here since today")
