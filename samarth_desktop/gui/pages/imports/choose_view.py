"""Which file, and what was brought before."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.drop import DropPlace
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import bind_text, lang, say
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.store.queries.import_runs import ImportRun

ENDINGS = (".xlsx", ".csv", ".ods", ".zip")
KINDS = (("artisans", T("Artisans")), ("shgs", T("SHGs and members")), ("products", T("Products")))
_SHOWN = 5


class ChooseView(QWidget):
    """`undo` carries the id of an import to be taken back."""

    undo = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.kind = Segments(KINDS)
        self.kind.set_value("artisans")
        self.kind.setMaximumWidth(560)
        bind_text(self.kind.setAccessibleName, T("What is in the sheet?"))
        column.addWidget(self.kind)
        self.drop = DropPlace(
            "doc",
            T("Drop the sheet here"),
            T("XLSX, CSV or ODS, also in a zip. Heads in Hindi or English, in any order."),
            ENDINGS,
        )
        self.empty = Button(T("Get an empty sheet"), icon="receive")
        self.drop.add_button(self.empty)
        column.addWidget(self.drop)
        self._before = Card(T("Brought before"), size=15)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._before.body.addLayout(self._list)
        self._before.hide()
        column.addWidget(self._before)
        column.addStretch(1)

    def show_runs(self, runs: "Sequence[ImportRun]") -> None:
        """The newest imports, each with the way back."""
        empty(self._list)
        for run in runs[:_SHOWN]:
            self._list.addWidget(self._line(run))
        self._before.setVisible(bool(runs))

    def _line(self, run: "ImportRun") -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Label(run.file or run.id, 15, 600, wrap=True), 2)
        row.addWidget(Label(lambda: _when(run), 14, 400, "ink2", wrap=True), 2)
        if run.undone:
            row.addWidget(Label(T("Taken back"), 14, 400, "ink2"))
        else:
            back = Button(T("Take back"), small=True, icon="undo")
            bind_text(back.setAccessibleName, T("Take back {file}", file=run.file or run.id))
            back.clicked.connect(lambda: self.undo.emit(run.id))
            row.addWidget(back)
        return box


def _when(run: "ImportRun") -> str:
    day = lang.catalog.date(datetime.fromisoformat(run.begun).astimezone().date(), "d MMM y")
    return say(Tn("{count} row, {day}", "{count} rows, {day}", run.rows, day=day))
