"""At the door of a workshop: one input that has the focus always, one large answer, no dialog between two scans."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, EmptyState
from samarth_desktop.gui.kit.surfaces.frame import Footer
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.pages.workshops.door_card import SOUNDS, DoorCard
from samarth_desktop.gui.pages.workshops.door_head import DoorHead
from samarth_desktop.gui.pages.workshops.door_input import DoorInput
from samarth_desktop.gui.pages.workshops.door_senses import Senses
from samarth_desktop.gui.pages.workshops.door_side import DoorSide, counts_strip
from samarth_desktop.gui.pages.workshops.door_walk_ins import DoorWalkIns
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.door import Answer, Door
    from samarth_desktop.actions.workshops.planning import Plan
    from samarth_desktop.kinds.attendance.record import Attendance
    from samarth_desktop.kinds.session.record import Sitting
    from samarth_desktop.store.log.changed import Changed

_FOCUS_MS = 700


class DoorPage(Page):
    """Shows today's workshop, or the one in `workshop`. Answers come from the store lane, in the order of the scans."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.plan: Plan | None = None
        self.sitting: Sitting | None = None
        self.answer: Answer | None = None
        self.undo_row = ""
        self.waiting: dict[str, Answer] = {}
        self._letters: dict[str, str] = {}
        self.stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.stack, 1)
        add = Button(T("Add a workshop"), "primary", "plus")
        add.clicked.connect(lambda: host.go("workshop-form", new=True))
        self.none = EmptyState("workshop", T("No workshop today"), T("Plan one, or open one from the list."), add)
        self.stack.addWidget(self._door())
        self.stack.addWidget(self.none)
        outer.addWidget(self._footer())
        self.start = self.input
        self._focus = QTimer(self)
        self._focus.setInterval(_FOCUS_MS)
        self._focus.timeout.connect(self._take_focus)
        self._late = QTimer(self)
        self._late.setInterval(30_000)
        self._late.timeout.connect(self._read)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _door(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(24, 10, 24, 10)
        left.setSpacing(12)
        left.addWidget(self._head())
        self.input = DoorInput()
        self.input.asked.connect(self.ask)
        self.input.key.connect(self._key)
        left.addWidget(self.input)
        self.card = DoorCard()
        self.walk_ins = DoorWalkIns(self.host, self.session, self.card)
        self.walk_in = self.walk_ins.form
        for signal, act in (
            (self.card.undo, self.undo), (self.card.let_in, self.let_in), (self.card.fill, self.fill),
            (self.card.wrong, self.wrong_badge), (self.card.write, self.begin_walk_in),
        ):  # fmt: skip
            signal.connect(act)
        self.card.chosen.connect(self.choose)
        self.walk_ins.answered.connect(self.show_answer)
        self.walk_ins.registered.connect(self._registered)
        self.walk_ins.failed.connect(self._failed)
        self.walk_ins.left.connect(self._walk_in_left)
        left.addWidget(self.card)
        left.addWidget(self.walk_ins)
        strip, self.counts = counts_strip()
        left.addWidget(strip)
        self.hint = Banner(T("Nothing to press to go on. Show the next badge."), "info")
        self.badge = Button(T("Print badge"), "link", "badge", small=True)
        self.badge.clicked.connect(self._print_badge)
        self.badge.hide()
        self.hint.row.addWidget(self.badge)
        for key, words in (("F8", T("everybody")), ("Esc", T("close"))):
            self.hint.row.addWidget(Keycap(key))
            self.hint.row.addWidget(Label(words, 13, 400, "tint_ink"))
        left.addWidget(self.hint)
        left.addStretch(1)
        row.addWidget(scrolled(left), 1)
        self.side = DoorSide()
        self.senses = Senses(self.side.camera, self)
        self.senses.seen.connect(self.scanned)
        self.side.decided.connect(self._decide)
        self.side.camera.again.connect(self.senses.look)
        self.side.laptop.see.connect(lambda: self.host.go("hall"))
        row.addWidget(self.side)
        return whole

    def _head(self) -> DoorHead:
        self.head = DoorHead()
        self.which, self.loud = self.head.which, self.head.loud
        self.head.turned.connect(self._turn_to)
        self.head.sound.connect(self._switch_sound)
        return self.head

    def _footer(self) -> Footer:
        foot = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(lambda: self.host.go("workshops"))
        foot.add_left(back)
        grid = Button(T("See as a grid"), "link", "doc", key="Ctrl+G", bind_key=False)
        grid.clicked.connect(lambda: self._key("grid"))
        foot.add_left(grid)
        self.new = Button(T("Add a new person"), "primary", "plus", key="Ctrl+N", bind_key=False)
        self.new.clicked.connect(self.begin_walk_in)
        for button in (self.walk_in.back, self.walk_in.only, self.walk_in.save, self.new):
            foot.add_right(button)
        return foot

    def fold(self, narrow: bool) -> None:
        self.side.setVisible(not narrow)
        self.card.fold(narrow)

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `workshop` (row id) and `session` (number) that one, else what goes on today."""
        row, number = str(args.get("workshop") or ""), args.get("session")
        from samarth_desktop.actions.workshops import door, planning

        def find() -> "tuple[Plan, Sitting] | None":
            plan = planning.load(self.session, row) if row else planning.today(self.session)
            if plan is None or not plan.sittings:
                return None
            return plan, door.sitting_now(self.session, plan, number if isinstance(number, int) else None)

        self.host.lanes.store.run(lambda task: find(), self._opened, owner=self)
        self._focus.start()
        self._late.start()

    def can_leave(self) -> bool:
        self._focus.stop()
        self._late.stop()
        self.senses.rest()
        return True

    def _opened(self, found: "tuple[Plan, Sitting] | None") -> None:
        self.stack.setCurrentIndex(1 if found is None else 0)
        self.new.setVisible(found is not None)
        if found is None:
            self.plan = self.sitting = None
            return
        same = self.sitting is not None and self.sitting.id == found[1].id
        self.plan, self.sitting = found
        self.head.show_session(self.plan, self.sitting)
        if not same:
            self.card.show_ready()
            self.undo_row = ""
        self._read()
        self._take_focus()
        self.senses.look()

    def data_changed(self, changed: "Changed") -> None:
        if changed.kinds & {"attendance", "invitation", "session", "workshop", "setting"}:
            self._read()

    def _read(self) -> None:
        from samarth_desktop.actions.workshops import door, hall_clock

        plan, sitting = self.plan, self.sitting
        if plan is None or sitting is None:
            return

        def read() -> tuple[Any, ...]:
            state = door.state(self.session, plan, sitting)
            heard = hall_clock.heard(self.session, plan.workshop.id)
            with self.session.store.read() as reader:
                letters = hall_clock.letters(reader, self.session, plan.workshop.id)
            return state, heard, letters

        self.host.lanes.store.run(lambda task: read(), self._fill, owner=self)

    def _fill(self, found: tuple[Any, ...]) -> None:
        state, heard, letters = found
        self._letters = letters
        self._show_state(state)
        first = heard[0] if heard else None
        minutes = self._minutes_since(first.at) if first is not None else 0
        self.side.laptop.show_heard(first, letters.get(first.device, "B") if first else "", minutes)

    def _minutes_since(self, at: str) -> int:
        from datetime import datetime

        from samarth_desktop.actions.workshops import checking_in

        return max(0, int((checking_in.now(self.session) - datetime.fromisoformat(at)).total_seconds() // 60))

    def _show_state(self, state: "Door") -> None:
        for key, label in self.counts.items():
            label.show_text(lang.catalog.number(getattr(state, key)))
        self.side.show_last(state.last, self._letters, self.undo_row)
        self.side.show_waiting(list(self.waiting.values()))
        for line in self.side.rows:
            line.chosen.connect(self._choose_undo)

    def _take_focus(self) -> None:
        """The input has the focus always, but while somebody is registered."""
        if (
            self.isVisible()
            and self.walk_ins.isHidden()
            and not self.input.hasFocus()
            and self.stack.currentIndex() == 0
        ):
            active = self.window().focusWidget()
            if active is None or self.isAncestorOf(active):
                self.input.setFocus()

    # -- answers ------------------------------------------------------------------------------------------------------

    def scanned(self, text: str) -> None:
        """The camera or a scanner read a code; what is half-typed gives way."""
        self.input.clear()
        self.ask(text, True)

    def ask(self, text: str, scanned: bool = False) -> None:
        """Answers what was typed or scanned."""
        from samarth_desktop.actions.workshops import door

        plan, sitting = self.plan, self.sitting
        if plan is None or sitting is None:
            return
        self.walk_ins.leave()
        self.host.lanes.store.run(
            lambda task: door.answer(self.session, plan, sitting, text, scanned=scanned),
            self.show_answer, self._failed, owner=self,
        )  # fmt: skip

    def show_answer(self, said: "Answer") -> None:
        """Shows an answer; who is in now is the one that Ctrl+Z takes back."""
        before = self.answer
        if before is not None and before.verdict == "not_invited" and before.person != said.person:
            self.waiting[before.person] = before  # the next scan never waits: she is decided later
        self.waiting.pop(said.person, None)
        self.answer = said
        self.badge.hide()
        self.hint.show_state(T("Nothing to press to go on. Show the next badge."), "info")
        if said.row is not None and said.verdict in ("in", "name_only"):
            self.undo_row = said.row.id
        self.input.setProperty("choosing", bool(said.candidates))
        laptop = self._letters.get(said.row.laptop, "") if said.row is not None else ""
        self.card.show_answer(said, self._photo(said), "" if laptop == "A" else laptop)
        self.senses.play(SOUNDS.get(said.verdict, "two"))
        self._read()

    def _photo(self, said: "Answer") -> QPixmap | None:
        if not said.photo or not self.session.store.photos.has(said.photo):
            return None
        picture = QPixmap()
        picture.loadFromData(self.session.store.photos.get(said.photo))
        return picture

    def _failed(self, error: KnownError) -> None:
        self.answer = None
        self.card.show_failed(error.text)
        self.senses.play("low")

    def _decide(self, person: str) -> None:
        """Shows once more somebody who waits for a decision."""
        if person in self.waiting:
            self.show_answer(self.waiting[person])

    def let_in(self) -> None:
        """Lets in who waits for a decision."""
        if self.answer is not None and self.answer.verdict == "not_invited":
            self._let_in(self.answer.person)

    def choose(self, row: str) -> None:
        """One of those who may be meant."""
        self._let_in(row)

    def _let_in(self, row: str) -> None:
        from samarth_desktop.actions.workshops import door

        plan, sitting = self.plan, self.sitting
        if plan is not None and sitting is not None:
            self.host.lanes.store.run(
                lambda task: door.let_in(self.session, plan, sitting, row), self.show_answer, self._failed, owner=self
            )

    def undo(self) -> None:
        """Takes the last one back, or the one that was clicked among the last ten."""
        from samarth_desktop.actions.workshops import checking_in

        row = self.undo_row
        if row:
            self.undo_row = ""
            self.host.lanes.store.run(
                lambda task: checking_in.take_back(self.session, row), self._taken_back, self._failed, owner=self
            )

    def _taken_back(self, row: "Attendance | None") -> None:
        self.card.show_ready()
        if row is not None:
            self.host.saved(T("Taken back: {name}", name=row.name))
        self._read()

    def _choose_undo(self, row: str) -> None:
        self.undo_row = row
        self._read()
        self._take_focus()

    def fill(self) -> None:
        """Opens the record to fill in what is missing; the door stays as it is."""
        if self.answer is not None and self.answer.person:
            self.host.go("artisan-form", row=self.answer.person)

    def wrong_badge(self) -> None:
        """The badge belongs to somebody else: it counts for nobody, and her own name is asked for."""
        self.card.show_ready()
        self.hint.show_state(T("Type the name of the one who stands here."), "warning")
        self._take_focus()

    # -- walk-ins -----------------------------------------------------------------------------------------------------

    def begin_walk_in(self) -> None:
        """Five fields in the place of the answer."""
        if self.plan is not None and self.sitting is not None:
            self.new.hide()
            self.walk_ins.begin(self.plan, self.sitting, self.answer)

    def _walk_in_left(self) -> None:
        self.new.show()
        self.input.setFocus()

    def _registered(self, said: "Answer") -> None:
        self.show_answer(said)
        self.badge.setVisible(said.row is not None)

    def _print_badge(self) -> None:
        """The badge of the one who was let in last."""
        from samarth_desktop.gui.pages.workshops import papers

        said = self.answer
        if self.plan is not None and said is not None and said.row is not None:
            papers.badge(self, self.host, self.session, self.plan.workshop.id, said.row.participant)

    # -- keys, sessions, sound, camera --------------------------------------------------------------------------------

    def _key(self, name: str) -> None:
        workshop = self.plan.workshop.id if self.plan is not None else ""
        if name.isdigit() and self.answer is not None:
            at = int(name) - 1
            if 0 <= at < len(self.answer.candidates):
                self.choose(self.answer.candidates[at].row)
        elif name in ("grid", "everybody"):
            self.host.go("attendance", workshop=workshop, session=self.sitting.number if self.sitting else 1)
        elif name == "leave":
            self.host.go("workshops")
        else:
            {
                "undo": self.undo, "walk-in": self.begin_walk_in, "fill": self.fill, "wrong": self.wrong_badge,
                "let-in": self.let_in,
            }[name]()  # fmt: skip

    def _turn_to(self, number: int | None) -> None:
        if self.plan is not None:
            self.shown(workshop=self.plan.workshop.id, session=number)

    def _switch_sound(self, on: bool) -> None:
        self.senses.sound = on
