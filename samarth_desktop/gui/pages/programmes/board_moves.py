"""Moves of the board: the stage that follows, a preview of who moves and who stays, done, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from samarth_desktop.gui.lists.many.asks import Many, MoveForm
from samarth_desktop.gui.lists.many.dialog import ManyDialog
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Done, Plan
    from samarth_desktop.gui.pages.programmes.board_page import BoardPage

LABELS = {stage.code: Text(stage.label) for stage in STAGES}


class BoardMoves(QObject):
    """Of the ticked cards of a board. `done` says whether something can be taken back; the board reads again then."""

    done = Signal(bool)

    def __init__(self, page: "BoardPage") -> None:
        super().__init__(page)
        self._page, self._host, self._session = page, page.host, page.session
        self._last: Done | None = None
        self.dialog: ManyDialog | None = None

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
        _, rows = self._page.ticked()
        if not rows:
            return
        many = Many(
            T("Move to: {stage}", stage=LABELS[target]),
            lambda count: Tn("Move {count}", "Move {count}", count),
            partial(MoveForm, programme=self._page.code, stage=target),
        )
        # Groups stand on the same board: a change of people finds them, too.
        dialog = ManyDialog(self._page.window(), self._host.lanes, self._session, Artisan.KIND, rows, many)
        dialog.made.connect(self._moved)
        dialog.wanted.connect(self._page.open_person)
        self.dialog = dialog
        dialog.open()

    def _moved(self, plan: "Plan", done: "Done") -> None:
        self._last = done
        self._host.saved(Tn("{count} moved", "{count} moved", len(plan.goes)))
        self.done.emit(bool(plan.goes))

    def undo(self) -> None:
        """Takes the last move back."""
        from samarth_desktop.actions.many import planning

        last, self._last = self._last, None
        if last is None:
            return

        def said(count: int) -> None:
            self._host.saved(Tn("{count} taken back", "{count} taken back", count))
            self.done.emit(False)

        self._host.lanes.store.run(lambda task: planning.undo(self._session, last), said, owner=self)
