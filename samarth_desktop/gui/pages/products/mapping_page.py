"""Which field feeds which column of a marketplace: chosen, tried on three products, published for every laptop."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import take_out
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.pages.products.base import Lines, MarketPage
from samarth_desktop.gui.pages.products.key_words import FIELDS, key_words
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.products.mapping_preview import Line, Preview
    from samarth_desktop.actions.session import Session

FIXED = "="


class MappingPage(MarketPage):
    """Columns that must be filled come first; what is chosen at the right is tried at once."""

    KEY = "listing"

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, T("What feeds which column"), T("Chosen once, for every product and every laptop."))
        self.session = session
        self.template: Path | None = None
        self.preview: Preview | None = None
        self.where = Segments([("flipkart", "Flipkart"), ("amazon", "Amazon")])
        self.where.set_value("flipkart")
        self.where.changed.connect(self._other_place)
        self.head.add_right(self.where)
        self.load = Button(T("Load the template that you downloaded"), icon="folder", key="Ctrl+L")
        self.load.clicked.connect(self._choose_template)
        self.head.add_right(self.load)
        middle = Columns(900)
        heads = (T("Their column"), T("Ours"), self._head(0), self._head(1), self._head(2))
        self.table: Lines[Line] = Lines(T("Columns"), heads, [0, 146, 174, 174, 174], self._cell)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show_one())
        middle.addWidget(self.table, 7)
        self.one = Card("")
        self.one.setMinimumWidth(270)
        self.one.body.addStretch(1)
        middle.addWidget(self.one, 2)
        self.column.addLayout(middle, 1)
        self._parts: list[QWidget] = []
        self._shape: tuple[str, ...] = ()
        self._boxes: list[ComboBox | TextBox] = []
        self._reading = False
        self.back = Button(T("Back to the products"), icon="left")
        self.back.clicked.connect(lambda: self.host.go("listing"))
        self.footer.add_left(self.back)
        self.version = Label("", 15)
        self.footer.add_left(self.version)
        self.publish = Button(T("Publish to every laptop"), "primary", "up", key="Ctrl+Return")
        self.publish.clicked.connect(self._publish)
        self.footer.add_right(self.publish)

    def _head(self, at: int) -> LocalizedText:
        def words() -> str:
            names = self.preview.products if self.preview else ()
            return names[at].best(lang.code) if at < len(names) else ""

        return words

    def fold(self, narrow: bool) -> None:
        """Two products instead of three in a small window, so that their column can be read."""
        self.table.setColumnHidden(4, narrow)

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        if args.get("marketplace"):
            self.where.set_value(args["marketplace"])
            given = args.get("template")
            self.template = given if isinstance(given, Path) else None
        self.read()

    def data_changed(self, changed: Changed) -> None:
        if changed.kinds & {"product", "label"}:
            self.read()

    def _place(self) -> str:
        return str(self.where.value() or "flipkart")

    def _other_place(self) -> None:
        self.template = None
        self.read()

    def read(self) -> None:
        """Reads what feeds each column."""
        from samarth_desktop.actions.products import mapping_preview

        place, template = self._place(), self.template
        words = template.name if template else T("Load the template that you downloaded")
        self.load.show_text(words)
        self.host.lanes.store.run(
            lambda task: mapping_preview.read(self.session, place, template),
            self.show_preview,
            self._failed,
            owner=self,
        )

    def show_preview(self, found: "Preview") -> None:
        """Shows the columns, the chosen one as before."""
        chosen = self.table.chosen_row()
        self.preview = found
        self._reading = True
        self.table.show_rows(found.lines)
        names = [line.fed.column.name for line in found.lines]
        if chosen is not None and chosen.fed.column.name in names:
            self.table.selectRow(names.index(chosen.fed.column.name))
        self._reading = False
        self.say("" if self.template else T("Without a template only the columns known so far stand here."))
        self.publish.setVisible(found.office)
        self.publish.enable(found.changed, T("Nothing was changed since it was published."))
        self.version.show_text(self._version)
        self._show_one()

    def _version(self) -> str:
        found = self.preview
        said: Text = T("As it comes with the program")
        if found is not None and found.version:
            day = lang.catalog.date(date.fromisoformat(found.on), "d MMM y") if found.on else ""
            said = T("Version {n}, published on {day}", n=found.version, day=day)
        changed = found is not None and found.changed
        return say(T("{one} · {other}", one=said, other=T("changed on this laptop")) if changed else said)

    def _failed(self, error: KnownError) -> None:
        self.say(error.text, "error")

    def _cell(self, line: "Line", column: int) -> Cell:
        fed = line.fed
        if column == 0:
            must = fed.column.need == "must"
            return Cell(fed.column.name, say(T("must be filled")) if must else "", bold=must)
        if column == 1:
            if not fed.source and not fed.fixed:
                tone = "err" if fed.column.need == "must" else "ink2"
                return Cell(say(T("empty")), tone=tone, icon="err" if tone == "err" else "")
            return Cell(f"“{fed.fixed}”" if fed.fixed else say(key_words(fed.source)))
        text, wrong = fed.cells[column - 2] if column - 2 < len(fed.cells) else ("", None)
        return Cell(text, say(wrong) if wrong else "", tone="err" if wrong else "ink", icon="err" if wrong else "")

    # -- one column ---------------------------------------------------------------------------------------------------

    def _show_one(self) -> None:
        """The chosen column at the right. Boxes stand there as long as the column asks the same, with what somebody is
        writing into them."""
        if self._reading:
            return  # the rows are being filled: the chosen one is not known yet
        line = self.table.chosen_row()
        self.one.setVisible(line is not None)
        if line is None:
            return
        shape = (self._place(), line.fed.column.name, *line.fed.column.allowed, "", *(ours for ours, _ in line.words))
        if shape != self._shape:
            self._shape = shape
            self._make_boxes(line)
        texts = (line.fed.fixed, *(theirs for _, theirs in line.words))
        at_work = [_is_at_work(box) for box in self._boxes]
        if not at_work[0]:
            self._source.set_value(FIXED if line.fed.fixed else line.fed.source)
            self.word.setVisible(bool(line.fed.fixed))
        for box, text, busy in zip(self._boxes, texts, at_work, strict=True):
            if not busy:
                box.set_value(text) if isinstance(box, ComboBox) else box.setText(text)

    def _make_boxes(self, line: "Line") -> None:
        for old in self._parts:
            take_out(self.one.body, old)
        self._parts = []
        column, name = line.fed.column, line.fed.column.name
        self.one.title.show_text(name)
        self.one.title.show()
        self._source = ComboBox([("", T("empty")), (FIXED, T("one word for every row")), *FIELDS])
        self._source.picked.connect(lambda value: self._picked(name, str(value or "")))
        self._add(LabelledEditor(T("Ours"), self._source))
        self._boxes = [_box(column.allowed, lambda word: self.choose(name, FIXED + word if word else ""))]
        self.word = LabelledEditor(T("The word"), self._boxes[0])
        self._add(self.word)
        if line.words:
            self._add(Label(T("Our word, and theirs for it"), 14, 600, wrap=True))
        for ours, _ in line.words:
            self._boxes.append(_box(column.allowed, partial(self.translate, name, ours)))
            self._add(LabelledEditor(ours, self._boxes[-1]))

    def _add(self, widget: QWidget) -> None:
        self.one.body.insertWidget(len(self._parts), widget, 0, Qt.AlignmentFlag.AlignTop)
        self._parts.append(widget)

    def _picked(self, name: str, value: str) -> None:
        self.word.setVisible(value == FIXED)
        if value == FIXED:
            self._boxes[0].setFocus()
        else:
            self.choose(name, value)

    def choose(self, heading: str, value: str) -> None:
        """Feeds a column with a field, a word behind ``=`` or, "", with nothing."""
        from samarth_desktop.actions.products import mapping_choices

        place = self._place()
        self.host.lanes.store.run(
            lambda task: mapping_choices.choose(self.session, place, heading, value),
            lambda done: self.read(),
            owner=self,
        )

    def translate(self, heading: str, ours: str, theirs: str) -> None:
        """Their word for one of ours in a column."""
        from samarth_desktop.actions.products import mapping_choices

        place = self._place()
        self.host.lanes.store.run(
            lambda task: mapping_choices.translate(self.session, place, heading, ours, theirs),
            lambda done: self.read(),
            owner=self,
        )

    # -- template, publishing -----------------------------------------------------------------------------------------

    def _choose_template(self) -> None:
        kinds = f"{say(T('Files'))} (*.xls *.xlsx *.xlsm)"
        name = QFileDialog.getOpenFileName(self, say(T("Load the template that you downloaded")), "", kinds)[0]
        if name:
            self.use_template(Path(name))

    def use_template(self, file: Path) -> None:
        """Shows the columns of this template."""
        self.template = file
        self.read()

    def _publish(self) -> None:
        from samarth_desktop.actions.products import mapping_choices

        place = self._place()
        self.host.lanes.store.run(
            lambda task: mapping_choices.publish(self.session, place), self._published, self._failed, owner=self
        )

    def _published(self, version: int) -> None:
        self.read()
        self.host.saved(T("Version {n} goes to every laptop with the next sync", n=version))


def _is_at_work(box: ComboBox | TextBox) -> bool:
    """Whether somebody writes there now, or wrote what was not taken yet."""
    return isinstance(box, TextBox) and (box.hasFocus() or box.isModified())


def _box(allowed: tuple[str, ...], take: Callable[[str], object]) -> ComboBox | TextBox:
    """A list where the marketplace has one, else a line to type; `take` gets another word."""
    if allowed:
        box = ComboBox([("", T("as it is")), *((word, word) for word in allowed)])
        box.picked.connect(lambda value: take(str(value or "")))
        return box
    line = TextBox()
    line.written.connect(take)
    return line
