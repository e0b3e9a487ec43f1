"""The hall's network: made with a phone or hotspot in three steps, tested with what fails, kept going by itself."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.hall import Hall
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, in_row
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.exchange.sync import Counts
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.hall_clock import Heard
    from samarth_desktop.actions.workshops.hall_test import Step
    from samarth_desktop.actions.workshops.hotspot import Made

EVERY_MS = 15_000
"""So often a laptop that has joined exchanges with the one that answers."""
_SIGNS = {"ok": ("checkc", "ok"), "warning": ("warn", "warn"), "error": ("err", "err"), "waiting": ("clock", "ink2")}
_WINDOWS = "ms-settings:network-mobilehotspot"
_PHONE = (
    T("1. Switch on a phone's hotspot (mobile data may stay off), or that of a laptop."),
    T("2. On every laptop: choose that network. It needs no internet."),
    T("3. On one laptop: “Let others join”. On the others: “Find and join”. From then on they exchange by themselves."),
    T("No network at all? Take a pen drive: Sync, “Send by pen drive”. Read on the other laptop, it merges the same."),
)  # fmt: skip


class HallPage(Page):
    """One laptop answers, the others visit it again and again while the window is open."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.url = ""
        self._busy = False
        self.hall = Hall(session, self)
        self.hall.opened.connect(self._opened)
        self.hall.closed.connect(self._closed)
        self.hall.failed.connect(lambda error: host.notice("warning", error.text))
        self.hall.told.connect(lambda text: host.notice("warning", text))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = Scroll(margin=24, gap=14)
        outer.addWidget(scroll, 1)
        scroll.column.addWidget(PageHead(T("The hall's network"), T("two laptops, no internet")))
        row = Columns(760)
        row.addWidget(self._make_card(), 1)
        row.addWidget(self._test_card(), 1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(1)
        foot = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(lambda: host.go("door"))
        foot.add_left(back)
        outer.addWidget(foot)
        self.start = self.join
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.exchange)

    def _make_card(self) -> Card:
        card = Card(T("Make it"), "hall")
        for number, text in enumerate(_PHONE):
            card.body.addWidget(Label(text, 15, 400, wrap=True))
            if not number:
                self._offer_hotspot(card)
        self.serve = Button(T("Let others join"), icon="laptop")
        self.serve.clicked.connect(self._serve)
        self.join = Button(T("Find and join"), icon="search")
        self.join.clicked.connect(lambda: self.test())
        self.address = TextBox(limit=60)
        card.body.addWidget(LabelledEditor(T("Or the address that the other laptop shows"), self.address))
        card.body.addLayout(in_row(self.serve, self.join, 1))
        self.state = IconLabel("laptop", T("This laptop is alone."), "ink", 15, 600, wrap=True)
        card.body.addWidget(self.state)
        self.heard = QVBoxLayout()
        card.body.addLayout(self.heard)
        return card

    def _offer_hotspot(self, card: Card) -> None:
        """A button for this laptop's own hotspot, where the system has one: its settings, or its command."""
        from samarth_desktop.actions.workshops import hotspot

        words = T("Make it with this laptop") if hotspot.possible() else T("Windows: settings of the hotspot")
        self.hotspot = Button(words, icon="hall", small=True)
        self.hotspot.setVisible(hotspot.possible() or sys.platform == "win32")
        self.hotspot.clicked.connect(self.make if hotspot.possible() else _open_settings)
        self.made = IconLabel("", "", "ink", 15, 600, wrap=True)
        self.made.hide()
        if not self.hotspot.isHidden():
            card.body.addLayout(in_row(self.hotspot, 1))
        card.body.addWidget(self.made)

    def make(self) -> None:
        """Makes the network by the system's command; says its name and password, or why it cannot."""
        from samarth_desktop.actions.workshops import hotspot

        self.made.show()
        self.made.show_state("clock", T("Making the network…"), "ink")
        self.host.lanes.network.run(
            lambda task: hotspot.make(self.session), self._made,
            lambda error: self.made.show_state("err", error.text, "err"), owner=self,
        )  # fmt: skip

    def _made(self, made: "Made") -> None:
        text = T(
            "On the others choose the network “{name}”, password {password}", name=made.name, password=made.password
        )
        self.made.show_state("checkc", text, "ok")

    def _test_card(self) -> Card:
        card = Card(T("Test it"), "checkc")
        self.steps = QVBoxLayout()
        self.steps.setSpacing(10)
        self.none = Label(
            T("The test says step by step what works, and what to do where it does not."), 15, 400, "ink2", wrap=True
        )
        card.body.addWidget(self.none)
        card.body.addLayout(self.steps)
        button = Button(T("Test now"), icon="sync")
        button.clicked.connect(lambda: self.test())
        card.body.addLayout(in_row(button, 1))
        card.body.addStretch(1)
        return card

    def shown(self, **args: object) -> None:
        self._read()

    def _read(self) -> None:
        from samarth_desktop.actions.workshops import hall_clock

        self.host.lanes.store.run(lambda task: hall_clock.heard(self.session), self._show_heard, owner=self)

    def _show_heard(self, found: "list[Heard]") -> None:
        empty(self.heard)
        for one in found[:4]:
            text = T("{device}: heard at {time}", device=one.device, time=one.at[11:16])
            self.heard.addWidget(IconLabel("laptop", text, "ink2", 14))

    # -- answering ----------------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        if self.hall.serving:
            self.hall.stop()
            return
        self.serve.show_text(T("Stop"))
        self.state.show_state("laptop", T("Opening the door for the hall…"), "ink")
        self.hall.start()

    def _opened(self, url: str) -> None:
        self.state.show_state("checkc", T("The others may join. Address: {url}", url=url), "ok")

    def _closed(self) -> None:
        self.serve.show_text(T("Let others join"))
        self.state.show_state("laptop", T("This laptop is alone."), "ink")

    # -- testing and visiting -----------------------------------------------------------------------------------------

    def test(self) -> None:
        """Tests step by step; where all is well this laptop goes on exchanging by itself."""
        from samarth_desktop.actions.workshops import hall_test

        typed, serving = self.address.text().strip(), self.hall.url
        self.show_steps([])
        self.none.show_text(T("Testing…"))
        self.none.show()
        self.host.lanes.network.run(
            lambda task: list(hall_test.run(self.session, typed or self.url, serving)), self.show_steps, self._failed,
            owner=self,
        )  # fmt: skip

    def show_steps(self, steps: "list[Step]") -> None:
        """What the test found."""
        empty(self.steps)
        self.none.setVisible(not steps)
        for one in steps:
            icon, tone = _SIGNS[one.state]
            self.steps.addWidget(IconLabel(icon, one.title, tone, 15, 600, wrap=True))
            below = Label(one.text, 14, 400, "ink2", wrap=True)
            below.setContentsMargins(22, 0, 0, 0)
            self.steps.addWidget(below)
        reached = [one for one in steps if one.state == "ok" and "url" in one.text.args]
        whole = bool(steps) and not any(one.state == "error" for one in steps) and not self.hall.serving
        if whole and reached:
            self.joined(str(reached[-1].text.args["url"]))
        self._read()

    def joined(self, url: str) -> None:
        """Exchanges with that laptop from now on, also while other pages are in front."""
        self.url = url
        self.state.show_state(
            "checkc", T("Joined. Both exchange by themselves every {n} seconds.", n=EVERY_MS // 1000), "ok"
        )
        self._again.start()

    def exchange(self) -> None:
        """One exchange with the laptop that was joined; the next comes by itself."""
        from samarth_desktop.actions.exchange import sync

        if self._busy or not self.url:
            return
        self._busy = True
        url = self.url
        self.host.lanes.network.run(
            lambda task: sync.visit_hall(self.session, url), self._exchanged, self._failed, owner=self
        )

    def _exchanged(self, counts: "Counts") -> None:
        self._busy = False
        for text in counts.said[:1]:
            self.host.notice("warning", text)
        self._read()

    def _failed(self, error: KnownError) -> None:
        self._busy = False
        self.state.show_state("warn", error.text, "warn")


def _open_settings() -> None:
    QDesktopServices.openUrl(QUrl(_WINDOWS))
