"""Buttons with their key: primary (one a screen), secondary, link, danger, warning, quiet (icon only)."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, unbind_text

FULL, PLAIN, ICON = 0, 1, 2
_KEY_WORDS = {"Return": "Enter", "Escape": "Esc"}
# kind -> (ink, fill, border); hover and pressed follow from it
_COLORS = {
    "primary": ("on_prim", "prim", "prim"),
    "secondary": ("ink", "card", "ctl"),
    "link": ("prim", "", ""),
    "danger": ("err", "card", "err"),
    "warning": ("warn", "warn_back", "warn_line"),
    "quiet": ("ink2", "", ""),
}


def key_words(key: str) -> str:
    """A key sequence as the keyboard shows it: ``Ctrl+Return`` gives ``Ctrl+Enter``."""
    return "+".join(_KEY_WORDS.get(part, part) for part in key.split("+"))


def sequences(key: QKeySequence) -> list[QKeySequence]:
    """The key, and with Return the Enter of the number pad, which is another key."""
    words = key.toString(QKeySequence.SequenceFormat.PortableText)
    return [key, QKeySequence(words.removesuffix("Return") + "Enter")] if words.endswith("Return") else [key]


class Button(QPushButton):
    """A button with an optional icon, arrow at the end and keycap. `key` is also its shortcut, unless `bind_key` is
    off: then only the keycap stands there."""

    reason_changed = Signal(object)

    def __init__(
        self,
        text: LocalizedText,
        kind: str = "secondary",
        icon: str = "",
        key: str = "",
        small: bool = False,
        end_icon: str = "",
        show_key: bool = True,
        bind_key: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._end_icon, self._small = kind, icon, end_icon, small
        self._cap = key_words(key) if key and show_key else ""
        self._over, self._shape = False, FULL
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        bind_text(self.setText, text)
        if kind == "quiet":
            bind_text(self.setToolTip, text)
        if key and bind_key:
            self._bind_key(key)

    def _bind_key(self, key: str) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys(sequences(QKeySequence(key)))
        shortcut.activated.connect(self.click)

    def show_text(self, text: LocalizedText) -> None:
        """Says something else from now on."""
        bind_text(self.setText, text)
        self.updateGeometry()

    def shrink(self, shape: int) -> None:
        """Shows itself FULL, without its keycap (PLAIN), or as its icon alone where it has one (ICON)."""
        if shape == self._shape:
            return
        self._shape = shape
        if self._only_icon(self._shape):
            bind_text(self.setToolTip, self.text)
        elif shape == PLAIN and self._kind != "quiet":
            unbind_text(self.setToolTip)
            self.setToolTip("")
        self.updateGeometry()
        self.update()

    def _only_icon(self, shape: int) -> bool:
        return self._kind == "quiet" or (shape == ICON and bool(self._icon) and self._kind != "primary")

    def show_kind(self, kind: str) -> None:
        """Becomes another kind of button."""
        self._kind = kind
        self.update()

    def enable(self, on: bool, reason: LocalizedText = "") -> None:
        """Switches the button on or off; `reason` tells why it is off. See :func:`with_reason`."""
        self.setEnabled(on)
        self.reason_changed.emit("" if on else reason)
        if on:
            unbind_text(self.setToolTip)
            self.setToolTip("")
            self.setAccessibleDescription("")
        else:
            bind_text(self.setToolTip, reason)
            bind_text(self.setAccessibleDescription, reason)

    def _padding(self) -> int:
        return 4 if self._kind == "link" else 12 if self._small else 16

    def sizeHint(self) -> QSize:
        return self.size_as(self._shape)

    def size_as(self, shape: int) -> QSize:
        """The size it has in a shape."""
        height = 34 if self._small else 40
        if self._kind == "quiet":
            return QSize(32, 32)
        if self._only_icon(shape):
            return QSize(height, height)
        width = paint.width_of(self.text(), 15, 600) + 2 * self._padding()
        width += 26 if self._icon else 0
        width += 26 if self._end_icon else 0
        width += paint.keycap_width(self._cap) + 10 if self._cap and shape == FULL else 0
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        super().leaveEvent(event)

    def _colors(self) -> tuple[str, str, str]:
        ink, fill, border = _COLORS[self._kind]
        if not self.isEnabled():
            return "disabled", "" if self._kind in ("link", "quiet") else "disabled_back", "line"
        pressed = self.isDown() or self.isChecked()
        if self._kind == "primary":
            return (ink, "hover", "hover") if self._over or pressed else (ink, fill, border)
        if pressed:
            return "tint_ink", "tint", "prim"
        if self._over:
            return ink, fill or "tint", "prim" if border else ""
        return ink, fill, border

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, fill, border = self._colors()
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 6, fill, border)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 6)
            if self._kind == "primary":
                paint.box(painter, rect.adjusted(2, 2, -2, -2), 4, line="on_prim", width=1)
        middle = rect.height() / 2
        if self._only_icon(self._shape):
            icons.draw(painter, self._icon, ink, (rect.width() - 18) / 2, middle - 9, 18)
            painter.end()
            return
        spare = rect.width() - self.sizeHint().width()
        left = self._padding() + max(0.0, spare / 2)
        if self._icon:
            icons.draw(painter, self._icon, ink, left, middle - 9, 18)
            left += 26
        width = paint.width_of(self.text(), 15, 600)
        paint.words(painter, QRectF(left, 0, width + 2, rect.height()), self.text(), ink, 15, 600)
        left += width + 8
        if self._end_icon:
            icons.draw(painter, self._end_icon, ink, left, middle - 9, 18)
            left += 26
        if self._cap and self._shape == FULL:
            right = left + 2 + paint.keycap_width(self._cap)
            line = ink if self._kind in ("primary", "warning") or self.hasFocus() else "line"
            cap_ink = ink if self._kind != "secondary" else "ink2"
            paint.keycap(painter, right, middle, self._cap, cap_ink, line)
        painter.end()


def with_reason(button: Button) -> QHBoxLayout:
    """The button with, beside it, the reason while it is off."""
    label = Label("", 13, 400, "ink2", wrap=True)
    button.reason_changed.connect(label.show_text)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(button)
    row.addWidget(label, 1)
    return row
