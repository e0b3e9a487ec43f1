"""The papers of a workshop from the window."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.media.paper import show
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


def badges(page: QWidget, host: PageHost, session: "Session", workshop: str, start: int = 1) -> None:
    """The badges of everybody, from a place of a part-used sheet."""
    from samarth_desktop.actions.workshops import papers

    show(page, host, T("Badges"), lambda: papers.badges(session, workshop, start).content)


def sheet(page: QWidget, host: PageHost, session: "Session", workshop: str) -> None:
    """The attendance sheet."""
    from samarth_desktop.actions.workshops import papers

    show(page, host, T("Attendance sheet"), lambda: papers.sheet(session, workshop).content)


def forms(page: QWidget, host: PageHost, session: "Session", workshop: str, count: int) -> None:
    """So many registration forms with numbers of their own."""
    from samarth_desktop.actions.workshops import papers

    show(page, host, T("Registration form"), lambda: papers.forms(session, workshop, count).content)


def badge(page: QWidget, host: PageHost, session: "Session", workshop: str, participant: str) -> None:
    """One badge, of its own size, for a label printer."""
    from samarth_desktop.actions.workshops import papers

    show(page, host, T("Badge"), lambda: papers.badges(session, workshop, only=participant, label=True).content)


def report(page: QWidget, host: PageHost, session: "Session", workshop: str, language: str) -> None:
    """The funder's report."""
    from samarth_desktop.actions.workshops import report_page, reporting

    def make() -> bytes:
        return report_page.render(session, reporting.figures(session, workshop), language)

    show(page, host, T("Workshop report"), make)
