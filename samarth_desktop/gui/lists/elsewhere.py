"""What a search finds in the other list: groups while people are shown, people while groups are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.i18n import Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

_OTHER = {"artisan": ("shg", "shgs", "group"), "shg": ("artisan", "people", "person")}


class FoundElsewhere(Button):
    """A link that says how many the other list has for the words that are looked for, and leads there."""

    def __init__(self, host: PageHost, session: "Session", kind: str, pages: Sequence[str]) -> None:
        sought, page, icon = _OTHER.get(kind, ("", "", "search"))
        super().__init__("", "link", icon, small=True, end_icon="arrow")
        self._sought, self._page = (sought if page in pages else ""), page
        self._host, self._session, self._text = host, session, ""
        self.clicked.connect(lambda: self._host.go(self._page, text=self._text))
        self.hide()

    def look(self, text: str) -> None:
        """Asks for what fits these words; "" asks nothing, nor does a list that has no other."""
        from samarth_desktop.actions import listing

        self._text = text
        self.hide()
        if text and self._sought:
            self._host.lanes.store.run(
                lambda task: (text, listing.found_elsewhere(self._session, text, self._sought)), self._show, owner=self
            )

    def _show(self, found: tuple[str, int]) -> None:
        text, count = found
        if text != self._text or not count:
            return
        if self._sought == "shg":
            self.show_text(Tn("{count} SHG with this name or member", "{count} SHGs with this name or member", count))
        else:
            self.show_text(Tn("{count} person is found", "{count} people are found", count))
        self.show()
