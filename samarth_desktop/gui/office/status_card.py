"""Whether the hub serves and where, with the buttons that start and stop it."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.gui.kit.inputs.fields import NumberBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, in_row
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.office import hub_process
from samarth_desktop.gui.office.hub_process import HubProcess
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T

_SIGNS = {"on": ("checkc", "ok"), "off": ("offline", "ink2"), "busy": ("clock", "ink")}


class StatusCard(Card):
    """``start`` and ``stop`` are connected by the window; one of them is there at a time."""

    def __init__(self, hub: HubProcess) -> None:
        super().__init__()
        self._address = ""
        self.state = IconLabel("clock", "", "ink", 18, 600, wrap=True, icon_size=22)
        self.address = Label("", 22, 700)
        self.address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = Button(T("Copy the address"), "link", "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._address))
        self.page = Button(T("Open the office page"), "link", "globe")
        self.page.clicked.connect(self._open_page)
        self.folder = Label(T("Data folder: {folder}", folder=str(hub.folder)), 13, 400, "ink2", wrap=True)
        self.start = Button(T("Start the hub"), "primary", "online", key="Ctrl+Return")
        self.stop = Button(T("Stop the hub"))
        self.port = NumberBox(most=65535)
        self.port.set_value(hub.port)
        self.port.setMaximumWidth(120)
        self._port = LabelledEditor(T("Port"), self.port, hint=T("another one, where this is taken"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.state)
        left.addWidget(self.address)
        left.addLayout(in_row(self.copy, self.page, 1))
        left.addWidget(self._port)
        left.addWidget(self.folder)
        row = Columns(600, 16)
        row.addLayout(left, 1)
        row.addLayout(in_row(self.start, self.stop))
        self.body.addLayout(row)

    def show_state(self, state: str, text: LocalizedText, address: str) -> None:
        """``on`` with the address, ``off``, or ``busy`` while it starts or ends."""
        self._address = hub_process.for_laptops(address) if address else ""
        icon, tone = _SIGNS[state]
        self.state.show_state(icon, text, tone)
        self.address.show_text(self._address)
        for one in (self.address, self.copy, self.page):
            one.setVisible(state == "on")
        self._port.setVisible(state == "off")
        self.start.setVisible(state != "on")
        self.start.enable(state == "off")
        self.stop.setVisible(state == "on")
        (self.stop if state == "on" else self.start).setFocus()

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(f"{self._address}/office"))
