"""The register of certificates: list, search, chips; the chosen one beside it with what can be done."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.detail_panel import KINDS
from samarth_desktop.gui.lists.export import ExportButton, Wish
from samarth_desktop.gui.lists.master_detail import MasterDetail
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.certificates.detail_panel import EntryPanel, RevokeAsk
from samarth_desktop.gui.pages.certificates.filter_bar import CertificateFilterBar
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import Catalog, T, Text, Tn
from samarth_desktop.kinds.certificate.record import STATES

if TYPE_CHECKING:
    from samarth_desktop.actions.certificates.certificate_register import CertificateRow, Register
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task
    from samarth_desktop.kinds.certificate.record import Certificate

HEADS = (T("Name"), T("Serial no."), T("Kind"), T("Date"), T("Status"), T("Printed"))
WIDTHS = (0, 166, 120, 112, 124, 80)
STATE_LOOKS = {"valid": ("ok", "checkc"), "replaced": ("outline", "sync"), "revoked": ("error", "err")}
SLIM = (2, 3, 5)
"""Columns that give way in a small window."""


class RegisterView(QWidget):
    """The register. `wanted` carries the row ids for which certificates are to be made."""

    wanted = Signal(list)

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__()
        self.host, self.session, self.pages = host, session, pages
        self._text = ""
        self._counted, self._ready = (0, 0), 0
        self._task: Task[Any] | None = None
        self._make_table()
        self.panel = EntryPanel()
        first = EmptyState("cert", T("No certificate yet"), T("It can be printed when a form is complete."))
        self.frame = MasterDetail(host, self.table, self.panel, first, self.look, SLIM)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.chips = CertificateFilterBar(session)
        self.chips.changed.connect(self.read)
        self.frame.put_above(self._make_head())
        self.frame.put_above(self.chips)
        self.panel.again.clicked.connect(self.print_again)
        self.panel.more.clicked.connect(self._show_menu)
        self.panel.preview.enlarge.connect(self._enlarge)
        self.panel.whose.connect(self._open_holder)
        keys = QShortcut(QKeySequence("Ctrl+P"), self)
        keys.activated.connect(self.print_again)
        lang.changed.connect(self._say_again)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _make_head(self) -> PageHead:
        self.head = PageHead(T("Certificates"))
        self.head.add_right(self.frame.beside)
        self.export: ExportButton[CertificateRow] = ExportButton(
            self.host, self.session, self.table, self.model, "certificates", masks=False
        )
        self.export.writes = self._export
        self.head.add_right(self.export)
        if "verify" in self.pages:
            check = Button(T("Check a certificate"), icon="search")
            check.clicked.connect(lambda: self.host.go("verify"))
            self.head.add_right(check)
        self.issue = Button(T("Print certificates"), "primary", "print")
        self.issue.clicked.connect(self._issue_waiting)
        self.head.add_right(self.issue)
        return self.head

    def _make_table(self) -> None:
        self.model: LazyRows[CertificateRow] = LazyRows(HEADS, self.cell, self._ask_page)
        self.table = Table(T("Certificates"))
        self.table.setModel(self.model)
        self.table.set_widths(list(WIDTHS))
        self.table.opened.connect(lambda row: self._enlarge())

    def cell(self, paper: "CertificateRow", column: int) -> Cell:
        """One cell of an entry."""
        entry, card = paper.entry, paper.summary
        match column:
            case 0:
                first, second = card.name_hi, card.name_en
                if lang.code == "en":
                    first, second = second, first
                return Cell(first or second, second if first else "", bold=True, avatar=first or second)
            case 1:
                return Cell(entry.serial)
            case 2:
                return Cell(say(KINDS.get(entry.certificate_kind, T("Certificate"))), entry.programme)
            case 3:
                return Cell(lang.catalog.date(entry.issued_on, "d MMM y") if entry.issued_on else "")
            case 4:
                badge, icon = STATE_LOOKS.get(entry.state, ("outline", "info"))
                state = next((Text(one.label) for one in STATES if one.code == entry.state), Text(entry.state))
                return Cell(say(state), badge=badge, icon=icon)
            case _:
                return Cell(f"{entry.printed} ×" if entry.printed else say(T("No")), tone="ink2")

    def fold(self, narrow: bool) -> None:
        """The side panel gives way."""
        self.frame.fold(narrow)

    # -- reading ------------------------------------------------------------------------------------------------------

    def searched(self) -> str:
        """The words that are looked for."""
        return self._text

    def search(self, text: str) -> None:
        """Entries that fit a name, number or serial."""
        self._text = text.strip()
        self.read()

    def read(self) -> None:
        """Reads the register anew; the newest wish wins."""
        from samarth_desktop.actions import listing
        from samarth_desktop.actions.certificates import certificate_register

        if self._task is not None:
            self._task.cancel()
        which, text, run = self.chips.filter, self._text, self.host.lanes.store.run
        if text:
            self._task = run(lambda task: certificate_register.find(self.session, text), self._show_found, owner=self)
        else:
            self._task = run(
                lambda task: certificate_register.register(self.session, which), self._show_register, owner=self
            )

        def offer(found: "tuple[list[tuple[str, int]], list[tuple[str, str, str]]]") -> None:
            self.chips.offer(*found)

        run(
            lambda task: (
                list(listing.choices(self.session, "artisan").villages),
                certificate_register.groups(self.session),
            ),
            offer,
            owner=self,
        )

    def _ask_page(self, turn: int, numbers: Sequence[int], start: int) -> None:
        from samarth_desktop.actions.certificates import certificate_register

        def deliver(lines: "list[CertificateRow]") -> None:
            self.model.deliver(turn, start, lines)
            if self.panel.entry is None:
                self.frame.rest()

        self.host.lanes.store.run(
            lambda task: certificate_register.page(self.session, list(numbers)), deliver, owner=self
        )

    def _show_register(self, found: "Register") -> None:
        at = max(self.table.currentIndex().row(), 0)
        self.model.show_numbers(found.numbers)
        self._counted, self._ready = (len(found.numbers), found.total), found.ready
        self._after(at)

    def _show_found(self, lines: "list[CertificateRow]") -> None:
        self.model.show_lines(lines)
        self._counted = (len(lines), max(self._counted[1], len(lines)))
        self._after(0)

    def _after(self, at: int) -> None:
        count = self.model.rowCount()
        narrowed = bool(self._text) or self.chips.narrows
        self.frame.show_count(count, narrowed)
        self.panel.show_nobody()
        if count:
            self.table.selectRow(min(at, count - 1))
            self.frame.rest()
        self._say_again()

    def _say_again(self) -> None:
        shown, total = (lang.catalog.number(one) for one in self._counted)
        self.head.note.show_text(total if shown == total else T("{n} of {total}", n=shown, total=total))
        ready = self._ready
        words = Tn("Print {count} that is ready", "Print {count} that are ready", ready)
        self.issue.show_text(words if ready else T("Print certificates"))
        self.issue.enable(bool(ready), T("Nobody waits for a first certificate. Choose people in the list of people."))

    def _export(
        self, wish: "Wish[CertificateRow]", file: Path, words: Catalog, progress: Callable[[int, int], object]
    ) -> int:
        from samarth_desktop.actions.exports import register_export

        return register_export.export(self.session, wish.numbers or wish.lines, file, words, progress)

    # -- the chosen one -----------------------------------------------------------------------------------------------

    def chosen(self) -> "CertificateRow | None":
        """The chosen entry."""
        index = self.table.currentIndex()
        return self.model.line(index.row()) if index.isValid() else None

    def look(self) -> None:
        """Shows the chosen entry at the right, with its sheet while it holds."""
        from samarth_desktop.actions.certificates import certificate_register

        paper = self.chosen()
        if paper is None:
            return
        self.panel.show_paper(paper)
        if paper.entry.state == "valid":
            self.host.lanes.store.run(
                lambda task: certificate_register.sheet(
                    self.session, paper.entry, certificate_register.as_issued(paper.entry)
                ),
                lambda content: self.panel.show_sheet(paper, content),
                lambda error: self.panel.show_ineligible(paper, error.text),
                owner=self,
            )

    def _enlarge(self) -> None:
        if self.panel.preview.content:
            PreviewDialog(self.window(), T("Certificate"), self.panel.preview.content).open()

    def _open_holder(self) -> None:
        paper = self.chosen()
        if paper is not None:
            page = "shgs" if paper.entry.certificate_kind == "shg" else "people"
            self.host.go(page, row=paper.entry.holder)

    def print_again(self) -> None:
        """Prints the sheet that is shown, and notes it."""
        from samarth_desktop.gui.kit.media import pdf

        entry, content = self.panel.entry, self.panel.preview.content
        if entry is not None and content and pdf.print_pdf(self.window(), entry.serial, content):
            self._note_printed(entry)

    def _note_printed(self, entry: "Certificate") -> None:
        from samarth_desktop.actions.certificates import certifying

        def noted(done: object) -> None:
            self.host.saved(T("Printed: {serial}", serial=entry.serial))
            self.read()

        self.host.lanes.store.run(lambda task: certifying.note_printed(self.session, [entry.serial]), noted, owner=self)

    def save_pdf(self, target: str = "") -> None:
        """Saves the sheet that is shown as a file."""
        entry, content = self.panel.entry, self.panel.preview.content
        if entry is None or not content:
            return
        name = (
            target or QFileDialog.getSaveFileName(self, say(T("Save as PDF")), f"{entry.serial}.pdf", "PDF (*.pdf)")[0]
        )
        if name:
            self.host.lanes.store.run(
                lambda task: Path(name).write_bytes(content), lambda size: self.host.saved(T("Saved")), owner=self
            )

    def _show_menu(self) -> None:
        entry = self.panel.entry
        if entry is None:
            return
        menu = QMenu(self)
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
        place = self.panel.more.mapToGlobal(self.panel.more.rect().topRight())
        place.setX(place.x() - menu.sizeHint().width())
        place.setY(place.y() - menu.sizeHint().height() - 4)
        menu.popup(place)

    def ask_revoke(self) -> "RevokeAsk":
        """Takes the chosen certificate back, with a reason."""
        from samarth_desktop.actions.certificates import certifying

        entry = self.panel.entry
        assert entry is not None
        dialog = RevokeAsk(self.window(), entry.serial)

        def revoke() -> None:
            reason = dialog.reason.text()
            self.host.lanes.store.run(
                lambda task: certifying.revoke(self.session, entry.serial, reason), lambda done: self.read(), owner=self
            )

        dialog.accepted.connect(revoke)
        dialog.open()
        return dialog

    def _issue_waiting(self) -> None:
        from samarth_desktop.actions.certificates import certificate_register

        self.host.lanes.store.run(lambda task: certificate_register.waiting(self.session), self.wanted.emit, owner=self)
