"""A PDF in large that can be printed: registers, visit lists."""

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T


class PdfDialog(PreviewDialog):
    """Enter prints, Esc closes. `name` is what the printer's list calls it."""

    def __init__(self, parent: QWidget, lanes: Lanes, title: LocalizedText, content: bytes, name: str) -> None:
        super().__init__(parent, title, content)
        self._lanes, self._content, self._name = lanes, content, name
        self.print = Button(T("Print"), "primary", "print", key="Return")
        self.print.clicked.connect(self.to_printer)
        self.buttons.addWidget(self.print)
        self.print.setFocus()

    def to_printer(self) -> None:
        """Asks for a printer."""
        self.print.setEnabled(False)
        if pdf.print_pdf(self, self._lanes.background, self._name, self._content, self._printed) is None:
            self.print.setEnabled(True)

    def _printed(self, count: int) -> None:
        self.print.setEnabled(True)
        if count:
            self.accept()
