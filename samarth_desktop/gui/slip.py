"""The slip that a person takes home at once, through the system's print dialog."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.language import lang
from samarth_desktop.gui.shell import Shell

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk


def print_slip(parent: QWidget, shell: Shell, desk: "Desk", row: str) -> None:
    """Draws the slip of a person or group (row id) beside the window's work, then asks for a printer."""
    from samarth_desktop.actions import papers
    from samarth_desktop.gui import pdf

    language = lang.code
    shell.lanes.store.run(
        lambda task: papers.slip(desk, row, language),
        lambda content: pdf.print_pdf(parent, "slip", content),
        owner=parent,
    )
