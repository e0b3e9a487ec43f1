"""One workshop or fair with all its parts: plan, invitations, attendance, certificates, feedback, report; or stalls."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.media import paper
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, TabBar
from samarth_desktop.gui.kit.surfaces.labels import Badge, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.pages.workshops.certificates_part import CertificatesPart, ReportCard
from samarth_desktop.gui.pages.workshops.feedback_part import FeedbackPart
from samarth_desktop.gui.pages.workshops.invitations_part import InvitationsPart
from samarth_desktop.gui.pages.workshops.stalls_part import StallsPart
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text, Tn, in_devanagari
from samarth_desktop.kinds.workshop.record import KINDS_OF_WORKSHOP, STATUSES

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.closing import Certified, Closed
    from samarth_desktop.actions.workshops.planning import Plan
    from samarth_desktop.store.log.changed import Changed

PARTS = (
    ("plan", T("Plan")), ("invitations", T("Invitations")), ("attendance", T("Attendance")),
    ("certificates", T("Certificates")), ("feedback", T("Feedback")),
)  # fmt: skip
_SHOWN = frozenset(
    {
        "workshop", "session", "invitation", "attendance", "artisan", "consent", "certificate", "stall", "stall_day",
        "feedback",
    }
)  # fmt: skip
"""The kinds of which the parts show something."""
FAIR_PARTS = (("plan", T("Plan")), ("stalls", T("Stalls")), ("report", T("Report")))
_OF_SALES = frozenset({"report"})
"""Parts of a fair that show what was sold: not for trainers."""


class WorkshopPage(Page):
    """The parts as tabs; attendance is a page of its own."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.plan: Plan | None = None
        self.part = "plan"
        self._sales = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(24, 10, 24, 10)
        column.setSpacing(10)
        self.head = PageHead(T("Workshop"))
        self.code, self.status = Badge("", "info"), Badge("", "outline")
        self.head.add_left(self.code)
        self.head.add_left(self.status)
        self.number = Label("", 13, 400, "ink2")
        self.head.add_right(self.number)
        column.addWidget(self.head)
        self._tabs = QVBoxLayout()
        column.addLayout(self._tabs)
        self.tabs: TabBar | None = None
        self.stack = QStackedWidget()
        self.invitations = InvitationsPart(host, session)
        self.certificates = CertificatesPart(host, session)
        self.feedback = FeedbackPart(host, session)
        self.stalls = StallsPart(host, session)
        self.report = ReportCard(host, session)
        self.widgets: dict[str, QWidget] = {
            "plan": self._plan_card(), "invitations": self.invitations, "certificates": self.certificates,
            "feedback": self.feedback, "stalls": self.stalls, "report": self.report,
        }  # fmt: skip
        for widget in self.widgets.values():
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        outer.addWidget(scrolled(column), 1)
        outer.addWidget(self._footer())
        lang.changed.connect(self._fill)

    def _plan_card(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(T("Plan"))
        change = Button(T("Change the plan"), icon="edit", small=True)
        change.clicked.connect(lambda: self.host.go("workshop-form", workshop=self._row()))
        paper = Button(T("Papers"), icon="print", small=True, end_icon="down")
        paper.clicked.connect(lambda: self._offer_papers(paper))
        card.head.addWidget(paper)
        card.head.addWidget(change)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        card.body.addLayout(self._facts)
        column.addWidget(card)
        column.addStretch(1)
        return whole

    def _footer(self) -> Footer:
        self.foot = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(lambda: self.host.go("workshops"))
        self.foot.add_left(back)
        self.close_button = Button(T("Close the workshop"), icon="check")
        self.close_button.clicked.connect(self.close_workshop)
        self.keep = Button(T("Keep as PDF"), icon="down")
        self.keep.clicked.connect(self._choose_folder)
        self.door = Button(T("Attendance at the door"), "primary", "door")
        self.door.clicked.connect(lambda: self.host.go("door", workshop=self._row()))
        self.print = Button(T("Print certificates"), "primary", "print", key="Ctrl+P")
        self.print.clicked.connect(self.print_certificates)
        for button in (self.close_button, self.door, self.keep, self.print):
            button.hide()  # which of them there are, the part in front says
            self.foot.add_right(button)
        return self.foot

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `workshop` (row id) that one, with `part` one of its parts, with `draft` (key) the part where something
        is half-typed; else as it was left."""
        from samarth_desktop.actions.device import roles
        from samarth_desktop.actions.registration import drafts
        from samarth_desktop.actions.workshops import planning

        if args.get("draft"):
            key = str(args["draft"])
            self.host.lanes.store.run(
                lambda task: drafts.get(self.session, key),
                lambda found: self.shown(workshop=found.row, part=found.texts.get("part", "")),
                lambda error: self.host.notice("warning", error.text), owner=self,
            )  # fmt: skip
            return
        row = str(args.get("workshop") or self._row())
        self.part = str(args.get("part") or ("plan" if args.get("workshop") else self.part))
        if row:
            self.host.lanes.store.run(
                lambda task: (planning.load(self.session, row), roles.sees_sales(self.session)), self._opened,
                lambda error: self.host.notice("warning", error.text), owner=self,
            )  # fmt: skip

    def _row(self) -> str:
        return self.plan.workshop.id if self.plan is not None else ""

    def can_leave(self) -> bool:
        self.feedback.half.keep()
        self.stalls.half.keep()
        return True

    def data_changed(self, changed: "Changed") -> None:
        if self.plan is not None and changed.kinds & _SHOWN:
            self.shown()

    def _opened(self, found: "tuple[Plan, bool]") -> None:
        self.plan, self._sales = found
        parts = self._parts()
        if self.part not in dict(parts):
            self.part = "plan"
        empty(self._tabs)
        self.tabs = TabBar([words for _, words in parts])
        self.tabs.chosen.connect(lambda number: self.turn_to(parts[number][0]))
        self._tabs.addWidget(self.tabs)
        self.turn_to(self.part)
        self._fill()

    def _parts(self) -> tuple[tuple[str, Text], ...]:
        if self.plan is None or not self.plan.workshop.is_fair:
            return PARTS
        return tuple(part for part in FAIR_PARTS if self._sales or part[0] not in _OF_SALES)

    def turn_to(self, part: str) -> None:
        """Shows a part."""
        if self.plan is None:
            return
        if part == "attendance":
            self.host.go("attendance", workshop=self._row())
            return
        self.part = part
        if self.tabs is not None:
            self.tabs.show_steps([key for key, _ in self._parts()].index(part))
        self.stack.setCurrentWidget(self.widgets[part])
        if part == "invitations":
            self.invitations.show_workshop(self._row())
        elif part == "certificates":
            self.certificates.show_workshop(self._row())
        elif part == "feedback":
            self.feedback.show_workshop(self.plan.workshop)
        elif part == "stalls":
            self.stalls.show_fair(self.plan.workshop)
        elif part == "report":
            self._read_report()
        fair = self.plan.workshop.is_fair
        self.door.setVisible(part != "certificates" and not fair)
        for button in (self.keep, self.print):
            button.setVisible(part == "certificates")
        self.close_button.setVisible(self.plan.workshop.status != "closed" and not fair)

    def _read_report(self) -> None:
        from samarth_desktop.actions.workshops import reporting

        row = self._row()
        self.host.lanes.store.run(
            lambda task: reporting.figures(self.session, row), self.report.show_figures, owner=self
        )

    def _fill(self) -> None:
        if self.plan is None:
            return
        one = self.plan.workshop
        hindi = in_devanagari(lang.code)
        first, second = (one.title_hi, one.title_en) if hindi else (one.title_en, one.title_hi)
        self.head.title.show_text(first or second)
        day = lang.catalog.date(one.since) if one.since else ""
        if one.since and one.until and one.until != one.since:
            day = say(T("{since} to {until}", since=one.since, until=one.until))
        self.head.note.show_text(" · ".join(part for part in (day, one.village) if part))
        self.code.show_state(one.programme, "info")
        label = next((choice.label for choice in STATUSES if choice.code == one.status), "")
        self.status.show_state(Text(label), "ok" if one.status == "closed" else "outline")
        self.number.show_text(one.number)
        empty(self._facts)
        for icon, text in self._told():
            self._facts.addWidget(IconLabel(icon, text, "ink", 15, wrap=True))

    def _told(self) -> list[tuple[str, LocalizedText]]:
        assert self.plan is not None
        one, words = self.plan.workshop, lang.catalog
        kind = next((choice.label for choice in KINDS_OF_WORKSHOP if choice.code == one.workshop_kind), "")
        where = ", ".join(part for part in (one.venue, one.village, one.block) if part)
        days = words.date(one.since, "EEEE, d MMMM y") if one.since else ""
        if one.until and one.since and one.until != one.since:
            days = say(T("{since} to {until}", since=one.since, until=one.until))
        told: list[tuple[str, LocalizedText]] = [("workshop", Text(kind)), ("place", where), ("cal", days)]
        if one.trainers:
            told.append(("person", T("Trainer: {names}", names=one.trainers)))
        if one.capacity:
            told.append(("group", Tn("Room for {count} person", "Room for {count} people", one.capacity)))
        for sitting in self.plan.sittings:
            times = "–".join(part for part in (sitting.starts, sitting.ends) if part)
            must = f" · {say(T('must attend'))}" if sitting.must_attend else ""
            told.append(("clock", f"{sitting.number}. {times}  {sitting.topic}{must}"))
        return told

    # -- doing --------------------------------------------------------------------------------------------------------

    def _offer_papers(self, button: Button) -> None:
        from samarth_desktop.gui.pages.workshops import papers

        menu, row = QMenu(button), self._row()
        menu.addAction(say(T("Attendance sheet"))).triggered.connect(
            lambda: papers.sheet(self, self.host, self.session, row)
        )
        for start in (1, 3, 5, 7):
            words = say(T("Badges")) if start == 1 else say(T("Badges from place {n} of a used sheet", n=start))
            menu.addAction(words).triggered.connect(
                lambda checked=False, start=start: papers.badges(self, self.host, self.session, row, start)
            )
        menu.addAction(say(T("Registration forms with numbers"))).triggered.connect(self._ask_forms)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_forms(self) -> None:
        from samarth_desktop.gui.pages.workshops import papers

        title, words = say(T("Registration forms with numbers")), say(T("How many?"))
        count, chosen = QInputDialog.getInt(self, title, words, 20, 1, 500)
        if chosen:
            papers.forms(self, self.host, self.session, self._row(), count)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, say(T("Where to keep the certificates")))
        if name:
            self.certify(Path(name))

    def certify(self, folder: Path) -> None:
        """Issues the certificates of all that are ticked."""
        from samarth_desktop.actions.workshops import closing

        row, only = self._row(), self.certificates.chosen()
        self.host.lanes.background.run(
            lambda task: closing.certify(
                self.session, row, folder, only=only, progress=task.report, cancelled=lambda: task.cancelled
            ),
            self._certified, self._failed, self._progress, owner=self,
        )  # fmt: skip

    def print_certificates(self) -> None:
        """Issues the certificates of all that are ticked, in one file for the printer."""
        from samarth_desktop.actions.workshops import closing

        row, only = self._row(), self.certificates.chosen()
        if only:
            title = T("Participation certificates")
            paper.show(self, self.host, title, lambda: closing.for_printer(self.session, row, only))
        else:
            self.foot.say("hint", T("Nobody is ticked."))

    def _progress(self, done: int, total: int) -> None:
        self.foot.say("hint", T("{done} of {total} certificates", done=done, total=total))

    def _certified(self, done: "Certified") -> None:
        count = len(done.batch.papers)
        self.foot.say("ok", Tn("{count} certificate was made.", "{count} certificates were made.", count))
        self.turn_to("certificates")

    def close_workshop(self) -> None:
        """Writes who was trained, and closes the workshop."""
        from samarth_desktop.actions.workshops import closing

        row = self._row()
        self.host.lanes.store.run(lambda task: closing.close(self.session, row), self._closed, self._failed, owner=self)

    def _closed(self, done: "Closed") -> None:
        count = len(done.trained)
        self.foot.say("ok", Tn("Closed: {count} person is trained.", "Closed: {count} people are trained.", count))
        self.shown()

    def _failed(self, error: KnownError) -> None:
        self.foot.say("error", error.text)
