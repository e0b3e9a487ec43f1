"""PDF pages on the screen and on the printer. QtPdf and the printer's classes are imported when first needed."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from samarth_desktop.gui.background.tasks import Task

Tell = Callable[[int, int], object]

MOST_DPI = 300  # finer than the eye sees in print; a page at 600 would take 140 MB
_BAND = 256
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
        return _on_white(self._document.render(page, wanted), wanted)

    def bands(self, page: int, width: int) -> Iterator[tuple[int, int, QImage]]:
        """The same in bands from the top: where each begins, the height of the whole, and the band. Drawing a band
        takes some ten ms, so that whoever waits for Python meanwhile does not wait for a page."""
        from PySide6.QtPdf import QPdfDocumentRenderOptions

        size = self.size(page)
        height = max(1, round(width * size.height() / size.width()))
        for top in range(0, height, _BAND):
            part = QSize(width, min(_BAND, height - top))
            options = QPdfDocumentRenderOptions()
            options.setScaledSize(QSize(width, height))
            # QtPdf scales by the distance to the last dot of this rectangle: one more each way keeps the scale at 1
            options.setScaledClipRect(QRect(QPoint(0, top), part + QSize(1, 1)))
            yield top, height, _on_white(self._document.render(page, part, options), part)

    def close(self) -> None:
        """Lets the file go."""
        self._document.close()
        self._buffer.close()


def _on_white(drawn: QImage, size: QSize) -> QImage:
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return made


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


def draw(printer: "QPrinter", pages: Pages, numbers: Sequence[int], tell: Tell = lambda done, total: None) -> bool:
    """Draws these pages (from 0) at the printer's resolution; False when the printer cannot be used.

    `tell` hears how many of how many are drawn and may raise to end it: then nothing more goes to the printer.
    """
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for place, number in enumerate(numbers):
            tell(place, len(numbers))
            if place and not printer.newPage():
                return False
            target = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            inches = pages.size(number).width() / _POINTS
            wide = round(inches * min(printer.resolution(), MOST_DPI))
            for top, height, band in pages.bands(number, wide):
                painter.drawImage(_fitted(target, QSize(wide, height), top, band.height()), band)
    except BaseException:
        printer.abort()
        raise
    finally:
        done = painter.end()
    return bool(done)


def _fitted(target: QRectF, whole: QSize, top: int, height: int) -> QRectF:
    """Where a band of a page lies: the page as large as the paper lets it be, in its middle. On whole dots, so that
    no line shows between two bands."""
    scale = min(target.width() / whole.width(), target.height() / whole.height())
    left = round((target.width() - whole.width() * scale) / 2)
    above = (target.height() - whole.height() * scale) / 2
    first, last = round(above + top * scale), round(above + (top + height) * scale)
    return QRectF(left, first, round(whole.width() * scale), last - first)


def print_pdf(
    parent: QWidget,
    lane: Lane,
    name: str,
    content: bytes,
    printed: Callable[[int], object],
    tell: Tell | None = None,
    first: int = 0,
) -> "Task[int] | None":
    """Asks for a printer and prints from page `first` (from 0) on, in `lane`: the window goes on meanwhile.

    `printed` hears how many pages went there, 0 when the printer could not be used; `tell` how far it is. Gives the
    work, which may be cancelled; None when the person turned back.
    """
    pages = Pages(content)
    count = pages.count
    try:
        printer = ask_printer(parent, name, pages) if count else None
    finally:
        pages.close()
    if printer is None:
        return None
    numbers = range(min(first, count), count)

    def work(task: "Task[int]") -> int:
        drawn = Pages(content)  # a document belongs to the thread that opened it
        try:
            return len(numbers) if draw(printer, drawn, numbers, task.report) else 0
        finally:
            drawn.close()

    return lane.run(work, printed, progress=tell, owner=parent)
