"""Moves of the board: the stage that follows, a preview of who moves and who stays, done, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from samarth_desktop.gui.pages.programmes.move_dialog import MoveDialog
from samarth_desktop.i18n import Text, Tn
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.staging import Moved, Plan
    from samarth_desktop.gui.pages.programmes.board_page import BoardPage

LABELS = {stage.code: Text(stage.label) for stage in STAGES}


class BoardMoves(QObject):
    """Of the ticked cards of a board. `done` says whether something can be taken back; the board reads again then."""

    done = Signal(bool)

    def __init__(self, page: "BoardPage") -> None:
        super().__init__(page)
        self._page, self._host, self._session = page, page.host, page.session
        self._last: Moved | None = None
        self.dialog: MoveDialog | None = None

    def next_of(self, stage: str) -> str:
        """The stage after this one in the programme shown; who stopped goes on where she was."""
        way = self._page.way
        if stage in STOPPED:
            return way[0] if way else ""
        at = way.index(stage) + 1 if stage in way else len(way)
        return way[at] if at < len(way) else ""

    def move_on(self) -> None:
        """Asks to move the ticked ones to the stage that follows."""
        column, _ = self._page.ticked()
        after = self.next_of(column.stage) if column else ""
        if after:
            self.ask_move(after)

    def ask_move(self, target: str) -> None:
        """Shows what a move of the ticked ones would do, and does it when somebody says so."""
        from samarth_desktop.actions.programmes import staging

        _, rows = self._page.ticked()
        if not rows:
            return
        code = self._page.code
        reason = "?" if target in STOPPED else ""  # the preview is not asked for the reason yet
        self._host.lanes.store.run(
            lambda task: staging.plan(self._session, rows, code, target, reason=reason),
            partial(self._preview, rows),
            owner=self,
        )

    def _preview(self, rows: list[str], plan: "Plan") -> None:
        dialog = MoveDialog(self._page.window(), plan, self._page.code, LABELS[plan.target], self._session.today)
        dialog.accepted.connect(lambda: self._move(rows, plan.target, *dialog.answer()))
        dialog.rejected.connect(lambda: self._page.open_person(dialog.opened) if dialog.opened else None)
        self.dialog = dialog
        dialog.open()

    def _move(self, rows: list[str], target: str, day: object, note: str) -> None:
        from samarth_desktop.actions.programmes import staging

        code = self._page.code
        self._host.lanes.store.run(
            lambda task: staging.move_many(self._session, rows, code, target, day, note),  # type: ignore[arg-type]
            self._moved,
            owner=self,
        )

    def _moved(self, done: "tuple[Plan, Moved]") -> None:
        plan, self._last = done
        self._host.saved(Tn("{count} moved", "{count} moved", len(plan.moves)))
        self.done.emit(bool(plan.moves))

    def undo(self) -> None:
        """Takes the last move back."""
        from samarth_desktop.actions.programmes import staging

        last, self._last = self._last, None
        if last is None:
            return

        def said(count: int) -> None:
            self._host.saved(Tn("{count} taken back", "{count} taken back", count))
            self.done.emit(False)

        self._host.lanes.store.run(lambda task: staging.undo(self._session, last), said, owner=self)
