"""The register of certificates: the list, its buttons, and who waits for a first one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.lists.cells import Makes
from samarth_desktop.gui.lists.detail.paper import KINDS
from samarth_desktop.gui.lists.export import Writes
from samarth_desktop.gui.lists.head import ListHead
from samarth_desktop.gui.lists.master_detail import MasterDetail
from samarth_desktop.gui.pages.certificates.entry import EntryBeside
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Tn
from samarth_desktop.kinds.certificate.record import Certificate

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line
    from samarth_desktop.actions.session import Session


def _paper(line: "Line") -> Cell:
    kind = getattr(line.record, "certificate_kind", "")
    return Cell(say(KINDS.get(kind, T("Certificate"))), line.summary.programme)


def _printed(line: "Line") -> Cell:
    times = getattr(line.record, "printed", None)
    return Cell(f"{times} ×" if times else say(T("No")), tone="ink2")


class RegisterView(MasterDetail):
    """The register. `wanted` carries the row ids for which certificates are to be made."""

    wanted = Signal(list)
    CELLS: ClassVar[Mapping[str, Makes]] = {"paper": _paper, "printed": _printed}

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        self._ready = 0
        super().__init__(host, session, pages, Certificate.KIND)
        self.reader.asked.connect(self._count_ready)
        lang.changed.connect(self._say_ready)

    def make_beside(self) -> EntryBeside:
        beside = EntryBeside(self.host, self.session, self.pages, self.table, self)
        beside.wanted.connect(self.wanted)
        return beside

    def make_head(self) -> ListHead:
        head = super().make_head()
        if "verify" in self.pages:
            check = Button(T("Check a certificate"), icon="search")
            check.clicked.connect(lambda: self.host.go("verify"))
            head.add_right(check)
        self.issue = Button(T("Print certificates"), "primary", "print")
        self.issue.clicked.connect(self._issue_waiting)
        head.add_right(self.issue)
        return head

    def writes(self) -> Writes:
        from samarth_desktop.actions.exports import register_export

        return lambda rows, full, file, words, progress: register_export.export(
            self.session, rows, file, words, progress
        )

    def _count_ready(self, text: str) -> None:
        """How many wait for a first certificate: counted each time the register is read."""
        from samarth_desktop.actions.certificates import certificate_register

        def count(rows: list[str]) -> None:
            self._ready = len(rows)
            self._say_ready()

        self.host.lanes.store.run(lambda task: certificate_register.waiting(self.session), count, owner=self)

    def _say_ready(self) -> None:
        """Where nobody waits for a first one, people are chosen in their list."""
        ready = self._ready
        words = Tn("Print {count} that is ready", "Print {count} that are ready", ready)
        self.issue.show_text(words if ready else T("Choose people to print for"))
        self.issue.setVisible(bool(ready) or "people" in self.pages)

    def _issue_waiting(self) -> None:
        from samarth_desktop.actions.certificates import certificate_register

        if not self._ready:
            self.host.go("people")
            return
        self.host.lanes.store.run(lambda task: certificate_register.waiting(self.session), self.wanted.emit, owner=self)
