"""Surfaces: card, info strip, empty state; and how far something is: parts, bar with number."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import STATES, Icon, Label
from samarth_desktop.gui.kit.surfaces.saved_file import SavedFile
from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T


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
        column.addWidget(_Tile(icon, 56, 28), 0, centre)
        self.title, self.text = Label(title, 18, 600, wrap=True), Label(text, 15, 400, "ink2", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)  # no alignment here: an aligned item gets the height of one line only
        if button is not None:
            column.addSpacing(8)
            column.addWidget(button, 0, centre)
        column.addStretch(2)


class _Tile(QWidget):
    def __init__(self, icon: str, size: int, inner: int, role: str = "tint_ink", back: str = "tint") -> None:
        super().__init__()
        self._icon, self._inner, self._role, self._back = icon, inner, role, back
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, QRectF(self.rect()), 8 if self.width() > 48 else 6, self._back)
        at = (self.width() - self._inner) / 2
        icons.draw(painter, self._icon, self._role, at, at, self._inner)
        painter.end()


def tile(icon: str, size: int = 44, inner: int = 26, role: str = "tint_ink", back: str = "tint") -> QWidget:
    """An icon on a rounded ground."""
    return _Tile(icon, size, inner, role, back)


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
        self._total, self._done, self._here, self._wide, self._tall = total, done, here, width, tall
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(width)

    def show_parts(self, total: int, done: int, here: int = -1) -> None:
        """Other numbers."""
        self._total, self._done, self._here = total, done, here
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        gap = 4.0
        wide = (self.width() - gap * (self._total - 1)) / max(self._total, 1)
        for part in range(self._total):
            rect = QRectF(part * (wide + gap), 0, wide, self.height())
            fill, border = ("prim", "") if part < self._done else ("", "ctl")
            if part == self._here:
                fill, border = "turmeric", "warn_line"
            paint.box(painter, rect, self.height() / 2, fill, border)
        painter.end()


class Progress(QWidget):
    """A bar with its number and time left below: never a spinner without words."""

    def __init__(self, tone: str = "prim", words: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._tone = 0.0, tone
        self.label = Label("", 13, 400, "ink2")
        if not words:
            self.label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        if not words:
            self.setFixedHeight(12)

    def show_progress(self, done: float, total: float, text: LocalizedText = "") -> None:
        """So much of so much, and a sentence with the number and, where known, the time left."""
        self._share = 0.0 if total <= 0 else max(0.0, min(1.0, done / total))
        if text:
            self.label.show_text(text)
            bind_text(self.setAccessibleName, text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(0, 1, self.width(), 10)
        paint.box(painter, rect, 5, "sunk", "ctl")
        if self._share > 0:
            inside = rect.adjusted(1, 1, -1, -1)
            inside.setWidth(max(8.0, inside.width() * self._share))
            paint.box(painter, inside, 4, self._tone)
        painter.end()


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
