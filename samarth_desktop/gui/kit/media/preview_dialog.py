"""A PDF in large, in a window of its own above the work."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T


class PreviewDialog(QDialog):
    """All pages, as wide as the window; Esc closes."""

    def __init__(self, parent: QWidget, title: LocalizedText, content: bytes) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, title)
        self._bytes = QByteArray(content)
        buffer = QBuffer(self._bytes, self)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(buffer)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        bind_text(self.view.setAccessibleName, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.view, 1)
        close = Button(T("Close"), key="Escape")
        close.clicked.connect(self.accept)
        self.buttons = in_row(1, close, gap=12)
        column.addLayout(self.buttons)
        self.resize(parent.size() * 0.9)
