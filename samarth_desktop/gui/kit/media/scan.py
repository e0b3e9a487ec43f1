"""The photo or PDF of a paper: taken from a file, shown as kept, seen large, removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QTransform
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.media.photo import MOST_BYTES, read_picture, to_jpeg
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T, Text

MOST_PDF_BYTES = 2_000_000
_PDF = b"%PDF-"
_SIDES = (1600, 1200, 900)  # pixels: A4 at 140 dpi and less, still to be read


def packed(path: Path | QImage) -> bytes:
    """A picture as a JPEG of at most 150 KB, a PDF as it is. KnownError: neither of them, or too large."""
    if isinstance(path, QImage):
        return _picture(path)
    try:
        with path.open("rb") as file:
            head = file.read(MOST_PDF_BYTES + 1) if file.read(len(_PDF)) == _PDF else b""
    except OSError as error:
        raise KnownError(T("{name} cannot be read. Choose another file.", name=path.name)) from error
    return _pdf(path, _PDF + head) if head else _picture(read_picture(path))


def _pdf(path: Path, content: bytes) -> bytes:
    from samarth_desktop.gui.kit.media.pdf import Pages

    if len(content) > MOST_PDF_BYTES:
        raise KnownError(T("{name} is larger than 2 MB. Take a photo of the paper instead.", name=path.name))
    pages = Pages(content)
    count = pages.count
    pages.close()
    if not count:
        raise KnownError(T("{name} is damaged or locked with a password. Choose another file.", name=path.name))
    return content


def _picture(image: QImage) -> bytes:
    for side in _SIDES:
        for quality in (82, 70, 55, 40):
            jpeg = to_jpeg(_within(image, side), quality)
            if len(jpeg) <= MOST_BYTES:
                return jpeg
    raise KnownError(T("This picture cannot be made small enough. Take another one."))


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) > side:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(QSize(side, side), keep, smooth)
    flat = QImage(image.size(), QImage.Format.Format_RGB888)
    flat.fill(Qt.GlobalColor.white)  # what is clear in a PNG would turn black
    from PySide6.QtGui import QPainter

    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


class ScanEditor(QWidget):
    """`chosen` carries a file; `wanted` asks to see what is kept, `removed` to let it go."""

    chosen = Signal(object)
    wanted = Signal()
    removed = Signal()

    def __init__(self, paper: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.add = Button(T("Photo or PDF"), icon="doc", small=True)
        self.kept = IconLabel("check", T("Kept"), "ok", 14)
        self.see = Button(T("See"), "link", small=True)
        self.remove = Button(T("Remove"), "link", small=True)
        for widget in (self.add, self.kept, self.see, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        self.add.clicked.connect(self._choose)
        self.see.clicked.connect(self.wanted)
        self.remove.clicked.connect(self.removed)
        for button, words in (
            (self.add, T("Photo or PDF: {paper}", paper=paper)),
            (self.see, T("See the photo or PDF: {paper}", paper=paper)),
            (self.remove, T("Remove the photo or PDF: {paper}", paper=paper)),
        ):
            bind_text(button.setAccessibleName, words)
        self.show_kept(False)

    def show_kept(self, kept: bool) -> None:
        """Whether a scan is there."""
        self.add.setVisible(not kept)
        for widget in (self.kept, self.see, self.remove):
            widget.setVisible(kept)

    def _choose(self) -> None:
        endings = " (*.jpg *.jpeg *.png *.bmp *.webp *.pdf)"
        name, _ = QFileDialog.getOpenFileName(self, say(T("Choose a photo or PDF")), "", say(T("Pictures")) + endings)
        if name:
            self.chosen.emit(Path(name))


def see(
    parent: QWidget, title: LocalizedText, content: bytes, turned: Callable[[QImage], object] | None = None
) -> QDialog:
    """Opens a scan large, in a window above the work. A picture can be turned there: `turned` gets it at the end."""
    if content.startswith(_PDF):
        from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog

        view: QDialog = PreviewDialog(parent, title, content)
    else:
        view = _LargePicture(parent, title, content, turned)
    view.open()
    return view


class _LargePicture(QDialog):
    """A picture as large as fits; Esc closes."""

    def __init__(
        self, parent: QWidget, title: LocalizedText, content: bytes, turned: Callable[[QImage], object] | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, title)
        self._image, self._turns = QImage.fromData(content), 0
        self._room = parent.window().size() * 0.8
        self._shown = QLabel()
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind_text(self._shown.setAccessibleName, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._shown, 1)
        self.turn, close = Button(T("Turn"), icon="sync"), Button(T("Close"), key="Escape")
        self.turn.clicked.connect(self._turn)
        self.turn.setVisible(turned is not None)
        close.clicked.connect(self.accept)
        column.addLayout(in_row(self.turn, 1, close))
        if turned is not None:
            self.finished.connect(lambda result: turned(self._image) if self._turns % 4 else None)
        self._show()

    def _turn(self) -> None:
        self._turns += 1
        self._image = self._image.transformed(QTransform().rotate(90))
        self._show()

    def _show(self) -> None:
        picture = QPixmap.fromImage(self._image)
        if picture.width() > self._room.width() or picture.height() > self._room.height():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(self._room, keep, smooth)
        self._shown.setPixmap(picture)
