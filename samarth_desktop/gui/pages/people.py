"""People: everybody who is registered on this laptop."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.lists.columns import programme_cell
from samarth_desktop.gui.lists.page import ListPage
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line


class PeoplePage(ListPage):
    """The list of people."""

    KIND = "artisan"
    KINDS = "artisans"
    FORM = "artisan-form"
    TITLE = T("People")
    NEW = T("Register artisan")
    ABOUT = T("Programme")
    WIDTHS = (0, 96, 104, 198, 98, 40)

    def about(self, line: "Line") -> Cell:
        return programme_cell(line)
