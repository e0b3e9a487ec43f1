"""The laptops of the hub: whose they are, where, and when they were last heard."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.inputs.area import area_words
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.office.hub_process import HubProcess
from samarth_desktop.gui.office.invite_card import ROLES
from samarth_desktop.gui.office.people_dialog import PeopleDialog
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text, Tn

_HEADS = (T("Laptop"), T("Area"), T("Last heard"))
_SILENT_DAYS = 30
_LOOKS = 10
"""So many looks pass before the list is fetched only because a laptop was heard: fetching it starts a process."""


class LaptopsCard(Card):
    """A list to look at, with who works on each; shutting out and letting in again are on the office page. `failed`
    carries a KnownError."""

    failed = Signal(object)

    def __init__(self, hub: HubProcess, lanes: Lanes) -> None:
        super().__init__(T("Laptops"), "laptop")
        self._hub, self._lanes = hub, lanes
        self._known: tuple[str, str] | None = None
        self._looks = 0
        self._shown: list[dict[str, Any]] = []
        self.again = Button(T("Look again"), "link", "sync", small=True)
        self.again.clicked.connect(self.refresh)
        self.head.addWidget(self.again)
        self.rows: LazyRows[dict[str, Any]] = LazyRows(_HEADS, _cell, lambda *asked: None)
        self.table = Table(T("Laptops"))
        self.table.setModel(self.rows)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._offer_people())
        self.table.set_widths([0, 0, 150])
        self.table.setMinimumHeight(200)
        self.empty = Label(T("No laptop has joined yet. Make a code for the first."), 14, 400, "ink2", wrap=True)
        self.people = Button(T("Who works on this laptop"), icon="person")
        self.people.clicked.connect(lambda: self.ask_people(self.table.currentIndex().row()))
        self.table.opened.connect(self.ask_people)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(with_reason(self.people))
        self.body.addWidget(self.empty)
        for one in (
            self.table,
            self.people,
            self.empty,
        ):  # until the hub has said it, nobody knows whether there are any
            one.hide()

    def offer(self, address: str) -> None:
        """A hub serves at this address, or "" none does."""
        self.again.enable(bool(address), T("Start the hub first."))

    def refresh(self) -> None:
        """Asks the hub for its laptops."""
        self._fetch(self.failed.emit)

    def follow(self, laptops: str, heard: str) -> None:
        """Renews the list by itself, by the marks of a look at the hub (:class:`Health`): at once where a laptop joined
        or was shut out, after a while where one was only heard. What does not work is not said: the next look comes."""
        self._looks += 1
        before = self._known
        if before is None or laptops != before[0] or (heard != before[1] and self._looks >= _LOOKS):
            self._known, self._looks = (laptops, heard), 0
            self._fetch(lambda error: None)

    def _fetch(self, failed: Callable[[KnownError], object]) -> None:
        self._lanes.store.run(lambda task: self._hub.ask("devices"), then=self.show_laptops, failed=failed, owner=self)

    def ask_people(self, row: int) -> PeopleDialog | None:
        """Opens the list of who works on the laptop in a row."""
        if (one := self.rows.line(row)) is None:
            return None
        dialog = PeopleDialog(self._hub, self._lanes, one, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        dialog.refresh()
        return dialog

    def _offer_people(self) -> None:
        self.people.enable(self.table.currentIndex().isValid(), T("Choose a laptop in the list."))

    def show_laptops(self, found: list[dict[str, Any]]) -> None:
        """As ``samarth-hub devices --json`` gives them; who was not heard for longest stands first."""
        lines = sorted(found, key=lambda one: (bool(one["revoked"]), str(one["synced"])))
        if lines != self._shown:
            self._renew(lines)
        self._offer_people()
        self.people.setVisible(bool(found))
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _renew(self, lines: list[dict[str, Any]]) -> None:
        """Other lines; the laptop that was chosen stays so, and the list where it was rolled to."""
        chosen, at = self.rows.line(self.table.currentIndex().row()), self.table.verticalScrollBar().value()
        self._shown = lines
        self.rows.show_lines(lines)
        row = next((n for n, one in enumerate(lines) if chosen and chosen["code"] in (one["code"], *one["chain"])), -1)
        if row >= 0:
            self.table.selectRow(row)
        self.table.verticalScrollBar().setValue(at)


def _cell(one: dict[str, Any], column: int) -> Cell:
    if column == 0:
        role = dict(ROLES).get(str(one["role"]))
        return Cell(str(one["person"]), f"{say(role) if role else one['role']} · {one['code']}", bold=True)
    if column == 1:
        return Cell("; ".join(area_words(area) or area for area in one["areas"]))
    if one["revoked"]:
        return Cell(say(T("Shut out")), badge="error")
    if one["waits"]:
        return Cell(say(T("Waits for the office")), badge="warning")
    words, late = _heard(str(one["synced"] or ""))
    return Cell(say(words), badge="warning" if late else "ok")


def _heard(synced: str) -> tuple[Text, bool]:
    """When it was last heard, and whether that is long ago."""
    if not synced:
        return T("Never yet"), True
    moment = datetime.fromisoformat(synced)
    days = (datetime.now(moment.tzinfo).date() - moment.date()).days
    if days <= 0:
        return T("Today, {time}", time=lang.catalog.moment(moment.astimezone(), "HH:mm")), False
    return Tn("{count} day ago", "{count} days ago", days), days > _SILENT_DAYS
