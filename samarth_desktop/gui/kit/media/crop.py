"""The part of a picture that becomes the photo: a frame of 35 to 45 to be moved by mouse or arrows, and made larger."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSceneMouseEvent,
    QGraphicsView,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme import theme
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T

RATIO = 35 / 45
_ROOM, _LEAST = 460, 240  # logical px for the longer side of the picture, in a high window and in a low one
_REST = 260  # what title, words, slider and buttons take of the height of the dialog, and its frame
_STEP = 8
_SMALLEST = 25  # percent of the largest frame
_MOVES = {
    Qt.Key.Key_Left: QPointF(-_STEP, 0),
    Qt.Key.Key_Right: QPointF(_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, -_STEP),
    Qt.Key.Key_Down: QPointF(0, _STEP),
}


class _Frame(QGraphicsRectItem):
    """The frame; it never leaves the picture."""

    def __init__(self, picture: QRectF, shade: QGraphicsPathItem) -> None:
        super().__init__()
        self._picture, self._shade = picture, shade
        self.setFlag(QGraphicsRectItem.GraphicsItemFlag.ItemIsMovable)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setPen(QPen(theme.now().color("turmeric"), 2))

    def place(self, rect: QRectF) -> None:
        """Stands there, or as near to it as the picture allows."""
        room = self._picture
        left = min(max(rect.left(), room.left()), room.right() - rect.width())
        top = min(max(rect.top(), room.top()), room.bottom() - rect.height())
        self.setPos(0, 0)
        self.setRect(QRectF(left, top, rect.width(), rect.height()))
        outside = QPainterPath()
        outside.addRect(room)
        outside.addRect(self.rect())
        self._shade.setPath(outside)

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.place(self.rect().translated(self.pos()))


class _View(QGraphicsView):
    """Arrow keys move the frame."""

    frame: _Frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.frame.place(self.frame.rect().translated(step))


class CropDialog(QDialog):
    """Shows a picture with the frame; ``part()`` is what stands inside it, in dots of the picture."""

    def __init__(self, parent: QWidget, image: QImage) -> None:
        super().__init__(parent)
        self.setModal(True)
        bind_text(self.setWindowTitle, T("Choose the part of the picture"))
        room_for = max(_LEAST, min(_ROOM, parent.window().height() - _REST))
        self._scale = min(1.0, _ROOM / image.width(), room_for / image.height())
        size = (image.size() * self._scale).expandedTo(image.size() * 0)
        picture = QPixmap.fromImage(
            image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        room = QRectF(picture.rect())
        self._tallest = min(room.height(), room.width() / RATIO)
        scene = QGraphicsScene(room, self)
        scene.addPixmap(picture)
        shade = QGraphicsPathItem()
        dark = theme.now().color("on_turmeric")
        dark.setAlphaF(0.55)
        shade.setBrush(dark)
        shade.setPen(QPen(Qt.PenStyle.NoPen))
        scene.addItem(shade)
        self.frame = _Frame(room, shade)
        scene.addItem(self.frame)
        self.view = _View(scene)
        self.view.frame = self.frame
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFixedSize(picture.size())
        for setter in (self.view.setHorizontalScrollBarPolicy, self.view.setVerticalScrollBarPolicy):
            setter(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind_text(self.view.setAccessibleName, T("Picture: arrow keys move the frame"))
        self.size_bar = QSlider(Qt.Orientation.Horizontal)
        self.size_bar.setRange(_SMALLEST, 100)
        self.size_bar.setValue(100)
        bind_text(self.size_bar.setAccessibleName, T("Size of the frame"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(T("Choose the part of the picture"), 18, 600))
        column.addWidget(self.view, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Label(T("Drag the frame over the face. Arrow keys move it too."), 13, 400, "ink2"))
        column.addWidget(Label(T("Size of the frame"), 14, 600))
        column.addWidget(self.size_bar)
        leave = Button(T("Cancel"), key="Esc", bind_key=False)
        take = Button(T("Take this part"), "primary", "check", key="Return")
        column.addLayout(in_row(1, leave, take, gap=12))
        leave.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        self.size_bar.valueChanged.connect(self._resize)
        middle = room.center()
        self.frame.place(QRectF(middle.x() - self._tallest * RATIO / 2, 0, self._tallest * RATIO, self._tallest))
        self.view.setFocus()

    def _resize(self, percent: int) -> None:
        tall = self._tallest * percent / 100
        middle = self.frame.rect().center()
        self.frame.place(QRectF(middle.x() - tall * RATIO / 2, middle.y() - tall / 2, tall * RATIO, tall))

    def part(self) -> QRect:
        """What stands in the frame."""
        rect = self.frame.rect()
        place = (rect.left(), rect.top(), rect.width(), rect.height())
        left, top, width, height = (round(value / self._scale) for value in place)
        return QRect(left, top, width, height)
