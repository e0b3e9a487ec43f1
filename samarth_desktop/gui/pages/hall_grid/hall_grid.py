"""A whole hall in one grid: a row per participant, what all have in common above; completed later one by one."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.actions.registration import drafts, forms, hall_grid, memberships
from samarth_desktop.actions.registration.drafts import Draft
from samarth_desktop.actions.registration.hall_grid import NUMBER, Outcome
from samarth_desktop.actions.registration.memberships import RowProblem
from samarth_desktop.actions.registration.pasted_days import PastedDays
from samarth_desktop.actions.registration.pasting import Row
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.choices import GENDERS
from samarth_desktop.domain.fields.field import Choice
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.grid import HINT, Column, Grid, RowsModel
from samarth_desktop.gui.forms.programme_choice import ProgrammeChoice
from samarth_desktop.gui.forms.row_problems import RowProblems
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.places import PlaceCombo
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.labels import Keycap
from samarth_desktop.gui.kit.surfaces.problem_link import ProblemLink
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.pages.artisan_form.address import VillageFinder
from samarth_desktop.gui.pages.hall_grid.after_saving import AfterSaving
from samarth_desktop.gui.pages.hall_grid.hall_dates import HallDates
from samarth_desktop.gui.pages.hall_grid.hall_duplicates import HallDuplicatesBar
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.artisan.record import SECTORS

PAGE = "bulk"
_ROWS = "rows"
_PAUSE_MS = 800
_SENTENCES = 2
_NARROW = [0, 72, 104, 74, 48, 124, 72, 208]


def _columns() -> tuple[Column, ...]:
    def choices(options: Sequence[Choice]) -> tuple[tuple[str, LocalizedText], ...]:
        return tuple((one.code, Text(one.label)) for one in options)

    return (
        Column("name", T("Name"), 0, "hindi"),
        Column("relation", T("Relation"), 88, "choice", choices(RELATIONS)),
        Column("relative", T("Relative"), 150, "hindi"),
        Column("gender", T("Gender"), 96, "choice", choices(GENDERS)),
        Column(AGE, T("Age"), 62),
        Column("mobile", T("Mobile"), 134),
        Column("craft", T("Craft"), 150),
        Column(NUMBER, T("Registration no."), 208, "fixed"),
    )


_LEAST = 150  # px of the grid in a low window: then the page scrolls


class HallGridPage(Page):
    """Keeps what was typed like a form does, and saves all rows in the store lane with progress and Cancel."""

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.state = FormState(self)
        self.found: list[RowProblem] = []
        self._stopping = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 10, 24, 10)
        inside.setSpacing(10)
        inside.addWidget(self._head())
        inside.addLayout(self._common())
        self.model = RowsModel(_columns(), HINT, self)
        self.model.is_blank = hall_grid.is_blank
        self.model.changed.connect(self._edited)
        self.dates = HallDates(host, session)
        self.dates.answered.connect(lambda days, order: self._take_dates(days, order))
        inside.addWidget(self.dates)
        self.grid = Grid(T("Participants"), self.model, self._pasted)
        inside.addWidget(self.grid, 1)
        self.alike = HallDuplicatesBar(host, session, self.grid, self.model, self.state.texts)
        self.alike.opened.connect(lambda row: host.go("artisan-form", row=row))
        self.model.fixed_cell = self.alike.cell
        inside.addWidget(self.alike)
        self.after = AfterSaving(host)
        inside.addWidget(self.after)
        self.problems = RowProblems(self.model, _SENTENCES)
        inside.addWidget(self.problems)
        self.alike.moved.connect(self._make_room)
        self.alike.moved.connect(lambda: QTimer.singleShot(0, self, self._show_question))
        self.grid.setMinimumHeight(_LEAST)
        self.middle = scrolled(inside)
        column.addWidget(self.middle, 1)
        column.addWidget(self._footer())
        for before, after in pairwise(self._in_order):  # along the rows, not down the columns
            self.setTabOrder(before, after)
        self.state.edited.connect(self._written)
        lang.changed.connect(self._offer)
        self._begin()

    # -- layout -------------------------------------------------------------------------------------------------------

    def _common(self) -> Columns:
        three = [QVBoxLayout() for _ in range(3)]
        self.programme = ProgrammeChoice(self.state, "artisan", self.session.library)
        self.district = PlaceCombo(place.district)
        self.finder = VillageFinder(self.state, self.session, self.host.lanes.store)
        village = self.finder.box()
        village.chosen.connect(self._take_village)
        sectors: list[tuple[object, LocalizedText]] = [(one.code, Text(one.label)) for one in SECTORS]
        how = Segments([("signature", T("Signature")), ("thumb", T("Thumb")), ("spoken", T("Spoken"))])
        editors: tuple[tuple[str, Text, QWidget, bool], ...] = (
            (forms.PROGRAMME, T("Programme"), self.programme, True),
            ("district", T("District"), self.district, True),
            ("village", T("Village or ward"), village, True),
            ("sector", T("Sector"), ComboBox(sectors, T("Choose")), True),
            ("craft", T("Craft of most"), HindiBox(), False),
            (forms.CONSENT + "how", T("Consent given by"), how, False),
        )
        for number, (key, label, editor, needed) in enumerate(editors):
            placed = LabelledEditor(label, editor, needed)
            self.state.bind(key, editor, placed, label)
            three[number % 3].addWidget(placed)
        self._in_order = [editor for _, _, editor, _ in editors]
        columns = Columns(600)
        for one in three:
            one.setSpacing(2)
            columns.addLayout(one, 1)
        return columns

    def _head(self) -> PageHead:
        head = PageHead(T("A whole hall"), T("a row for each, complete later"))
        paste = Button(T("Paste from Excel"), icon="paste", small=True)
        paste.clicked.connect(lambda: self.grid.paste())
        head.add_right(Keycap("Ctrl+V"))
        head.add_right(paste)
        return head

    def _pasted(self, text: str, column: int) -> list[Row]:
        """The rows of the clipboard; what of it the grid does not show is told."""
        taken, left = (", ".join(heads) for heads in hall_grid.beside(text))
        if left:
            said = T("No place for it here: {heads}. “Add from Excel” takes it in.", heads=left)
            self.host.notice("warning", said)
        elif taken:
            self.host.notice("info", T("Also taken from the list: {heads}.", heads=taken))
        QTimer.singleShot(0, self, lambda: self.dates.look(text))  # once the rows stand in the grid
        return hall_grid.pasted(text, column)

    def _take_dates(self, days: PastedDays, order: str) -> None:
        rows = hall_grid.dated(self.model.rows, days, order)
        if rows != self.model.rows:
            self.model.rewrite(rows)

    def fold(self, narrow: bool) -> None:
        """Narrower columns in a narrow window, so that the name keeps its room."""
        widths = _NARROW if narrow else [column.width for column in self.model.columns]
        self.grid.set_widths([36, *widths])
        self.alike.show_row()

    def _make_room(self) -> None:
        """In a small window a person who is shown takes the place of the problems; the first is in the footer, too."""
        self.problems.setVisible(bool(self.found) and not (self.host.narrow and self.alike.shows_somebody))

    def _footer(self) -> Footer:
        foot = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(lambda: self.host.go("people"))
        foot.add_left(back)
        self.undo = Button(T("Undo"), "link", "undo", key="Ctrl+Z")
        self.undo.clicked.connect(self.model.undo)
        foot.add_left(self.undo)
        self.mend = ProblemLink()
        self.mend.clicked.connect(self._go_to_problem)
        foot.row.insertWidget(foot.row.count() - 1, self.mend, 1)
        self.cancel = Button(T("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.cancel.hide()
        foot.add_right(self.cancel)
        self.clear = Button(T("Take away saved rows"))
        self.clear.clicked.connect(self._clear)
        foot.add_right(self.clear)
        self.save_button = Button(T("Save all"), "primary", key="Ctrl+Return")
        self.save_button.clicked.connect(self.save)
        foot.add_right(self.save_button)
        return foot

    # -- opening ------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        blank = forms.blank(self.session, "artisan")
        self.state.show(hall_grid.common_of(self.session.today) | forms.texts(blank, self.session.today))
        self.model.show_rows([])
        self._offer()
        self._refresh()

    def _offer(self) -> None:
        state, district = self.state.text("state"), self.state.text("district")
        named = sorted((one.name(lang.code), one.code) for one in place.districts(state))
        self.district.set_options([(code, name) for name, code in named])
        self.state.put("district", district)
        self.programme.offer(state)

    def _take_village(self, texts: Mapping[str, str]) -> None:
        """A village that is known brings its block, panchayat, PIN and codes with it, unseen."""
        self.finder.put(texts if texts.get("village") else {})
        self._offer()
        self.state.put("district", texts.get("district") or self.state.text("district"))
        self._edited()

    def _written(self, key: str) -> None:
        """Another village or district: what came with the one before goes with it."""
        if key in ("village", "district"):
            for hidden in hall_grid.WITH_VILLAGE:
                self.state.put(hidden, "")
        bound = self.state.bound(key)
        if bound is not None and bound.place is not None and self.state.text(key):
            bound.place.clear_message()  # what was asked for is there
        self._edited()

    def shown(self, **args: object) -> None:
        """The list of before comes back; one that was typed before a crash, too."""
        if not self.model.rows:
            self.host.lanes.store.run(lambda task: drafts.kept(self.session), self._take_up, owner=self)
        self.grid.setCurrentIndex(self.model.index(len(self.model.rows), 1))
        self.grid.setFocus()

    def _take_up(self, kept: Sequence[Draft]) -> None:
        mine = next((draft for draft in kept if draft.page == PAGE), None)
        if mine is not None and not self.model.rows:
            self.state.show({key: text for key, text in mine.texts.items() if key != _ROWS})
            self.model.show_rows(memberships.of_text(mine.texts.get(_ROWS, "")))
            self._offer()
            self._refresh()

    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    def keep_typed(self) -> None:
        """Keeps the list, in the store lane."""
        self._pause.stop()
        rows = [row for row in self.model.rows if not hall_grid.is_blank(row)]
        if rows and any(hall_grid.is_open(row) for row in rows):
            texts = {key: text for key, text in self.state.texts().items() if text}
            draft = Draft(PAGE, PAGE, texts | {_ROWS: memberships.as_text(rows)})
            self.host.lanes.store.run(lambda task: drafts.keep(self.session, draft), owner=self)

    # -- messages -----------------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._pause.start()
        self._refresh()

    def _refresh(self) -> None:
        rows = self.model.rows
        self.alike.look()
        self.found = hall_grid.problems(self.session, rows, self.state.texts())
        self.problems.show_problems(self.found)
        self._make_room()
        self.undo.enable(self.model.can_undo, T("Nothing to undo"))
        waiting = sum(hall_grid.is_open(row) for row in rows)
        wrong = len({one.row for one in self.found if one.blocks})
        if wrong:
            text = Tn(
                "{count} row needs mending; it may be saved unfinished.",
                "{count} rows need mending; they may be saved unfinished.",
                wrong,
            )
            self.mend.show_state("error", text)
        elif waiting:
            self.mend.show_state("hint", Tn("{count} person to save", "{count} people to save", waiting))
        else:
            self.mend.show_state("", "")

    def _show_question(self) -> None:
        """What is asked is in view, with its buttons, also in a low window."""
        if self.alike.shows_somebody and not self.alike.isHidden():
            self.middle.ensureWidgetVisible(self.alike, 0, 4)

    def _go_to_problem(self) -> None:
        wrong = [one for one in self.found if one.blocks]
        if wrong:
            self.grid.go_to(wrong[0].row, wrong[0].column)

    # -- saving -------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Saves every open row; those with gaps stay unfinished."""
        missing = [key for key in (forms.PROGRAMME, "village", "sector") if not self.state.text(key)]
        for key in (forms.PROGRAMME, "village", "sector"):
            bound = self.state.bound(key)
            if bound is not None and bound.place is not None:
                if key in missing:
                    bound.place.show_message("error", T("This is needed for everybody."))
                else:
                    bound.place.clear_message()
        if missing:
            self.state.focus(missing[0])
            return
        self.model.rows = hall_grid.with_ids([row for row in self.model.rows if not hall_grid.is_blank(row)])
        self.keep_typed()  # with the ids, so that nobody is saved twice after a crash
        rows, common = [dict(row) for row in self.model.rows], self.state.texts()
        self._busy(True)
        self._stopping = False
        self.host.lanes.store.run(
            lambda task: hall_grid.save(self.session, rows, common, task.report, lambda: self._stopping),
            self._saved,
            self._failed,
            self._progress,
            owner=self,
        )

    def _progress(self, done: int, total: int) -> None:
        self.mend.show_state("hint", T("Saving {done} of {total}", done=done + 1, total=total))

    def _saved(self, outcome: Outcome) -> None:
        self._busy(False)
        self.model.show_rows(hall_grid.with_numbers(self.model.rows, outcome.numbers))
        if any(hall_grid.is_open(row) for row in self.model.rows):
            self.keep_typed()
        else:
            self.host.lanes.store.run(lambda task: drafts.drop(self.session, PAGE), owner=self)
        self._refresh()
        saved = len(outcome.numbers)
        words = Tn(
            "{count} person saved; unfinished: {open}",
            "{count} people saved; unfinished: {open}",
            saved,
            open=outcome.unfinished,
        )
        self.host.saved(words)
        self.after.show_outcome(outcome)
        if outcome.error is None:
            self.mend.show_state("ok", words)
        else:
            self.mend.show_state("error", outcome.error)

    def _failed(self, error: KnownError) -> None:
        self._busy(False)
        self.mend.show_state("error", error.text)

    def _cancel(self) -> None:
        """Ends after the present row; what was saved so far is saved and shows its number."""
        self._stopping = True

    def _busy(self, on: bool) -> None:
        self.grid.setEnabled(not on)
        self.save_button.enable(not on, T("Saving goes on."))
        self.cancel.setVisible(on)
        self.clear.setVisible(not on)

    def _clear(self) -> None:
        """Takes away the rows that were saved; what was not saved stays."""
        self.model.show_rows([row for row in self.model.rows if hall_grid.is_open(row)])
        self.after.hide()
        self._refresh()
