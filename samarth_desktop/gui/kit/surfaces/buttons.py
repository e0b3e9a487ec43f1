"""Buttons with their key: primary (one a screen), secondary, link, danger, warning, quiet (icon only)."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.kit.surfaces.labels import Icon, Keycap, Label
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, unbind_text
from samarth_desktop.gui.theme.roles import beside_words, restyled, set_role

FULL, PLAIN, ICON = 0, 1, 2
_KEY_WORDS = {"Return": "Enter", "Escape": "Esc"}
# kind -> the ink of its icons; everything else is in the style sheet
_INKS = {"primary": "on_prim", "secondary": "ink", "link": "prim", "danger": "err", "warning": "warn", "quiet": "ink2"}


def key_words(key: str) -> str:
    """A key sequence as the keyboard shows it: ``Ctrl+Return`` gives ``Ctrl+Enter``."""
    return "+".join(_KEY_WORDS.get(part, part) for part in key.split("+"))


def sequences(key: QKeySequence) -> list[QKeySequence]:
    """The key, and with Return the Enter of the number pad, which is another key."""
    words = key.toString(QKeySequence.SequenceFormat.PortableText)
    return [key, QKeySequence(words.removesuffix("Return") + "Enter")] if words.endswith("Return") else [key]


class Button(EnterPresses, QPushButton):
    """A button with an optional icon, arrow at the end and keycap. `key` is also its shortcut, unless `bind_key` is
    off: then only the keycap stands there. `cap` is another key that does the same here and is easier to press."""

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
        cap: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._small, self._shape, self._words = kind, icon, small, FULL, ""
        self._reason: LocalizedText = ""
        self._keeper: QWidget | None = None  # has the focus instead while the button is off
        self.setFont(theme.font(15, 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._end = Icon(end_icon, _INKS[kind]) if end_icon else None
        self._cap = Keycap(key_words(cap or key)) if key and show_key else None
        self._lay_out_end()
        set_role(self, kind=kind, ends=bool(self._end or self._cap))
        bind_text(self.setText, text)
        self._dress()
        if key and bind_key:
            self._bind_key(key)

    def _lay_out_end(self) -> None:
        """What stands at the end is beside the words, which then begin at the left."""
        if self._end is None and self._cap is None:
            return
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, self._padding(), 0)
        row.setSpacing(10)
        row.addStretch(1)
        for widget in (self._end, self._cap):
            if widget is not None:
                row.addWidget(widget)

    def _bind_key(self, key: str) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys(sequences(QKeySequence(key)))
        shortcut.activated.connect(self.click)

    def text(self) -> str:
        """The words, also where the icon alone is seen."""
        return self._words

    def setText(self, text: str) -> None:
        """Other words. Not translated anew after a switch; see :meth:`show_text`."""
        self._words = text
        self._show_words()

    def _show_words(self) -> None:
        alone = self._only_icon(self._shape)
        super().setText("" if alone else self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        if not self._reason:
            self.setToolTip(self._words if alone else "")
        self.updateGeometry()

    def show_text(self, text: LocalizedText) -> None:
        """Says something else from now on."""
        bind_text(self.setText, text)

    def show_icon(self, icon: str) -> None:
        """Another icon from now on."""
        self._icon = icon
        self._dress()

    def shrink(self, shape: int) -> None:
        """Shows itself FULL, without its keycap (PLAIN), or as its icon alone where it has one (ICON)."""
        if shape == self._shape:
            return
        self._shape = shape
        alone = self._only_icon(shape)
        if self._cap is not None:
            self._cap.setVisible(shape == FULL)
        if self._end is not None:
            self._end.setVisible(not alone)
        set_role(self, ends=not alone and bool(self._end or (self._cap and shape == FULL)))
        self._show_words()
        self._dress()

    def _only_icon(self, shape: int) -> bool:
        return self._kind == "quiet" or (shape == ICON and bool(self._icon) and self._kind != "primary")

    def show_kind(self, kind: str) -> None:
        """Becomes another kind of button."""
        self._kind = kind
        set_role(self, deep=True, kind=kind)
        self._dress()

    def _dress(self) -> None:
        ink = _INKS[self._kind]
        if self._only_icon(self._shape):
            self.setIcon(icons.icon(self._icon, ink))
            self.setIconSize(QSize(18, 18))
        else:
            icon, size = beside_words(self._icon, ink)
            self.setIcon(icon)
            self.setIconSize(size)
        if self._end is not None:
            self._end.show_icon(self._end.name, ink if self.isEnabled() else "disabled")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event) or event.type() is QEvent.Type.EnabledChange:
            self._dress()

    def enable(self, on: bool, reason: LocalizedText = "") -> None:
        """Switches the button on or off; `reason` tells why it is off. See :func:`with_reason`."""
        self.setEnabled(on)
        self._reason = "" if on else reason
        self.reason_changed.emit(self._reason)
        if self._reason:
            bind_text(self.setToolTip, reason)
            bind_text(self.setAccessibleDescription, reason)
        else:
            unbind_text(self.setToolTip)
            unbind_text(self.setAccessibleDescription)
            self.setAccessibleDescription("")
            self._show_words()

    def setEnabled(self, on: bool) -> None:
        """On or off. One that has the focus while it goes off gives it to its page and takes it back from there: Qt
        would give it to whatever comes next, such as the search above, where the next key writes."""
        if not on and self.hasFocus():
            self._keeper = _page_of(self)
            self._keeper.setFocus()
        super().setEnabled(on)
        if on and self._keeper is not None:
            if self._keeper.hasFocus():
                self.setFocus()
            self._keeper = None

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
        width = paint.width_of(self._words, 15, 600) + 2 * self._padding()
        width += 26 if self._icon else 0
        width += 26 if self._end is not None else 0
        width += self._cap.width() + 10 if self._cap is not None and shape == FULL else 0
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _page_of(widget: QWidget) -> QWidget:
    """The page or dialog around it."""
    outer = widget.parentWidget()
    while outer is not None and widget.objectName() != "page" and not widget.isWindow():
        widget, outer = outer, outer.parentWidget()
    return widget


def with_reason(button: Button, at_the_end: bool = False) -> QHBoxLayout:
    """The button with, behind it (`at_the_end`: before it), the reason while it is off."""
    label = Label("", 13, 400, "ink2", wrap=True)
    button.reason_changed.connect(label.show_text)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(button)
    if at_the_end:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.insertWidget(0 if at_the_end else 1, label, 1)
    return row
