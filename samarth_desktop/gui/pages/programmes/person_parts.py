"""Parts of somebody's programme page: the way, the rules, and what stands beside them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import SegmentBar, in_row, line, surface
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.pages.programmes.answer_badge import answer_badge
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.programmes import stages
from samarth_desktop.rules.programmes.eligibility import Reason

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.tab import Entry, Question, Tab
    from samarth_desktop.gui.pages.programmes.person_page import PersonProgrammesPage
    from samarth_desktop.rules.programmes.stages import Missing

LABELS = {stage.code: Text(stage.label) for stage in STAGES}
MOST_OPTIONS = 3
"""So many answers stand in the row of a question, under the keys 1, 2, 3; more are a list."""
_LIST = 220  # px: a list of answers
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


def way(page: "PersonProgrammesPage", tab: "Tab", entry: "Entry") -> QFrame:
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
        column.addLayout(_next(page, tab, entry))
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


def _next(page: "PersonProgrammesPage", tab: "Tab", entry: "Entry") -> QVBoxLayout:
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
            inside.addLayout(_lacking(page, tab, entry, one))
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


def _lacking(page: "PersonProgrammesPage", tab: "Tab", entry: "Entry", one: "Missing") -> QHBoxLayout:
    """One thing that is missing; a paper is ticked and a choice made in its row, all else in the form."""
    from samarth_desktop.actions.programmes.tab import question

    row = in_row(Label(one.text, 14, 400, wrap=True), 1)
    known = entry.programme
    if known is None:
        return row
    asked = question(known, (one.key,), type(tab.sheet.holder), enrolled=True)
    paper = next((each.label for each in known.documents if each.key == one.key), None)
    if paper is not None:
        seen = Button(T("Shown today"), small=True, icon="check")
        bind_text(seen.setAccessibleName, T("Shown today: {what}", what=LocalizedName(paper.hi, paper.en)))
        seen.clicked.connect(lambda: page.show_paper(one.key))
        row.addWidget(seen)
    elif asked is not None and asked.own:
        row.addWidget(_choice(page, entry, asked, one.text))
    return row


def _choice(page: "PersonProgrammesPage", entry: "Entry", asked: "Question", about: LocalizedText) -> ComboBox:
    """The answers of a question as a list."""
    options: list[tuple[object, LocalizedText]] = [(value, partial(words, text)) for value, text in asked.options]
    box = ComboBox(options, T("Choose"))
    box.setFixedWidth(_LIST)
    bind_text(box.setAccessibleName, about)
    box.picked.connect(lambda value: page.answer(entry.enrolment.programme, asked, str(value)))
    return box


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
        row.addLayout(_options(page, entry, reason, asked, first), 4)
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


def _options(
    page: "PersonProgrammesPage", entry: "Entry", reason: Reason, asked: "Question", first: bool
) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    if len(asked.options) > MOST_OPTIONS:
        row.addWidget(_choice(page, entry, asked, lambda: words(reason.words)))
        row.addStretch(1)
        return row
    for number, (value, text) in enumerate(asked.options):
        button = Button(words(text), small=True, key=str(number + 1) if first else "", bind_key=False)
        button.clicked.connect(lambda checked=False, value=value: page.answer(entry.enrolment.programme, asked, value))
        row.addWidget(button)
    row.addStretch(1)
    return row


class ReasonAsk(Ask):
    """Why somebody is put on hold or leaves."""

    def __init__(self, parent: QWidget, target: str) -> None:
        super().__init__(parent, LABELS[target], "", T("Save"))
        self.box = TextBox(limit=200)
        self.body.addWidget(LabelledEditor(T("Reason"), self.box, required=True))

    def problem(self) -> LocalizedText:
        return "" if self.box.text().strip() else T("Write the reason.")
