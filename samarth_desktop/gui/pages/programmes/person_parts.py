"""Parts of somebody's programme page: the way, the rules, and what stands beside them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.choices import OBSTACLES
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import SegmentBar, in_row, line, surface
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Badge, IconLabel, Label
from samarth_desktop.gui.pages.programmes.answer_badge import answer_badge
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.programmes import dates, stages
from samarth_desktop.rules.programmes.eligibility import Reason

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.tab import Entry, Question, Tab
    from samarth_desktop.gui.pages.programmes.person_page import PersonProgrammesPage
    from samarth_desktop.kinds.follow_up.record import FollowUp

LABELS = {stage.code: Text(stage.label) for stage in STAGES}
_ANSWER = 112  # px: "not known" with its ring, in both languages
ANSWERS = {Answer.YES: T("yes"), Answer.NO: T("no"), Answer.UNKNOWN: T("not known")}


def words(text: Text | LocalizedName | str) -> str:
    """A rule's words in the language of the window."""
    if isinstance(text, LocalizedName):
        return text.best(lang.code)
    return say(text) if isinstance(text, Text) else text


def small(icon: str, text: LocalizedText) -> IconLabel:
    """A remark below a card."""
    return IconLabel(icon, text, "ink2", 13, wrap=True)


def not_known(page: "PersonProgrammesPage", entry: "Entry") -> IconLabel:
    """Why nothing is said of a programme: the office took it back, or it has not come to this laptop."""
    from samarth_desktop.actions.programmes import files

    gone = files.withdrawn(page.session, entry.enrolment.programme)
    if gone is not None:
        return small("undo", files.said_of_withdrawn(gone))
    return small(
        "info",
        T("This laptop does not know the programme {code}. Sync, or ask the office.", code=entry.enrolment.programme),
    )


# -- the way ----------------------------------------------------------------------------------------------------------


def way(page: "PersonProgrammesPage", entry: "Entry") -> QFrame:
    """The stages with their days, and what the next one needs."""
    card = surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(8)
    codes = stages.stages_of(entry.programme)
    reached = stages.reached(entry.enrolment)
    at = codes.index(reached) if reached in codes else 0
    here = at + 1 if at + 1 < len(codes) and entry.enrolment.stage not in STOPPED else -1
    column.addWidget(SegmentBar(len(codes), at + 1, here=here, width=1200, tall=8))
    column.addLayout(_stage_words(entry, codes, here))
    if entry.enrolment.stage in STOPPED:
        column.addLayout(_stopped(page, entry))
    elif entry.next_stage:
        column.addLayout(_next(page, entry))
    return card


def _stage_words(entry: "Entry", codes: tuple[str, ...], here: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    for number, stage in enumerate(codes):
        grid.setColumnStretch(number, 1)
        day = getattr(entry.enrolment, f"{stage}_on")
        said = lang.catalog.date(day, "d MMM y") if day else say(T("next")) if number == here else "–"
        grid.addWidget(Label(LABELS[stage], 15, 600 if number == here else 400, wrap=True), 0, number)
        grid.addWidget(Label(said, 13, 400, "ink2"), 1, number)
    return grid


def _next(page: "PersonProgrammesPage", entry: "Entry") -> QVBoxLayout:
    column = QVBoxLayout()
    stage = LABELS[entry.next_stage]
    if entry.missing:
        box = surface("warn")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 8, 12, 8)
        head = Tn(
            "{count} thing is missing for: {stage}",
            "{count} things are missing for: {stage}",
            len(entry.missing),
            stage=stage,
        )
        inside.addWidget(IconLabel("warn", head, "warn", 15, 600, wrap=True))
        for one in entry.missing[:5]:
            inside.addWidget(Label(one.text, 14, 400, wrap=True))
        column.addWidget(box)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    hold = Button(T("Put on hold"), small=True, icon="pause")
    hold.clicked.connect(lambda: page.stop("on_hold"))
    leave = Button(T("Withdraw"), "link")
    leave.clicked.connect(lambda: page.stop("withdrawn"))
    on = Button(T("Move to: {stage}", stage=stage), "primary", end_icon="arrow")
    on.enable(not entry.missing, T("See above what is missing."))
    on.clicked.connect(page.move_on)
    for button in (leave, hold, on):
        row.addWidget(button)
    column.addLayout(row)
    return column


def _stopped(page: "PersonProgrammesPage", entry: "Entry") -> QHBoxLayout:
    said = T("{stage}: {reason}", stage=LABELS[entry.enrolment.stage], reason=entry.enrolment.reason)
    on = Button(T("Go on again"), "primary", "undo")
    on.clicked.connect(page.resume)
    return in_row(IconLabel("pause", said, "warn", 15, 600, wrap=True), 1, on)


# -- the rules --------------------------------------------------------------------------------------------------------


def rules(page: "PersonProgrammesPage", tab: "Tab", entry: "Entry") -> QFrame:
    """Every rule with the value that decided, at entry and today; an open question is answered in its row."""
    from samarth_desktop.actions.programmes.tab import question

    assert entry.verdict is not None and entry.programme is not None
    card = surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    head = surface("sunk")
    row = QHBoxLayout(head)
    row.setContentsMargins(16, 6, 16, 6)
    on = entry.enrolment.decided_on
    at_entry: LocalizedText = T("On {day}", day=lang.catalog.date(on, "d MMM")) if on else T("At entry")
    for text, stretch in ((T("Rules for joining"), 4), (T("What decided"), 3), (at_entry, 1), (T("Today"), 1)):
        label = Label(text, 14, 600, wrap=True)
        label.setMinimumWidth(_ANSWER if stretch == 1 else 60)
        row.addWidget(label, stretch)
    column.addWidget(head)
    for reason in entry.verdict.reasons:
        asked = None
        if reason.holds is Answer.UNKNOWN and reason.missing:
            asked = question(entry.programme, reason.missing, type(tab.sheet.holder), enrolled=True)
        if asked is not None:
            page.questions.append((entry.enrolment.programme, asked))
        first = asked is not None and len(page.questions) == 1
        column.addWidget(_rule_row(page, entry, reason, asked, first))
        column.addWidget(line())
    return card


def _rule_row(
    page: "PersonProgrammesPage", entry: "Entry", reason: Reason, asked: "Question | None", first: bool
) -> QFrame:
    box = surface("tint" if first else "plain")
    row = QHBoxLayout(box)
    row.setContentsMargins(16, 7, 16, 7)
    row.setSpacing(8)
    row.addWidget(Label(words(reason.words), 15, 600, wrap=True), 4)
    if asked is not None:
        row.addLayout(_options(page, entry, asked, first), 4)
    else:
        value = say(reason.text) if reason.ask else words(reason.value)
        row.addWidget(Label(value, 14, 400, "warn" if reason.ask else "ink2", wrap=True), 3)
        kept = entry.kept.get(reason.rule)
        before = answer_badge(kept[0]) if kept else Label("–", 14, 400, "ink2")
        row.addWidget(_left(before), 1)
    now = answer_badge(reason.holds, ask=reason.ask)
    row.addWidget(_left(now), 1)
    return box


def _left(badge: QWidget) -> QWidget:
    """A badge at the left of its column."""
    box = QWidget()
    box.setMinimumWidth(_ANSWER)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(badge)
    row.addStretch(1)
    return box


def _options(page: "PersonProgrammesPage", entry: "Entry", asked: "Question", first: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for number, (value, text) in enumerate(asked.options):
        button = Button(words(text), small=True, key=str(number + 1) if first else "", bind_key=False)
        button.clicked.connect(lambda checked=False, value=value: page.answer(entry.enrolment.programme, asked, value))
        row.addWidget(button)
    row.addStretch(1)
    return row


# -- beside -----------------------------------------------------------------------------------------------------------


def side(page: "PersonProgrammesPage", tab: "Tab", entry: "Entry | None") -> QFrame:
    """Dates, visits and other programmes."""
    frame = surface("side")
    outer = QVBoxLayout(frame)
    outer.setContentsMargins(1, 0, 0, 0)
    scroll = Scroll(margin=16, gap=8)
    outer.addWidget(scroll)
    fill_side(scroll.column, page, tab, entry)
    scroll.column.addStretch(1)
    return frame


def fill_side(column: QVBoxLayout, page: "PersonProgrammesPage", tab: "Tab", entry: "Entry | None") -> None:
    """Puts dates, visits and other programmes into a column."""
    ends = [*(entry.ends if entry else ()), *tab.papers]
    column.addWidget(Label(T("Dates"), 15, 600))
    today = page.session.today
    for one in ends:
        tone = "warn" if one.day - today <= dates.SOON else "ink"
        day = Label(lang.catalog.date(one.day, "d MMM y"), 14, 600, "" if tone == "ink" else tone)
        column.addLayout(in_row(Label(one.what, 14, 400, "ink2", wrap=True), 1, day))
    if not ends:
        column.addWidget(Label(_no_dates(entry), 14, 400, "ink2", wrap=True))
    column.addWidget(line())
    add = Button(T("Add"), "link", "plus")
    add.clicked.connect(page.add_visit)
    column.addLayout(in_row(Label(T("To visit"), 15, 600), 1, add))
    for visit in tab.follow_ups:
        column.addWidget(_visit(page, visit))
    if not tab.follow_ups:
        column.addWidget(Label(T("Nothing noted."), 14, 400, "ink2"))
    column.addWidget(line())
    column.addWidget(Label(T("Where else to join"), 15, 600, wrap=True))
    for known, verdict in tab.others:
        row = QHBoxLayout()
        row.addWidget(Label(known.code, 15, 600), 1)
        if verdict.eligible is Answer.NO:
            why = Badge(words(verdict.against[0].value) or say(T("No")), "error", "no")
            why.setToolTip(say(verdict.against[0].text))
            bind_text(why.setAccessibleDescription, verdict.against[0].text)
            row.addWidget(why)
        else:
            row.addWidget(answer_badge(verdict.eligible))
            take = Button(T("Take in"), "link")
            bind_text(take.setAccessibleName, T("Take in: {programme}", programme=known.code))
            take.clicked.connect(lambda checked=False, code=known.code: page.join(code))
            row.addWidget(take)
        column.addLayout(row)
    column.addWidget(small("info", T("Against the rules only the office lets somebody in, with a reason.")))


def _no_dates(entry: "Entry | None") -> Text:
    known = entry.programme if entry else None
    if known is not None and known.waiver_months:
        n = known.waiver_months
        return Tn(
            "No commission for {count} month from the listing.", "No commission for {count} months from the listing.", n
        )
    return T("No dates follow yet.")


def _visit(page: "PersonProgrammesPage", visit: "FollowUp") -> QWidget:
    card = surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 6, 12, 6)
    column.setSpacing(0)
    due = lang.catalog.date(visit.due, "d MMM") if visit.due else ""
    late = visit.due is not None and visit.due < page.session.today
    column.addLayout(
        in_row(Label(Text(visit.title), 15, 600, wrap=True), 1, Badge(due, "warning" if late else "info", "cal"))
    )
    done = Button(T("Done"), "link", "check")
    bind_text(done.setAccessibleName, T("Done: {what}", what=Text(visit.title)))
    is_obstacle = visit.obstacle in {one.code for one in OBSTACLES}
    done.clicked.connect(lambda: page.close_visit(visit.id, is_obstacle))
    column.addLayout(in_row(Label(visit.todo or visit.who, 13, 400, "ink2"), 1, done))
    return card


class ReasonAsk(Ask):
    """Why somebody is put on hold or leaves."""

    def __init__(self, parent: QWidget, target: str) -> None:
        super().__init__(parent, LABELS[target], "", T("Save"))
        self.box = TextBox(limit=200)
        self.body.addWidget(LabelledEditor(T("Reason"), self.box, required=True))

    def problem(self) -> LocalizedText:
        return "" if self.box.text().strip() else T("Write the reason.")
