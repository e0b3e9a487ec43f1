"""Hindi with a Latin keyboard: what is typed as *shabnam bano* is offered as शबनम बानो.

Input methods of the system keep working: what they write is Devanagari already, and then nothing is offered.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.inputs.suggest import Proposal, ProposingBox
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import bind_text
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
        self.update()
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
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hasFocus() and self._sign().contains(event.position()):
            self.switch()
        else:
            super().mousePressEvent(event)

    def _sign(self) -> QRectF:
        right = self.width() - 8 - (26 if self._right_icon()[0] else 0)
        return QRectF(right - 24, (self.height() - 24) / 2, 24, 24)

    def _set_margins(self) -> None:
        super()._set_margins()
        margins = self.textMargins()
        self.setTextMargins(margins.left(), 0, margins.right() + 26, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = paint.begin(self)
        place = self._sign()
        paint.box(painter, place, 4, "tint" if self.helping else "", "" if self.helping else "ctl")
        sign, ink = ("अ", "tint_ink") if self.helping else ("A", "ink2")
        paint.words(painter, place, sign, ink, 14, 600, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
