"""A picture by the camera, where there is one; else the sentence why not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    Shoot = Callable[[QWidget], QImage | None]


def take(parent: QWidget, taken: Callable[[QImage], object], failed: Callable[[KnownError], object]) -> None:
    """Opens the camera's window; `taken` gets the picture unless somebody cancelled, `failed` why there is none."""
    shoot: Shoot
    try:
        from samarth_desktop.gui.kit.media.camera import shoot
    except ImportError:  # a Linux without the sound libraries that Qt's cameras need
        failed(KnownError(T("This laptop has no camera that can be used. Choose a file.")))
        return
    try:
        picture = shoot(parent)
    except KnownError as error:
        failed(error)
        return
    if picture is not None:
        taken(picture)
