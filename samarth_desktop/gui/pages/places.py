"""Places: blocks, towns and villages of the Local Government Directory, taken in and looked up."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.search import SearchBox
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.drop import DropPlace
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.domain.places.lgd import Location
    from samarth_desktop.gui.background.tasks import Task

ENDINGS = (".csv", ".xlsx", ".ods", ".zip")
LEVELS = {
    "state": T("State"),
    "district": T("District"),
    "subdistrict": T("Sub-district"),
    "block": T("Block"),
    "town": T("Town"),
    "panchayat": T("Gram panchayat"),
    "village": T("Village"),
}


class PlacesPage(Page):
    """Import at the left, what is held and a search at the right."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self._task: Task[Any] | None = None
        self._asked: Task[Any] | None = None
        self._held: dict[str, int] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        outer = QVBoxLayout()
        whole.addWidget(scrolled(outer))
        outer.setContentsMargins(24, 14, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(PageHead(T("Places"), T("Villages and blocks to choose from in the forms")))
        self.strip = Banner("", "ok", closable=True)
        self.strip.hide()
        outer.addWidget(self.strip)
        self.running = ProgressRow()
        self.running.cancelled.connect(self._cancel)
        outer.addWidget(self.running)
        row = Columns(700)
        outer.addLayout(row, 1)
        left = QVBoxLayout()
        left.setSpacing(16)
        self.drop = DropPlace(
            "place",
            T("Drop the directory's lists here"),
            T("As downloaded from lgdirectory.gov.in: CSV, XLSX or zip, several at once"),
            ENDINGS,
            many=True,
        )
        self.drop.dropped.connect(self.bring)
        left.addWidget(self.drop)
        card = Card(T("On this laptop"), "laptop")
        self.held = Label("", 15, wrap=True)
        card.body.addWidget(self.held)
        left.addWidget(card)
        left.addStretch(1)
        row.addLayout(left, 2)
        right = QVBoxLayout()
        right.setSpacing(12)
        self.box = SearchBox(T("Search a village, block or town, or an LGD code"))
        self.box.searched.connect(self.look)
        right.addWidget(self.box)
        heads = (T("Name"), T("Kind"), T("District"), T("LGD code"))
        self.model: LazyRows[Location] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Places"))
        self.table.setModel(self.model)
        self.table.set_widths([0, 120, 150, 100])
        self.table.setMinimumHeight(160)
        right.addWidget(self.table, 1)
        row.addLayout(right, 3)
        lang.changed.connect(self._say_held)

    def cell(self, one: "Location", column: int) -> Cell:
        """One cell of a place."""
        match column:
            case 0:
                return Cell(*LocalizedName(one.name_hi, one.name_en).ordered(lang.code), bold=True)
            case 1:
                return Cell(say(LEVELS[one.level]))
            case 2:
                found = place.district(one.district) if one.district else None
                state = place.state(one.state) if one.state and not found else None
                return Cell(found.name(lang.code) if found else state.name(lang.code) if state else "")
            case _:
                return Cell(one.code)

    def shown(self, **args: object) -> None:
        """Reads what is held."""
        from samarth_desktop.actions.registration import places

        self.host.lanes.store.run(lambda task: places.held(self.session), self._show_held, owner=self)

    def _show_held(self, held: dict[str, int]) -> None:
        self._held = held
        self._say_held()

    def _say_held(self) -> None:
        there = [(LEVELS[level], count) for level, count in self._held.items() if count]
        if not there:
            self.held.show_text(T("Only states and districts. Bring the lists of your state to choose villages."))
            return
        self.held.show_text("\n".join(f"{say(name)}: {lang.catalog.number(count)}" for name, count in there))

    def look(self, text: str) -> None:
        """Places that fit."""
        from samarth_desktop.actions.registration import places

        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.host.lanes.store.run(
            lambda task: places.find(self.session, text), self.model.show_lines, owner=self
        )

    def search(self, text: str) -> bool:
        return False

    def bring(self, paths: list[Path]) -> None:
        """Takes lists in; until it is done nothing of them is kept."""
        from samarth_desktop.actions.registration import places

        self.strip.hide()
        self.drop.setEnabled(False)
        self.running.begin(T("Reading the lists"))
        self._task = self.host.lanes.background.run(
            lambda task: places.import_files(self.session, paths, task.report),
            self._brought,
            self._failed,
            self.running.report,
            self,
        )

    def _brought(self, counts: dict[str, int]) -> None:
        there = [
            f"{say(LEVELS[level])} {lang.catalog.number(counts[f'{level}s'])}"
            for level in LEVELS
            if counts[f"{level}s"]
        ]
        self._end(T("Taken in: {what}", what=", ".join(there)), "ok")
        self.shown()

    def _failed(self, error: KnownError) -> None:
        self._end(T("{reason} Nothing was changed.", reason=error.text), "error")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._end(T("Cancelled. Nothing was changed."), "info")

    def _end(self, text: Text, tone: str) -> None:
        self.running.end()
        self.drop.setEnabled(True)
        self.strip.show_state(text, tone)
        self.strip.show()
