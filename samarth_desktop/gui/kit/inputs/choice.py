"""Choices that stand open: one of a few (segments, cards with a ring) or several (chips)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text

_STEPS: dict[int, int] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class _Segment(QRadioButton):
    """One part of a segmented choice; a radio button to assistive programs."""

    def __init__(self, text: LocalizedText, place: str, owner: "Segments") -> None:
        super().__init__(owner)
        self._place, self._owner = place, owner
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind_text(self.setText, text)

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), 15, 600) + 24 + 24, self._owner.tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), 15, 600) + 12 + 24, self._owner.tall)

    def hitButton(self, pos: object) -> bool:
        return True

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
        self._owner.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._owner.left()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        chosen, strong = self.isChecked(), self._owner.strong
        place_here = self._place
        if self.isRightToLeft():
            place_here = {"first": "last", "last": "first"}.get(place_here, place_here)
        if chosen:
            painter.setClipPath(_one_side(rect, place_here))
            painter.fillRect(rect, theme.now().color("prim" if strong else "tint"))
            painter.setClipping(False)
        ink = ("on_prim" if strong else "tint_ink") if chosen else "ink"
        if not self.isEnabled():
            ink = "disabled"
        width = paint.width_of(self.text(), 15, 600 if chosen else 400)
        left = (rect.width() - width - (22 if chosen else 0)) / 2
        if chosen:
            icons.draw(painter, "check", ink, left, (rect.height() - 16) / 2, 16)
            left += 22
        place = QRectF(left, 0, width + 2, rect.height())
        paint.words(painter, place, self.text(), ink, 15, 600 if chosen else 400)
        if place_here in ("middle", "last"):
            paint.line(painter, QPointF(0.5, 1), QPointF(0.5, rect.height() - 1), "ctl")
        if self.hasFocus() and not self._owner.framed():
            paint.focus_ring(painter, rect, 6)
        painter.end()


def _one_side(rect: QRectF, place: str) -> QPainterPath:
    left = 1 if place in ("first", "only") else 0
    right = 1 if place in ("last", "only") else 0
    rect = rect.adjusted(left, 1, -right, -1)
    path = QPainterPath()
    path.addRoundedRect(rect, 5, 5)
    plain = QPainterPath()
    if place in ("first", "middle"):
        plain.addRect(rect.adjusted(rect.width() / 2, 0, 0, 0))
    if place in ("last", "middle"):
        plain.addRect(rect.adjusted(0, 0, -rect.width() / 2, 0))
    return path.united(plain)


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
        self.strong, self.tall, self._state = strong, tall, ""
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
        self._group.idToggled.connect(lambda index, on: self._repaint())
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
        self._repaint()

    def mark_digit(self, digit: int) -> None:
        """A digit was typed: the frame goes there; with a second one it goes away."""
        self._typed += 1
        if self._typed == 1 and 1 <= digit <= len(self._values):
            self.mark(digit - 1)
        else:
            self.marked = -1
            self._repaint()

    def settle(self) -> None:
        """Chooses the one with the frame, if an arrow or digit put it there."""
        index, self.marked, self._typed = self.marked, -1, 0
        if index >= 0:
            self._group.button(index).click()

    def left(self) -> None:
        """The focus went: the frame with it."""
        if not self._moving:
            self.marked, self._typed = -1, 0
            self._repaint()

    def framed(self) -> bool:
        """Whether the frame stands round the whole: nothing is chosen and nothing marked."""
        return self.marked < 0 and self._group.checkedId() < 0

    def _repaint(self) -> None:
        self.update()
        for button in self._group.buttons():
            button.update()

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
        self._repaint()

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
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        line, width = {"error": ("err", 2.0), "warning": ("warn_line", 2.0)}.get(self._state, ("ctl", 1.0))
        paint.box(painter, QRectF(self.rect()), 6, "field" if self.isEnabled() else "disabled_back", line, width)
        if self.framed() and any(button.hasFocus() for button in self._group.buttons()):
            paint.focus_ring(painter, QRectF(self.rect()), 6)
        painter.end()


class Chip(QAbstractButton):
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
        self._icon, self._removable, self._menu = icon, removable, menu
        self.setCheckable(not menu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._marked = False
        bind_text(self.setText, text)

    def show_text(self, text: LocalizedText) -> None:
        """Says something else from now on."""
        bind_text(self.setText, text)
        self.updateGeometry()

    def mark(self, on: bool) -> None:
        """Shows a menu chip as set or not."""
        self._marked = on
        self.updateGeometry()
        self.update()

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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, chosen = QRectF(self.rect()), self._chosen()
        border = "prim" if chosen or self.underMouse() else "ctl"
        paint.box(painter, rect, 16, "tint" if chosen else "card", border)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 16)
        ink = "disabled" if not self.isEnabled() else "tint_ink" if chosen else "ink"
        start, end, weight = self._start_icon(), self._end_icon(), 600 if chosen else 400
        width = paint.width_of(self.text(), 14, weight)
        left = (rect.width() - width - (22 if start else 0) - (22 if end else 0)) / 2
        if start:
            icons.draw(painter, start, ink, left, 8, 16)
            left += 22
        paint.words(painter, QRectF(left, 0, width + 2, rect.height()), self.text(), ink, 14, weight)
        if end:
            icons.draw(painter, end, ink, left + width + 6, 8, 16)
        painter.end()


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
    """A bordered radio button with a value and a note at the right, as on the conflict page."""

    def __init__(self, text: LocalizedText, note: LocalizedText = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind_text(self.setText, text)
        bind_text(self.set_note, note)

    def set_note(self, note: str) -> None:
        """The words at the right."""
        self._note = note
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), 16, 600) + 41 + 16
        return QSize(width + (paint.width_of(self._note, 13) + 16 if self._note else 0), 46)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 140), 46)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, on = QRectF(self.rect()), self.isChecked()
        border = "prim" if on or self.underMouse() or self.hasFocus() else "ctl"
        paint.box(painter, rect, 6, "tint" if on else "field", border, 2 if on or self.hasFocus() else 1)
        middle = rect.height() / 2
        paint.box(painter, QRectF(13, middle - 9, 18, 18), 9, "field", "prim" if on else "ctl")
        if on:
            paint.box(painter, QRectF(17.5, middle - 4.5, 9, 9), 4.5, "prim")
        note = paint.width_of(self._note, 13) if self._note else 0
        place = rect.adjusted(41, 0, -(note + 24), 0)
        ink = "tint_ink" if on else "ink"
        paint.words(painter, place, self.text(), ink, 16, 600 if on else 400, elide=True)
        if note:
            right = rect.adjusted(0, 0, -12, 0)
            paint.words(painter, right, self._note, "ink2", 13, align=Qt.AlignmentFlag.AlignRight)
        painter.end()
