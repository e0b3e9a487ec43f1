"""Settings: window, people on this laptop, passphrase and recovery key, backup, this laptop."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import surface
from samarth_desktop.gui.kit.surfaces.frame import PageHead, TabBar
from samarth_desktop.gui.pages.settings.settings_keys import KeysPart
from samarth_desktop.gui.pages.settings.settings_parts import BackupPart, LaptopPart, Part, PeoplePart, WindowPart
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.device.device import DeviceInfo
    from samarth_desktop.actions.session import Session

PARTS = ("window", "people", "keys", "backup", "laptop")


class SettingsPage(Page):
    """Five parts behind tabs. `changed` gets the session when another person sits down."""

    def __init__(self, host: PageHost, session: "Session", changed: Callable[["Session"], object]) -> None:
        super().__init__(host)
        self.host, self.session = host, session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = surface("head")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(24, 12, 24, 0)
        inside.setSpacing(6)
        head_line = PageHead(T("Settings"))
        places = Button(T("Places"), icon="place", small=True)
        places.clicked.connect(lambda: host.go("places"))
        head_line.add_right(places)
        inside.addWidget(head_line)
        names = (T("Window"), T("People on this laptop"), T("Passphrase and key"), T("Backup"), T("This laptop"))
        self.tabs = TabBar(names)
        self.tabs.chosen.connect(self.show_part)
        inside.addWidget(self.tabs)
        column.addWidget(head)
        self.parts: tuple[Part, ...] = (
            WindowPart(host, session),
            PeoplePart(host, session, changed),
            KeysPart(host, session),
            BackupPart(host, session),
            LaptopPart(host, session, changed),
        )
        self.stack = QStackedWidget()
        for part in self.parts:
            part.done.connect(self._read)
            self.stack.addWidget(part)
        column.addWidget(self.stack, 1)

    def show_part(self, number: int) -> None:
        """Brings a part to the front."""
        self.tabs.show_steps(number)
        self.stack.setCurrentIndex(number)

    def shown(self, **args: object) -> None:
        part = args.get("part")
        if part in PARTS:
            self.show_part(PARTS.index(str(part)))
        self._read()

    def _read(self) -> None:
        from samarth_desktop.actions.device import device

        self.host.lanes.store.run(lambda task: device.device_info(self.session), then=self.fill, owner=self)

    def fill(self, found: "DeviceInfo") -> None:
        """Shows what is known of the laptop."""
        for part in self.parts:
            part.fill(found)
