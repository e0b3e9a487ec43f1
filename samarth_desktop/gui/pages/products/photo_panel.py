"""The photos beside a product's form: the row of them, the chosen one large, its six checks and what mends it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.media import capture
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.side_panel import SidePanel
from samarth_desktop.gui.theme.language import bind_text, lang, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.products.photos import Added, Shown
    from samarth_desktop.actions.session import Session

WIDTH, LARGE, SMALL = 398, 136, 68
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
Saved = Callable[[Callable[[str, str], object]], object]
"""Saves the product where it is not yet, and gives its number and row to who asked."""


class PhotoPanel(SidePanel):
    """Ctrl+V or drop adds photos, Ctrl+K the camera, Alt+arrows puts them in order, Del removes the chosen one."""

    changed = Signal()

    def __init__(self, host: PageHost, session: "Session", saved: Saved) -> None:
        super().__init__(T("Photos"), "camera", WIDTH)
        self.host, self.session, self._saved = host, session, saved
        self.product = ""
        self.photos: list[Shown] = []
        self.setAcceptDrops(True)
        self.camera, self.files = (
            Button(T("Camera"), icon="camera", small=True),
            Button(T("Files"), icon="doc", small=True),
        )
        self.camera.clicked.connect(self._shoot)
        self.files.clicked.connect(self._choose)
        top = QHBoxLayout()
        top.addWidget(self.camera)
        top.addWidget(self.files)
        top.addStretch(1)
        self.body.addLayout(top)
        self.row = QListWidget()
        self.row.setFlow(QListWidget.Flow.LeftToRight)
        self.row.setIconSize(QSize(SMALL - 8, SMALL - 8))
        self.row.setFixedHeight(SMALL + 16)
        self.row.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind_text(self.row.setAccessibleName, T("Photos of the product"))
        self.row.currentRowChanged.connect(lambda at: self._show_chosen())
        self.body.addWidget(self.row)
        self._make_chosen()
        self.note = Banner("", "warning")
        self.note.hide()
        self.body.addWidget(self.note)
        for key, do in (
            ("Ctrl+K", self._shoot),
            ("Alt+Left", lambda: self._move(-1)),
            ("Alt+Right", lambda: self._move(1)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        for key, do in (("Del", self._remove), ("Ctrl+V", self._paste)):
            shortcut = QShortcut(QKeySequence(key), self.row)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        lang.changed.connect(self._show_chosen)
        self.show_product("")

    def _make_chosen(self) -> None:
        middle = QHBoxLayout()
        self.large = Label("", 13)
        self.large.setFixedSize(LARGE, LARGE)
        self.large.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self.large, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        self.square, self.white = Button(T("Cut square"), small=True), Button(T("Make the ground white"), small=True)
        self.turn, self.remove = (
            Button(T("Turn"), icon="sync", small=True),
            Button(T("Remove"), icon="trash", small=True),
        )
        self.lighter, self.darker = Button(T("Brighter"), small=True), Button(T("Darker"), small=True)
        from samarth_desktop.documents.photos.prepare import Edit

        for at, (button, edit) in enumerate(
            (
                (self.square, Edit(square=True)),
                (self.white, Edit(white=True)),
                (self.turn, Edit(turns=1)),
                (self.lighter, Edit(brightness=115)),
                (self.darker, Edit(brightness=88)),
            )
        ):
            button.clicked.connect(lambda checked=False, edit=edit: self._mend(edit))
            grid.addWidget(button, at // 2 + 2 if at > 1 else at, at % 2 if at > 1 else 0, 1, 1 if at > 1 else 2)
        self.remove.clicked.connect(self._remove)
        grid.addWidget(self.remove, 4, 1)
        middle.addLayout(grid, 1)
        self.body.addLayout(middle)
        self.checks = [IconLabel("checkc", "", "ok", 14, wrap=True) for _ in range(6)]
        for one in self.checks:
            self.body.addWidget(one)

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_product(self, row: str) -> None:
        """Shows the photos of a product; "" for one that is not saved yet."""
        self.product = row
        if not row:
            self._show([])
            return
        from samarth_desktop.actions.products import photos

        self.host.lanes.store.run(lambda task: photos.shown(self.session, row), self._show, owner=self)

    def _show(self, found: "list[Shown]") -> None:
        at = max(self.row.currentRow(), 0)
        self.photos = found
        self.row.clear()
        for number, one in enumerate(found, 1):
            picture = QPixmap()
            picture.loadFromData(one.thumbnail)
            words = say(T("Photo {n}", n=number) if one.good else T("Photo {n}: look at it", n=number))
            item = QListWidgetItem(QIcon(picture), "")
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.row.addItem(item)
        bad = sum(1 for one in found if not one.good)
        self.head.label.show_text(T("Photos: {n}, at least 3 are good", n=len(found)))
        self.show_count(
            len(found) or 1, Tn("{count} photo", "{count} photos", len(found)), "warning" if bad else "secondary"
        )
        self.row.setCurrentRow(min(at, len(found) - 1))
        self._show_chosen()

    def _chosen(self) -> "Shown | None":
        at = self.row.currentRow()
        return self.photos[at] if 0 <= at < len(self.photos) else None

    def _show_chosen(self) -> None:
        one = self._chosen()
        for button in (self.square, self.white, self.turn, self.lighter, self.darker, self.remove):
            button.setVisible(one is not None)
        self.large.setVisible(one is not None)
        for label, check in zip(self.checks, one.checks if one else (None,) * 6, strict=True):
            label.setVisible(check is not None)
            if check is not None:
                icon, tone = ("checkc", "ok") if check.good else ("warn", "warn")
                label.show_state(icon, _both(check.words, check.figure), tone)
        if one is not None:
            picture = QPixmap()
            picture.loadFromData(one.thumbnail)
            kept = Qt.AspectRatioMode.KeepAspectRatio
            self.large.setPixmap(picture.scaled(LARGE, LARGE, kept, Qt.TransformationMode.SmoothTransformation))
            bind_text(self.large.setAccessibleName, T("Photo {n}", n=self.row.currentRow() + 1))

    # -- adding -------------------------------------------------------------------------------------------------------

    def add_files(self, files: list[Path]) -> None:
        """Takes photos in, after the product has its number."""
        from samarth_desktop.actions.products import photos

        def with_number(number: str, row: str) -> None:
            self.product = row
            self.note.show_state(Tn("Reading {count} photo", "Reading {count} photos", len(files)), "info", "clock")
            self.note.show()
            self.host.lanes.store.run(
                lambda task: photos.add_files(self.session, number, files), self._added, self._failed, owner=self
            )

        if files:
            self._saved(with_number)

    def _added(self, done: "Added") -> None:
        self.note.setVisible(bool(done.refused))
        if done.refused:
            first = done.refused[0]
            self.note.show_state(T("{file} was not taken: {reason}", file=first.file, reason=first.reason), "warning")
        self.show_product(self.product)
        self.changed.emit()

    def _failed(self, error: KnownError) -> None:
        self.note.show_state(error.text, "error")
        self.note.show()

    def _choose(self) -> None:
        kinds = f"{say(T('Files'))} ({' '.join('*' + ending for ending in ENDINGS)})"
        names = QFileDialog.getOpenFileNames(self, say(T("Choose files")), "", kinds)[0]
        self.add_files([Path(name) for name in names])

    def _shoot(self) -> None:
        capture.take(self, self.add_picture, self._failed)

    def _paste(self) -> None:
        picture = QApplication.clipboard().image()
        if not picture.isNull():
            self.add_picture(picture)

    def add_picture(self, picture: QImage) -> None:
        """A picture from the camera or the clipboard."""
        from samarth_desktop.actions.products import photos
        from samarth_desktop.documents.photos.prepare import prepare

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes for the format
        content, name = bytes(buffer.data().data()), say(T("Camera"))

        def with_number(number: str, row: str) -> None:
            self.product = row

            def add(task: Any) -> "Added":
                try:
                    made: Any = prepare(content, name)
                except KnownError as error:
                    made = error.text
                return photos.add(self.session, number, [(name, made)])

            self.host.lanes.store.run(add, self._added, self._failed, owner=self)

        self._saved(with_number)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(Path(url.toLocalFile()).suffix.lower() in ENDINGS for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        self.add_files([file for file in files if file.suffix.lower() in ENDINGS])

    # -- mending ------------------------------------------------------------------------------------------------------

    def _mend(self, edit: Any) -> None:
        from samarth_desktop.actions.products import photos

        self._with_chosen(lambda photo: photos.mend(self.session, photo, edit))

    def _remove(self) -> None:
        from samarth_desktop.actions.products import photos

        self._with_chosen(lambda photo: photos.remove(self.session, photo))

    def _with_chosen(self, work: Callable[[str], object]) -> None:
        one = self._chosen()
        if one is not None:
            row = one.photo.id
            self.host.lanes.store.run(
                lambda task: work(row), lambda done: self.show_product(self.product), self._failed, owner=self
            )

    def _move(self, step: int) -> None:
        from samarth_desktop.actions.products import photos

        at = self.row.currentRow()
        to = at + step
        if not (0 <= at < len(self.photos) and 0 <= to < len(self.photos)):
            return
        rows = [one.photo.id for one in self.photos]
        rows[at], rows[to] = rows[to], rows[at]
        self.row.setCurrentRow(to)
        self.host.lanes.store.run(
            lambda task: photos.arrange(self.session, rows), lambda done: self.show_product(self.product), owner=self
        )


def _both(words: Text, figure: Text) -> Callable[[], str]:
    return lambda: f"{lang.catalog.say(words)} · {lang.catalog.say(figure)}"
