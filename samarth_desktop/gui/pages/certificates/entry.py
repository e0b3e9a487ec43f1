"""What can be done with the certificate that is chosen in the register: seen, printed again, saved, taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu

from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.lists.beside import Beside, open_above
from samarth_desktop.gui.lists.table import ListTable
from samarth_desktop.gui.pages.certificates.detail_panel import EntryPanel, RevokeAsk
from samarth_desktop.gui.theme import icons, preferences
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.kinds.certificate.record import Certificate


class EntryBeside(Beside):
    """The chosen certificate with its sheet. `wanted` carries the row ids for which certificates are to be made."""

    wanted = Signal(list)
    panel: EntryPanel

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str], table: ListTable, page: Page) -> None:
        self.panel = EntryPanel()
        super().__init__(host, table, page)
        self._session, self._page, self._pages = session, page, pages
        self.panel.again.clicked.connect(self.print_again)
        self.panel.more.clicked.connect(self._show_menu)
        self.panel.preview.enlarge.connect(lambda: self.open_form())
        self.panel.whose.connect(self._open_holder)
        QShortcut(QKeySequence("Ctrl+P"), page).activated.connect(self.print_again)

    @property
    def shows(self) -> bool:
        return self.panel.entry is not None

    def show_nobody(self) -> None:
        self.panel.show_nobody()

    def look_at(self, row: str) -> None:
        """Shows the entry, with its sheet while it holds."""
        from samarth_desktop.actions.certificates import certificate_register

        paper = self._table.line()
        if paper is None or paper.id != row:
            return
        self.panel.show_paper(paper)
        entry = self.panel.entry
        if entry is not None and entry.state == "valid":
            look = certificate_register.as_issued(entry, preferences.load().plain_paper)
            self._host.lanes.store.run(
                lambda task: certificate_register.sheet(self._session, entry, look),
                lambda content: self.panel.show_sheet(paper, content),
                lambda error: self.panel.show_ineligible(paper, error.text),
                owner=self,
            )

    def open_form(self, place: str = "") -> None:
        """Shows the sheet in large."""
        if self.panel.preview.content:
            PreviewDialog(self._page.window(), T("Certificate"), self.panel.preview.content).open()

    def _open_holder(self) -> None:
        entry = self.panel.entry
        if entry is not None:
            self._host.go("shgs" if entry.certificate_kind == "shg" else "people", row=entry.holder)

    def print_again(self) -> None:
        """Prints the sheet that is shown, and notes it."""
        from samarth_desktop.gui.kit.media import pdf

        entry, content = self.panel.entry, self.panel.preview.content
        if entry is None or not content:
            return

        def printed(count: int) -> None:
            if count:
                self._note_printed(entry)

        pdf.print_pdf(self._page.window(), self._host.lanes.background, entry.serial, content, printed)

    def _note_printed(self, entry: "Certificate") -> None:
        from samarth_desktop.actions.certificates import certifying

        def noted(done: object) -> None:
            self._host.saved(T("Printed: {serial}", serial=entry.serial))
            self.changed.emit()

        self._host.lanes.store.run(
            lambda task: certifying.note_printed(self._session, [entry.serial]), noted, owner=self
        )

    def save_pdf(self, target: str = "") -> None:
        """Saves the sheet that is shown as a file."""
        entry, content = self.panel.entry, self.panel.preview.content
        if entry is None or not content:
            return
        name = (
            target
            or QFileDialog.getSaveFileName(self._page, say(T("Save as PDF")), self._file_name(entry), "PDF (*.pdf)")[0]
        )
        if name:
            self._host.lanes.store.run(
                lambda task: Path(name).write_bytes(content),
                lambda size: self._host.saved_file(T("Saved: {file}", file=Path(name).name), Path(name)),
                owner=self,
            )

    def _file_name(self, entry: "Certificate") -> str:
        """As a batch names its files: the person and the number."""
        from samarth_desktop.documents.certificates.file_names import named

        holder = self.panel.holder
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(Path(folder) / named(holder.best("en") if holder else "", entry.serial))

    def _show_menu(self) -> None:
        entry = self.panel.entry
        if entry is None:
            return
        menu = QMenu(self._page)
        whole, holds = bool(self.panel.preview.content), entry.state == "valid"
        for icon, text, do, on in (
            ("receive", T("Save as PDF"), self.save_pdf, whole),
            ("sync", T("Issue anew after a correction"), lambda: self.wanted.emit([entry.holder]), holds),
            ("trash", T("Revoke"), self.ask_revoke, holds),
        ):
            action = menu.addAction(icons.icon(icon, "err" if icon == "trash" else "ink"), say(text))
            action.setEnabled(on)
            action.triggered.connect(lambda checked=False, do=do: do())
        menu.aboutToHide.connect(menu.deleteLater)
        open_above(menu, self.panel.more)

    def ask_revoke(self) -> "RevokeAsk":
        """Takes the chosen certificate back, with a reason."""
        from samarth_desktop.actions.certificates import certifying

        entry = self.panel.entry
        assert entry is not None
        dialog = RevokeAsk(self._page.window(), entry.serial)

        def revoke() -> None:
            reason = dialog.reason.text()
            self._host.lanes.store.run(
                lambda task: certifying.revoke(self._session, entry.serial, reason),
                lambda done: self.changed.emit(),
                owner=self,
            )

        dialog.accepted.connect(revoke)
        dialog.open()
        return dialog
