"""Hindi with a Latin keyboard: what is typed as *shabnam bano* is offered as शबनम बानो.

Input methods of the system keep working: what they write is Devanagari already, and then nothing is offered.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from samarth_desktop.gui.kit.inputs.suggest import Proposal, ProposingBox
from samarth_desktop.gui.theme import theme
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T, Text

SWITCH = Qt.Key.Key_F2
_LATIN_END = re.compile(r"[A-Za-z][A-Za-z .'’-]*$")
_OFFERED = 3


def hindi_for(latin: str) -> Sequence[str]:
    """Devanagari spellings of a Latin text, the likeliest first."""
    from samarth_desktop.domain.names import translit  # its tables are read at the first use

    return translit.to_devanagari(latin, _OFFERED)


class HindiBox(ProposingBox):
    """A box for Hindi. F2, or a click on the sign at its right, switches the help off and on for this box.

    `more` gives words to propose beside the spellings (villages written before).
    """

    switched = Signal(bool)

    def __init__(self, more: Callable[[str], Sequence[Proposal]] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(numbered=True, parent=parent)
        self.helping = True
        self._more = more
        self._sign = QPushButton(self)
        self._sign.setProperty("role", "sign")
        self._sign.setFont(theme.font(14, 600))
        self._sign.setFixedSize(24, 24)
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sign.clicked.connect(self.switch)
        bind_text(self._sign.setAccessibleName, T("Hindi typing on or off"))
        self._sign.hide()
        self._show_sign()
        self._set_margins()
        bind_text(self.setToolTip, self._tip)

    def _tip(self) -> Text:
        if self.helping:
            return T("Latin letters become Hindi. F2: write them as they are.")
        return T("Latin letters stay as they are. F2: Hindi again.")

    def switch(self) -> None:
        """Help off or on."""
        self.helping = not self.helping
        bind_text(self.setToolTip, self._tip)
        self.propose()
        self._show_sign()
        self.switched.emit(self.helping)

    def proposals(self) -> list[Proposal]:
        known = list(self._more(self.text().strip()))[:2] if self._more and self.text().strip() else []
        found = _LATIN_END.search(self.text())
        if not self.helping or found is None:
            return known
        before, latin = self.text()[: found.start()], found.group().strip()
        spelled = [(before + hindi, "") for hindi in hindi_for(latin)]
        rows: list[Proposal] = []
        for row in (*known, *spelled):
            if row[0] not in [have[0] for have in rows]:
                rows.append(row)
        return [*rows[: _OFFERED + 1], (self.text().strip(), T("leave it so"))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == SWITCH and not event.modifiers():
            self.switch()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._sign.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._sign.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        right = self.width() - 8 - (26 if self._right_icon()[0] else 0)
        self._sign.move(right - 24, (self.height() - 24) // 2)

    def _show_sign(self) -> None:
        self._sign.setText("अ" if self.helping else "A")
        set_role(self._sign, helping=self.helping)

    def _set_margins(self) -> None:
        super()._set_margins()
        margins = self.textMargins()
        self.setTextMargins(margins.left(), 0, margins.right() + 26, 0)
        if hasattr(self, "_sign"):
            self._place()
