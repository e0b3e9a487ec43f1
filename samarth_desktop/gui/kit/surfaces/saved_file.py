"""What to do with a file that was just saved: open it, or see it in its folder."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.i18n import T


class SavedFile(QWidget):
    """Two buttons for a file; for a folder one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = Path()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.open = Button(T("Open"), "link", "doc", small=True)
        self.folder = Button(T("Show in the folder"), "link", "folder", small=True)
        self.open.clicked.connect(lambda: open_file(self._file))
        self.folder.clicked.connect(lambda: show_in_folder(self._file))
        row.addWidget(self.open)
        row.addWidget(self.folder)
        self.hide()

    def show_file(self, file: Path) -> None:
        """From now on it is about this file."""
        self._file = file
        self.open.setVisible(not file.is_dir())


def open_file(file: Path) -> bool:
    """Opens a file with the computer's own program for it; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def show_in_folder(file: Path) -> bool:
    """Opens the folder in which a file lies, on Windows with the file chosen; a folder opens itself."""
    if sys.platform == "win32" and file.is_file():
        return QProcess.startDetached("explorer.exe", ["/select,", str(file)])[0]
    return open_file(file if file.is_dir() else file.parent)
