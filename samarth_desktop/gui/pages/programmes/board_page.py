"""Who is how far: the stages of a programme as columns, or as a list in a small window; moves with a preview."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.pages.programmes.board_column import BoardColumn
from samarth_desktop.gui.pages.programmes.move_dialog import MoveDialog
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.board import Board, Card
    from samarth_desktop.actions.programmes.staging import Moved, Plan
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.log.changed import Changed
    from samarth_desktop.store.queries.board import Which

_LABELS = {stage.code: Text(stage.label) for stage in STAGES}
_MORE = 30


class BoardPage(Page):
    """Counts come first, then the cards of what is seen. Arrows go between cards, Space ticks, Ctrl+Right moves."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self.host, self.session = host, session
        self.columns: list[BoardColumn] = []
        self._board: Board | None = None
        self._here = 0
        self._only_stuck = False
        self._seen: dict[str, int] = {}
        self._last: Moved | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        body.setSpacing(12)
        outer.addWidget(scrolled(body), 1)
        body.addWidget(self._make_head())
        body.addLayout(self._make_chips())
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        body.addLayout(self._row, 1)
        self.nobody = EmptyState(
            "steps", T("Nobody is in this programme yet"), T("Choose it when you register people.")
        )
        self.nobody.hide()
        body.addWidget(self.nobody, 1)
        outer.addWidget(self._make_footer())
        for key, do in (
            ("Ctrl+A", self.tick_column),
            ("Ctrl+Right", self.move_on),
            ("F9", partial(self.ask_move, "on_hold")),
            ("Ctrl+Z", self.undo),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(do)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _make_head(self) -> PageHead:
        self.head = PageHead(T("Who is how far"))
        self.programme = ComboBox()
        self.programme.setFixedWidth(190)
        bind_text(self.programme.setAccessibleName, T("Programme"))
        self.programme.picked.connect(lambda code: self.read())
        self.head.add_left(self.programme)
        self.nowhere = Button(T("In no programme yet"), small=True, icon="person")
        self.nowhere.clicked.connect(lambda: self.host.go("eligible", code=self.code))
        self.head.add_right(self.nowhere)
        return self.head

    def _make_chips(self) -> FlowLayout:
        row = FlowLayout()
        self.village = ComboBox((), T("All villages"))
        self.village.setFixedWidth(200)
        bind_text(self.village.setAccessibleName, T("Village or ward"))
        self.village.picked.connect(lambda village: self.read())
        self.stuck = Chip(T("Stuck"), "clock")
        self.stuck.toggled.connect(self._show_stuck)
        self.stopped: dict[str, Chip] = {}
        row.addWidget(self.village)
        row.addWidget(self.stuck)
        for stage, icon in zip(STOPPED, ("pause", "no"), strict=True):
            chip = Chip(_LABELS[stage], icon)
            chip.toggled.connect(partial(self._show_stopped, stage))
            self.stopped[stage] = chip
            row.addWidget(chip)
        return row

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.chosen = Label("", 15, 600, wrap=True)
        self.footer.add_left(self.chosen)
        self.keys = QWidget()
        keys = QHBoxLayout(self.keys)
        keys.setContentsMargins(0, 0, 0, 0)
        for cap, words in (("Space", T("choose")), ("Ctrl+A", T("whole column"))):
            keys.addWidget(Keycap(cap))
            keys.addWidget(Label(words, 13, 400, "ink2"))
        self.footer.add_left(self.keys)
        self.back = Button(T("Undo"), "link", "undo", key="Ctrl+Z", bind_key=False)
        self.back.clicked.connect(self.undo)
        self.back.hide()
        self.hold = Button(T("Put on hold"), icon="pause", key="F9", bind_key=False)
        self.hold.clicked.connect(partial(self.ask_move, "on_hold"))
        self.on = Button(T("Move on"), "primary", end_icon="arrow")
        self.on.clicked.connect(self.move_on)
        for button in (self.back, self.hold, self.on):
            self.footer.add_right(button)
        return self.footer

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        """The programme that is shown."""
        return str(self.programme.value() or "")

    def which(self) -> "Which":
        """Of whom the board shows."""
        from samarth_desktop.store.queries.board import Which

        return Which(self.code, village=str(self.village.value() or ""))

    def shown(self, **args: object) -> None:
        """Shows a programme: the one asked for, else the one that was shown, else the first."""
        offered = programmes(self.session.library)
        self.programme.set_options([(one.code, one.code) for one in offered])
        wanted = args.get("code") or self.programme.value() or offered[0].code
        self.programme.set_value(wanted)
        self.host.lanes.store.run(lambda task: _villages(self.session), self._offer_villages, owner=self)
        self.read()

    def _offer_villages(self, found: list[tuple[str, int]]) -> None:
        self.village.set_options([("", T("All villages")), *((name, f"{name} ({count})") for name, count in found)])

    def data_changed(self, changed: "Changed") -> None:
        if changed.kinds & {"enrolment", "artisan", "shg", "document", "consent"}:
            self.read()

    def read(self) -> None:
        """Reads the counts, then the cards."""
        from samarth_desktop.actions.programmes import board

        which = self.which()
        self.host.lanes.store.run(lambda task: board.counted(self.session, which), self._show_counts, owner=self)

    def _show_counts(self, found: "Board | None") -> None:
        if found is None or found.programme.code != self.code:
            return
        self._board = found
        stages = [*found.way, *(stage for stage in STOPPED if self.stopped[stage].isChecked())]
        if [column.stage for column in self.columns] != stages:
            self._make_columns(stages)
        for column in self.columns:
            column.show_total(found.counts.get(column.stage, 0))
        for stage, chip in self.stopped.items():
            chip.show_text(T("{stage} ({n})", stage=_LABELS[stage], n=found.counts.get(stage, 0)))
        registered = Tn("{count} registration", "{count} registrations", found.total)
        full = Tn("{count} catalogue is full or nearly so", "{count} catalogues are full or nearly so", found.full)
        self.head.note.show_text(T("{one} · {other}", one=registered, other=full) if found.full else registered)
        self.nobody.setVisible(not found.total)
        for column in self.columns:
            column.setVisible(bool(found.total))
        self._read_cards()
        self._say_chosen()

    def _read_cards(self) -> None:
        from samarth_desktop.actions.programmes import board

        which = self.which()
        for column in self.columns:
            stage, limit = column.stage, self._seen.get(column.stage, _MORE)
            if column.total:
                read = partial(board.cards, self.session, which, stage, limit, only_stuck=self._only_stuck)
                self.host.lanes.store.run(partial(_read, read), partial(self._show_cards, column), owner=self)
            else:
                column.show_cards([])
        self.host.lanes.store.run(lambda task: board.stuck(self.session, which), self._show_stuck_counts, owner=self)

    def _show_cards(self, column: BoardColumn, found: "list[Card]") -> None:
        if column in self.columns:
            column.show_cards(found)
            self._say_chosen()

    def _show_stuck_counts(self, found: dict[str, int]) -> None:
        for column in self.columns:
            column.show_stuck(found.get(column.stage, 0))
        self.stuck.show_text(T("Stuck ({n})", n=sum(found.values())))

    def _make_columns(self, stages: list[str]) -> None:
        for column in self.columns:
            self._row.removeWidget(column)
            column.deleteLater()
        self.columns = []
        for number, stage in enumerate(stages):
            column = BoardColumn(stage, _LABELS[stage])
            column.cards.opened.connect(self.open_person)
            column.cards.ticks.connect(self._say_chosen)
            column.cards.beside.connect(self._go_beside)
            column.cards.entered.connect(partial(self._stand_in, number))
            column.more.clicked.connect(partial(self._see_more, column))
            self._row.addWidget(column, 1)
            self.columns.append(column)
        self._here = 0
        self.fold(self.host.narrow)

    def fold(self, narrow: bool) -> None:
        """In a small window one column has the room, the others stand beside it by their heads."""
        for number, column in enumerate(self.columns):
            column.setMinimumWidth(0)
            self._row.setStretch(number, 3 if narrow and number == self._here else 1)
        self.keys.setVisible(not narrow and not self.keys.isHidden())

    # -- moving about -------------------------------------------------------------------------------------------------

    def _stand_in(self, number: int) -> None:
        self._here = number
        for other, column in enumerate(self.columns):
            if other != number:
                column.leave()
        if self.host.narrow:
            self.fold(True)

    def _go_beside(self, step: int) -> None:
        at = self._here + step
        while 0 <= at < len(self.columns):
            if self.columns[at].total:
                self.columns[at].cards.setFocus()
                return
            at += step

    def _see_more(self, column: BoardColumn) -> None:
        self._seen[column.stage] = self._seen.get(column.stage, _MORE) + 100
        self._read_cards()

    def _show_stuck(self, on: bool) -> None:
        self._only_stuck = on
        self._read_cards()

    def _show_stopped(self, stage: str, on: bool) -> None:
        if self._board is not None:
            self._show_counts(self._board)

    def open_person(self, row: str) -> None:
        """Shows somebody's programmes."""
        self.host.go("record-programmes", row=row, code=self.code)

    # -- ticks and moves ----------------------------------------------------------------------------------------------

    def ticked(self) -> tuple[BoardColumn | None, list[str]]:
        """The column with ticks (that of the focus first), and the rows that are ticked there."""
        order = [self.columns[self._here], *self.columns] if self.columns else []
        return next(((column, column.ticked) for column in order if column.ticked), (None, []))

    def tick_column(self) -> None:
        """Ticks the whole column that has the focus, as far as it is seen."""
        if self.columns:
            self.columns[self._here].tick_all()
            self._say_chosen()

    def _say_chosen(self) -> None:
        column, rows = self.ticked()
        self.keys.setVisible(not rows and not self.host.narrow)
        if column is None:
            self.chosen.show_text(T("Tick whom to move."))
        else:
            self.chosen.show_text(
                T("{n} chosen: {stage}. Ctrl+Right moves them on.", n=len(rows), stage=_LABELS[column.stage])
            )
        after = self.next_of(column.stage) if column else ""
        self.on.enable(bool(after), T("Tick somebody first.") if column is None else T("There is no stage after this."))
        if after:
            self.on.show_text(T("Move to: {stage}", stage=_LABELS[after]))
        self.hold.enable(bool(rows) and column is not None and column.stage not in STOPPED, T("Tick somebody first."))

    def next_of(self, stage: str) -> str:
        """The stage after this one in the programme shown; who stopped goes on where she was."""
        way = self._board.way if self._board else ()
        if stage in STOPPED:
            return way[0] if way else ""
        at = way.index(stage) + 1 if stage in way else len(way)
        return way[at] if at < len(way) else ""

    def move_on(self) -> None:
        """Asks to move the ticked ones to the stage that follows."""
        column, _ = self.ticked()
        after = self.next_of(column.stage) if column else ""
        if after:
            self.ask_move(after)

    def ask_move(self, target: str) -> None:
        """Shows what a move of the ticked ones would do, and does it when somebody says so."""
        from samarth_desktop.actions.programmes import staging

        _, rows = self.ticked()
        if not rows:
            return
        code = self.code
        reason = "?" if target in STOPPED else ""  # the preview is not asked for the reason yet
        self.host.lanes.store.run(
            lambda task: staging.plan(self.session, rows, code, target, reason=reason),
            partial(self._preview, rows),
            owner=self,
        )

    def _preview(self, rows: list[str], plan: "Plan") -> None:
        dialog = MoveDialog(self.window(), plan, self.code, _LABELS[plan.target], self.session.today)
        dialog.accepted.connect(lambda: self._move(rows, plan.target, *dialog.answer()))
        dialog.rejected.connect(lambda: self.open_person(dialog.opened) if dialog.opened else None)
        self.dialog = dialog
        dialog.open()

    def _move(self, rows: list[str], target: str, day: object, note: str) -> None:
        from samarth_desktop.actions.programmes import staging

        code = self.code
        self.host.lanes.store.run(
            lambda task: staging.move_many(self.session, rows, code, target, day, note),  # type: ignore[arg-type]
            self._moved,
            owner=self,
        )

    def _moved(self, done: "tuple[Plan, Moved]") -> None:
        plan, self._last = done
        for column in self.columns:
            column.clear_ticks()
        self.host.saved(Tn("{count} moved", "{count} moved", len(plan.moves)))
        self.back.setVisible(bool(plan.moves))
        self.read()

    def undo(self) -> None:
        """Takes the last move back."""
        from samarth_desktop.actions.programmes import staging

        last, self._last = self._last, None
        if last is None:
            return
        self.back.hide()

        def said(count: int) -> None:
            self.host.saved(Tn("{count} taken back", "{count} taken back", count))
            self.read()

        self.host.lanes.store.run(lambda task: staging.undo(self.session, last), said, owner=self)


def _read(read: "Callable[[], list[Card]]", task: object) -> "list[Card]":
    return read()


def _villages(session: "Session") -> list[tuple[str, int]]:
    from samarth_desktop.store.queries import lists

    with session.store.read() as reader:
        return lists.villages(reader)[:200]
