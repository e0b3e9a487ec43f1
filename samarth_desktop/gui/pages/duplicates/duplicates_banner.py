"""A strip that says how many people may be here twice, and leads to where that is settled."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.store.duplicates.scan_state import Waiting


class DuplicatesBanner(Banner):
    """Hidden as long as nobody waits. With `came` it tells only of those who came from other laptops."""

    def __init__(self, host: PageHost, came: bool = False) -> None:
        super().__init__("", "info", "person")
        self._came = came
        self.look = Button(T("Look at them"), small=True, end_icon="arrow")
        self.look.clicked.connect(lambda: host.go("duplicates", again=True))
        self.row.addWidget(self.look)
        self.hide()

    def show_waiting(self, waiting: "Waiting") -> None:
        """What is known now."""
        count = waiting.came if self._came else waiting.people
        came = Tn(
            "{count} person who came may be registered here already.",
            "{count} people who came may be registered here already.",
            count,
        )
        every = Tn("{count} person may be registered twice.", "{count} people may be registered twice.", count)
        self.show_state(came if self._came else every, "info", "person")
        self.setVisible(count > 0)
