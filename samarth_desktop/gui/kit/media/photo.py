"""The photo of a person: from a file or the camera, cut to 35 x 45 mm and at most 150 KB, off the window's thread."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.kit.media import capture
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import bind_text, say
from samarth_desktop.i18n import T

WIDE, TALL = 490, 630  # 35 x 45 mm at 355 dpi
MOST_BYTES = 150_000
_LONGEST_SIDE = 2000  # what a camera gives beyond it is dropped while reading


def portrait(image: QImage, part: QRect | None = None) -> bytes:
    """A JPEG of 35:45: the `part` that somebody chose, else the middle and rather the upper part of the picture.
    KnownError: it cannot be made small enough."""
    width, height = image.width(), image.height()
    if part is not None:
        part = part.intersected(image.rect())
    elif width * TALL > height * WIDE:
        cut = round(height * WIDE / TALL)
        part = QRect((width - cut) // 2, 0, cut, height)
    else:
        cut = round(width * TALL / WIDE)
        part = QRect(0, (height - cut) // 3, width, cut)
    size = QSize(WIDE, TALL)
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.copy(part).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    scaled = scaled.convertToFormat(QImage.Format.Format_RGB888)
    for quality in (88, 80, 70, 60, 45, 30):
        packed = to_jpeg(scaled, quality)
        if len(packed) <= MOST_BYTES:
            return packed
    raise KnownError(T("This picture cannot be made small enough. Take another one."))


def read_picture(path: Path) -> QImage:
    """A picture from a file, upright, at most 2000 pixels long. KnownError: no picture."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _LONGEST_SIDE:
        reader.setScaledSize(size.scaled(_LONGEST_SIDE, _LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise KnownError(T("{name} is no picture that can be read. Choose a JPEG or PNG file.", name=path.name))
    return image


def to_jpeg(image: QImage, quality: int) -> bytes:
    """The picture as a JPEG of a quality from 0 to 100."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]  # the stubs want bytes for the format
    buffer.close()
    return bytes(array.data())


class Frame(QWidget):
    """The picture, or where it will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self.setFixedSize(112, 144)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        if self.picture.isNull():
            paint.box(painter, rect, 6, "field", "ctl")
            icons.draw(painter, "person", "ink2", (rect.width() - 48) / 2, (rect.height() - 48) / 2, 48)
        else:
            path = QPainterPath()
            path.addRoundedRect(rect, 6, 6)
            painter.setClipPath(path)
            painter.drawPixmap(rect, self.picture, QRectF(self.picture.rect()))
        painter.end()


class PhotoEditor(QWidget):
    """Frame and buttons. `taken` carries the finished JPEG, `removed` tells that there is to be none; a file may be
    dropped here, too. `lane` does the cutting.

    The whole picture is kept while its person is in front, so that turning and cutting lose nothing.
    """

    taken = Signal(bytes)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane: Lane | None = None
        self._whole = QImage()
        self._turn = 0  # of two answers the later one counts, and none of the person before
        self.setAcceptDrops(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        whole.addLayout(row)
        self.frame = Frame()
        row.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(Label(T("Photo"), 14, 600))
        self.camera = Button(T("Camera"), icon="camera", small=True)
        self.file = Button(T("From a file"), icon="doc", small=True)
        self.camera.clicked.connect(self._shoot)
        self.file.clicked.connect(self._choose)
        self.note = Label("", 13, 400, "ink2", wrap=True)
        self.note.setFixedWidth(150)
        self.turn = Button(T("Turn"), "link", small=True)
        self.cut = Button(T("Cut out"), "link", small=True)
        self.remove = Button(T("Remove"), "link", small=True)
        changes = QHBoxLayout()
        changes.setSpacing(12)
        whole.addLayout(changes)
        whole.addStretch(1)
        for button, words, do in (
            (self.turn, T("Turn the photo to the right"), self._turn_right),
            (self.cut, T("Choose the part of the photo"), self._cut_out),
            (self.remove, T("Remove the photo"), self._remove),
        ):
            bind_text(button.setAccessibleName, words)
            button.clicked.connect(do)
            changes.addWidget(button)
        changes.addStretch(1)
        for widget in (self.camera, self.file, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        row.addLayout(column)
        bind_text(self.frame.setAccessibleName, T("Photo"))
        self.show_photo(None)

    def show_note(self, text: object, tone: str = "ink2") -> None:
        """A sentence beside the picture."""
        from samarth_desktop.i18n import Text

        self.note.tone(tone)
        self.note.show_text(text if isinstance(text, Text) else str(text))

    def show_photo(self, jpeg: bytes | None) -> None:
        """Shows a person's picture, or the empty frame; nothing of the person before stays."""
        self._turn += 1
        self._whole = QImage.fromData(jpeg) if jpeg else QImage()
        self._show(jpeg)

    def _show(self, jpeg: bytes | None) -> None:
        self.frame.picture = QPixmap()
        if jpeg:
            self.frame.picture.loadFromData(jpeg, "JPEG")
        self.frame.update()
        there = not self.frame.picture.isNull()
        for button in (self.turn, self.cut, self.remove):
            button.setVisible(there)
        if jpeg:
            self.show_note(T("{n} KB", n=round(len(jpeg) / 1000)))
        else:
            self.show_note(T("Face from the front, light from before"))

    def take(self, source: Path | QImage, part: QRect | None = None) -> None:
        """Cuts a picture in the lane and shows it; `part` is what somebody chose of it."""
        if self.lane is None:
            return
        self._turn += 1
        turn = self._turn

        def work(task: object) -> tuple[QImage, bytes]:
            whole = source if isinstance(source, QImage) else read_picture(source)
            return whole, portrait(whole, part)

        def done(made: tuple[QImage, bytes]) -> None:
            if turn == self._turn:
                self._whole, jpeg = made
                self._show(jpeg)
                self.taken.emit(jpeg)

        def failed(error: KnownError) -> None:
            if turn == self._turn:
                self._failed(error)

        self.lane.run(work, done, failed, owner=self)

    def _turn_right(self) -> None:
        self.take(self._whole.transformed(QTransform().rotate(90)))

    def _cut_out(self) -> None:
        from samarth_desktop.gui.kit.media.crop import CropDialog

        dialog = CropDialog(self.window(), self._whole)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = self._whole
        dialog.accepted.connect(lambda: self.take(whole, dialog.part()))
        dialog.open()

    def _remove(self) -> None:
        self.show_photo(None)
        self.removed.emit()

    def _failed(self, error: KnownError) -> None:
        self.show_note(error.text, "err")

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, say(T("Choose a photo")), "", say(T("Pictures")) + " (*.jpg *.jpeg *.png *.bmp *.webp)"
        )
        if name:
            self.take(Path(name))

    def _shoot(self) -> None:
        capture.take(self, self.take, self._failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.take(Path(urls[0].toLocalFile()))
