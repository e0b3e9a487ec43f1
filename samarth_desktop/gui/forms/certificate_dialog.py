"""The certificate of a person or group that was just saved: issued at once, shown large, one key prints it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


def issue(session: "Session", row: str) -> tuple[bytes, str]:
    """Issues the certificate of one holder: the PDF and its serial ("" for a sample of a trial programme).

    Raises KnownError with the reason when the holder can have none.
    """
    from samarth_desktop.actions.certificates import issuing

    with TemporaryDirectory(prefix="samarth-") as folder:
        made = issuing.issue(session, [row], Path(folder))
        if made.ineligible:
            raise KnownError(made.ineligible[0].text)
        one = (made.papers or made.samples)[0]
        return one.file.read_bytes(), one.serial


class CertificateDialog(PreviewDialog):
    """Shows an issued certificate; Enter prints it, Esc closes."""

    def __init__(self, parent: QWidget, lanes: Lanes, session: "Session", content: bytes, serial: str) -> None:
        super().__init__(parent, T("Certificate {serial}", serial=serial) if serial else T("Sample"), content)
        self._lanes, self._session, self._content, self._serial = lanes, session, content, serial
        self.print = Button(T("Print"), "primary", "print", key="Return")
        self.print.clicked.connect(self.to_printer)
        self.buttons.addWidget(self.print)
        self.print.setFocus()

    def to_printer(self) -> None:
        """Asks for a printer; what went there is noted in the register."""
        from samarth_desktop.actions.certificates import certifying

        def printed(count: int) -> None:
            self.print.enable(True)
            if not count:
                return
            if self._serial:
                session, serials = self._session, [self._serial]
                self._lanes.store.run(lambda task: certifying.note_printed(session, serials))
            self.accept()

        self.print.enable(False, T("Printing goes on."))
        name = self._serial or "sample"
        if pdf.print_pdf(self, self._lanes.background, name, self._content, printed) is None:
            self.print.enable(True)
