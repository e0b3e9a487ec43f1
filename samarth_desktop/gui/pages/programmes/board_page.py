"""Who is how far: the stages of a programme as columns, or as a list in a small window; moves with a preview."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.choice import Chip, Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.pages.programmes.board_column import BoardColumn
from samarth_desktop.gui.pages.programmes.board_lists import BoardLists
from samarth_desktop.gui.pages.programmes.board_moves import LABELS, BoardMoves
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Tn
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.board import Board, Card
    from samarth_desktop.actions.programmes.saved_lists import SavedList
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.log.changed import Changed
    from samarth_desktop.store.queries.board import Which

_MORE = 30
_NOBODY = T("Tick whom to move.")


class BoardPage(Page):
    """Counts come first, then the cards of what is seen. Arrows go between cards, Space ticks, Ctrl+Right moves."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.columns: list[BoardColumn] = []
        self._board: Board | None = None
        self.chips: list[Chip] = []
        self._here = 0
        self._wanted = ""  # the stage of a kept list, until its columns are there
        self._only_stuck = False
        self._seen: dict[str, int] = {}
        self.moves = BoardMoves(self)
        self.moves.done.connect(self._moved)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        body.setSpacing(12)
        outer.addWidget(scrolled(body), 1)
        body.addWidget(self._make_head())
        body.addLayout(self._make_chips())
        self.stages = QWidget()  # as a list: one stage has the room, the others are chips with their counts
        self._stage_chips = FlowLayout(self.stages)
        self._stage_chips.setContentsMargins(0, 0, 0, 0)
        self.stages.hide()
        body.addWidget(self.stages)
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
            ("Ctrl+Right", self.moves.move_on),
            ("F9", partial(self.moves.ask_move, "on_hold")),
            ("Ctrl+Z", self.moves.undo),
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
        self.shape = Segments([("board", T("Board")), ("list", T("List"))])
        self.shape.set_value("board")
        self.shape.changed.connect(lambda shape: self.fold(self.host.narrow))
        bind_text(self.shape.setAccessibleName, T("Board or list"))
        self.head.add_right(self.shape)
        self.lists = BoardLists(self.host, self.session, self._as_list)
        self.lists.chosen.connect(self.show_list)
        self.head.add_right(self.lists)
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
            chip = Chip(LABELS[stage], icon)
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
        self.back.clicked.connect(self.moves.undo)
        self.back.hide()
        self.hold = Button(T("Put on hold"), icon="pause", key="F9", bind_key=False)
        self.hold.clicked.connect(partial(self.moves.ask_move, "on_hold"))
        self.on = Button(T("Move on"), "primary", end_icon="arrow")
        self.on.clicked.connect(self.moves.move_on)
        for button in (self.back, self.hold, self.on):
            self.footer.add_right(button)
        return self.footer

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        """The programme that is shown."""
        return str(self.programme.value() or "")

    @property
    def way(self) -> tuple[str, ...]:
        """The stages of the programme shown, in order."""
        return self._board.way if self._board else ()

    @property
    def listed(self) -> bool:
        """Whether one stage is shown as a list, not all of them as columns."""
        return self.host.narrow or self.shape.value() == "list"

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
        self.lists.read()
        self.read()

    def _as_list(self, name: str) -> "SavedList":
        """What is shown, to be kept under a name."""
        from samarth_desktop.actions.programmes.saved_lists import SavedList

        stage = self.columns[self._here].stage if self.columns else ""
        stopped = {key: chip.isChecked() for key, chip in self.stopped.items()}
        return SavedList(name, self.code, str(self.village.value() or ""), stage, self._only_stuck, **stopped)

    def show_list(self, one: "SavedList") -> None:
        """Shows what somebody kept."""
        self.programme.set_value(one.programme)
        self.village.set_value(one.village)
        for stage, chip in self.stopped.items():
            chip.setChecked(bool(getattr(one, stage)))
        self._only_stuck = one.stuck
        self.stuck.setChecked(one.stuck)
        self._wanted = one.stage
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
            self._wanted = self._wanted or (self.columns[self._here].stage if self.columns else "")
            self._make_columns(stages)
        for column in self.columns:
            column.show_total(found.counts.get(column.stage, 0))
        for stage, chip in self.stopped.items():
            chip.show_text(T("{stage} ({n})", stage=LABELS[stage], n=found.counts.get(stage, 0)))
        registered = Tn("{count} registration", "{count} registrations", found.total)
        full = Tn("{count} catalogue is full or nearly so", "{count} catalogues are full or nearly so", found.full)
        self.head.note.show_text(T("{one} · {other}", one=registered, other=full) if found.full else registered)
        self.nobody.setVisible(not found.total)
        stages = [column.stage for column in self.columns]
        if self._wanted in stages:
            self._here = stages.index(self._wanted)
        self._wanted = ""
        self.fold(self.host.narrow)
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
            column = BoardColumn(stage, LABELS[stage])
            column.cards.opened.connect(self.open_person)
            column.cards.ticks.connect(self._say_chosen)
            column.cards.beside.connect(self._go_beside)
            column.cards.entered.connect(partial(self._stand_in, number))
            column.more.clicked.connect(partial(self._see_more, column))
            self._row.addWidget(column, 1)
            self.columns.append(column)
        self._here = 0
        self._make_stage_chips()
        self.fold(self.host.narrow)

    def _make_stage_chips(self) -> None:
        for chip in self.chips:
            self._stage_chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for number, column in enumerate(self.columns):
            chip = Chip(LABELS[column.stage])
            chip.clicked.connect(partial(self.turn_to, number))
            self._stage_chips.addWidget(chip)
            self.chips.append(chip)

    def turn_to(self, number: int, checked: bool = False) -> None:
        """Puts a stage in front; in a small window it alone is a list."""
        self._stand_in(number)
        self.fold(self.host.narrow)  # the chip shows where it stands, also when it was pressed twice
        self.columns[number].cards.setFocus()

    def fold(self, narrow: bool) -> None:
        """A list shows one stage, with a chip for each; a small window has no room for the board."""
        there = self._board is not None and bool(self._board.total)
        self.shape.setVisible(not narrow)
        self.stages.setVisible(self.listed and there)
        for number, (column, chip) in enumerate(zip(self.columns, self.chips, strict=True)):
            column.setVisible(there and (not self.listed or number == self._here))
            chip.show_text(T("{stage} ({n})", stage=LABELS[column.stage], n=column.total))
            chip.setChecked(number == self._here)
        self.keys.setVisible(not narrow and not self.keys.isHidden())

    # -- moving about -------------------------------------------------------------------------------------------------

    def _stand_in(self, number: int) -> None:
        self._here = number
        for other, column in enumerate(self.columns):
            if other != number:
                column.leave()
        if self.listed:
            self.fold(self.host.narrow)

    def _go_beside(self, step: int) -> None:
        at = self._here + step
        while 0 <= at < len(self.columns):
            if self.columns[at].total:
                self.turn_to(at)
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
            self.chosen.show_text(_NOBODY)
        else:
            self.chosen.show_text(
                T("{n} chosen: {stage}. Ctrl+Right moves them on.", n=len(rows), stage=LABELS[column.stage])
            )
        after = self.moves.next_of(column.stage) if column else ""
        last = T("There is no stage after this.")
        if column is not None and not after:
            self.chosen.show_text(last)
        self.on.enable(bool(after), _NOBODY if column is None else last)
        if after:
            self.on.show_text(T("Move to: {stage}", stage=LABELS[after]))
        self.hold.setVisible(column is None or column.stage not in STOPPED)
        self.hold.enable(column is not None, _NOBODY)

    def _moved(self, can_undo: bool) -> None:
        for column in self.columns:
            column.clear_ticks()
        self.back.setVisible(can_undo)
        self.read()


def _read(read: "Callable[[], list[Card]]", task: object) -> "list[Card]":
    return read()


def _villages(session: "Session") -> list[tuple[str, int]]:
    from samarth_desktop.store.queries import lists

    with session.store.read() as reader:
        return lists.villages(reader)[:200]
