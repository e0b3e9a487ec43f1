"""The button that writes a list, or what is chosen in it, to a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QTableView

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import Catalog, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.errors import KnownError
    from samarth_desktop.gui.background.tasks import Task

LineT = TypeVar("LineT")
FILES = {"Excel (*.xlsx)": ".xlsx", "CSV (*.csv)": ".csv", "PDF (*.pdf)": ".pdf"}


@dataclass(frozen=True, slots=True)
class Wish(Generic[LineT]):
    """What is to be written, in the order of the list: row numbers, or lines of a search. `full` shows all digits."""

    numbers: Sequence[int]
    lines: Sequence[LineT]
    full: bool = False


Writes = Callable[[Wish[LineT], Path, Catalog, Callable[[int, int], object]], int]
"""Writes a wish to a file in these words, reports so many of so many, and gives the number of rows; in the store lane.
"""


class ExportButton(Button, Generic[LineT]):
    """Offers the list as it is filtered, or the rows that are chosen, as XLSX, CSV or PDF.

    `name` is the beginning of the file's name. `masks` says that some numbers are masked and can be had in full.
    """

    def __init__(
        self, host: PageHost, session: "Session", view: QTableView, model: LazyRows[LineT], name: str, *, masks: bool
    ) -> None:
        super().__init__(T("Export"), end_icon="down")
        self._host, self._session, self._view, self._model = host, session, view, model
        self._name, self._masks = name, masks
        self.writes: Writes[LineT] | None = None
        self._task: Task[int] | None = None
        self._going = False
        self.clicked.connect(lambda: self.cancel() if self._going else self._offer())

    def options(self) -> list[tuple[tuple[bool, bool], LocalizedText]]:
        """What the menu offers: whether only the chosen rows and whether in full, with the words."""
        shown, chosen = self._model.rowCount() - len(self._model.bands), len(self._chosen())
        offered: list[tuple[tuple[bool, bool], LocalizedText]] = [
            ((False, False), Tn("The list as shown: {count} row", "The list as shown: {count} rows", shown))
        ]
        if chosen > 1:
            words = Tn("Only the {count} chosen row", "Only the {count} chosen rows", chosen)
            offered.append(((True, False), words))
        if self._masks:
            offered.append(((chosen > 1, True), T("With full numbers (only the office)")))
        return offered

    def _offer(self) -> None:
        FilterMenu(self.options(), self._picked, parent=self).below(self)

    def _picked(self, value: object) -> None:
        for offered, _ in self.options():
            if offered == value:
                self.export(chosen=offered[0], full=offered[1])

    def export(self, *, chosen: bool, full: bool = False, target: str = "") -> None:
        """Asks for a file (unless `target` is given) and writes it. Full numbers need the role of the office."""
        from samarth_desktop.actions.exports import exporting

        if not full:
            self._write(self._wish(chosen, full), target)
            return

        def go_on(may: bool) -> None:
            if may:
                self._write(self._wish(chosen, full), target)
            else:
                self._host.notice("warning", T("Only the office may export full numbers. The masked list can go out."))

        self._host.lanes.store.run(lambda task: exporting.may_unmask(self._session), go_on, owner=self)

    def _chosen(self) -> list[int]:
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        return [row for row in rows if row not in self._model.bands]

    def _wish(self, chosen: bool, full: bool) -> Wish[LineT]:
        rows = self._chosen() if chosen else range(self._model.rowCount())
        numbers = [number for row in rows if (number := self._model.number(row)) is not None]
        there = {} if numbers else self._model.lines()
        return Wish(numbers, [there[row] for row in rows if row in there], full)

    def _write(self, wish: Wish[LineT], target: str) -> None:
        file, writes, words = self._file(target), self.writes, lang.catalog
        if file is None or writes is None:
            return

        def work(task: "Task[int]") -> int:
            return writes(wish, file, words, task.report)

        def done(count: int) -> None:
            self._ended()
            self._host.saved(
                Tn("Exported: {count} row, {file}", "Exported: {count} rows, {file}", count, file=file.name)
            )

        def failed(error: "KnownError") -> None:
            self._ended()
            self._host.notice("error", error.text)

        self._going = True
        self.show_text(T("Cancel the export"))
        self._task = self._host.lanes.store.run(work, done, failed, self._say_progress, owner=self)

    def cancel(self) -> None:
        """Ends an export that goes on; no file is left of it."""
        if self._task is not None and self._going:
            self._task.cancel()
            self._ended()
            self._host.saved(T("Cancelled. No file was written."), "ink2")

    def _ended(self) -> None:
        self._going = False
        self.show_text(T("Export"))

    def _say_progress(self, done: int, total: int) -> None:
        number = lang.catalog.number
        words: Text = T("Exporting: {n} of {total}", n=number(done), total=number(total))
        self._host.saved(words, "ink2")

    def _file(self, target: str) -> Path | None:
        """The file to be written; one without an ending gets that of the kind chosen in the dialog."""
        if target:
            return Path(target)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / f"{self._name}-{self._session.today.isoformat()}.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(self, say(T("Export")), name, ";;".join(FILES))
        if not chosen:
            return None
        return Path(chosen) if Path(chosen).suffix else Path(chosen + FILES.get(kind, ".xlsx"))
