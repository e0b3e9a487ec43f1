"""Who gets a participation certificate and who does not, by reason, each with its way out; and the report beside."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.names.other_script import in_both
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Avatar, Icon, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import T, Text, Tn, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.closing import Results, Without
    from samarth_desktop.actions.workshops.reporting import Figures

_SHOWN = 60
# group -> (icon, title, page that helps, its words)
_GROUPS: dict[str, tuple[str, Text, str, Text]] = {
    "sessions": ("clock", T("Came to too few sessions"), "attendance", T("See attendance")),
    "must": ("pause", T("Missed a session that must be attended"), "attendance", T("See attendance")),
    "name_only": ("edit", T("Only the name is written, not registered"), "artisan-form", T("Register")),
    "record": ("edit", T("Registration not complete"), "artisan-form", T("Complete")),
    "consent": ("warn", T("Consent missing"), "artisan-form", T("Take consent")),
}


def named(one: Any) -> tuple[str, str]:
    """A name in the present language and in the other script."""
    names = in_both(one.name_hi, one.name_en, person=True)
    pair = (names.hi, names.en) if in_devanagari(lang.code) else (names.en, names.hi)
    return pair[0] or pair[1], pair[1] if pair[0] else ""


class CertificatesPart(QWidget):
    """One of the parts of a workshop's page."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self._host, self._session, self._workshop = host, session, ""
        self.results: Results | None = None
        self.ticks: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.rule = Banner("", "info", "cert")
        self.came = Label("", 14, 400, "tint_ink")
        self.rule.row.addWidget(self.came)
        column.addWidget(self.rule)
        row = Columns(820)
        self.gets, self.gets_count, self._gets = self._card("checkc", T("Get it"), "ok")
        self.without, self.without_count, self._without = self._card("minus", T("Do not get it"), "ink2")
        self.note = IconLabel(
            "info",
            T("Once registered or consenting, they come into the left list by themselves."),
            "ink2",
            13,
            wrap=True,
        )
        self.without.body.addWidget(self.note)
        row.addWidget(self.gets, 10)
        row.addWidget(self.without, 12)
        self.report = ReportCard(host, session)
        row.addWidget(self.report, 10)
        column.addLayout(row, 1)

    def _card(self, icon: str, title: Text, tone: str) -> tuple[Card, Label, QVBoxLayout]:
        card = Card("", margin=0)
        card.head.setContentsMargins(14, 10, 14, 4)
        card.head.insertWidget(0, Icon(icon, tone, 20))
        card.head.addWidget(Label(title, 18, 600), 1)
        count = Label("0", 24, 700)
        card.head.addWidget(count)
        scroll = Scroll(margin=0, gap=0)
        scroll.column.setContentsMargins(0, 0, 0, 0)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        scroll.column.addLayout(inside)
        scroll.column.addStretch(1)
        card.body.addWidget(scroll, 1)
        return card, count, inside

    def show_workshop(self, workshop: str) -> None:
        """Reads who fulfils the rule of a workshop, and the figures of its report."""
        from samarth_desktop.actions.workshops import closing, reporting

        self._workshop = workshop
        run = self._host.lanes.store.run
        run(lambda task: closing.results(self._session, workshop), self.show_results, owner=self)
        run(lambda task: reporting.figures(self._session, workshop), self.report.show_figures, owner=self)

    def show_results(self, found: "Results") -> None:
        """Both lists anew; who was ticked stays so."""
        from samarth_desktop.rules.workshops.fulfilment import rule_of

        unticked = {row for row, tick in self.ticks.items() if not tick.isChecked()}
        self.results = found
        rule = rule_of(found.plan.workshop, found.plan.sittings)
        percent = found.plan.workshop.attend_percent or 0
        said: Text = T(
            "Rule: {needed} of {sessions} sessions ({percent} %)",
            needed=rule.needed,
            sessions=rule.sessions,
            percent=percent,
        )
        if rule.must:
            numbers = ", ".join(str(one.number) for one in rule.must)
            said = T("{rule}, and session {numbers} must be attended", rule=said, numbers=numbers)
        self.rule.show_state(said, "info", "cert")
        self.came.show_text(Tn("{count} person came", "{count} people came", len(found.gets) + len(found.without)))
        empty(self._gets)
        self.ticks = {}
        self.gets_count.show_text(lang.catalog.number(len(found.gets)))
        for one in found.gets[:_SHOWN]:
            self._gets.addWidget(self._person(one, rule.sessions, one.participant not in unticked))
        if len(found.gets) > _SHOWN:
            more = Label(T("and {n} more, all ticked", n=len(found.gets) - _SHOWN), 14, 600, "prim")
            more.setContentsMargins(14, 8, 14, 8)
            self._gets.addWidget(more)
        self._fill_without(found)

    def _person(self, one: Any, sessions: int, ticked: bool) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(14, 5, 14, 5)
        name, other = named(one.last)
        inside.addWidget(Avatar(name, 32))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, 15, 600))
        if other:
            words.addWidget(Label(other, 13, 400, "ink2"))
        inside.addLayout(words, 1)
        inside.addWidget(Label(T("{n} of {of}", n=len(one.attended), of=sessions), 14, 400, "ink2"))
        tick = QCheckBox()
        tick.setChecked(ticked)
        bind_text(tick.setAccessibleName, name)
        self.ticks[one.participant] = tick
        inside.addWidget(tick)
        return row

    def _fill_without(self, found: "Results") -> None:
        empty(self._without)
        self.without_count.show_text(lang.catalog.number(len(found.without)))
        groups: dict[str, list[Without]] = {}
        for one in found.without:
            groups.setdefault(one.group, []).append(one)
        for group, (icon, title, page, words) in _GROUPS.items():
            if group in groups:
                self._without.addWidget(self._group(icon, title, page, words, groups[group]))
        self.note.setVisible(bool(found.without))

    def _group(self, icon: str, title: Text, page: str, words: Text, some: "list[Without]") -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(10)
        inside.addWidget(Icon(icon, "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addWidget(Label(title, 15, 600, wrap=True))
        names = [named(one.presence.last)[0] for one in some]
        shown: LocalizedText = ", ".join(names[:2])
        if len(names) > 2:
            shown = T("{names} and {n} more", names=", ".join(names[:2]), n=len(names) - 2)
        middle.addWidget(Label(shown, 13, 400, "ink2", wrap=True))
        inside.addLayout(middle, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        count = Label(lang.catalog.number(len(some)), 18, 700)
        count.setAlignment(Qt.AlignmentFlag.AlignRight)
        right.addWidget(count)
        link = Button(words, "link", small=True)
        link.clicked.connect(lambda: self._help(page, some))
        right.addWidget(link)
        inside.addLayout(right)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addWidget(line())
        return whole

    def _help(self, page: str, some: "list[Without]") -> None:
        person = some[0].presence.last.person
        if page == "artisan-form" and person:
            self._host.go(page, row=person)
        elif page == "artisan-form":
            self._host.go(page, new=True)
        else:
            self._host.go(page, workshop=self._workshop)

    def chosen(self) -> list[str]:
        """The participants that are ticked; beyond those shown, all."""
        if self.results is None:
            return []
        off = {row for row, tick in self.ticks.items() if not tick.isChecked()}
        return [one.participant for one in self.results.gets if one.participant not in off]


class ReportCard(Card):
    """What the report has and lacks, its pictures and language."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("Report"))
        self._host, self._session = host, session
        self.figures: Figures | None = None
        self.state = Label("", 14, 600, "warn")
        self.head.addWidget(self.state)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(4)
        self.body.addLayout(self._parts)
        self.add = Button(T("Add pictures"), icon="image", small=True)
        self.add.clicked.connect(self._choose)
        self.body.addWidget(self.add)
        self.body.addWidget(line())
        self.body.addWidget(Label(T("Language"), 14, 600))
        self.language = Segments([("hi", T("Hindi")), ("en", T("English"))])
        self.language.set_value(lang.code)
        bind_text(self.language.setAccessibleName, T("Language"))
        self.body.addWidget(self.language)
        self.pdf = Button(T("Report as PDF"), icon="report")
        self.pdf.clicked.connect(self.show_report)
        self.body.addWidget(self.pdf)
        self.body.addStretch(1)

    def show_figures(self, found: "Figures") -> None:
        """What is there and what is missing."""
        self.figures = found
        empty(self._parts)
        gaps = len(found.gaps)
        self.state.show_text(Tn("{count} thing missing", "{count} things missing", gaps) if gaps else T("complete"))
        self.state.tone("warn" if gaps else "ok")
        there: list[Text] = []
        if found.sittings and found.came:
            there.append(Tn("Attendance, {count} session", "Attendance, {count} sessions", len(found.sittings)))
        if found.slips:
            there.append(T("Feedback {n}, average {average}", n=found.slips, average=f"{found.average:.1f}"))
        if found.stalls:
            amount = lang.catalog.money(found.sale)
            there.append(T("{n} stalls, sale {amount}", n=len(found.stalls), amount=amount))
        if found.costs:
            there.append(T("Costs {amount}", amount=lang.catalog.money(found.cost)))
        if found.pictures:
            there.append(Tn("{count} picture", "{count} pictures", len(found.pictures)))
        for text in there:
            self._parts.addWidget(IconLabel("check", text, "ok", 14))
        for text in found.gaps:
            self._parts.addWidget(IconLabel("warn", text, "warn", 14))
        self._parts.addWidget(IconLabel("pen", T("Place for signatures"), "ink2", 14))

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, say(T("Add pictures")), "", "JPEG, PNG (*.jpg *.jpeg *.png)")
        if names:
            self.take([Path(name) for name in names])

    def take(self, files: list[Path]) -> None:
        """Keeps pictures for the report; date and place stay, all else that the camera wrote goes."""
        from samarth_desktop.actions.workshops import pictures, reporting

        if self.figures is None:
            return
        row = self.figures.workshop.id

        def work() -> "Figures":
            pictures.add(self._session, row, files)
            return reporting.figures(self._session, row)

        self._host.lanes.background.run(
            lambda task: work(), self.show_figures, lambda error: self._host.notice("warning", error.text), owner=self
        )

    def show_report(self) -> None:
        """Makes the report and shows it."""
        from samarth_desktop.gui.pages.workshops import papers

        if self.figures is not None:
            language = str(self.language.value() or lang.code)
            papers.report(self, self._host, self._session, self.figures.workshop.id, language)
