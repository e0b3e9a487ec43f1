"""A strip that says how many names a person should look at, and leads there."""

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.i18n import T, Tn


class NamesBanner(Banner):
    """Hidden as long as no name waits."""

    def __init__(self, host: PageHost) -> None:
        super().__init__("", "warning", "warn")
        self.look = Button(T("Look at these names"), small=True, end_icon="arrow")
        self.look.clicked.connect(lambda: host.go("names"))
        self.row.addWidget(self.look)
        self.hide()

    def show_waiting(self, count: int) -> None:
        """What is known now."""
        text = Tn(
            "{count} name may be wrong: it would stand so on the certificate.",
            "{count} names may be wrong: they would stand so on the certificates.",
            count,
        )
        self.show_state(text, "warning", "warn")
        self.setVisible(count > 0)
