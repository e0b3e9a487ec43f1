"""A place for a file: dropped there, or chosen with the button. Work with files, camera included, begins here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import tile
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T


class DropPlace(QFrame):
    """`dropped` carries the paths of files whose ending is one of `endings` (``.pdf`` ...)."""

    dropped = Signal(list)

    def __init__(
        self, icon: str, title: LocalizedText, text: LocalizedText, endings: Sequence[str], many: bool = False
    ) -> None:
        super().__init__()
        self._endings, self._many = tuple(endings), many
        set_role(self, surface="drop", over=False)
        self.setAcceptDrops(True)
        self.setMinimumHeight(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(tile(icon, 56, 28), 0, centre)
        for label in (Label(title, 18, 600, wrap=True), Label(text, 15, 400, "ink2", wrap=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.choose = Button(T("Choose a file"), "primary", "folder")
        self.choose.clicked.connect(self._choose)
        self.row = QHBoxLayout()
        self.row.setSpacing(12)
        self.row.addStretch(1)
        self.row.addWidget(self.choose)
        self.row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(self.row)
        column.addStretch(1)

    def add_button(self, button: Button) -> None:
        """One more way in, after the first."""
        self.row.insertWidget(self.row.count() - 1, button)

    def _choose(self) -> None:
        kinds = f"{say(T('Files'))} ({' '.join('*' + ending for ending in self._endings)})"
        if self._many:
            names = QFileDialog.getOpenFileNames(self, say(T("Choose files")), "", kinds)[0]
        else:
            names = [QFileDialog.getOpenFileName(self, say(T("Choose a file")), "", kinds)[0]]
        self._take([Path(name) for name in names if name])

    def _take(self, paths: list[Path]) -> None:
        fitting = [path for path in paths if path.suffix.lower() in self._endings]
        if fitting:
            self.dropped.emit(fitting if self._many else fitting[:1])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        names = [url.toLocalFile() for url in event.mimeData().urls()]
        if any(Path(name).suffix.lower() in self._endings for name in names):
            set_role(self, over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, over=False)
        event.acceptProposedAction()
        self._take([Path(url.toLocalFile()) for url in event.mimeData().urls()])
