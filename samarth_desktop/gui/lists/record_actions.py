"""What can be done with a record from the list: another stage, moved or died, consent taken back, erased."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.lists.asks import EraseAsk, StageAsk
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.record_detail import Detail
    from samarth_desktop.actions.session import Session

Entry = tuple[str, Text, Callable[[], object]]
"""A line of the menu: sign, words, what it does. The sign ``trash`` makes it red."""
Act = Callable[["RecordActions", Any], Iterator[Entry]]
"""Gives the lines for a record as it is shown; none where there is nothing to do."""


class RecordActions(QObject):
    """The More menu of the side panel; `done` is called after a change was kept. `own` are actions of a page's own."""

    def __init__(
        self, host: PageHost, session: "Session", parent: QWidget, done: Callable[[], object],
        own: Mapping[str, Act] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.host, self.session, self._done = host, session, done
        self._window, self._known = parent, {**ACTIONS, **(own or {})}

    @property
    def above(self) -> QWidget:
        """Over what a page's own questions stand."""
        return self._window

    def menu(self, detail: Any, groups: Sequence[Sequence[str]]) -> QMenu:
        """The menu for a record: what its kind's list names, in groups."""
        menu = QMenu(self._window)
        for keys in groups:
            entries = [entry for key in keys for entry in self._known[key](self, detail)]
            if entries and menu.actions():
                menu.addSeparator()
            for icon, text, do in entries:
                role = "err" if icon == "trash" else "ink"
                menu.addAction(icons.icon(icon, role), say(text)).triggered.connect(lambda checked=False, do=do: do())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def run(self, work: Callable[[], object], said: LocalizedText) -> None:
        """Does it in the store's lane, says so and reads the list again."""

        def kept(answer: object) -> None:
            self.host.saved(said)
            self._done()

        self.host.lanes.store.run(lambda task: work(), kept, owner=self)

    # -- each of them -------------------------------------------------------------------------------------------------

    def ask_stage(self, detail: "Detail") -> "StageAsk":
        """Another stage, with its day and, for a stop, the reason."""
        from samarth_desktop.actions.programmes import staging

        enrolment = detail.enrolment
        assert enrolment is not None
        known = programme(enrolment.programme, self.session.library)
        dialog = StageAsk(self._window.window(), known, enrolment, self.session.today)

        def keep() -> None:
            asked = (enrolment.programme, *dialog.answer())
            self.run(lambda: staging.to_stage(self.session, detail.holder.id, *asked), T("Stage saved"))

        dialog.accepted.connect(keep)
        dialog.open()
        return dialog

    def set_life(self, detail: "Detail", life: str) -> None:
        """Moved away, died, or active again; taken back by choosing again, so nothing is asked."""
        from samarth_desktop.actions.registration import record_detail

        self.run(lambda: record_detail.set_life(self.session, detail.holder.id, life), T("Saved"))

    def ask_withdrawal(self, detail: "Detail") -> Ask:
        """Consent taken back: no certificate after that."""
        from samarth_desktop.actions.registration import record_detail

        text = T("Without consent nothing more is printed or listed. It can be given again in the form.")
        dialog = Ask(self._window.window(), T("Withdraw consent"), text, T("Withdraw consent"), danger=True)
        dialog.accepted.connect(
            lambda: self.run(
                lambda: record_detail.withdraw_consent(self.session, detail.holder.id, self.session.today),
                T("Consent withdrawn"),
            )
        )
        dialog.open()
        return dialog

    def ask_erasure(self, detail: "Detail") -> "EraseAsk":
        """Erasure, after the number was typed."""
        from samarth_desktop.actions.registration import record_detail

        dialog = EraseAsk(self._window.window(), detail.holder.registration)
        dialog.accepted.connect(
            lambda: self.run(lambda: record_detail.erase(self.session, detail.holder.id), T("Erased for ever"))
        )
        dialog.open()
        return dialog

    def print_slip(self, detail: "Detail") -> None:
        """A slip with name and number, to take home."""
        from samarth_desktop.gui.kit.media import receipt

        receipt.print_slip(self._window.window(), self.host.lanes, self.session, detail.holder)


def _stage(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    if detail.enrolment is not None:
        yield "cal", T("Another stage"), lambda: actions.ask_stage(detail)


def _programmes(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    yield "steps", T("Programmes"), lambda: actions.host.go("record-programmes", row=detail.holder.id)


def _group_life(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    yield "group", T("Life of the group"), lambda: actions.host.go("group-life", row=detail.holder.id)


def _slip(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    yield "print", T("Print a receipt slip"), lambda: actions.print_slip(detail)


def _product(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    yield "product", T("Add a product"), lambda: actions.host.go("product-form", maker=detail.holder.id)


def _life(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    if detail.holder.left:
        yield "undo", T("Mark as active again"), lambda: actions.set_life(detail, "active")
    else:
        yield "arrow", T("Mark as moved away"), lambda: actions.set_life(detail, "moved")
        yield "minus", T("Mark as died"), lambda: actions.set_life(detail, "died")


def _own(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    yield "eye", T("What is kept about her"), lambda: actions.host.go("own-record", row=detail.holder.id)


def _withdraw(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    if detail.sheet.consented:
        yield "undo", T("Withdraw consent"), lambda: actions.ask_withdrawal(detail)


def _erase(actions: RecordActions, detail: "Detail") -> Iterator[Entry]:
    yield "trash", T("Erase for ever"), lambda: actions.ask_erasure(detail)


ACTIONS: Mapping[str, Act] = {
    "programmes": _programmes,
    "group_life": _group_life,
    "stage": _stage,
    "slip": _slip,
    "product": _product,
    "life": _life,
    "own": _own,
    "withdraw": _withdraw,
    "erase": _erase,
}
"""What every list of people and groups can do, by the key that a ListSpec names."""
