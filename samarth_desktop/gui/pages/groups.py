"""SHGs: every Self-Help Group on this laptop."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.language import lang
from samarth_desktop.gui.pages.lists.page import ListPage
from samarth_desktop.gui.pages.people import certificate_cell, name_cell, stage_cell, unsent_cell
from samarth_desktop.gui.widgets.tables import Cell
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line


class GroupsPage(ListPage):
    """The list of groups."""

    KIND = "shg"
    KINDS = "shgs"
    FORM = "shg-form"
    TITLE = T("SHGs")
    NEW = T("Register SHG")
    HEADS = (T("Name"), T("Village"), T("Members"), T("Stage"), T("Certificate"), Text(""))
    WIDTHS = (0, 100, 84, 198, 98, 40)
    SLIM = (2, 4)

    def cell(self, line: "Line", column: int) -> Cell:
        match column:
            case 0:
                return name_cell(line)
            case 1:
                return Cell(line.card.village)
            case 2:
                return Cell(lang.catalog.number(line.members) if line.members else "")
            case 3:
                return stage_cell(line)
            case 4:
                return certificate_cell(line)
            case _:
                return unsent_cell(line)
