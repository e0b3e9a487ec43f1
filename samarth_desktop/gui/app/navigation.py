"""The left bar: name and woven strip, one entry a page, narrow under 1200 px with the word under the icon."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label, WovenStrip
from samarth_desktop.gui.theme import paint, theme
from samarth_desktop.gui.theme.language import bind_text, say
from samarth_desktop.gui.theme.roles import beside_words, restyled, set_role
from samarth_desktop.i18n import T, Tn

WIDE, SLIM = 200, 92
_SLIM_ENTRY = QSize(SLIM - 4, 46)  # ten of them stand in a window of 614 px without a scroll bar
_SLIM_LEAST = SLIM - 14  # px: beside a scroll bar
_SIDES, _CLOSER = 2, 93  # px beside a word of the slim bar; percent of the usual distance of its letters


class NavButton(EnterPresses, QToolButton):
    """One entry of the left bar."""

    def __init__(self, entry: PageSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry, self._count, self._slim, self.here, self._words = entry, 0, False, False, ""
        self.setProperty("role", "nav")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._mark, self._number = QFrame(self), QLabel(self)
        self._mark.setProperty("role", "here")
        self._number.setProperty("role", "count")
        self._number.setFont(theme.font(13, 700))
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key = QLabel(entry.shortcut if entry.shortcut.startswith("F") else "", self)
        self._key.setProperty("tone", "nav_ink2")
        self._key.setFont(theme.font(13))
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for child in (self._mark, self._number, self._key):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bind_text(self.setText, entry.title)
        bind_text(self.setAccessibleName, self._name)
        self._show()

    def _name(self) -> str:
        words = say(self.entry.title)
        if self._count:
            words += ", " + say(Tn("{count} not yet sent", "{count} not yet sent", self._count))
        return words

    def text(self) -> str:
        """The words, also where they are cut."""
        return self._words

    def setText(self, text: str) -> None:
        """Other words."""
        self._words = text
        self._choose_font()
        self._cut()

    def _cut(self) -> None:
        room = self.width() - (_SIDES if self._slim else 54 + (44 if self._count else 0))
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 20))
        super().setText(shown.replace("&", "&&"))

    def show_count(self, count: int) -> None:
        """The number in the turmeric counter."""
        self._count = count
        self.setAccessibleName(self._name())
        self._show()

    def show_here(self, here: bool) -> None:
        """Whether its page is in front."""
        if here != self.here:
            self.here = here
            bind_text(self.setAccessibleDescription, T("you are here") if here else "")
            self._show()

    def show_slim(self, slim: bool) -> None:
        """The word under the icon."""
        self._slim = slim
        self._show()

    def _show(self) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextUnderIcon if self._slim else style.ToolButtonTextBesideIcon)
        ink = "nav_ink" if self.here else "nav_ink2"
        icon, size = beside_words(self.entry.icon, ink, 20, 0 if self._slim else 8)
        self.setIcon(icon)
        self.setIconSize(size)
        set_role(self, here=self.here, slim=self._slim)
        self._choose_font()
        self._mark.setVisible(self.here)
        self._number.setText(str(self._count))
        self._number.setVisible(bool(self._count))
        self._key.setVisible(not self._slim and not self._count)
        self._place()
        self.updateGeometry()

    def _choose_font(self) -> None:
        """In the slim bar the letters of a long word stand closer, rather than that it is cut."""
        font = theme.font(13 if self._slim else 15, 600 if self.here else 400)
        if self._slim and QFontMetrics(font).horizontalAdvance(self._words) > _SLIM_LEAST - _SIDES:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _CLOSER)
        self.setFont(font)

    def _place(self) -> None:
        wide = max(28, paint.width_of(str(self._count), 13, 700) + 14)
        if self._slim:
            self._number.setGeometry(self.width() // 2 + 10, 2, wide, 18)
        else:
            self._number.setGeometry(self.width() - wide - 10, self.height() // 2 - 10, wide, 20)
        self._mark.setGeometry(0, 8, 4, self.height() - 16)
        self._key.setGeometry(self.width() - 50, 0, 40, self.height())
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return _SLIM_ENTRY if self._slim else QSize(WIDE - 16, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SLIM_LEAST, self.sizeHint().height())  # a bar that becomes slim never waits for it


class _Head(QWidget):
    """Emblem, name, woven strip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(64)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(9)
        self._row = row
        self.name = Label(T("Samarth Desktop"), 15, 600, "nav_ink", wrap=True)
        row.addWidget(Icon("app", "nav_ink", 34))
        row.addWidget(self.name, 1)
        column.addLayout(row, 1)
        column.addWidget(WovenStrip())

    def show_slim(self, slim: bool) -> None:
        """The emblem alone."""
        self.name.setVisible(not slim)
        side = (SLIM - 34) // 2 if slim else 14
        self._row.setContentsMargins(side, 0, side if slim else 8, 0)


class Navigation(QFrame):
    """All entries; `chosen` carries the key of a page. Up and Down move between them."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "nav")
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
        listed.setContentsMargins(0, 8, 0, 0)
        for where in ("top", "foot"):
            for entry in (e for e in entries if e.nav == where):
                button = NavButton(entry, self)
                button.clicked.connect(lambda checked=False, key=entry.key: self._choose(key))
                self._buttons[entry.key] = button
                listed.addWidget(button)
                listed.setAlignment(button, Qt.AlignmentFlag.AlignHCenter)
            if where == "top":
                listed.addStretch(1)
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
        self._head.show_slim(slim)
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
