"""The office's window: whether the hub serves, its address, codes, laptops and backups."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.bars import LANGUAGE_NAMES
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.office import closing
from samarth_desktop.gui.office.backup_card import BackupCard
from samarth_desktop.gui.office.hub_process import LITTLE_ROOM, Health, HubProcess
from samarth_desktop.gui.office.invite_card import InviteCard
from samarth_desktop.gui.office.laptops_card import LaptopsCard
from samarth_desktop.gui.office.status_card import StatusCard
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang
from samarth_desktop.i18n import T

USUAL, SMALLEST = QSize(1100, 760), QSize(680, 380)
_FRAME = QSize(16, 40)
_LOOK_MS = 30_000
"""How often it is looked whether the hub is well."""
_WORDS = {
    "off": T("The hub has ended. Start it again."),
    "database": T("The hub answers, but its database does not. Stop the hub, then start it again."),
    "silent": T("The hub does not answer. Stop it, then start it again."),
}


class OfficeWindow(QMainWindow):
    """Cards below each other; nothing but starting is offered while the hub is off."""

    def __init__(self, hub: HubProcess, lanes: Lanes) -> None:
        super().__init__()
        self._hub, self._lanes = hub, lanes
        self._address, self._leaving = "", False
        self.setMinimumSize(SMALLEST)
        bind_text(self.setWindowTitle, T("Samarth Desktop: office"))
        self.head = PageHead(T("The office's hub"))
        self.other_language = Button(lambda: _next_language()[1], "link", "globe")
        self.other_language.clicked.connect(lambda: lang.use(_next_language()[0]))
        self.head.add_right(self.other_language)
        self.trouble = Banner("", "error", closable=True)
        self.trouble.hide()
        self.status = StatusCard(hub)
        self.invite, self.backup = InviteCard(hub, lanes), BackupCard(hub, lanes)
        self.laptops = LaptopsCard(hub, lanes)
        self._lay_out()
        self.status.start.clicked.connect(self.start_hub)
        self.status.stop.clicked.connect(self.stop_hub)
        for card in (self.invite, self.backup, self.laptops):
            card.failed.connect(self.show_trouble)
        lanes.on_known(self.show_trouble)
        lang.changed.connect(self._keep_words)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._show("busy", T("Looking whether the hub serves…"))

    def _lay_out(self) -> None:
        scroll = Scroll()
        scroll.column.addWidget(self.head)
        scroll.column.addWidget(self.trouble)
        scroll.column.addWidget(self.status)
        beside = Columns(900, 12)
        beside.addWidget(self.invite, 3)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.backup)
        right.addWidget(self.laptops, 1)
        holder = QWidget()
        right.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(right)
        beside.addWidget(holder, 4)
        scroll.column.addLayout(beside, 1)
        self.setCentralWidget(scroll)

    def show_at_start(self) -> None:
        """In its usual size, or over the whole of a small screen."""
        screen = QGuiApplication.primaryScreen()
        free = screen.availableSize() - _FRAME if screen is not None else SMALLEST
        self.resize(free.boundedTo(USUAL).expandedTo(SMALLEST))
        self.show()

    def begin(self) -> None:
        """Finds a hub that serves already."""
        self._lanes.network.run(lambda task: self._hub.address(), then=self._found, owner=self)

    def start_hub(self) -> None:
        """Starts the hub; what stands in the way is said."""
        self.trouble.hide()
        self._show("busy", T("The hub starts. The first time takes a minute."))
        port = self.status.port.value() or self._hub.port
        self._lanes.network.run(
            lambda task: self._hub.start(port), then=self._found, failed=self._not_started, owner=self
        )

    def stop_hub(self) -> None:
        """Ends the hub when what is under way is finished."""
        self._look.stop()
        self._show("busy", T("The hub ends what is under way."))
        self._lanes.network.run(lambda task: self._hub.stop(), then=self._ended, failed=self._not_ended, owner=self)

    def look(self) -> None:
        """Looks whether the hub is well; what is wrong is said."""
        address = self._address
        self._lanes.network.run(lambda task: self._hub.health(address), then=self.show_health, owner=self)

    def show_health(self, found: Health) -> None:
        """Says what is wrong, and takes it back when it is right again."""
        if found.state == "off" and self._address:
            self._ended(None)
        self.backup.show_room(found.free)
        if found.state == "on":
            self.laptops.follow(found.laptops, found.heard)
        words: LocalizedText = _WORDS.get(found.state, "") if self._address or found.state == "off" else ""
        if not words and found.free < LITTLE_ROOM:
            words = T("The disk is nearly full. Make room there, else laptops are told to wait.")
        self.trouble.show_state(words, "error")
        self.trouble.setVisible(bool(words))

    def show_trouble(self, error: KnownError) -> None:
        """What did not work."""
        self.trouble.show_state(error.text, "error")
        self.trouble.show()

    def _found(self, address: str) -> None:
        self._address = address
        if not address:
            self._show("off", T("The hub is off. Laptops cannot send to the office now."))
            return
        self._show("on", T("The hub serves. Laptops of this network reach it at this address:"))
        self.look()
        self._look.start()

    def _not_started(self, error: KnownError) -> None:
        self._found("")
        self.show_trouble(error)

    def _ended(self, _none: object) -> None:
        self._look.stop()
        self._found("")
        if self._leaving:
            QTimer.singleShot(0, self.close)  # closing may be what asked for the end

    def _not_ended(self, error: KnownError) -> None:
        self._leaving = False
        self._found(self._address)
        self.show_trouble(error)

    def _show(self, state: str, text: LocalizedText) -> None:
        on = state == "on"
        self.status.show_state(state, text, self._address if on else "")
        for card in (self.invite, self.backup, self.laptops):
            card.offer(self._address if on else "")

    def _keep_words(self) -> None:
        self._hub.language = lang.code

    def closeEvent(self, event: QCloseEvent) -> None:
        answer = closing.GO_ON
        if self._address and not self._leaving:
            answer = closing.CloseDialog(self).exec()
        if answer == closing.STOP:
            self._leaving = True
            self.stop_hub()
        if answer == closing.GO_ON:
            event.accept()
        else:
            event.ignore()


def _next_language() -> tuple[str, str]:
    """The language after the present one, and its name in itself."""
    at = next(number for number, (code, _) in enumerate(LANGUAGE_NAMES) if code == lang.code)
    return LANGUAGE_NAMES[(at + 1) % len(LANGUAGE_NAMES)]
