"""Starting the office's window: dressed as the program, with lanes of its own."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app import single
from samarth_desktop.gui.background import crash_reporter
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.office.hub_process import HubProcess
from samarth_desktop.gui.office.office_window import OfficeWindow
from samarth_desktop.gui.theme import icons, language, preferences, theme


def run(folder: Path, port: int | None) -> int:
    """Opens the window on the hub of `folder`; gives the exit code. `port` is kept where given."""
    held = single.hold(single.OFFICE)
    chosen = preferences.load()
    app = QApplication(sys.argv)
    app.setApplicationName("samarth-office")
    app.setDesktopFileName("samarth-office")
    theme.look.start(app, chosen.theme)
    language.lang.start(app, chosen.language or "hi")
    app.setWindowIcon(icons.app_icon())
    crash_reporter.install()
    hub = HubProcess(folder, language.lang.code)
    work = lanes()
    not_kept = _keep_port(hub, port)
    window = OfficeWindow(hub, work)
    language.lang.changed.connect(_keep_language)
    window.show_at_start()
    if not_kept is not None:
        window.show_trouble(not_kept)
    window.begin()
    code = app.exec()
    work.close()
    del held
    return code


def _keep_port(hub: HubProcess, port: int | None) -> KnownError | None:
    """Keeps a port that was given; what stood in the way, None where nothing did."""
    try:
        if port is not None:
            hub.keep_port(port)
    except KnownError as error:
        return error
    return None


def _keep_language() -> None:
    preferences.save(language=language.lang.code)
