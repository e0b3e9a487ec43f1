"""The part of Settings about this laptop's district: what it is for, what changing it does, and the change."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from samarth_desktop.gui.kit.inputs.area import AreaChooser, area_words
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.device.device import DeviceInfo
    from samarth_desktop.actions.session import Session


class AreaCard(Card):
    """Shows the home area; Change opens the choice with what becomes of the records."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("Where this laptop works"))
        self._host, self._session = host, session
        self._now = Label("", 15, 600)
        self.change = Button(T("Change"), icon="edit", small=True)
        row = QHBoxLayout()
        row.addWidget(self._now, 1)
        row.addWidget(self.change)
        self.body.addLayout(row)
        self.chooser = AreaChooser()
        self.told = [
            IconLabel("info", text, "ink", 14, wrap=True)
            for text in (
                T("New people begin with the new district, and new numbers with its state."),
                T("Who is registered already stays in her district, with her number and certificate."),
                T("Nothing is sent again, and nothing that was not sent is lost."),
            )
        ]
        self.office = Banner("", "warning")
        self.keep, self.back = Button(T("Work here from now on"), "primary", "place"), Button(T("Cancel"))
        self._open = [self.chooser, *self.told, self.office]
        for widget in self._open:
            self.body.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addLayout(with_reason(self.keep), 1)
        self.body.addLayout(foot)
        self.change.clicked.connect(lambda: self._show(True))
        self.back.clicked.connect(lambda: self._show(False))
        self.keep.clicked.connect(self._settle)
        self.chooser.changed.connect(self._refresh)
        self._home, self._held = "", frozenset[str]()
        self._show(False)

    def fill(self, found: "DeviceInfo") -> None:
        """Shows what is known of the laptop."""
        self._home, self._held = found.home_area, frozenset(found.areas)
        self._now.show_text(lambda: area_words(self._home))
        self._refresh()

    def _show(self, on: bool) -> None:
        inside = self.isAncestorOf(self.focusWidget() or self)  # before what has the focus is hidden
        for widget in self._open:
            widget.setVisible(on)
        self.keep.setVisible(on)
        self.back.setVisible(on)
        self.change.setVisible(not on)
        if on:
            self.chooser.show_area(self._home)
            self.chooser.search.setFocus()
        elif inside:
            self.change.setFocus()
        self._refresh()

    def _refresh(self) -> None:
        area = self.chooser.area()
        if not area:
            self.keep.enable(False, T("Choose a district") if self.keep.isVisibleTo(self) else "")
        elif area == self._home:
            self.keep.enable(False, T("This laptop works there now") if self.keep.isVisibleTo(self) else "")
        else:
            self.keep.enable(True)
        foreign = bool(self._held and area and area not in self._held and area.partition("/")[0] not in self._held)
        self.office.setVisible(foreign and self.chooser.isVisibleTo(self))
        if foreign:
            text = T(
                "The office has not given this laptop {area}. You can register people there and they reach the "
                "office; what others write there comes only when the office adds the district.",
                area=area_words(area),
            )
            self.office.show_state(text, "warning")

    def _settle(self) -> None:
        from samarth_desktop.actions.device import device

        area = self.chooser.area()
        self._host.lanes.store.run(
            lambda task: device.settle(self._session, area), then=lambda nothing: self._settled(area), owner=self
        )

    def _settled(self, area: str) -> None:
        self._home = area
        self._show(False)
        self._now.show_text(lambda: area_words(self._home))
        self._host.saved(T("This laptop now works in {area}", area=area_words(area)))
