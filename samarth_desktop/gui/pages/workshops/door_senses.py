"""What the door sees and sounds like: the camera while the page is in front, and the tones of its answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Signal

from samarth_desktop.gui.pages.workshops.door_side import CameraView

if TYPE_CHECKING:
    from samarth_desktop.gui.kit.media.qr_camera import QrCamera
    from samarth_desktop.gui.kit.media.tones import Tones


class Senses(QObject):
    """`seen` brings the text of a code that is held before the camera. Sounds can be switched off."""

    seen = Signal(str)

    def __init__(self, view: CameraView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._camera: QrCamera | None = None
        self._tones: Tones | None = None
        self.sound = True

    def look(self) -> None:
        """Switches the camera on, where there is one and it is not on."""
        if self._camera is not None:
            return
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # it lists every library that this laptop has not
        try:
            from samarth_desktop.gui.kit.media import qr_camera
        except ImportError:  # a Linux without the sound libraries that Qt's cameras need
            self._view.show_none()
            return
        self._camera = qr_camera.find(self)
        if self._camera is None:
            self._view.show_none()
            return
        self._camera.seen.connect(self.seen)
        self._camera.picture.connect(self._view.show_picture)

    def rest(self) -> None:
        """Switches the camera off."""
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None
            self._view.show_none()

    def play(self, name: str) -> None:
        """Plays ``high``, ``two`` or ``low``."""
        from samarth_desktop.gui.kit.media.tones import Tones

        if self.sound:
            self._tones = self._tones or Tones(self)
            self._tones.play(name)
