"""Paper from the window: the recovery sheet through the system's print dialog."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.theme import theme
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS = 96  # the sheet is laid out in 1/96 inch


def print_recovery_sheet(parent: QWidget, groups: Sequence[str], author: str) -> bool:
    """Asks for a printer and prints the sheet; False when the person turned back or there is no printer."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    if not pdf.has_printer(parent):
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("recovery")
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return draw_recovery_sheet(printer, groups, author)


def draw_recovery_sheet(printer: "QPrinter", groups: Sequence[str], author: str) -> bool:
    """Draws the sheet; False when the printer cannot be used."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / _DOTS
    painter.scale(scale, scale)
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    width = page.width() / scale
    painter.setPen(QColor(theme.LIGHT.ink))
    _line(painter, 0, say(T("Samarth Desktop: recovery key")), 24, 700, width)
    _line(painter, 44, author, 18, 600, width)
    say_so = T("Opens the work on this laptop when the passphrase is forgotten. Keep it at home, not with the laptop.")
    _line(painter, 78, say(say_so), 14, 400, width)
    box = min(150.0, (width - 36) / 4)
    for number, group in enumerate(groups):
        rect = QRectF((number % 4) * (box + 12), 130 + (number // 4) * 72, box, 60)
        painter.setPen(QPen(QColor(theme.LIGHT.ink2), 1))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setFont(theme.font(13))
        painter.drawText(rect.adjusted(10, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), str(number + 1))
        painter.setFont(theme.font(24, 700))
        painter.setPen(QColor(theme.LIGHT.ink))
        painter.drawText(rect.adjusted(30, 0, -6, 0), int(Qt.AlignmentFlag.AlignCenter), group)
    _line(painter, 290, say(T("I, L, O and U are not used: 0 is zero, 1 is one")), 14, 400, width)
    painter.end()
    return True


def _line(painter: QPainter, top: float, text: str, size: int, weight: int, width: float) -> None:
    painter.setFont(theme.font(size, weight))
    painter.drawText(QRectF(0, top, width, size * 3.2), int(Qt.TextFlag.TextWordWrap), text)
