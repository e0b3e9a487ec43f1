"""Takes one picture with the laptop's camera. Imported at the first use: Qt's multimedia is heavy."""

from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QCamera, QImageCapture, QMediaCaptureSession, QMediaDevices
from PySide6.QtMultimediaWidgets import QVideoWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.activity import activity
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T


class _Shot(QDialog):
    """The camera's picture and a button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture: QImage | None = None
        bind_text(self.setWindowTitle, T("Photo"))
        self.resize(560, 520)
        column = QVBoxLayout(self)
        view = QVideoWidget()
        column.addWidget(view, 1)
        row = QHBoxLayout()
        cancel = Button(T("Cancel"))
        take = Button(T("Take the photo"), "primary", "camera", key="Return")
        row.addWidget(cancel)
        row.addStretch(1)
        row.addWidget(take)
        column.addLayout(row)
        self._camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        self._capture = QImageCapture(self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setImageCapture(self._capture)
        self._session.setVideoOutput(view)
        self._capture.imageCaptured.connect(self._taken)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(lambda: self._capture.capture())
        self.finished.connect(lambda result: self._camera.stop())
        self._camera.start()

    def _taken(self, number: int, image: QImage) -> None:
        activity.note()
        self.picture = image
        self.accept()


def shoot(parent: QWidget) -> QImage | None:
    """The picture, None when somebody cancelled. Raises KnownError without a camera."""
    if not QMediaDevices.videoInputs():
        raise KnownError(T("No camera was found on this laptop. Choose a file."))
    dialog = _Shot(parent)
    dialog.exec()
    return dialog.picture
