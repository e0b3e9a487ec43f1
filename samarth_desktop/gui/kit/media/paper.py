"""A paper from the window: made beside the work, seen, printed or kept as a PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T, Text

Make = Callable[[], bytes]


def show(page: QWidget, host: PageHost, title: Text, make: Make) -> None:
    """Makes a paper in the background and shows it with Print and Save as PDF."""

    def ready(content: bytes) -> None:
        from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog

        view = PreviewDialog(page, title, content)
        keep, print_ = Button(T("Save as PDF"), icon="down"), Button(T("Print"), "primary", "print", key="Ctrl+P")
        keep.clicked.connect(lambda: _keep(view, title, content))
        print_.clicked.connect(lambda: _print(view, host, title, content))
        view.buttons.insertWidget(0, keep)
        view.buttons.insertWidget(1, print_)
        view.open()

    host.lanes.background.run(lambda task: make(), ready, lambda error: host.notice("warning", error.text), owner=page)


def _keep(page: QWidget, title: Text, content: bytes) -> None:
    name, _ = QFileDialog.getSaveFileName(page, say(title), f"{say(title)}.pdf", "PDF (*.pdf)")
    if name:
        from samarth_desktop.actions.workshops import papers

        papers.keep(content, Path(name))


def _print(page: QWidget, host: PageHost, title: Text, content: bytes) -> None:
    from samarth_desktop.gui.kit.media import pdf

    pages = pdf.Pages(content)
    printer = pdf.ask_printer(page, say(title), pages)
    if printer is not None:
        pdf.draw(printer, pages, range(pages.count))
    pages.close()
