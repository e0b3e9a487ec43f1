"""Making the certificates of a batch: issued and written as files, or issued and sent to the printer."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from samarth_desktop.gui.background.tasks import Cancelled
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.certificates.issuing import Batch, Files, PrintOptions
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task
    from samarth_desktop.gui.pages.certificates.batch_look import BatchLook


class BatchMaking(QObject):
    """One piece of work at a time, shown in `running`.

    `began` and `ended` bracket it; `saved` carries the batch and where it lies (a file, or a folder of files),
    `printed` the serials that went to the printer, `failed` the KnownError.
    """

    began, ended = Signal(), Signal()
    saved = Signal(object, object)
    printed = Signal(object)
    failed = Signal(object)

    def __init__(self, host: PageHost, session: "Session", look: "BatchLook", page: QWidget) -> None:
        super().__init__(page)
        self._host, self._session, self._look, self._page = host, session, look, page
        self.running = ProgressRow()
        self._task: Task[Any] | None = None
        self._sheets = b""
        self._serials: tuple[str, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether certificates are being made."""
        return self.running.isVisible()

    def forget(self) -> None:
        """What was made for the printer is not what is wanted now."""
        self._sheets, self._serials = b"", ()

    # -- files --------------------------------------------------------------------------------------------------------

    def save(self, rows: Sequence[str], name: str, folder: str = "") -> None:
        """Issues and writes: asks for the one file, with `name` proposed, or for a folder where there are several.
        With `folder` nobody is asked."""
        files = self._look.as_files()
        if files == "single" and len(rows) == 1:
            files = "one"
        if folder:
            self._write(rows, Path(folder), files, "")
        elif files == "single":
            if chosen := QFileDialog.getExistingDirectory(self._page, say(T("Save as PDF")), _documents()):
                self._write(rows, Path(chosen), files, "")
        elif chosen := QFileDialog.getSaveFileName(
            self._page, say(T("Save as PDF")), str(Path(_documents()) / name), "PDF (*.pdf)"
        )[0]:
            target = Path(chosen) if chosen.lower().endswith(".pdf") else Path(chosen + ".pdf")
            self._write(rows, target.parent, files, target.name)

    def _write(self, rows: Sequence[str], folder: Path, files: "Files", name: str) -> None:
        def done(batch: "Batch") -> None:
            self._end()
            made = batch.papers or batch.samples
            place = folder if files == "single" or not made else made[0].file
            self.saved.emit(batch, place)

        self._make(rows, folder, files, name, done)

    def _make(
        self,
        rows: Sequence[str],
        folder: Path,
        files: "Files",
        name: str,
        then: "Callable[[Batch], object]",
        scratch: Path | None = None,
    ) -> None:
        look: PrintOptions = self._look.options()
        self._begin(T("Making certificates"))

        def failed(error: Any) -> None:
            _clear(scratch)
            self._end()
            self.failed.emit(error)

        def work(task: "Task[Batch]") -> "Batch":
            from samarth_desktop.actions.certificates import issuing

            made = issuing.issue(
                self._session, rows, folder, look, files=files, name=name,
                progress=lambda done, total: _tell(task, done, total), cancelled=lambda: task.cancelled,
            )  # fmt: skip
            if task.cancelled:
                _clear(scratch)
            return made

        self._task = self._host.lanes.store.run(work, then, failed, self.running.report, self)

    # -- paper --------------------------------------------------------------------------------------------------------

    def print(self, rows: Sequence[str]) -> None:
        """Issues all and prints them; a second time, after a jam, the same sheets from the number asked for."""
        if self._sheets:
            self._to_printer()
            return
        folder = Path(tempfile.mkdtemp(prefix="samarth-"))
        together: Files = "cards" if self._look.as_files() == "cards" else "one"
        self._make(rows, folder, together, "", lambda batch: self._made(folder, batch), folder)

    def _made(self, folder: Path, batch: "Batch") -> None:
        self._end()
        files = sorted(folder.glob("*.pdf"))
        self._sheets = files[0].read_bytes() if files else b""
        cards = self._look.as_files() == "cards"  # a card is no certificate: the register counts those only
        self._serials = () if cards else tuple(one.serial for one in batch.papers)
        _clear(folder)
        if self._sheets:
            self._to_printer()

    def _to_printer(self) -> None:
        from samarth_desktop.gui.kit.media import pdf

        first = max((self._look.first.value() or 1) - 1, 0)

        def done(count: int) -> None:
            self._end()
            if count and self._serials:
                self._note(self._serials[first : first + count])

        self._begin(T("Going to the printer"))
        lane = self._host.lanes.background
        window = self._page.window()
        self._task = pdf.print_pdf(window, lane, "certificates", self._sheets, done, self.running.report, first)
        if self._task is None:
            self._end()

    def _note(self, serials: Sequence[str]) -> None:
        from samarth_desktop.actions.certificates import certifying

        self._host.lanes.store.run(
            lambda task: certifying.note_printed(self._session, serials),
            lambda nothing: self.printed.emit(serials),
            owner=self,
        )

    # -- one at a time ------------------------------------------------------------------------------------------------

    def _begin(self, words: Any) -> None:
        self.running.begin(words)
        self.began.emit()

    def _end(self) -> None:
        self.running.end()
        self.ended.emit()

    def cancel(self) -> None:
        """Ends it between two certificates; what is finished is kept."""
        if self._task is not None:
            self._task.cancel()
        self._end()


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _tell(task: "Task[Any]", done: int, total: int) -> None:
    """Tells how far it is; a cancel ends the work between two certificates, never inside one."""
    with suppress(Cancelled):
        task.report(done, total)


def _clear(folder: Path | None) -> None:
    """Removes the files that were made for the printer only."""
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
