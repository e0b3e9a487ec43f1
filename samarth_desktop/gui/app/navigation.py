"""The left bar: name and woven strip, one entry a page, narrow under 1200 px with the word under the icon."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import bind_text, say
from samarth_desktop.i18n import T, Tn

WIDE, SLIM = 200, 92


class NavButton(QAbstractButton):
    """One entry of the left bar."""

    def __init__(self, entry: PageSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry, self._count, self._slim, self.here = entry, 0, False, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind_text(self.setText, entry.title)
        bind_text(self.setAccessibleName, self._name)

    def _name(self) -> str:
        words = say(self.entry.title)
        if self._count:
            words += ", " + say(Tn("{count} not yet sent", "{count} not yet sent", self._count))
        return words

    def show_count(self, count: int) -> None:
        """The number in the turmeric counter."""
        self._count = count
        self.setAccessibleName(self._name())
        self.update()

    def show_here(self, here: bool) -> None:
        """Whether its page is in front."""
        self.here = here
        bind_text(self.setAccessibleDescription, T("you are here") if here else "")
        self.update()

    def show_slim(self, slim: bool) -> None:
        """The word under the icon."""
        self._slim = slim
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SLIM - 14, 50) if self._slim else QSize(WIDE - 16, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(SLIM - 14, self.sizeHint().height())  # so that a bar that becomes slim never waits for it

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, here = QRectF(self.rect()), self.here
        if here or self.underMouse():
            paint.box(painter, rect, 6, "nav_on")
        if here:
            paint.box(painter, QRectF(0, 8, 4, rect.height() - 16), 2, "turmeric")
        if self.hasFocus():
            paint.focus_ring(painter, rect, 6, "turmeric")
        ink = "nav_ink" if here else "nav_ink2"
        weight = 600 if here else 400
        if self._slim:
            icons.draw(painter, self.entry.icon, ink, rect.center().x() - 10, 5, 20)
            place = QRectF(0, 24, rect.width(), 24)
            paint.words(painter, place, self.text(), ink, 13, weight, Qt.AlignmentFlag.AlignHCenter, elide=True)
        else:
            icons.draw(painter, self.entry.icon, ink, 12, 12, 20)
            paint.words(painter, rect.adjusted(44, 0, -8, 0), self.text(), ink, 15, weight, elide=True)
            if self.entry.shortcut.startswith("F") and not self._count:
                right = Qt.AlignmentFlag.AlignRight
                paint.words(painter, rect.adjusted(0, 0, -10, 0), self.entry.shortcut, ink, 13, 400, right)
        if self._count:
            self._draw_count(painter, rect)
        painter.end()

    def _draw_count(self, painter: QPainter, rect: QRectF) -> None:
        words = str(self._count)
        width = max(28.0, paint.width_of(words, 13, 700) + 14.0)
        place = QRectF(rect.right() - width - 10, rect.center().y() - 10, width, 20)
        if self._slim:
            place = QRectF(rect.center().x() + 10, 2, width, 18)
        paint.box(painter, place, place.height() / 2, "turmeric")
        paint.words(painter, place, words, "on_turmeric", 13, 700, Qt.AlignmentFlag.AlignHCenter)


class _Head(QWidget):
    """Emblem, name, woven strip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(64)
        row = QHBoxLayout(self)
        row.setContentsMargins(57, 0, 8, 8)
        self.name = Label(T("Samarth Desktop"), 15, 600, "nav_ink", wrap=True)
        row.addWidget(self.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        slim = self.width() <= SLIM
        left = (self.width() - 34) / 2 if slim else 14
        icons.draw(painter, "app", "nav_ink", left, 11, 34)
        paint.woven(painter, QRectF(0, self.height() - 8, self.width(), 8))
        painter.end()


class Navigation(QFrame):
    """All entries; `chosen` carries the key of a page. Up and Down move between them."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind_text(self.setAccessibleName, T("Pages"))
        self._head = _Head()
        self._buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        column.addWidget(self._head)
        self._scroll = Scroll(margin=0, gap=2)
        self._scroll.viewport().setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)
        listed = self._scroll.column
        listed.setContentsMargins(0, 10, 0, 0)
        for where in ("top", "foot"):
            for entry in (e for e in entries if e.nav == where):
                button = NavButton(entry, self)
                button.clicked.connect(lambda checked=False, key=entry.key: self._choose(key))
                self._buttons[entry.key] = button
                listed.addWidget(button)
                listed.setAlignment(button, Qt.AlignmentFlag.AlignHCenter)
            if where == "top":
                listed.addStretch(1)
        theme.look.changed.connect(self.update)
        self._here = ""
        self.show_slim(False)

    def _choose(self, key: str) -> None:
        self.show_here(self._here)  # the page may refuse to be left
        self.chosen.emit(key)

    def show_here(self, key: str) -> None:
        """Marks the page that is in front."""
        self._here = key
        for name, button in self._buttons.items():
            button.show_here(name == key)
            if name == key:
                self._scroll.ensureWidgetVisible(button)

    def show_count(self, key: str, count: int) -> None:
        """The counter of one entry."""
        if key in self._buttons:
            self._buttons[key].show_count(count)

    def show_slim(self, slim: bool) -> None:
        """Narrow or wide."""
        self.setFixedWidth(SLIM if slim else WIDE)
        self._head.name.setVisible(not slim)
        for button in self._buttons.values():
            button.show_slim(slim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        buttons = list(self._buttons.values())
        inside = [i for i, button in enumerate(buttons) if button.hasFocus()]
        if step and inside:
            buttons[(inside[0] + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(self.rect(), theme.now().color("nav"))
        painter.end()
