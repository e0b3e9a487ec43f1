"""The installed program looks at itself: its parts of Qt, a certificate drawn and read, a folder, the devices.

For builds and for support on the telephone: what a packer left out shows here and not in front of a queue of people.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from samarth_desktop import __built__, typefaces
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.theme import language, theme
from samarth_desktop.i18n import LANGUAGES, T, catalog
from samarth_desktop.logs import redacted

QT_MODULES = (
    "QtCore",
    "QtGui",
    "QtWidgets",
    "QtSvg",
    "QtPdf",
    "QtPdfWidgets",
    "QtPrintSupport",
    "QtMultimedia",
    "QtMultimediaWidgets",
    "QtNetwork",
)
"""Every part of Qt that a module of the window imports; a test compares."""
_WORDS = "neem peela zaidpur kheer"  # of a folder that is gone a second later


def run() -> int:
    """Prints one line a part, ``ok`` or ``FAILED`` with the reason; 1 where one fails, else 0."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY") and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = False
    for name, part in _parts():
        try:
            said = part()
        except Exception as error:
            failed = True
            said = f"FAILED {error.text.id if isinstance(error, KnownError) else redacted(error).splitlines()[0]}"
        else:
            said = f"ok {said}".rstrip()
        sys.stdout.write(f"{name}: {said}\n")
        sys.stdout.flush()
    return int(failed)


def application() -> QApplication:
    """The one application of this process, dressed as the window's."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        theme.look.start(app, "light")
        language.lang.start(app, "hi")
    return app


def _parts() -> Iterator[tuple[str, Callable[[], str]]]:
    for name in QT_MODULES:
        yield f"qt {name}", lambda name=name: _import(name)  # type: ignore[misc]  # mypy cannot infer the default
    yield "faces", _faces
    yield "words", _words
    yield "window", _window
    yield "certificate", _certificate
    yield "folder", _folder
    yield "camera", _cameras
    yield "printers", _printers


def _import(name: str) -> str:
    importlib.import_module(f"PySide6.{name}")
    return ""


def _faces() -> str:
    return ", ".join(file.name for file in typefaces.cut_all())


def _words() -> str:
    """Every language has its catalog."""
    for spoken in LANGUAGES:
        catalog(spoken)
    if catalog("hi").say(T("Settings")) == catalog("en").say(T("Settings")):
        raise RuntimeError("the Hindi catalog is missing")
    return ", ".join(LANGUAGES)


def _window() -> str:
    """The bare window is built and drawn."""
    from samarth_desktop.gui.app.main_window import MainWindow
    from samarth_desktop.gui.background.tasks import lanes

    app = application()
    window = MainWindow(lanes())
    image = window.grab().toImage()
    window.close()
    app.processEvents()
    if image.isNull():
        raise RuntimeError("nothing was drawn")
    return f"{image.width()}x{image.height()} {app.platformName()}"


def _certificate() -> str:
    """A sample certificate as PDF; Qt draws its page as the preview does, and its seal is read from the picture."""
    from samarth_desktop.actions.certificates import verifying
    from samarth_desktop.actions.device import demo
    from samarth_desktop.gui.kit.media.pdf import Pages

    application()
    with tempfile.TemporaryDirectory(prefix="samarth-selftest-") as scratch:
        made = demo.run(Path(scratch), None, None, "hi", date.fromisoformat(__built__))
        file = made.certificates[0]
        pages = Pages(file.read_bytes())  # not by its path: Windows gives back no file that Qt has open
        if not pages.count:
            raise RuntimeError("the preview cannot open the certificate")
        picture = pages.image(0, 1800)
        pages.close()
        drawn = Path(scratch) / "page.png"
        if picture.isNull() or not picture.save(str(drawn)):
            raise RuntimeError("the preview draws nothing")
        for looked_at in (file, drawn):
            verdict = verifying.verify_file(looked_at)
            if not verdict.serial:
                raise RuntimeError(f"the seal cannot be read: {verdict.reason}")
    return verdict.serial


def _folder() -> str:
    """An encrypted folder is made, locked and opened."""
    from samarth_desktop.actions.device import opening

    with tempfile.TemporaryDirectory(prefix="samarth-selftest-") as scratch:
        folder = Path(scratch) / "data"
        session, _ = opening.set_up(folder, _WORDS)
        session.store.close()
        opening.open_with_passphrase(folder, _WORDS).store.close()
    return ""


def _cameras() -> str:
    from PySide6.QtMultimedia import QMediaDevices, QMediaFormat

    application()
    if not QMediaFormat().supportedVideoCodecs(QMediaFormat.ConversionMode.Decode):
        raise RuntimeError("Qt's part that talks to cameras is missing")
    return f"{len(QMediaDevices.videoInputs())} found"


def _printers() -> str:
    from PySide6.QtPrintSupport import QPrinterInfo

    application()
    return f"{len(QPrinterInfo.availablePrinterNames())} found"
