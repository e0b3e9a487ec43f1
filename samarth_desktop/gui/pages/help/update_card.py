"""A newer version of the program: offered by the office or brought on a stick, installed when a person says so."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from samarth_desktop import __version__
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.device.updates import Update
    from samarth_desktop.actions.session import Session


class UpdateCard(Card):
    """Says what is offered; fetches, takes from a stick and starts it on a press each."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("Newer version"))
        self.host, self.session = host, session
        self._found: Update | None = None
        self.about = Label("", 14, 400, "ink2", wrap=True)
        self.body.addWidget(self.about)
        self.told = Banner("", "ok")
        self.told.hide()
        self.body.addWidget(self.told)
        self.go_on = Button(T("Fetch it"), icon="receive")
        self.go_on.clicked.connect(self._go_on)
        self.body.addLayout(with_reason(self.go_on))
        self.stick = Button(T("From a pen drive"), "link", "usb")
        self.stick.clicked.connect(self._ask)
        self.body.addWidget(self.stick)
        self.show_update(None)

    def read(self) -> None:
        """Looks what is offered or lies ready."""
        from samarth_desktop.actions.device import updates

        self.told.hide()
        self.host.lanes.store.run(lambda task: updates.offered(self.session), self.show_update, owner=self)

    def show_update(self, found: "Update | None") -> None:
        """What is offered; without anything, which version this is."""
        self._found = found
        self.go_on.setVisible(found is not None)
        self.go_on.enable(True)
        self.stick.enable(True)
        self.about.show_text(_words(found))
        if found is not None:
            self.go_on.show_text(T("Install it") if found.ready else T("Fetch it"))

    def _go_on(self) -> None:
        found = self._found
        if found is None:
            return
        if found.ready is None:
            self._fetch(found)
        else:
            self._start(found)

    def _fetch(self, found: "Update") -> None:
        from samarth_desktop.actions.device import updates

        self._busy(T("The newer version is being fetched. Go on working."))
        self.host.lanes.background.run(
            lambda task: updates.fetch(self.session, found, task.report),
            then=self._lies_ready,
            failed=self._failed,
            progress=self._show_progress,
            owner=self,
        )

    def _ask(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, say(T("From a pen drive")), "", "*.release *.exe *.deb")
        if file:
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """Takes an installer from a stick, in the background."""
        from samarth_desktop.actions.device import updates

        self._busy(T("The file is looked at and copied."))
        self.host.lanes.background.run(
            lambda task: updates.take(file, self.session), then=self._lies_ready, failed=self._failed, owner=self
        )

    def _start(self, found: "Update") -> None:
        from samarth_desktop.actions.device import updates

        self._busy(T("The setup program is being started."))
        self.host.lanes.background.run(
            lambda task: updates.start(found, self.session), then=self._started, failed=self._failed, owner=self
        )

    def _busy(self, reason: Text) -> None:
        self.go_on.enable(False, reason)
        self.stick.enable(False)

    def _show_progress(self, done: int, total: int) -> None:
        number = lang.catalog.number
        self.told.show_state(lambda: T("{n} of {all} MB", n=number(done // 10**6), all=number(total // 10**6)), "info")
        self.told.show()

    def _lies_ready(self, found: "Update") -> None:
        self.show_update(found)
        self._tell(T("It is whole and rightly signed. Install it when your work is done."), "ok")

    def _started(self, done: bool) -> None:
        from samarth_desktop.actions.device import updates

        found = self._found
        self.show_update(found)
        if found is None or found.ready is None:
            return
        line = updates.line(found.ready)
        if not done or found.ready.suffix == ".deb":
            text = T("If no window for installing opens, type this in a terminal: {line}", line=line)
        else:
            text = T("The setup program has started. Close this window when it asks; your data stay.")
        self._tell(text, "info")

    def _failed(self, error: KnownError) -> None:
        self.show_update(self._found)
        self._tell(error.text, "error")

    def _tell(self, text: Text, tone: str) -> None:
        self.told.show_state(text, tone)
        self.told.show()


def _words(found: "Update | None") -> Text:
    if found is None:
        return T(
            "This is version {version}. When your office has a newer one, it stands here after the next sync.",
            version=__version__,
        )
    return T(
        "Version {version} is here, signed on {day} ({size} MB). This is {ours}; nothing changes until you install it.",
        version=found.release.version,
        day=found.release.on,
        size=round(found.release.size / 1_000_000) or 1,
        ours=__version__,
    )


class UpdateBanner(Banner):
    """On the first page: says that a newer version is there and leads to it. Hidden while there is none."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__("", "info", "receive")
        self.host, self.session = host, session
        self.look = Button(T("See it in Help"), small=True, end_icon="arrow")
        self.look.clicked.connect(lambda: host.go("help"))
        self.row.addWidget(self.look)
        self.hide()

    def read(self) -> None:
        """Looks whether there is one."""
        from samarth_desktop.actions.device import updates

        self.host.lanes.store.run(lambda task: updates.offered(self.session), self.show_update, owner=self)

    def show_update(self, found: "Update | None") -> None:
        """What is known now."""
        if found is not None:
            version = found.release.version
            text = T("Version {version} of the program can be installed when you have time.", version=version)
            self.show_state(text, "info", "receive")
        self.setVisible(found is not None)
