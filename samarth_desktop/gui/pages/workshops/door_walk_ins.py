"""Who comes to the door without being known here: registered in one step, or let in by her name or her badge alone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.pages.workshops.door_card import DoorCard
from samarth_desktop.gui.pages.workshops.walk_in import WalkIn
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.door import Answer
    from samarth_desktop.actions.workshops.planning import Plan
    from samarth_desktop.kinds.session.record import Sitting


class DoorWalkIns(QWidget):
    """The five fields in the place of the answer card. `answered` carries the answer of who is in now, `registered`
    the same after a registration, `failed` why nothing was written; `left` says that the card is back."""

    answered = Signal(object)
    registered = Signal(object)
    failed = Signal(object)
    left = Signal()

    def __init__(self, host: PageHost, session: "Session", card: DoorCard) -> None:
        super().__init__()
        self.host, self.session, self.card = host, session, card
        self._where: tuple[Plan, Sitting] | None = None
        self.form = WalkIn()
        self.form.saved.connect(self._register)
        self.form.name_only.connect(self._write_name)
        self.form.left.connect(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.hide()

    def begin(self, plan: "Plan", sitting: "Sitting", said: "Answer | None") -> None:
        """Five fields, with what was typed before: a name, the number of a printed form of this laptop, or that of a
        badge from elsewhere."""
        self._where = plan, sitting
        typed = said.typed if said is not None and said.verdict in ("nobody", "choose") else ""
        number = said.typed if said is not None and said.verdict == "elsewhere" else ""
        device = self.session.store.device
        self.card.hide()
        self.show()
        self.form.begin(
            "" if typed.isdigit() else typed, plan.workshop.village, number,
            elsewhere=bool(number) and not (device and f"-{device}-" in number),
        )  # fmt: skip

    def leave(self) -> None:
        """The card is there again."""
        if not self.isHidden():
            self.hide()
            self.form.offer(False)
            self.card.show()
            self.left.emit()

    def _register(self, typed: dict[str, str]) -> None:
        """Registers her and lets her in, in one step."""
        from samarth_desktop.actions.workshops import walk_ins

        if self._where is not None:
            plan, sitting = self._where
            self.host.lanes.store.run(
                lambda task: walk_ins.let_in(self.session, plan, sitting, typed),
                self._registered, lambda error: self.form.say(error.text), owner=self,
            )  # fmt: skip

    def _registered(self, said: "Answer") -> None:
        self.leave()
        self.registered.emit(said)
        if said.row is not None:
            self.host.saved(T("Registered: {number}", number=said.row.registration))

    def _write_name(self, typed: dict[str, str]) -> None:
        """Only the name, and her badge where she has one: she is counted, and nothing is registered."""
        from samarth_desktop.actions.workshops import walk_ins

        if self._where is not None:
            _, sitting = self._where
            self.leave()
            self.host.lanes.store.run(
                lambda task: walk_ins.by_name(self.session, sitting, typed), self.answered.emit, self._failed,
                owner=self,
            )  # fmt: skip

    def _failed(self, error: KnownError) -> None:
        self.failed.emit(error)
