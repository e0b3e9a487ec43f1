"""SHGs: every Self-Help Group on this laptop."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.lists.page import ListPage
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line


class GroupsPage(ListPage):
    """The list of groups."""

    KIND = "shg"
    KINDS = "shgs"
    FORM = "shg-form"
    TITLE = T("SHGs")
    NEW = T("Register SHG")
    ABOUT = T("Members")
    WIDTHS = (0, 100, 84, 198, 98, 40)

    def about(self, line: "Line") -> Cell:
        return Cell(lang.catalog.number(line.members) if line.members else "")
