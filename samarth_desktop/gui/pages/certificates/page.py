"""The page: the register in front, or the people for whom certificates are to be printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.pages.certificates.batch import BatchView
from samarth_desktop.gui.pages.certificates.register import RegisterView
from samarth_desktop.store.log.changed import DRAFT, SENT, SETTING, Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class CertificatesPage(Page):
    """``rows`` (row ids of people and groups) opens a batch with them; without, the register shows."""

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__(host)
        self.register = RegisterView(host, session, pages)
        self.batch = BatchView(host, session, pages)
        self.start = self.register.issue
        self.stack = QStackedWidget()
        self.stack.addWidget(self.register)
        self.stack.addWidget(self.batch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.register.wanted.connect(self.open_batch)
        self.batch.left.connect(self.show_register)

    def shown(self, **args: object) -> None:
        """With `rows` a batch; else what was there, read anew."""
        rows = args.get("rows")
        if isinstance(rows, list) and not self.batch.busy:
            self.open_batch(rows)
        elif self.stack.currentWidget() is self.register:
            self.register.shown()

    def data_changed(self, changed: Changed) -> None:
        if self.stack.currentWidget() is self.register and changed.kinds - {DRAFT, SENT, SETTING}:
            self.register.data_changed(changed)

    def open_batch(self, rows: list[str]) -> None:
        """Certificates for these people and groups."""
        self.stack.setCurrentWidget(self.batch)
        self.batch.open(rows)

    def show_register(self) -> None:
        """Back to the register."""
        self.stack.setCurrentWidget(self.register)
        self.register.shown()

    def search(self, text: str) -> bool:
        self.stack.setCurrentWidget(self.register)
        self.register.search(text)
        return True

    def searched(self) -> str:
        return self.register.searched() if self.stack.currentWidget() is self.register else ""

    def fold(self, narrow: bool) -> None:
        self.register.fold(narrow)
        self.batch.fold(narrow)
