"""Small things to press inside a line of words: an icon with its name as tooltip, a link."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.gui.theme.roles import restyled


class IconButton(EnterPresses, QPushButton):
    """An icon 16 px in a box of 26 by 24; its words are the tooltip and the accessible name."""

    def __init__(self, text: LocalizedText, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("role", "icon")
        self.setFixedSize(26, 24)
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        for setter in (self.setToolTip, self.setAccessibleName):
            bind_text(setter, text)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icons.icon(self._icon, "ink2", 16))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self._dress()


class TextLink(EnterPresses, QPushButton):
    """Underlined words that lead somewhere."""

    def __init__(self, text: LocalizedText, size: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setProperty("role", "words")
        underlined = theme.font(size)
        underlined.setUnderline(True)
        self.setFont(underlined)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        bind_text(self.setText, text)

    def show_text(self, text: LocalizedText) -> None:
        """Says something else from now on."""
        bind_text(self.setText, text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), self._size) + 4, round(self._size * 1.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), self.sizeHint().height())
