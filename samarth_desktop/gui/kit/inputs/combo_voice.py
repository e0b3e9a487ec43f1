"""What a screen reader hears of a combo box: its label as the name, the choice as the value.

Qt gives the chosen text as the name of a combo box on Linux, so that one hears "Barabanki" and not of what.
"""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox

_PRESS = "Press"


class _Voice(QAccessibleWidget):
    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, QAccessible.Role.ComboBox, box.accessibleName())
        self._box = box

    def text(self, which: QAccessible.Text) -> str:
        match which:
            case QAccessible.Text.Name if self._box.accessibleName():
                return self._box.accessibleName()
            case QAccessible.Text.Value:
                return self._box.currentText()
            case _:
                return super().text(which)

    def actionNames(self) -> list[str]:
        return [_PRESS, *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == _PRESS:
            self._box.showPopup()
        else:
            super().doAction(action)


_voices: dict[int, _Voice] = {}  # Qt holds them by address alone
_installed = False


def _make(name: str, box: object) -> QAccessibleInterface | None:
    del name
    if not isinstance(box, QComboBox) or box.isEditable():
        return None
    made = _voices[id(box)] = _Voice(box)
    key = id(box)
    box.destroyed.connect(lambda: _voices.pop(key, None))
    return made


def install() -> None:
    """Gives every combo box that is not written into its voice; once is enough."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_make)
