"""The whole kit on one page, to look at and to test."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import Chip, Chips, ChoiceCard, Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateOrAge
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox, PassphraseBox, TextArea, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, Progress, SegmentBar, in_row, tile
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, Scroll, StepBar, TabBar
from samarth_desktop.gui.kit.surfaces.labels import Avatar, Badge, IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.side_panel import SidePanel
from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell, Table
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import Text


def t(english: str) -> Text:
    """Words of the gallery; they belong to no catalog."""
    return Text(english)


class Rows(QAbstractTableModel):
    """Three people."""

    ROWS = (
        (
            Cell("शबनम बानो", "Shabnam Bano", True, avatar="शबनम"),
            Cell("Zaidpur"),
            Cell("Verified", badge="ok", icon="checkc"),
        ),
        (
            Cell("Shabnam Khatoon", "शबनम ख़ातून", True, avatar="Shabnam"),
            Cell("Zaidpur"),
            Cell("Registered", badge="outline", icon="clock"),
        ),
        (Cell("Kiran", "", True, avatar="क"), Cell("Deva"), Cell("On hold", badge="warning", icon="pause")),
    )

    def rowCount(self, parent=QModelIndex()):  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 3

    def columnCount(self, parent=QModelIndex()):  # noqa: B008 - Qt's signature
        return 3

    def data(self, index, role=0):
        return self.ROWS[index.row()][index.column()] if role == CELL else None

    def headerData(self, section, orientation, role=0):
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("Name", "Village", "Stage")[section]
        return None


class GalleryPage(Page):
    """Every widget once."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        del host
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        scroll = Scroll()
        self.side = SidePanel(t("Is this the same person?"), "warn")
        self.side.body.addWidget(Card(t("A card")))
        middle.addWidget(scroll, 1)
        middle.addWidget(self.side)
        outer.addLayout(middle, 1)
        foot = Footer()
        foot.add_left(Button(t("Back"), icon="left"))
        foot.add_left(self.side.fold_button)
        foot.say("error", t("1 place needs mending: mobile number"))
        foot.add_right(Button(t("Keep as draft"), key="Ctrl+D"))
        foot.add_right(Button(t("Save and next"), "primary", key="Ctrl+Return"))
        outer.addWidget(foot)
        self._fill(scroll.column)

    def _fill(self, column: QVBoxLayout) -> None:
        head = PageHead(t("New artisan"), t("7 of 1,482"))
        head.add_left(Badge("UP-ODOP", "info"))
        head.add_left(Badge(t("Zaidpur"), "outline", "place"))
        head.add_right(Button(t("Add from Excel"), icon="receive"))
        column.addWidget(head)
        steps = StepBar([t("Consent"), t("Identity"), t("Address"), t("Work"), t("Papers and bank")])
        steps.show_steps(1, [0], [3])
        column.addWidget(steps)
        tabs = TabBar([t("Group"), t("Members (10)"), t("Bank")])
        tabs.show_steps(1, [0])
        column.addWidget(tabs)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        column.addLayout(grid)
        self.editors = {
            "name": LabelledEditor(t("Name in Hindi"), TextBox(), True),
            "combo": LabelledEditor(t("Category"), ComboBox([(1, t("General")), (2, t("OBC"))], t("Choose"))),
            "mobile": LabelledEditor(t("Mobile number"), TextBox(prefix="+91"), True),
            "gender": LabelledEditor(t("Gender"), Segments([(n, t(n)) for n in ("Woman", "Man", "Other")]), True),
            "birth": LabelledEditor(t("Date of birth or age"), DateOrAge(), True, t("the year is estimated from the age")),
            "years": LabelledEditor(t("Experience"), NumberBox(t("years"))),
            "secret": LabelledEditor(t("Passphrase"), PassphraseBox()),
            "aadhaar": LabelledEditor(t("Aadhaar"), TextBox(icon="lock")),
            "chips": LabelledEditor(t("Obstacles"), Chips([(n, t(n)) for n in ("Working capital", "Training", "Transport", "Digital skill")])),
            "notes": LabelledEditor(t("Notes"), TextArea()),
        }  # fmt: skip
        for number, editor in enumerate(self.editors.values()):
            grid.addWidget(editor, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.editors["mobile"].editor.setText("98390 4127")
        self.editors["mobile"].show_message("error", t("A mobile number has 10 digits; here are 9."))
        self.editors["name"].show_message("warning", t("Different from the name above. If it is right, leave it."))
        self.editors["aadhaar"].show_message("ok", t("The number is right."))
        self.editors["gender"].editor.set_value("Woman")
        self.editors["chips"].editor.set_values(["Training"])
        column.addWidget(Banner(t("A list in Excel? Copy it there and press Ctrl+V here."), "info", "paste"))
        column.addWidget(Banner(t("Something to think of"), "warning", closable=True))
        column.addLayout(
            in_row(Badge(t("Verified"), "ok", "checkc"), Badge(t("On hold"), "warning", "pause"), Badge("12", "count"),
                   Keycap("Ctrl+M"), Avatar("सुनीता"), Avatar("Kiran", 36, True), tile("person"), SegmentBar(5, 3), SegmentBar(6, 2, 2), 1)
        )  # fmt: skip
        row = in_row(
            Chip(t("Barabanki"), removable=True),
            Chip(t("Stage"), menu=True),
            Button(t("Link"), "link"),
            Button(t("Delete"), "danger"),
            1,
        )
        column.addLayout(row)
        off = Button(t("Send now"), icon="sync", small=True)
        off.enable(False, t("Off-line"))
        column.addLayout(in_row(off, Button(t("Send by pen drive"), icon="usb", small=True), 1))
        bar = Progress()
        bar.show_progress(5, 12, t("5 of 12, about 3 minutes left"))
        column.addWidget(bar)
        chosen = ChoiceCard(t("9 years"), t("family phone"))
        chosen.setChecked(True)
        column.addLayout(in_row(chosen, ChoiceCard(t("6 years"))))
        table = Table(t("People"))
        table.setModel(Rows(table))
        table.set_widths([0, 120, 160])
        table.selectRow(0)
        table.setFixedHeight(220)
        column.addWidget(table)
        column.addWidget(IconLabel("warn", t("A warning"), "warn"))
        column.addWidget(Label(say(t("The end"))))

    def fold(self, narrow: bool) -> None:
        self.side.fold(narrow)
        self.side.show_count(2, t("2 similar people"))
