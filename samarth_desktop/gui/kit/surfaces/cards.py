"""Surfaces: card, info strip, empty state; and how far something is: parts, bar with number."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import STATES, Icon, Label
from samarth_desktop.gui.kit.surfaces.saved_file import SavedFile
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T

_FINE = 1000  # steps of a bar


def surface(kind: str, parent: QWidget | None = None) -> QFrame:
    """A frame dressed as ``card``, ``sunk``, ``tint``, ``warn``, ``err``, ``ok``, ``side``, ``foot`` ..."""
    frame = QFrame(parent)
    frame.setProperty("surface", kind)
    frame.setObjectName("surface")
    return frame


def line(upright: bool = False) -> QFrame:
    """A 1 px line that separates."""
    frame = surface("line")
    if upright:
        frame.setFixedWidth(1)
    else:
        frame.setFixedHeight(1)
    return frame


class Card(QFrame):
    """A panel with an optional title and things at the right of it; fill ``body``."""

    def __init__(
        self,
        title: LocalizedText = "",
        icon: str = "",
        size: int = 18,
        margin: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin - 2, margin, margin)
        column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        if icon:
            self.head.addWidget(Icon(icon, "ink", 22))
        self.title = Label(title, size, 600)
        if not title:
            self.title.hide()
        self.head.addWidget(self.title, 1)
        column.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)


class Banner(QFrame):
    """A sentence that stays: tone ``info``, ``warning``, ``error``, ``ok``. Widgets may join ``row``."""

    _SURFACES: ClassVar = {"info": "tint", "warning": "warn", "error": "err", "ok": "ok"}

    def __init__(
        self,
        text: LocalizedText,
        tone: str = "info",
        icon: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 6, 6, 6)
        self.row.setSpacing(10)
        self._icon = Icon("", "ink")
        self.label = Label("", 14, 400, wrap=True)
        self.row.addWidget(self._icon)
        self.row.addWidget(self.label, 1)
        self._saved = SavedFile()
        self.row.addWidget(self._saved)
        self.setMinimumHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if closable:
            close = Button(T("Close this message"), "quiet", "close")
            close.clicked.connect(self.hide)
            self.row.addWidget(close)
        self.show_state(text, tone, icon)

    def show_saved(self, text: LocalizedText, file: Path) -> None:
        """Says that something was saved, with buttons that open the file and the folder where it lies."""
        self.show_state(text, "ok")
        self._saved.show_file(file)
        self._saved.show()

    def show_state(self, text: LocalizedText, tone: str = "info", icon: str = "") -> None:
        """Another sentence and tone."""
        self._saved.hide()
        own, ink, _ = STATES[tone]
        self.setProperty("surface", self._SURFACES[tone])
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.show_icon(icon or own, ink)
        self.label.tone(ink)
        self.label.show_text(text)


class EmptyState(QWidget):
    """What stands where a list is still empty: an icon, what belongs here, and the way to begin."""

    def __init__(
        self,
        icon: str,
        title: LocalizedText,
        text: LocalizedText = "",
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.setContentsMargins(24, 28, 24, 28)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(tile(icon, 56, 28), 0, centre)
        self.title, self.text = Label(title, 18, 600, wrap=True), Label(text, 15, 400, "ink2", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)  # no alignment here: an aligned item gets the height of one line only
        if button is not None:
            column.addSpacing(8)
            button.setMinimumHeight(button.sizeHint().height())  # a low window gives less than is asked for
            column.addWidget(button, 0, centre)
        column.addStretch(2)


def tile(icon: str, size: int = 44, inner: int = 26, role: str = "tint_ink", back: str = "tint") -> QFrame:
    """An icon on a rounded ground."""
    made = QFrame()
    set_role(made, tile=back, round="large" if size > 48 else "small")
    made.setFixedSize(size, size)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inside = QHBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(Icon(icon, role, inner), 0, Qt.AlignmentFlag.AlignCenter)
    return made


class SegmentBar(QWidget):
    """Parts of a whole as short bars: done ones filled, the present one (if told) in turmeric."""

    def __init__(
        self,
        total: int,
        done: int,
        here: int = -1,
        width: int = 112,
        tall: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wide, self._tall = width, tall
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(width)
        self.setFixedHeight(tall)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._bars: list[QFrame] = []
        self.show_parts(total, done, here)

    def show_parts(self, total: int, done: int, here: int = -1) -> None:
        """Other numbers."""
        while len(self._bars) < total:
            bar = QFrame()
            bar.setProperty("role", "part")
            bar.setProperty("round", "large" if self._tall > 6 else "small")
            self._bars.append(bar)
            self._row.addWidget(bar, 1)
        for number, bar in enumerate(self._bars):
            bar.setVisible(number < total)
            set_role(bar, part="here" if number == here else "done" if number < done else "later")

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self._tall)


class ShareBar(QProgressBar):
    """A bar that is filled so far, without words of its own: 10 px high in `tone` (``prim``, ``warn_line`` ...)."""

    def __init__(self, tone: str = "prim", tall: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.setProperty("round", "large" if tall > 8 else "small")
        self.setTextVisible(False)
        self.setRange(0, _FINE)
        self.setFixedHeight(tall)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_share(self, share: float) -> None:
        """From 0 to 1."""
        self.setValue(round(max(0.0, min(1.0, share)) * _FINE))


class Progress(QWidget):
    """A bar with its number and time left below: never a spinner without words."""

    def __init__(self, tone: str = "prim", words: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = ShareBar(tone)
        self.label = Label("", 13, 400, "ink2")
        if not words:
            self.label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.bar)
        column.addWidget(self.label)
        if not words:
            self.setFixedHeight(12)

    def show_progress(self, done: float, total: float, text: LocalizedText = "") -> None:
        """So much of so much, and a sentence with the number and, where known, the time left."""
        self.bar.show_share(0.0 if total <= 0 else done / total)
        if text:
            self.label.show_text(text)
            bind_text(self.setAccessibleName, text)


def in_row(*widgets: QWidget | int, gap: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        if isinstance(widget, int):
            row.addStretch(widget)
        else:
            row.addWidget(widget)
    return row
