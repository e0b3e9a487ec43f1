"""Choosing the maker of a product: a registered person or a group."""

from PySide6.QtWidgets import QWidget

from samarth_desktop.actions import search
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.forms.person_picker import PersonPicker
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T
from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.search.finder import Hit

_LOOKED_AT = 30


class MakerPicker(PersonPicker):
    """`chosen` carries the person or group."""

    def __init__(self, host: PageHost, session: Session, parent: QWidget) -> None:
        super().__init__(host, session, "", parent)
        bind_text(self.setWindowTitle, T("Whose work is it?"))
        self.take_button.show_text(T("Take this maker"))

    def who_fits(self, text: str) -> list[Hit]:
        """People and groups, best first."""
        return [one for one in search.search(self._session, text, "all", _LOOKED_AT) if one.summary.kind in HOLDERS]
