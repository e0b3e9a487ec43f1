"""The frame of a form: its parts, moving about in them, and what is said about what stands there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.ids import new_id
from samarth_desktop.gui.forms.form import FormState, join_names
from samarth_desktop.gui.forms.form_parts import FormPart
from samarth_desktop.gui.kit.inputs.aadhaar import AadhaarBox
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, StepBar, TabBar
from samarth_desktop.gui.kit.surfaces.problem_link import ProblemLink
from samarth_desktop.gui.kit.surfaces.side_panel import SidePanel
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text, Tn

S = TypeVar("S")
"""What a form writes: a person or group with all that belongs to her, a product."""


@dataclass
class Open(Generic[S]):
    """The form as it was opened: the record behind it and what its fields began with.

    `key` is the row of the record, also of one that is not written yet; under it the draft is kept.
    """

    base: S
    start: Mapping[str, str]
    key: str = field(default_factory=new_id)
    touched: set[str] = field(default_factory=set)
    tried: bool = False  # somebody wanted to save: empty fields count from then on
    kept: bool = False  # a draft lies in the store
    revision: int = 0


class FormFrame(Page, Generic[S]):
    """Base of the forms. A subclass makes ``head``, ``parts``, ``bar`` and ``side`` and calls ``lay_out``."""

    KIND = ""
    LIST = ""  # the page of the list to which these records belong
    head: PageHead
    bar: StepBar
    side: SidePanel

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.stack = QStackedWidget(self)
        self.state = FormState(self, self.stack)
        self.parts: list[FormPart] = []
        self.here = 0
        self.visited: set[int] = {0}
        self.opened: Open[S] = Open(self.blank(), {})
        self._place = ""  # the key of the place in which the cursor was last
        self.found: tuple[Problem, ...] = ()
        self.mend = ProblemLink()
        self.mend.clicked.connect(self.go_to_first_problem)

    # -- what a subclass gives ----------------------------------------------------------------------------------------

    def blank(self) -> S:
        """An empty sheet of this page's kind."""
        raise NotImplementedError

    def sheet(self) -> S:
        """What stands in the form, read."""
        raise NotImplementedError

    def review(self, sheet: S) -> tuple[Problem, ...]:
        """What is to be mended."""
        raise NotImplementedError

    def refreshed(self, sheet: S) -> None:
        """Something changed: show what depends on it."""

    def title_of(self, sheet: S) -> LocalizedText:
        """What the page is called for this sheet."""
        raise NotImplementedError

    # -- layout -------------------------------------------------------------------------------------------------------

    def lay_out(self, strip: QWidget, buttons: Sequence[QWidget]) -> None:
        """Puts head, strip, parts, side panel and footer with these buttons together."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QFrame()
        top.setProperty("surface", "head")
        self._top = QVBoxLayout(top)
        self._top.setContentsMargins(24, 7, 24, 12)
        self._top.setSpacing(5)
        self._top.addWidget(self.head)
        self._top.addWidget(self.bar)
        outer.addWidget(top)
        outer.addWidget(strip)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.side)
        outer.addLayout(middle, 1)
        for part in self.parts:
            self.stack.addWidget(part)
        outer.addWidget(self._make_footer(buttons))
        self.bar.chosen.connect(self.go_to)
        for number in range(len(self.parts)):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(lambda number=number: self.go_to(number))
        needed = QShortcut(QKeySequence("F4"), self)
        needed.activated.connect(self.go_to_needed)
        self.state.edited.connect(self.was_edited)
        self.state.left.connect(self._left)

    def _make_footer(self, buttons: Sequence[QWidget]) -> Footer:
        self.footer = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(self.back)
        self.footer.add_left(back)
        self.footer.add_left(self.side.fold_button)
        self.footer.row.insertWidget(self.footer.row.count() - 1, self.mend, 1)
        for button in buttons:
            self.footer.add_right(button)
        return self.footer

    def fold(self, narrow: bool) -> None:
        self.side.fold(narrow)
        if isinstance(self.bar, TabBar):
            return  # tabs need the whole width
        row = self.head.row
        if narrow and self._top.count() == 2:
            self._top.removeWidget(self.bar)
            row.insertWidget(1, self.bar, 200)
        elif not narrow and self._top.count() == 1:
            row.removeWidget(self.bar)
            self._top.addWidget(self.bar)

    # -- moving about -------------------------------------------------------------------------------------------------

    def go_to(self, number: int, key: str = "") -> None:
        """Shows a part and puts the cursor into `key` or its first place."""
        self.here = number
        self.visited.add(number)
        self.stack.setCurrentIndex(number)
        self._show_steps()
        target = key or next((k for k in self.parts[number].keys if self._can_enter(k)), "")
        self._place = target
        if target:
            self.state.focus(target)
            bound = self.state.bound(target)
            if bound is not None:
                self.parts[number].ensureWidgetVisible(bound.place or bound.editor, 0, 40)

    def first_empty(self, number: int) -> str:
        """The first place of a part in which nothing stands, "" when all are filled."""
        return next((key for key in self.parts[number].keys if self._can_enter(key) and not self.state.text(key)), "")

    def back(self) -> None:
        """The part before; from the first one the list."""
        if self.here > 0:
            self.go_to(self.here - 1)
        else:
            self.host.go(self.LIST)

    def _can_enter(self, key: str) -> bool:
        bound = self.state.bound(key)
        return bound is not None and bound.editor.isEnabled() and bound.editor.isVisibleTo(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """From the present place to the next one; from the last place of a part to the next part."""
        keys = self.parts[self.here].keys
        here = self.state.key_of(self.focusWidget())
        after = keys[keys.index(here) + 1 :] if here in keys else keys
        target = next((key for key in after if self._can_enter(key) and not self.skips(key)), "")
        if target:
            self.go_to(self.here, target)
        elif self.here + 1 < len(self.parts):
            self.go_to(self.here + 1)
        else:
            self.at_the_end()

    def at_the_end(self) -> None:
        """Enter was pressed in the last place."""

    def skips(self, key: str) -> bool:
        """Whether Enter passes over this place (the age when the date of birth is there)."""
        return False

    def part_of(self, key: str) -> int:
        """The part in which a place lies."""
        return next((number for number, part in enumerate(self.parts) if key in part.keys), self.here)

    def go_to_first_problem(self) -> None:
        """Goes to the first place to mend."""
        wrong = self._in_order(problem.key for problem in self.found if problem.blocks)
        if wrong:
            self.go_to_place(wrong[0])

    def go_to_needed(self) -> None:
        """From the present place to the next one that a complete record still lacks; after the last one the first."""
        self.state.settle()
        needed = self._in_order(self.needed())
        order = self._in_order([*needed, here] if (here := self.state.key_of(self.focusWidget())) else needed)
        after = order[order.index(here) + 1 :] if here else order
        target = next((key for key in (*after, *order) if key in needed and key != here), "")
        if target:
            self.go_to_place(target)
        else:
            self.at_the_end()

    def needed(self) -> set[str]:
        """The places that a complete record still lacks."""
        return {problem.key for problem in self.found if problem.blocks or not self.has_text(problem.key)}

    def _in_order(self, keys: Iterable[str]) -> list[str]:
        """Each key once, as the places follow one another in the form."""
        order = {key: number for number, key in enumerate(key for part in self.parts for key in part.keys)}
        return sorted(dict.fromkeys(keys), key=lambda key: (self.part_of(key), order.get(key, 0)))

    def go_to_place(self, key: str) -> None:
        """Goes to a place to mend."""
        self.go_to(self.part_of(key), key if self.state.bound(key) else "")

    def place_name(self, key: str) -> LocalizedText:
        """What a place to mend is called."""
        return self.state.name_of(key)

    def has_text(self, key: str) -> bool:
        """Whether something was written in a place."""
        return bool(self.state.text(key)) or key == "aadhaar_last4"

    def something_in(self, number: int) -> bool:
        """Whether anything stands in a part: a visit alone finishes none."""
        return any(self.state.text(key) for key in self.parts[number].keys)

    def was_left(self, key: str) -> bool:
        """Whether somebody has been in a place and left it."""
        return key in self.opened.touched

    # -- messages -----------------------------------------------------------------------------------------------------

    def was_edited(self, key: str) -> None:
        """A person changed a place."""
        self.opened.revision += 1
        self._place = key
        self.refresh(typing=key)

    def _left(self, key: str) -> None:
        self.opened.touched.add(key)
        if self.part_of(key) == self.here:
            self._place = key
        self.refresh()

    def refresh(self, typing: str = "") -> None:
        """Reads the form again and says what is to be mended; nothing new in the place that is typed into."""
        sheet = self.sheet()
        self.found = (*self.review(sheet), *self._unreduced())
        shown = [problem for problem in self.found if self._to_show(problem)]
        self.state.show_problems(shown, skip=typing)
        self._say_mend([problem for problem in shown if problem.blocks and problem.key != typing])
        self._show_steps()
        self.refreshed(sheet)

    def _unreduced(self) -> list[Problem]:
        """An Aadhaar number that is not right is never kept; it has to be mended or emptied."""
        found = []
        for bound in self.state.all_bound():
            if isinstance(bound.editor, AadhaarBox):
                wrong = bound.editor.wrong()
                if wrong is not None:
                    found.append(Problem(bound.key, wrong))
        return found

    def _to_show(self, problem: Problem) -> bool:
        if self.opened.tried:
            return True
        return self.was_left(problem.key) and (self.has_text(problem.key) or not problem.blocks)

    def _say_mend(self, wrong: Sequence[Problem]) -> None:
        keys = self._in_order(problem.key for problem in wrong)
        if not keys:
            self.mend.show_state("", "")
            return

        def words() -> Text:
            names = join_names([self.place_name(key) for key in keys])
            return Tn(
                "{count} place needs mending: {names}", "{count} places need mending: {names}", len(keys), names=names
            )

        self.mend.show_state("error", words)

    def _show_steps(self) -> None:
        wrong = {self.part_of(p.key) for p in self.found if p.blocks and self._to_show(p)}
        # A warning about an empty place (no consent yet) keeps a part open, too.
        open_ones = {self.part_of(p.key) for p in self.found if p.blocks or not self.has_text(p.key)}
        done = [n for n in self.visited if n not in open_ones and n != self.here and self.something_in(n)]
        self.bar.show_steps(self.here, done, sorted(wrong - {self.here}))
