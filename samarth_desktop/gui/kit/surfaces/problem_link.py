"""What is still to be mended in a form, as a line in the footer that leads there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text

_TONES = {"error": ("err", "err"), "warning": ("warn", "warn"), "ok": ("check", "ok"), "hint": ("info", "ink2")}


class ProblemLink(EnterPresses, QPushButton):
    """An icon and a sentence of up to two lines; a press goes to the first place."""

    def __init__(self, tall: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tall, self._sentence = tall, ""
        self.setProperty("role", "words")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setFixedHeight(tall)  # else the wrapped sentence would choose it
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(7)
        self._icon, self._label = Icon("", size=17), Label("", 14, wrap=True)
        for widget in (self._icon, self._label):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        self.hide()

    def text(self) -> str:
        """The whole sentence."""
        return self._sentence

    def set_sentence(self, words: str) -> None:
        """The sentence; as much of it is seen as has room."""
        self._sentence = words
        for setter in (self.setAccessibleName, self.setToolTip):
            setter(words)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - 28, 20)
        self._label.setText(paint.in_two_lines(self._sentence, room, 14))

    def show_state(self, state: str, text: LocalizedText) -> None:
        """``error``, ``warning``, ``ok`` or ``hint`` with a sentence; "" takes it away."""
        if state:
            icon, role = _TONES[state]
            self._icon.show_icon(icon, role)
            self._label.tone(role)
        bind_text(self.set_sentence, text)
        self.setVisible(bool(state))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self._sentence, 14) + 30, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._tall)
