"""A menu to choose one of many from: the first ones stand there, typing narrows them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T

SHOWN = 12
FEW = 16  # so many need no box to type in


def words(text: LocalizedText) -> str:
    """What stands in a menu."""
    return say(text() if callable(text) else text)


class FilterMenu(QMenu):
    """Offers values with their words; `picked` gets the one chosen. The chosen one has a tick."""

    def __init__(
        self,
        options: Sequence[tuple[object, LocalizedText]],
        picked: Callable[[object], object],
        chosen: object = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = [(value, words(text)) for value, text in options]
        self._picked, self._chosen = picked, chosen
        self._shown: list[QAction] = []
        self.box: TextBox | None = None
        if len(options) > FEW:
            self.box = TextBox(T("Type to find"), icon="search")
            self.box.setMinimumWidth(240)
            bind_text(self.box.setAccessibleName, T("Type to find"))
            holder = QWidgetAction(self)
            holder.setDefaultWidget(self.box)
            self.addAction(holder)
            self.box.textChanged.connect(self._narrow)
            self.box.returnPressed.connect(self._first)
        self._narrow("")
        self.aboutToHide.connect(self.deleteLater)

    def _narrow(self, typed: str) -> None:
        for action in self._shown:
            self.removeAction(action)
        part = typed.strip().casefold()
        fitting = [(value, text) for value, text in self._options if part in text.casefold()]
        most = SHOWN if self.box is not None else len(fitting)
        self._shown = []
        for value, text in fitting[:most]:
            mark = "check" if value == self._chosen else ""
            action = QAction(icons.icon(mark), text, self) if mark else QAction(text, self)
            action.triggered.connect(lambda checked=False, value=value: self._picked(value))
            self.addAction(action)
            self._shown.append(action)

    def _first(self) -> None:
        if self._shown:
            self._shown[0].trigger()
            self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.box is not None:
            self.box.setFocus()

    def below(self, widget: QWidget) -> None:
        """Opens under a widget."""
        self.popup(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
