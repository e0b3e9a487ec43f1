"""The dialog of a change of many: what is asked, who stays and why, and one button with the number that is changed."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row, line
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.kit.surfaces.saved_file import SavedFile
from samarth_desktop.gui.lists.many.asks import Many
from samarth_desktop.gui.lists.many.preview import NOTHING, Preview
from samarth_desktop.gui.theme.language import bind_text, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Done, Plan
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task

WIDE, TALL = 840, 520


class ManyDialog(QDialog):
    """Nothing happens before the button. `made` carries the plan as it was done and what takes it back, `wanted` the
    row id of one who stays and is to be opened."""

    made = Signal(object, object)
    wanted = Signal(str)

    def __init__(
        self, parent: QWidget, lanes: Lanes, session: "Session", kind: str, rows: Sequence[str], many: Many
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(WIDE, parent.width() - 40), min(TALL, parent.height() - 40))
        self._lanes, self._session, self._kind, self._rows, self._many = lanes, session, kind, rows, many
        self._task: Task[Any] | None = None
        self._ending = Event()
        self._asked: tuple[object, ...] | None = None
        bind_text(self.setWindowTitle, self._many.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        ticked = Tn("{count} ticked", "{count} ticked", len(rows))
        column.addLayout(in_row(Label(self._many.words, 18, 600), Label(ticked, 15, 400, "ink2"), 1, gap=12))
        self.form = self._many.make(session, kind)
        self.form.edited.connect(self.look)
        column.addWidget(self.form)
        self.paper, self.saved = Button(T("Print the list to sign"), icon="print", small=True), SavedFile()
        self.paper.clicked.connect(lambda: self.write_paper())
        self.kept = Label("", 14, 400, "ok")
        column.addLayout(in_row(self.paper, self.kept, self.saved, 1, gap=12))
        self.preview = Preview()
        self.preview.table.opened.connect(self._open)
        room = self.preview.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the buttons below do not move when it comes
        self.preview.setSizePolicy(room)
        column.addWidget(self.preview, 1)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._end_early)
        column.addWidget(self.progress)
        column.addWidget(line())
        column.addLayout(self._make_foot())
        self.look()

    def _make_foot(self) -> QHBoxLayout:
        self.hint = IconLabel("undo", "", "ink2", 13, wrap=True, icon_top=False)
        self.leave = Button(T("Cancel"), key="Esc", bind_key=False)
        self.do = Button("", "danger" if self._many.danger else "primary", "check", key="Ctrl+Return")
        self.leave.clicked.connect(self.reject)
        self.do.clicked.connect(self.carry_out)
        self.finished.connect(self._stop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.do)
        return foot

    def look(self) -> None:
        """Shows what would happen with what is asked for now, unless that is shown already: the button must not go out
        under the click that leaves a box."""
        from samarth_desktop.actions.many import planning

        asked = self.form.asked()
        if asked == self._asked:
            return
        self._asked = asked
        self._stop()
        change = self.form.preview()
        self.paper.setVisible(self.form.paper() is not None)
        self.do.show_text(self._many.do(0))
        if change is None:
            self.preview.hide()
            self._say(self.form.problem() or T("Choose what to change."))
            return
        self.do.enable(False, T("One moment: looking at each of them."))
        self._task = self._lanes.store.run(
            lambda task: planning.plan(self._session, self._kind, self._rows, change, task.report),
            self._planned,
            self._failed,
            owner=self,
        )

    def _planned(self, plan: "Plan") -> None:
        self.preview.show_plan(plan)
        self.preview.show()
        self.do.show_text(self._many.do(len(plan.goes)))
        problem = self.form.problem() if plan.goes else NOTHING
        if problem is not None:
            self._say(problem)
        else:
            self.do.enable(True, "")
            self.hint.show_state("undo", T("You can take it back with Ctrl+Z."), "ink2")

    def _say(self, text: Text) -> None:
        self.do.enable(False, text)
        self.hint.show_state("info", text, "ink2")

    def write_paper(self, target: str = "") -> None:
        """Writes the list that all of them sign."""
        paper, title = self.form.paper(), say(T("Print the list to sign"))
        name = target or QFileDialog.getSaveFileName(self, title, f"{say(T('Consent list'))}.pdf", "PDF (*.pdf)")[0]
        if paper is None or not name:
            return
        file = Path(name)
        self._lanes.background.run(
            lambda task: paper(self._rows, file),
            lambda count: self._written(file),
            self._failed,
            owner=self,
        )

    def _written(self, file: Path) -> None:
        self.kept.show_text(T("Saved: {file}", file=file.name))
        self.saved.show_file(file)
        self.saved.show()

    def carry_out(self) -> None:
        """Does it, and tells."""
        from samarth_desktop.actions.many import planning

        change = self.form.change()
        if change is None:
            return
        self.do.enable(False, T("One moment: it is being done."))
        self.form.setEnabled(False)  # another look would end it
        self.progress.begin(T("Changing"))

        def made(done: "tuple[Plan, Done]") -> None:
            self._task = None
            self.made.emit(*done)
            self.accept()

        self._task = self._lanes.store.run(
            lambda task: planning.carry_out(
                self._session, self._kind, self._rows, change, task.report, self._ending.is_set
            ),
            made,
            self._failed,
            self.progress.report,
            owner=self,
        )

    def _open(self, row: int) -> None:
        one = self.preview.model.line(row)
        if one is not None and not self.progress.isVisible():
            self.reject()
            self.wanted.emit(one.row)

    def reject(self) -> None:
        """Leaves; while it is being done, after the part that is under way, so that what was done is told."""
        if self.progress.isVisible():
            self._end_early()
        else:
            super().reject()

    def _end_early(self) -> None:
        self._ending.set()

    def _failed(self, error: Any) -> None:
        self.progress.end()
        self.form.setEnabled(True)
        self._asked = None  # the same may be asked again
        self._say(error.text)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
