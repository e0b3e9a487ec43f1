"""Enter presses the button that has the focus, as Space does: what people try first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Base
else:
    _Base = object  # it stands before a Qt class, which alone has a Qt side


class EnterPresses(_Base):
    """For what does something when it is pressed; not for what is chosen (a segment, a chip), where Enter goes on.

    Qt itself takes Enter for a press only inside a dialog, and there also from the boxes beside. A key that is held
    down does not press: Enter leads through a form up to its button.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)
