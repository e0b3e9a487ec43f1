"""PDF pages on the screen and on the printer. QtPdf and the printer's classes are imported when first needed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 300  # finer than the eye sees in print; a page at 600 would take 140 MB
_POINTS = 72


class Pages:
    """An opened PDF. ``count`` pages; each is drawn as an image."""

    def __init__(self, content: bytes) -> None:
        from PySide6.QtPdf import QPdfDocument

        self._bytes = QByteArray(content)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document: QPdfDocument = QPdfDocument(None)  # type: ignore[arg-type,call-overload,unused-ignore]  # its stub wants a parent
        self._document.load(self._buffer)

    @property
    def count(self) -> int:
        """How many pages there are; 0 for what is no PDF."""
        return self._document.pageCount()

    def size(self, page: int) -> QSizeF:
        """The size of a page in points."""
        return self._document.pagePointSize(page)

    def image(self, page: int, width: int) -> QImage:
        """A page on white, so many pixels wide."""
        size = self.size(page)
        wanted = QSize(width, max(1, round(width * size.height() / size.width())))
        drawn = self._document.render(page, wanted)
        made = QImage(wanted, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return made

    def close(self) -> None:
        """Lets the file go."""
        self._document.close()
        self._buffer.close()


def has_printer(parent: QWidget) -> bool:
    """Whether this laptop knows a printer; says what to do when it knows none."""
    from PySide6.QtPrintSupport import QPrinterInfo

    if QPrinterInfo.availablePrinterNames():
        return True
    said = Ask(
        parent,
        T("No printer is set up on this laptop"),
        T("Connect a printer and add it in the settings of the computer, then print again. Or save it as PDF."),
        T("All right"),
        "print",
    )
    said.leave.hide()
    said.open()
    return False


def ask_printer(parent: QWidget, name: str, pages: Pages) -> "QPrinter | None":
    """Asks with the system's dialog where and how to print; None when the person turned back, or when there is no
    printer, which is said."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    if not has_printer(parent):
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    fit_page(printer, pages.size(0))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def fit_page(printer: "QPrinter", size: QSizeF) -> None:
    """Sets paper and orientation for pages of this size in points."""
    wide = size.width() > size.height()
    paper = QPageSize(QSizeF(min(size.width(), size.height()), max(size.width(), size.height())), QPageSize.Unit.Point)
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0)))


def draw(printer: "QPrinter", pages: Pages, numbers: Sequence[int]) -> bool:
    """Draws these pages (from 0) at the printer's resolution; False when the printer cannot be used."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, number in enumerate(numbers):
        if place and not printer.newPage():
            painter.end()
            return False
        target = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        inches = pages.size(number).width() / _POINTS
        image = pages.image(number, round(inches * min(printer.resolution(), MOST_DPI)))
        painter.drawImage(_fitted(target, image), image)
    return bool(painter.end())


def _fitted(target: QRectF, image: QImage) -> QRectF:
    """The largest place of the image's shape inside the paper, in its middle."""
    scale = min(target.width() / image.width(), target.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF((target.width() - width) / 2, (target.height() - height) / 2, width, height)


def print_pdf(parent: QWidget, name: str, content: bytes, first: int = 0) -> int:
    """Asks for a printer and prints from page `first` (from 0) on; gives how many pages went there."""
    pages = Pages(content)
    try:
        if not pages.count:
            return 0
        printer = ask_printer(parent, name, pages)
        numbers = range(min(first, pages.count), pages.count)
        return len(numbers) if printer is not None and draw(printer, pages, numbers) else 0
    finally:
        pages.close()
