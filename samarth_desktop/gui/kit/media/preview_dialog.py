"""A PDF in large, in a window of its own above the work."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PySide6.QtPdfWidgets import QPdfView


def pages_of(parent: QWidget, title: LocalizedText, content: bytes) -> "QPdfView":
    """All pages of a PDF, each as wide as there is room."""
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

    buffer = QBuffer(parent)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(buffer)
    view = QPdfView(parent)
    view.setDocument(document)
    view.setPageMode(QPdfView.PageMode.MultiPage)
    view.setZoomMode(QPdfView.ZoomMode.FitInView)
    bind_text(view.setAccessibleName, title)
    return view


class PreviewDialog(QDialog):
    """All pages, as wide as the window; Esc closes."""

    def __init__(self, parent: QWidget, title: LocalizedText, content: bytes) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, title)
        self.view = pages_of(self, title, content)
        self.document = self.view.document()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.view, 1)
        close = Button(T("Close"), key="Escape")
        close.clicked.connect(self.accept)
        self.buttons = in_row(1, close, gap=12)
        column.addLayout(self.buttons)
        self.resize(parent.size() * 0.9)
