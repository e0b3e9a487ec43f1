"""A list of proposals under a box while somebody types. The cursor stays in the box; arrows, Enter and Esc serve."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.theme import theme
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T

ROW, FOOT, MARGIN = 32, 30, 4
Proposal = tuple[str, LocalizedText]
"""What would be taken, and a smaller note beside it."""


class _Row(QFrame):
    """One proposal: its digit, the words, the note, and Enter on the one that is marked."""

    pressed = Signal()

    def __init__(self, numbered: bool) -> None:
        super().__init__()
        self.setFixedHeight(ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 5, 0)
        row.setSpacing(10)
        self._digit, self._words, self._note = Label("", 15), Label("", 15), Label("", 13, 400, "ink2")
        self._digit.setFixedWidth(14)
        self._digit.setVisible(numbered)
        self._enter = Keycap("Enter")
        for label in (self._words, self._note):
            label.setMinimumWidth(0)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self._digit, self._words):
            row.addWidget(widget)
        row.addWidget(self._note, 1)
        row.addWidget(self._enter)
        self.setProperty("role", "proposal")

    def show_row(self, number: int, proposal: Proposal, here: bool, room: int) -> None:
        """Says what is proposed."""
        words, note = proposal
        weight = 600 if here else 400
        for label, text in ((self._digit, str(number + 1)), (self._words, words)):
            label.tone("tint_ink" if here else "")
            label.setFont(theme.font(15, weight))
            label.setText(label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self._note.setText(say(note() if callable(note) else note))
        self._enter.setVisible(here)
        set_role(self, here=here)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class Proposals(QFrame):
    """The list itself, above the page. `chosen` carries a row."""

    chosen = Signal(int)

    def __init__(self, box: QWidget, numbered: bool) -> None:
        super().__init__(box.window())
        self._box, self._numbered = box, numbered
        self._rows: list[Proposal] = []
        self.here = 0
        self.setProperty("surface", "box")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addStretch(1)
        divider = QFrame()
        divider.setProperty("surface", "line")
        divider.setFixedHeight(1)
        column.addWidget(divider)
        self._how, self._close = Label("", 13, 400, "ink2"), Label(T("Close: Esc"), 13, 400, "ink2")
        self._how.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = QHBoxLayout()
        foot.setContentsMargins(9, 0, 9, 2)
        foot.addWidget(self._how, 1)
        foot.addWidget(self._close)
        column.addLayout(foot)
        self._made: list[_Row] = []
        self.hide()

    def _refresh(self) -> None:
        """Says the rows; what is more than before is made."""
        while len(self._made) < len(self._rows):
            row, number = _Row(self._numbered), len(self._made)
            row.pressed.connect(lambda number=number: self.chosen.emit(number))
            self._made.append(row)
            self._list.addWidget(row)
        room = self.width() - 2 * MARGIN - 40
        for number, row in enumerate(self._made):
            row.setVisible(number < len(self._rows))
            if number < len(self._rows):
                here = number == self.here
                row.show_row(number, self._rows[number], here, room - (60 if here else 0))
        count = str(min(len(self._rows), 9))
        how = T("Choose with the arrow keys or 1–{n}", n=count) if self._numbered else T("Choose with the arrow keys")
        self._how.setText(say(how))

    def show_rows(self, rows: Sequence[Proposal], here: int = 0) -> None:
        """Shows these proposals below the box (above it where there is no room), or nothing."""
        self._rows, self.here = list(rows), here
        if not rows:
            self.hide()
            return
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        tall = len(rows) * ROW + 2 * MARGIN + FOOT
        below = self._box.mapTo(window, QPoint(0, self._box.height() + 3))
        top = below.y() if below.y() + tall <= window.height() else below.y() - self._box.height() - 6 - tall
        self.setGeometry(below.x(), max(0, top), max(self._box.width(), 280), tall)
        self._refresh()
        self.show()
        self.raise_()
        self._announce()

    def row(self) -> Proposal | None:
        """The proposal that Enter would take; None when nothing is marked."""
        return self._rows[self.here] if self.here >= 0 else None

    def count(self) -> int:
        """How many proposals stand there."""
        return len(self._rows)

    def move(self, step: int) -> None:  # type: ignore[override]  # a list has no use for QWidget.move
        """One proposal up or down, round the ends."""
        self.here = (max(self.here, -1 if step > 0 else 0) + step) % len(self._rows)
        self._refresh()
        self._announce()

    def _announce(self) -> None:
        row = self.row() if self._rows else None
        words = row[0] if row else ""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, words))


class ProposingBox(TextBox):
    """A box with proposals. Overwrite ``proposals`` and ``take``; `taken` tells that one was taken."""

    taken = Signal()

    def __init__(self, numbered: bool = False, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(icon=icon, parent=parent)
        self._numbered = numbered
        self._list: Proposals | None = None
        self.textEdited.connect(lambda text: self.propose())

    def proposals(self) -> list[Proposal]:
        """What may be meant by the text that stands there."""
        return []

    def take(self, words: str) -> None:
        """Puts a proposal into the box."""
        self.replace_text(words)

    def propose(self) -> None:
        """Shows what is proposed now."""
        rows = self.proposals() if self.hasFocus() and not self.replacing else []
        if rows and self._list is None:
            self._list = Proposals(self, self._numbered)
            self._list.chosen.connect(self._choose)
            self.window().installEventFilter(self)
            self.destroyed.connect(self._list.deleteLater)
        if self._list is not None:
            self._list.show_rows(rows, self.first_row())

    def first_row(self) -> int:
        """Which of the proposals is marked when they are shown; -1 for none: what only resembles the text is never
        written by Enter."""
        return 0

    @property
    def proposing(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and not self._list.isHidden()

    def close_list(self) -> None:
        """Takes the list away; the text stays."""
        if self._list is not None:
            self._list.hide()

    def _choose(self, row: int) -> None:
        if self._list is None or not 0 <= row < self._list.count():
            return
        self._list.here = row
        words = self._list.row()
        self.close_list()
        if words is not None:
            self.take(words[0])
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.proposing and self._list is not None and self._list_key(event, self._list)):
            super().keyPressEvent(event)

    def _list_key(self, event: QKeyEvent, rows: Proposals) -> bool:
        """True when the key was meant for the list."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        match event.key():
            case Qt.Key.Key_Down:
                rows.move(1)
            case Qt.Key.Key_Up:
                rows.move(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if rows.here < 0:
                    self.close_list()
                    return False
                self._choose(rows.here)
            case Qt.Key.Key_Escape:
                self.close_list()
            case key if self._numbered and not self.text().endswith(" "):
                number = int(key) - int(Qt.Key.Key_1)
                if not 0 <= number < rows.count():
                    return False
                self._choose(number)
            case _:
                return False
        return True

    def settle(self) -> None:
        """Takes the marked one of the numbered proposals that are open, as input methods do when somebody goes on."""
        if self._numbered and self.proposing and self._list is not None:
            self._choose(self._list.here)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.settle()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.settle()
        self.close_list()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Wheel) and watched is self.window():
            self.close_list()
        return super().eventFilter(watched, event)


class SuggestBox(ProposingBox):
    """Proposes what `source` gives for the text; anything else may be written as well.

    With `at_once` the proposals stand there as soon as somebody comes into the empty box. `meant` tells whether a text
    means a proposal (the text, the words proposed): only then the proposal is marked, and Enter takes it.
    """

    def __init__(
        self,
        source: Callable[[str], Sequence[Proposal]],
        at_once: bool = False,
        meant: Callable[[str, str], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._source, self._at_once = source, at_once
        self._meant = meant or _begins

    def proposals(self) -> list[Proposal]:
        text = self.text().strip()
        return [row for row in self._source(text) if row[0] != text][:6] if text or self._at_once else []

    def first_row(self) -> int:
        text = self.text().strip()
        if not text:  # a short list that was asked for by coming here
            return 0
        return next((at for at, (words, _) in enumerate(self.proposals()) if self._meant(text, words)), -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at_once and not self.text():
            self.propose()


def _begins(text: str, words: str) -> bool:
    return words.casefold().startswith(text.casefold())
