"""The big card of today's workshop: when and where, the door, and what is not ready yet with its way out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import surface
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Badge, Icon, Label
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Tn, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.hero import Ready
    from samarth_desktop.kinds.workshop.record import Workshop

_CERTIFICATES_FROM = 16  # o'clock


class TodaysHero(QFrame):
    """Today's workshop; without one the next, or nothing at all."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self._host, self._session = host, session
        self.found: Ready | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 16, 20, 16)
        self._row.setSpacing(20)
        self._row.addLayout(self._left(), 1)
        self._side = self._right()
        self._row.addWidget(self._side)
        self.hide()
        lang.changed.connect(self._again)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.when = Badge("", "count")
        self.number = Label("", 13, 400)
        head.addWidget(self.when)
        head.addWidget(self.number, 1)
        column.addLayout(head)
        self.title = Label("", 22, 700)
        self.where = Label("", 14, 400, wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.where)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.door = Button(T("Attendance at the door"), icon="door", key="Ctrl+T", bind_key=False)
        self.sheet = Button(T("Attendance sheet"), icon="print")
        self.badges = Button(T("Badges"), icon="badge")
        self.after = Button(T("Certificates"), icon="cert")
        self.plan = Button(T("Plan a workshop"), icon="plus")
        self.door.clicked.connect(lambda: self._host.go("door", workshop=self._workshop()))
        self.sheet.clicked.connect(self._print_sheet)
        self.badges.clicked.connect(self._print_badges)
        self.after.clicked.connect(lambda: self._host.go("workshop", workshop=self._workshop(), part="certificates"))
        self.plan.clicked.connect(lambda: self._host.go("workshop-form", new=True))
        for button in (self.after, self.door, self.sheet, self.badges, self.plan):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addSpacing(4)
        column.addLayout(buttons)
        return column

    def _right(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(296)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        before = Label(T("Before it begins"), 15, 600)
        column.addWidget(before)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(6)
        column.addLayout(self._checks)
        works = Label(
            T("All of it works without internet. A laptop that joins later has the morning, too."), 13, wrap=True
        )
        column.addWidget(works)
        self._said = (before, works)
        column.addStretch(1)
        return side

    def fold(self, narrow: bool) -> None:
        """The checks go where there is no room for them."""
        self._side.setVisible(not narrow and self.found is not None and self.found.plan is not None)

    def _workshop(self) -> str:
        return self.found.plan.workshop.id if self.found is not None and self.found.plan is not None else ""

    def show_ready(self, found: "Ready | None") -> None:
        """Shows today's workshop."""
        self.found = found
        self._again()

    def _again(self) -> None:
        found = self.found
        plan = found.plan if found is not None else None
        self.setVisible(found is not None and (plan is not None or found.next is not None))
        if found is None:
            return
        self.setProperty("surface", "hero" if plan is not None else "card")
        for label in (self.number, self.title, self.where, *self._said):
            label.tone("on_hero" if plan is not None else "")
        self.style().unpolish(self)
        self.style().polish(self)
        for widget in (self.when, self.number, self.door, self.sheet, self.badges):
            widget.setVisible(plan is not None)
        self.plan.setVisible(plan is None)
        self.after.setVisible(False)
        self._side.setVisible(plan is not None and not self._host.narrow)
        if plan is None:
            if found.next is not None:
                self._show_next(found.next)
            return
        workshop = plan.workshop
        times = [one.starts for one in plan.sittings if one.starts]
        ends = [one.ends for one in plan.sittings if one.ends]
        said = T("Today · {time}", time=times[0]) if times else T("Today")
        self.when.show_state(
            T("Today · {time} to {end}", time=times[0], end=ends[-1]) if times and ends else said, "count"
        )
        self.number.show_text(f"{workshop.number} · {workshop.programme}")
        self.title.show_text(_title(workshop))
        self.where.show_text(self._facts(found))
        late = self._late()
        self.after.setVisible(late and found.numbers.came > 0)
        self._show_checks(found)

    def _facts(self, found: "Ready") -> LocalizedText:
        assert found.plan is not None
        workshop, numbers = found.plan.workshop, found.numbers
        parts = [", ".join(part for part in (workshop.venue, workshop.village) if part)]
        words = lang.catalog.say
        if workshop.is_fair:
            parts.append(words(Tn("{count} stall", "{count} stalls", numbers.stalls)))
        else:
            parts.append(words(Tn("{count} invited", "{count} invited", numbers.invited)))
            parts.append(words(Tn("{count} session", "{count} sessions", numbers.sessions)))
        if workshop.trainers:
            parts.append(words(T("Trainer: {names}", names=workshop.trainers)))
        return " · ".join(part for part in parts if part)

    def _late(self) -> bool:
        from samarth_desktop.actions.workshops import checking_in

        return checking_in.now(self._session).hour >= _CERTIFICATES_FROM

    def _show_next(self, workshop: "Workshop") -> None:
        self.title.show_text(T("No workshop today"))
        assert workshop.since is not None
        words = T("Next: {day}, {title}", day=workshop.since, title=_title(workshop))
        self.where.show_text(words)

    def _show_checks(self, found: "Ready") -> None:
        empty(self._checks)
        numbers = found.numbers
        told = T("{n} of {of} were told", n=numbers.told, of=numbers.invited)
        rows: list[tuple[bool, LocalizedText, LocalizedText, str, dict[str, object]]] = []
        there: dict[str, object] = {"workshop": self._workshop(), "part": "invitations"}
        if numbers.invited:
            rows.append((numbers.told == numbers.invited, told, T("see"), "workshop", there))
        else:
            rows.append((False, T("Nobody is invited yet"), T("invite"), "workshop", there))
        if found.without_phone:
            text = Tn("{count} without a phone number", "{count} without a phone number", found.without_phone)
            rows.append((False, text, T("see"), "workshop", there))
        if found.laptop_heard:
            rows.append((True, T("A second laptop has joined"), T("see"), "hall", {}))
        else:
            rows.append((False, T("No second laptop has joined"), T("join"), "hall", {}))
        for row in rows:
            self._checks.addWidget(self._check(*row))

    def _check(
        self, done: bool, text: LocalizedText, out: LocalizedText, page: str, args: dict[str, object]
    ) -> QWidget:
        row = surface("none")
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(Icon("checkc" if done else "warn", "on_hero", 18))
        inside.addWidget(Label(text, 14, 400, "on_hero"), 1)
        if not done:
            link = Button(out, small=True)
            link.clicked.connect(lambda checked=False: self._host.go(page, **args))
            inside.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _print_sheet(self) -> None:
        from samarth_desktop.gui.pages.workshops import papers

        papers.sheet(self, self._host, self._session, self._workshop())

    def _print_badges(self) -> None:
        from samarth_desktop.gui.pages.workshops import papers

        papers.badges(self, self._host, self._session, self._workshop())


def _title(workshop: "Workshop") -> str:
    first, second = workshop.title_hi, workshop.title_en
    return (first or second) if in_devanagari(lang.code) else (second or first)
