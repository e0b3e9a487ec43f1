"""The slip with name and registration number that a person takes home at once."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.certificates import certificate_register
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.theme.language import lang

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.kinds.holder import Holder


def print_slip(parent: QWidget, lanes: Lanes, session: "Session", holder: "Holder") -> None:
    """Draws the slip off the window's thread, then asks for a printer."""
    language = lang.code
    lanes.store.run(
        lambda task: certificate_register.slip(session, holder.id, language),
        lambda content: pdf.print_pdf(parent, lanes.background, holder.registration, content, lambda count: None),
        owner=parent,
    )
