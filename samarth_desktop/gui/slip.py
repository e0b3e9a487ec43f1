"""The receipt slip: name, registration number, day and who registered, for the person to take home."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.group import Shg
from samarth_desktop.gui import theme
from samarth_desktop.gui.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS = 96  # laid out in 1/96 inch
_WIDE, _HIGH = 380, 170


def print_slip(parent: QWidget, holder: Artisan | Shg, author: str, day: date) -> bool:
    """Asks for a printer and prints the slip; False when the person turned back."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(holder.registration)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return draw_slip(printer, holder, author, day)


def draw_slip(printer: "QPrinter", holder: Artisan | Shg, author: str, day: date) -> bool:
    """Draws it at the top left of the page; False when the printer cannot be used."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / _DOTS
    painter.scale(scale, scale)
    ink = QColor(theme.LIGHT.ink)
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(QRectF(0, 0, _WIDE, _HIGH), 6, 6)
    names = " · ".join(name for name in (holder.name_hi, holder.name_en) if name)
    lines = (
        (14, 16, 600, say(T("Registration receipt"))),
        (44, 18, 700, names),
        (78, 22, 700, holder.registration),
        (114, 13, 400, say(T("Registered on {day} by {name}", day=day, name=author))),
        (136, 13, 400, say(T("Keep this number. It is asked for at every visit."))),
    )
    for top, size, weight, words in lines:
        painter.setFont(theme.font(size, weight))
        painter.drawText(QRectF(16, top, _WIDE - 32, size * 1.6), 0, words)
    painter.end()
    return True
