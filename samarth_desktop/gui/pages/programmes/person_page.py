"""The programmes of one person or group: answer, stages, what is missing, rules, dates, visits, other programmes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState, surface
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.pages.programmes import person_parts as parts
from samarth_desktop.gui.pages.programmes import person_side
from samarth_desktop.gui.pages.programmes.answer_badge import answer_badge
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import LocalizedName, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.tab import Entry, Question, Tab
    from samarth_desktop.actions.session import Session
    from samarth_desktop.kinds.enrolment.record import Enrolment
    from samarth_desktop.rules.programmes.stages import Move
    from samarth_desktop.store.log.changed import Changed

FORMS = {"artisan": "artisan-form", "shg": "shg-form"}
SIDE = 316


class PersonProgrammesPage(Page):
    """Everything is answered in its row: 1, 2, 3 answer the first open question, Ctrl+Right moves on, F2 opens the
    form where something is missing."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.tab: Tab | None = None
        self._row = ""
        self._code = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 10, 24, 8)
        self.head = PageHead("")
        self.form = Button(T("Change"), icon="edit", key="F2")
        self.form.clicked.connect(self.open_form)
        self.head.add_right(self.form)
        head.addWidget(self.head)
        outer.addLayout(head)
        self._chips = FlowLayout()
        chips = QHBoxLayout()
        chips.setContentsMargins(24, 0, 24, 8)
        chips.addLayout(self._chips, 1)
        self._answer = QHBoxLayout()
        chips.addLayout(self._answer)
        outer.addLayout(chips)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        outer.addLayout(self._body, 1)
        self._middle: Scroll | None = None
        self._side: QFrame | None = None
        self.questions: list[tuple[str, Question]] = []
        self.dialog: Ask | None = None
        for number in range(3):
            QShortcut(QKeySequence(str(number + 1)), self).activated.connect(partial(self.answer_first, number))
        QShortcut(QKeySequence("Ctrl+Right"), self).activated.connect(self.move_on)
        lang.changed.connect(self._again)

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """Shows somebody (`row`), in a programme (`code`) where one is meant."""
        self._row = str(args.get("row") or self._row)
        self._code = str(args.get("code") or self._code)
        self.read()

    def data_changed(self, changed: "Changed") -> None:
        self.read()

    def read(self) -> None:
        """Reads the programmes of who is shown."""
        from samarth_desktop.actions.programmes import tab

        if self._row:
            row = self._row
            self.host.lanes.store.run(lambda task: tab.look(self.session, row), self._show, owner=self)

    def _show(self, found: "Tab") -> None:
        self.tab = found
        self._again()

    @property
    def entry(self) -> "Entry | None":
        """The programme that is shown."""
        if self.tab is None:
            return None
        named = (one for one in self.tab.entries if one.enrolment.programme == self._code)
        return next(named, self.tab.entries[0] if self.tab.entries else None)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _again(self) -> None:
        if self.tab is None:
            return
        holder = self.tab.sheet.holder
        name, other = LocalizedName(holder.name_hi, holder.name_en).ordered(lang.code)
        self.head.title.show_text(name or T("No name yet"))
        facts = (other, holder.registration, holder.village)
        self.head.note.show_text(" · ".join(filter(None, facts)))
        self._show_chips()
        self.questions = []
        old_middle, old_side = self._middle, self._side
        self._middle = Scroll(margin=24, gap=10)
        self._fill(self._middle.column)
        self._side = person_side.side(self, self.tab, self.entry)
        self._side.setFixedWidth(SIDE)
        for old in (old_middle, old_side):
            if old is not None:
                self._body.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._body.addWidget(self._middle, 1)
        self._body.addWidget(self._side)
        self._side.setVisible(not self.host.narrow)  # not before it has its place: it would be a window of its own

    def fold(self, narrow: bool) -> None:
        """In a small window what stands beside goes below the rules."""
        self._again()

    def _show_chips(self) -> None:
        assert self.tab is not None
        empty(self._chips)
        empty(self._answer)
        for one in self.tab.entries:
            known = one.programme
            text = one.enrolment.programme + (f" · {known.name.say(lang.code)}" if known and one is self.entry else "")
            chip = Chip(text)
            chip.setChecked(one is self.entry)
            chip.clicked.connect(partial(self._choose, one.enrolment.programme))
            self._chips.addWidget(chip)
        entry = self.entry
        if entry is not None and entry.verdict is not None:
            found = entry.verdict
            open_ones = sum(1 for reason in found.reasons if reason.holds.value == "unknown")
            words: Text = T("May join: {answer}", answer=parts.ANSWERS[found.eligible])
            if open_ones:
                words = Tn(
                    "May join: not known, {count} thing to ask", "May join: not known, {count} things to ask", open_ones
                )
            self._answer.addWidget(answer_badge(found.eligible, words=words))

    def _choose(self, code: str) -> None:
        self._code = code
        self._again()

    def _fill(self, column: QVBoxLayout) -> None:
        assert self.tab is not None
        entry = self.entry
        if entry is None:
            text = T("Choose a programme under “Where else to join”.")
            column.addWidget(EmptyState("steps", T("In no programme yet"), text))
        else:
            column.addWidget(parts.way(self, self.tab, entry))
            if entry.verdict is not None:
                column.addWidget(parts.rules(self, self.tab, entry))
            if entry.programme is None:
                column.addWidget(parts.not_known(self, entry))
            decided = entry.enrolment.decided_on
            if decided:
                version = entry.enrolment.decided_version or 1
                text = T("What decided is kept with its date: {day}, version {n} of the rules.", day=decided, n=version)
                column.addWidget(parts.small("info", text))
            if entry.enrolment.admitted_by:
                by = T(
                    "Let in by {name}: {reason}",
                    name=entry.enrolment.admitted_by,
                    reason=entry.enrolment.admitted_reason,
                )
                column.addWidget(parts.small("key", by))
        if self.host.narrow:
            below = surface("card")
            inside = QVBoxLayout(below)
            person_side.fill_side(inside, self, self.tab, entry)
            column.addWidget(below)
        column.addStretch(1)

    # -- what is done here --------------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """Opens the record in its form."""
        if self.tab is not None:
            self.host.go(FORMS[self.tab.sheet.holder.KIND], row=self._row)

    def answer_first(self, number: int) -> None:
        """Answers the first open question with its first, second or third answer, where it has no more."""
        if self.questions:
            code, asked = self.questions[0]
            if number < len(asked.options) <= parts.MOST_OPTIONS:
                self.answer(code, asked, asked.options[number][0])

    def answer(self, code: str, asked: "Question", value: str) -> None:
        """Keeps an answer."""
        from samarth_desktop.actions.programmes import tab

        row = self._row
        self.host.lanes.store.run(
            lambda task: tab.answer(self.session, row, code, asked, value), lambda done: self._kept(), owner=self
        )

    def show_paper(self, kind: str) -> None:
        """Notes that a paper was shown today."""
        from samarth_desktop.actions.programmes import tab

        row = self._row
        self.host.lanes.store.run(
            lambda task: tab.show_paper(self.session, row, kind), lambda done: self._kept(), owner=self
        )

    def _kept(self) -> None:
        self.host.saved(T("Saved"))
        self.read()

    def move_on(self) -> None:
        """Moves to the stage that follows, or says what is missing."""
        from samarth_desktop.actions.programmes import staging

        entry, row = self.entry, self._row
        if entry is None or not entry.next_stage:
            return
        code, target = entry.enrolment.programme, entry.next_stage

        def said(done: "tuple[Move, Enrolment]") -> None:
            moved, _ = done
            if moved.missing:
                self.host.notice("warning", moved.missing[0].text)
            self._kept() if not moved.missing else self.read()

        self.host.lanes.store.run(lambda task: staging.change(self.session, row, code, target), said, owner=self)

    def stop(self, target: str) -> None:
        """Asks why, then puts on hold or withdraws."""
        from samarth_desktop.actions.programmes import staging

        entry, row = self.entry, self._row
        if entry is None:
            return
        code = entry.enrolment.programme
        self.dialog = dialog = parts.ReasonAsk(self.window(), target)
        dialog.accepted.connect(
            lambda: self.host.lanes.store.run(
                lambda task: staging.change(self.session, row, code, target, reason=dialog.box.text()),
                lambda done: self._kept(),
                owner=self,
            )
        )
        dialog.open()

    def resume(self) -> None:
        """Goes on where she was before the hold."""
        from samarth_desktop.actions.programmes import staging
        from samarth_desktop.rules.programmes import stages

        entry, row = self.entry, self._row
        if entry is not None:
            code, target = entry.enrolment.programme, stages.reached(entry.enrolment)
            self.host.lanes.store.run(
                lambda task: staging.change(self.session, row, code, target), lambda done: self._kept(), owner=self
            )

    def join(self, code: str) -> None:
        """Takes her into another programme."""
        from samarth_desktop.actions.programmes import tab

        row = self._row

        def done(made: object) -> None:
            self._code = code
            self._kept()

        self.host.lanes.store.run(lambda task: tab.join(self.session, row, code), done, owner=self)

    def add_visit(self) -> None:
        """Asks what is to be done next, and keeps it."""
        from samarth_desktop.actions.programmes import follow_ups
        from samarth_desktop.gui.forms.follow_up_ask import FollowUpAsk

        row = self._row
        self.dialog = dialog = FollowUpAsk(self.window(), self.session.today)
        dialog.accepted.connect(
            lambda: self.host.lanes.store.run(
                lambda task: follow_ups.note(self.session, dialog.answer(row)), lambda kept: self._kept(), owner=self
            )
        )
        dialog.open()

    def close_visit(self, visit: str, clears: bool) -> None:
        """Marks a follow-up as done."""
        from samarth_desktop.actions.programmes import follow_ups

        self.host.lanes.store.run(
            lambda task: follow_ups.close(self.session, visit, clears_obstacle=clears),
            lambda kept: self._kept(),
            owner=self,
        )
