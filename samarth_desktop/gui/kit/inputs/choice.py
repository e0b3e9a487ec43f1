"""Choices that stand open: one of a few (segments, cards with a ring) or several (chips)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.labels import Icon, Keycap, set_tone
from samarth_desktop.gui.theme import paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.gui.theme.roles import beside_words, restyled, set_role

_STEPS: dict[int, int] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class _Segment(QPushButton):
    """One part of a segmented choice; a radio button to assistive programs."""

    def __init__(self, text: LocalizedText, place: str, owner: "Segments") -> None:
        super().__init__(owner)
        self._owner = owner
        self.setCheckable(True)
        self.setAutoExclusive(True)  # the group does it; this makes it a radio button to assistive programs
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(self, role="segment", place=place, strong=owner.strong)
        bind_text(self.setText, text)
        self.toggled.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        chosen = self.isChecked()
        self.setFont(theme.font(15, 600 if chosen else 400))
        icon, size = beside_words("check" if chosen else "", "on_prim" if self._owner.strong else "tint_ink", 16, 3)
        self.setIcon(icon)
        self.setIconSize(size)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self._dress()

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), 15, 600) + 24 + 24, self._owner.tall)

    def minimumSizeHint(self) -> QSize:
        tick = 24 if self.isChecked() else 0  # in a small window only the chosen one has its room
        return QSize(paint.width_of(self.text(), 15, 600) + 12 + tick, self._owner.tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        owner, key = self._owner, event.key()
        step = _STEPS.get(key, 0)
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            owner.clear()
        elif event.text().isdecimal():
            owner.mark_digit(int(event.text()))
        elif step and owner.value() is None:
            owner.mark(owner.marked + step if owner.marked >= 0 or step > 0 else len(owner.buttons()) - 1)
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                owner.settle()
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._owner.left()


class Segments(QWidget):
    """One of a few options side by side, 38 high; ``value()`` may be None.

    While nothing is chosen, a frame stands round the whole; arrows and a digit put it round one of them, and Enter or
    Space chooses that. Two digits mean something else (an age) and choose nothing. Where one is chosen, arrows choose
    the next. Backspace clears.
    """

    changed = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, LocalizedText]],
        strong: bool = False,
        tall: int = 38,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.strong, self.tall = strong, tall
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(options) - 1
        for index, (_, words) in enumerate(options):
            place = "only" if last == 0 else "first" if index == 0 else "last" if index == last else "middle"
            segment = _Segment(words, place, self)
            self._group.addButton(segment, index)
            row.addWidget(segment, 0 if strong else 1)
        self.setFixedHeight(tall)
        self._group.idClicked.connect(lambda index: self.changed.emit(self._values[index]))
        # arrow keys choose without a click
        self._group.idToggled.connect(lambda index, on: self.look())
        self._group.idClicked.connect(lambda index: self._keep_proxy())
        self.setFocusProxy(self._group.button(0))
        self.marked = -1  # the one with the frame, by arrow or digit
        self._typed = 0  # digits since the last other key
        self._moving = False

    def mark(self, index: int) -> None:
        """Puts the frame round one of them; nothing is chosen yet."""
        self.marked = index % len(self._values)
        self._moving = True
        self._group.button(self.marked).setFocus(Qt.FocusReason.OtherFocusReason)
        self._moving = False
        self.look()

    def mark_digit(self, digit: int) -> None:
        """A digit was typed: the frame goes there; with a second one it goes away."""
        self._typed += 1
        if self._typed == 1 and 1 <= digit <= len(self._values):
            self.mark(digit - 1)
        else:
            self.marked = -1
            self.look()

    def settle(self) -> None:
        """Chooses the one with the frame, if an arrow or digit put it there."""
        index, self.marked, self._typed = self.marked, -1, 0
        if index >= 0:
            self._group.button(index).click()

    def left(self) -> None:
        """The focus went: the frame with it."""
        if not self._moving:
            self.marked, self._typed = -1, 0
            self.look()

    def framed(self) -> bool:
        """Whether the frame stands round the whole: nothing is chosen and nothing marked."""
        return self.marked < 0 and self._group.checkedId() < 0

    def look(self) -> None:
        """Shows where the frame stands: round the whole, or round none but the one with the focus."""
        ring = self.framed() and any(button.hasFocus() for button in self._group.buttons())
        for button in self._group.buttons():
            set_role(button, ring=ring)

    def value(self) -> object:
        """The chosen value, or None."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: object) -> None:
        """Chooses a value, or nothing for one that is not offered; tells nobody."""
        if value not in self._values:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._group.button(self._values.index(value)).setChecked(True)
        self._keep_proxy()
        self.look()

    def _keep_proxy(self) -> None:
        """Whoever comes here comes to the chosen one."""
        self.setFocusProxy(self._group.button(max(self._group.checkedId(), 0)))

    def clear(self) -> None:
        """Takes a choice back, as a person may with Backspace."""
        self.set_value(object())
        self.changed.emit(None)

    def buttons(self) -> list[QAbstractButton]:
        """The single segments, in order."""
        return self._group.buttons()

    def set_state(self, state: str) -> None:
        """``error``, ``warning`` or "" colours the border."""
        for button in self._group.buttons():
            set_role(button, state=state)


class Chip(QPushButton):
    """A round-ended switch: chosen it is tinted with a tick; `removable` shows a cross instead."""

    def __init__(
        self,
        text: LocalizedText,
        icon: str = "",
        removable: bool = False,
        menu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._removable, self._menu, self._marked = icon, removable, menu, False
        self.setCheckable(not menu)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._end = Icon("", size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.addStretch(1)
        row.addWidget(self._end)
        self.setProperty("role", "chip")
        self.toggled.connect(self._dress)
        bind_text(self.setText, text)
        self._dress()

    def show_text(self, text: LocalizedText) -> None:
        """Says something else from now on."""
        bind_text(self.setText, text)
        self.updateGeometry()

    def mark(self, on: bool) -> None:
        """Shows a menu chip as set or not."""
        self._marked = on
        self._dress()

    def _dress(self) -> None:
        chosen, start, end = self._chosen(), self._start_icon(), self._end_icon()
        ink = "tint_ink" if chosen else "ink"
        icon, size = beside_words(start, ink, 16, 3)
        self.setIcon(icon)
        self.setIconSize(size)
        self._end.show_icon(end, ink)
        self._end.setVisible(bool(end))
        set_role(self, chosen=chosen, ends=bool(end))
        self.setFont(theme.font(14, 600 if chosen else 400))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self._dress()

    def _chosen(self) -> bool:
        return self.isChecked() or self._marked

    def _start_icon(self) -> str:
        return "check" if self._chosen() and not self._removable and not self._menu else self._icon

    def _end_icon(self) -> str:
        if self._removable and self._chosen():
            return "close"
        return "down" if self._menu else ""

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), 14, 600) + 26
        width += 22 if self._start_icon() or (self.isCheckable() and not self._removable) else 0
        return QSize(width + (22 if self._end_icon() else 0), 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Chips(QWidget):
    """Several of some options; ``values()`` in the order of the options."""

    changed = Signal(list)

    def __init__(self, options: Sequence[tuple[object, LocalizedText]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        self._chips: list[tuple[object, Chip]] = []
        for value, words in options:
            chip = Chip(words, parent=self)
            chip.clicked.connect(lambda: self.changed.emit(self.values()))
            flow.addWidget(chip)
            self._chips.append((value, chip))
        if self._chips:
            self.setFocusProxy(self._chips[0][1])

    def values(self) -> list[object]:
        """What is chosen."""
        return [value for value, chip in self._chips if chip.isChecked()]

    def set_values(self, values: Sequence[object]) -> None:
        """Chooses exactly these; tells nobody."""
        for value, chip in self._chips:
            chip.setChecked(value in values)

    def offer(self, values: Sequence[object]) -> None:
        """Shows these options and what is chosen; the others go."""
        for value, chip in self._chips:
            chip.setVisible(value in values or chip.isChecked())

    def set_state(self, state: str) -> None:
        """Chips have no border of their own; the sentence below says what is wrong."""
        self.setProperty("state", state)


class ChoiceCard(QRadioButton):
    """A bordered radio button with a value and a note: at the right, or `below` it where the value may be long.

    `key` is the key that takes it, shown at the right. Words that have no room are cut, and whole in the tooltip.
    """

    def __init__(
        self,
        text: LocalizedText,
        note: LocalizedText = "",
        below: bool = False,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._said, self._below = "", "", below
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setFont(theme.font(13))
        self._note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(43 if below else 0, 0, 16, 7 if below else 0)
        end = Qt.AlignmentFlag.AlignBottom if below else Qt.AlignmentFlag.AlignVCenter
        if not below:
            row.addStretch(1)
        row.addWidget(self._note, 0, end)
        if below:
            row.addStretch(1)
        self._keycap = Keycap(key) if key else None
        if self._keycap:
            row.addWidget(self._keycap)
        self.toggled.connect(self._dress)
        bind_text(self.set_note, note)
        bind_text(self.setText, text)
        self._dress()

    def _dress(self) -> None:
        set_role(self, role="choice", noted=self._below and bool(self._said))
        self.setFont(theme.font(16, 600 if self.isChecked() else 400))
        set_tone(self._note, "tint_ink" if self.isChecked() and self._below else "ink2")
        self._cut()

    def text(self) -> str:
        """The value, whole."""
        return self._words

    def setText(self, text: str) -> None:
        """Another value."""
        self._words = text
        for setter in (self.setAccessibleName, self.setToolTip):
            setter(text)
        self._cut()

    def _cut(self) -> None:
        beside = paint.width_of(self._said, 13) + 24 if self._said and not self._below else 0
        beside += self._keycap.width() + 8 if self._keycap else 0
        room = max(self.width() - 56 - beside, 40)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        super().setText(shown.replace("&", "&&"))
        if self._below:
            said = self._note.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, max(room, 40))
            self._note.setText(said)

    def set_note(self, note: str) -> None:
        """The words beside or below."""
        self._said = note
        self._note.setText(note)
        self.setAccessibleDescription(note)
        self._dress()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:
        width = paint.width_of(self._words, 16, 600) + 41 + 16
        note = paint.width_of(self._said, 13) + 16 if self._said and not self._below else 0
        return QSize(width + note, 54 if self._below else 46)

    def minimumSizeHint(self) -> QSize:
        return QSize(120 if self._below else min(self.sizeHint().width(), 140), self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        return True
