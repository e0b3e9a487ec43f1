"""The card of Help that makes a file for who helps, and shows whose parts the program carries."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

LICENCES = "THIRD-PARTY.txt"
"""Made when the program is packed; a checkout has none."""


class SupportCard(Card):
    """Writes the support file beside the window."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("If something does not work"))
        self.host, self.session = host, session
        text = T(
            "A small file tells who helps you about this laptop: version, counts, faults. Nobody's data are in it; "
            "open it and look."
        )
        self.body.addWidget(Label(text, 14, 400, "ink2", wrap=True))
        self.told = Banner("", "ok")
        self.told.hide()
        self.body.addWidget(self.told)
        self.make = Button(T("Make the file for help"), icon="doc")
        self.make.clicked.connect(self._ask)
        self.body.addLayout(with_reason(self.make))
        if paths.resource(LICENCES).is_file():
            parts = Button(T("Parts of others, and their licences"), "link", "info")
            parts.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.resource(LICENCES)))))
            self.body.addWidget(parts)

    def _ask(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / f"samarth-help-{self.session.today.isoformat()}.zip")
        file, _ = QFileDialog.getSaveFileName(self, say(T("Make the file for help")), name)
        if file:
            self.write(Path(file))

    def write(self, file: Path) -> None:
        """Writes the file in the background."""
        from samarth_desktop.actions.device import support

        self.make.enable(False, T("The file is being written."))
        self.host.lanes.background.run(
            lambda task: support.write(file, self.session.store.folder, self.session),
            then=lambda size: self._done(file),
            failed=self._failed,
            owner=self,
        )

    def _done(self, file: Path) -> None:
        self.make.enable(True)
        text = T("Send this file to who helps you: {file}. Nobody's data are in it.", file=file.name)
        self.told.show_state(text, "ok")
        self.told.show()

    def _failed(self, error: KnownError) -> None:
        self.make.enable(True)
        self.told.show_state(error.text, "error")
        self.told.show()
