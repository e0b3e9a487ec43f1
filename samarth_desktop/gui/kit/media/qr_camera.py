"""Reads QR codes from the laptop's camera all the time. Imported at the first use: Qt's multimedia is heavy."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoFrame, QVideoSink

from samarth_desktop.gui.background.activity import activity
from samarth_desktop.gui.kit.media.qr_frames import Frames


class QrCamera(QObject):
    """The default camera. `seen` brings the text of each code once while it is held up, `picture` what it sees."""

    seen = Signal(str)
    picture = Signal(QPixmap)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._frames = Frames(lambda text: self.seen.emit(text))
        self._camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        self._sink = QVideoSink(self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._frame)
        self._camera.start()

    def stop(self) -> None:
        """Switches it off."""
        self._camera.stop()

    def _frame(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if image.isNull():
            return
        activity.note()
        self.picture.emit(QPixmap.fromImage(image.scaledToWidth(320, Qt.TransformationMode.FastTransformation)))
        self._frames.take(image)


def find(parent: QObject) -> QrCamera | None:
    """The camera, None where this laptop has none."""
    return QrCamera(parent) if QMediaDevices.videoInputs() else None
