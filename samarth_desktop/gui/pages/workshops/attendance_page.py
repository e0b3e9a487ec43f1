"""Attendance of a workshop: session by session, everybody present and then who is not, by keyboard alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, EmptyState
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, TabBar
from samarth_desktop.gui.kit.surfaces.labels import Badge
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.pages.workshops.attendance_marks import Marks
from samarth_desktop.gui.pages.workshops.attendance_rows import (
    NARROW,
    WIDTHS,
    AttendanceGrid,
    AttendanceRows,
)
from samarth_desktop.gui.pages.workshops.attendance_side import AttendanceSide
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.attendance_sheet import Report
    from samarth_desktop.actions.workshops.grid import Line
    from samarth_desktop.actions.workshops.planning import Plan
    from samarth_desktop.kinds.session.record import Sitting
    from samarth_desktop.store.log.changed import Changed

_SHOWS = (("all", T("All {n}")), ("present", T("Present {n}")), ("late", T("Late {n}")), ("absent", T("Absent {n}")),
          ("team", T("Team {n}")))  # fmt: skip
LEAST = 220


class AttendancePage(Page):
    """One session at a time, as tabs. Rows that come from another laptop appear without moving the focus."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.plan: Plan | None = None
        self.sitting: Sitting | None = None
        self.lines: list[Line] = []
        self.marks = Marks(self, host, session)
        self.marks.written.connect(self._written)
        self._show, self._unlocked = "all", ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(24, 10, 20, 10)
        left.setSpacing(10)
        left.addWidget(self._head())
        self._tabs = QVBoxLayout()
        left.addLayout(self._tabs)
        self.tabs: TabBar | None = None
        self.past = Banner("", "warning", "lock")
        self.unlock = Button(T("Unlock"), small=True)
        self.unlock.clicked.connect(self._unlock)
        self.past.row.addWidget(self.unlock)
        self.past.hide()
        left.addWidget(self.past)
        left.addLayout(self._chips())
        self.model = AttendanceRows(self)
        self.grid = AttendanceGrid(self.model)
        self.grid.setMinimumHeight(LEAST)
        self.grid.act.connect(self.act)
        self.start = self.grid
        scan = Button(T("At the door"), icon="door")
        scan.clicked.connect(lambda: self._go_door())
        self.none = EmptyState("group", T("Nobody yet"), T("Scan at the door, or take over the invitations."), scan)
        left.addWidget(self.grid, 1)
        left.addWidget(self.none, 1)
        middle.addWidget(scrolled(left), 1)
        self.side = AttendanceSide()
        middle.addWidget(self.side)
        outer.addLayout(middle, 1)
        outer.addWidget(self._footer())
        lang.changed.connect(self._fill)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _head(self) -> PageHead:
        self.head = PageHead(T("Attendance"))
        self.code = Badge("", "info")
        self.head.add_left(self.code)
        bring = Button(T("Attendance from Excel"), icon="down")
        bring.clicked.connect(self._bring)
        sheet = Button(T("Attendance sheet"), icon="print", key="Ctrl+P")
        sheet.clicked.connect(self._print)
        self.head.add_right(bring)
        self.head.add_right(sheet)
        return self.head

    def _chips(self) -> QHBoxLayout:
        self.chips = {key: Chip("") for key, _ in _SHOWS}
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda checked=False, key=key: self._choose(key))
        self.everybody = Button(T("Everybody present"), icon="check", key="Ctrl+A", bind_key=False, small=True)
        self.everybody.clicked.connect(lambda: self.act("all"))
        row, chips = Columns(640, 8), FlowLayout()
        for chip in self.chips.values():
            chips.addWidget(chip)
        row.addLayout(chips, 1)
        row.addWidget(self.everybody)
        return row

    def _footer(self) -> Footer:
        self.foot = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(lambda: self.host.go("workshop", workshop=self.plan.workshop.id if self.plan else ""))
        self.back = Button(T("Undo"), "link", "undo", key="Ctrl+Z", bind_key=False)
        self.back.clicked.connect(lambda: self.act("undo"))
        self.back.hide()
        self.foot.add_left(back)
        self.foot.add_left(self.back)
        self.done = Button(T("Finish the session"), "primary", "check", key="Ctrl+Return", bind_key=False)
        self.done.clicked.connect(lambda: self.act("finish"))
        self.foot.add_right(self.done)
        return self.foot

    def fold(self, narrow: bool) -> None:
        self.side.setVisible(not narrow)
        self.grid.set_widths(NARROW if narrow else WIDTHS)
        for column in (6, 7):
            self.grid.setColumnHidden(column, narrow)

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `workshop` (row id) and `session` (number); else today's."""
        from samarth_desktop.actions.workshops import door, planning

        row, number = str(args.get("workshop") or ""), args.get("session")

        def find() -> "tuple[Plan, Sitting] | None":
            plan = planning.load(self.session, row) if row else planning.today(self.session)
            if plan is None or not plan.sittings:
                return None
            return plan, door.sitting_now(self.session, plan, number if isinstance(number, int) else None)

        self.host.lanes.store.run(lambda task: find(), self._opened, owner=self)

    def _opened(self, found: "tuple[Plan, Sitting] | None") -> None:
        if found is None:
            self.plan = self.sitting = None
            self.lines = []
            self._fill()
            return
        self.plan, self.sitting = found
        self._make_tabs()
        self._read()

    def _make_tabs(self) -> None:
        empty(self._tabs)
        assert self.plan is not None and self.sitting is not None
        names: list[Text | str] = []
        for one in self.plan.sittings:
            more = " ".join(part for part in (one.starts, one.topic) if part)
            number, star = one.number or 0, " *" if one.must_attend else ""
            short = T("Session {n}", n=number)
            names.append(T("Session {n} · {what}", n=number, what=more + star) if more else short)
        self.tabs = TabBar(names)
        self.tabs.chosen.connect(self._turn_to)
        self._tabs.addWidget(self.tabs)
        here = next(at for at, one in enumerate(self.plan.sittings) if one.id == self.sitting.id)
        self.tabs.show_steps(here, [at for at, one in enumerate(self.plan.sittings) if one.done])

    def _turn_to(self, number: int) -> None:
        if self.plan is not None and 0 <= number < len(self.plan.sittings):
            self.sitting = self.plan.sittings[number]
            self._make_tabs()
            self._read()

    def data_changed(self, changed: "Changed") -> None:
        if changed.kinds & {"attendance", "invitation", "setting"}:
            self._read()

    def _read(self) -> None:
        from samarth_desktop.actions.workshops import grid, hall_clock

        plan, sitting = self.plan, self.sitting
        self.marks.turn_to(sitting)
        if plan is None or sitting is None:
            return

        def read() -> tuple[Any, ...]:
            with self.session.store.read() as reader:
                return (
                    grid.lines_in(reader, plan, sitting), hall_clock.letters(reader, self.session, plan.workshop.id),
                    hall_clock.heard(self.session, plan.workshop.id),
                )  # fmt: skip

        self.host.lanes.store.run(lambda task: read(), self._took, owner=self)

    def _took(self, found: tuple[Any, ...]) -> None:
        self.lines, self.letters, heard = found
        self.side.show_heard(heard, self.letters)
        self._fill()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        from samarth_desktop.actions.workshops import grid

        counts = grid.counts(self.lines)
        for key, words in _SHOWS:
            self.chips[key].show_text(Text(words.id, {"n": counts[key]}))
            self.chips[key].setChecked(key == self._show)
        shown = [one for one in self.lines if self._is_shown(one)]
        self.model.show_lines(shown, getattr(self, "letters", {}))
        self.grid.setVisible(bool(self.lines))
        self.none.setVisible(not self.lines)
        if shown and not self.grid.currentIndex().isValid():
            self.grid.go_to(0)
        if self.plan is None or self.sitting is None:
            return
        workshop, sitting = self.plan.workshop, self.sitting
        title = workshop.title_hi if in_devanagari(lang.code) else workshop.title_en
        day = lang.catalog.date(sitting.held_on or self.session.today)
        self.head.note.show_text(f"{title or workshop.title_hi or workshop.title_en} · {day}")
        self.code.show_state(workshop.programme, "info")
        self.side.show_counts(sitting.number or 0, counts)
        locked = self._locked()
        self.past.setVisible(grid.is_past(self.session, sitting))
        self.unlock.setVisible(locked)
        self.past.show_state(
            T("This session was on {day}. Every change is noted.", day=sitting.held_on), "warning", "lock"
        )
        self.everybody.enable(not locked, T("Unlock the session first."))
        self.done.enable(not locked, T("Unlock the session first."))
        self.back.setVisible(self.marks.can_undo)

    def _is_shown(self, line: "Line") -> bool:
        if self._show == "team":
            return line.staff
        if self._show == "absent":
            return not line.staff and line.presence not in ("present", "late")
        return self._show == "all" or (line.presence == self._show and not line.staff)

    def _choose(self, key: str) -> None:
        self._show = key
        self._fill()

    def _locked(self) -> bool:
        from samarth_desktop.actions.workshops import grid

        return (
            self.sitting is not None and grid.is_past(self.session, self.sitting) and self._unlocked != self.sitting.id
        )

    def _unlock(self) -> None:
        self._unlocked = self.sitting.id if self.sitting is not None else ""
        self._fill()
        self.grid.setFocus()

    # -- doing --------------------------------------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """One of the keys of the grid."""
        if name == "next":
            at = self.plan.sittings.index(self.sitting) if self.plan is not None and self.sitting is not None else -1
            self._turn_to(at + 1)
            return
        if self._locked() or self.sitting is None:
            return
        chosen = [self.model.lines[at] for at in self.grid.marked()]
        if name == "all":
            people = [one for one in self.lines if not one.staff and one.presence not in ("present", "late")]
            self.marks.mark(people, "present")
        elif name == "toggle" and chosen:
            self.marks.mark(chosen, "absent" if chosen[0].presence in ("present", "late") else "present")
        elif name == "late" and chosen:
            self.marks.mark(chosen, "late")
        elif name == "leave" and chosen:
            self.marks.leave(chosen)
        elif name == "undo":
            self.marks.take_back()
        elif name == "finish":
            self._finish()

    def _written(self, said: Text) -> None:
        self.foot.say("hint", said)
        self._read()

    def _finish(self) -> None:
        from samarth_desktop.actions.workshops import grid

        sitting, some = self.sitting, self.lines
        if sitting is not None:
            self.host.lanes.store.run(
                lambda task: grid.finish(self.session, sitting, some), lambda saved: self._finished(), owner=self
            )

    def _finished(self) -> None:
        self.host.saved(T("The attendance of the session is complete"))
        if self.plan is not None and self.sitting is not None:
            at = self.plan.sittings.index(self.sitting)
            number = self.plan.sittings[min(at + 1, len(self.plan.sittings) - 1)].number
            self.shown(workshop=self.plan.workshop.id, session=number)

    def _print(self) -> None:
        from samarth_desktop.gui.pages.workshops import papers

        if self.plan is not None:
            papers.sheet(self, self.host, self.session, self.plan.workshop.id)

    def _go_door(self) -> None:
        if self.plan is not None and self.sitting is not None:
            self.host.go("door", workshop=self.plan.workshop.id, session=self.sitting.number)

    def _bring(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, say(T("Attendance from Excel")), "", "Excel, CSV (*.xlsx *.csv *.ods *.xls)"
        )
        if name and self.plan is not None:
            self.bring(Path(name))

    def bring(self, file: Path) -> None:
        """Takes in a sheet of attendance; of a sheet without the workshop's number this one is meant."""
        from samarth_desktop.actions.workshops import attendance_sheet

        row = self.plan.workshop.id if self.plan is not None else ""
        self.host.lanes.background.run(
            lambda task: attendance_sheet.bring(self.session, file, row),
            self._brought, lambda error: self.host.notice("warning", error.text), owner=self,
        )  # fmt: skip

    def _brought(self, report: "Report") -> None:
        words = T(
            "{n} rows: {new} new, {same} there already, {wrong} wrong.",
            n=report.read, new=report.imported, same=report.skipped, wrong=len(report.errors),
        )  # fmt: skip
        first = report.errors[0] if report.errors else None
        if first is not None:
            words = T("{counts} Row {row}: {reason}", counts=words, row=first.row, reason=first.reason)
        self.host.notice("warning" if first else "ok", words)
        self._read()
