"""The button that writes a list, or what is chosen in it, to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.table import ListTable
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import Catalog, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.errors import KnownError
    from samarth_desktop.gui.background.tasks import Task

FILES = {"Excel (*.xlsx)": ".xlsx", "CSV (*.csv)": ".csv", "PDF (*.pdf)": ".pdf"}


Writes = Callable[[list[str], bool, Path, Catalog, Callable[[int, int], object]], int]
"""Writes the records of these row ids to a file in these words, with all digits where that is True; reports so many of
so many, and gives the number of rows. In the store lane.
"""


def writer_of(session: "Session", sheet: str) -> Writes:
    """Writes the records of a sheet as they are read in again."""
    from samarth_desktop.actions.exports import exporting

    def write(rows: list[str], full: bool, file: Path, words: Catalog, progress: Callable[[int, int], object]) -> int:
        return exporting.export(session, sheet, file, words, unmasked=full, labelled=True, only=rows, progress=progress)

    return write


class ExportButton(Button):
    """Offers the list as it is filtered, or the rows that are chosen, as XLSX, CSV or PDF.

    `name` is the beginning of the file's name. `masks` says that some numbers are masked and can be had in full.
    """

    def __init__(
        self, host: PageHost, session: "Session", table: ListTable, name: str, writes: Writes, *, masks: bool
    ) -> None:
        super().__init__(T("Export"), end_icon="down")
        self._host, self._session, self._table, self._model = host, session, table, table.lines
        self._name, self._masks, self._writes = name, masks, writes
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
            self._write(chosen, full, target)
            return

        def go_on(may: bool) -> None:
            if may:
                self._write(chosen, full, target)
            else:
                self._host.notice("warning", T("Only the office may export full numbers. The masked list can go out."))

        self._host.lanes.store.run(lambda task: exporting.may_unmask(self._session), go_on, owner=self)

    def _chosen(self) -> list[int]:
        return [row for row in self._table.marked() if row not in self._model.bands]

    def _write(self, chosen: bool, full: bool, target: str) -> None:
        from samarth_desktop.actions import listing

        file, words = self._file(target), lang.catalog
        if file is None:
            return
        rows = self._chosen() if chosen else range(self._model.rowCount())
        numbers, found = self._model.numbers_of(rows), self._table.ids_of(rows)

        def work(task: "Task[int]") -> int:
            ids = listing.ids_of(self._session, numbers) if numbers else found
            return self._writes(ids, full, file, words, task.report)

        def done(count: int) -> None:
            self._ended()
            words = Tn("Exported: {count} row, {file}", "Exported: {count} rows, {file}", count, file=file.name)
            self._host.saved(words)
            self._host.saved_file(words, file)

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
