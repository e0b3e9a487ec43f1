"""The list of a workshop: who is invited, told or in reserve; more from any list, by number or name."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.gui.kit.inputs.search import SearchBox
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState, in_row
from samarth_desktop.gui.kit.surfaces.cell_rows import CellRows
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.invitation.record import TOLD

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.inviting import Invited
    from samarth_desktop.kinds.invitation.record import Invitation
    from samarth_desktop.store.search.finder import Hit

HEADS = (T("Name"), T("Relative"), T("Village"), T("Mobile"), T("Told"), T("Place on the list"))
_HITS = 8


class _Rows(CellRows["Invitation"]):
    HEADS = HEADS

    def cell(self, at: int, column: int) -> Cell:
        one = self.lines[at]
        match column:
            case 0:
                name = LocalizedName(one.name_hi, one.name_en).best(lang.code)
                return Cell(name, one.registration, bold=True, avatar=name)
            case 1:
                return Cell(one.relative)
            case 2:
                return Cell(one.village)
            case 3:
                return Cell(masked(one.mobile)) if one.mobile else Cell(say(T("none")), icon="warn", tone="warn")
            case 4:
                if one.told_on is None:
                    return Cell(say(T("not yet")), icon="warn", tone="warn")
                how = next((choice.label for choice in TOLD if choice.code == one.told_how), "")
                return Cell(
                    lang.catalog.date(one.told_on, "d MMM"), say(Text(how)) if how else "", icon="check", tone="ok"
                )
        if one.staff:
            return Cell(say(T("Team")), badge="info")
        return Cell(say(T("Reserve")), badge="warning") if one.reserve else Cell(say(T("Invited")), badge="ok")


class InvitationsPart(QWidget):
    """One of the parts of a workshop's page."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self._host, self._session, self._workshop = host, session, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.box = SearchBox(T("Invite by number, name or mobile"))
        self.box.entered.connect(self._entered)
        self.hits = Button(T("Who is found"), small=True, end_icon="down")
        self.hits.hide()
        column.addLayout(in_row(self.box, self.hits))
        self.count = Label("", 14, 400, "ink2")
        self.count.setMinimumHeight(34)  # in line with the buttons beside it
        self.told = Button(T("Told by"), icon="phone", small=True, end_icon="down")
        self.told.clicked.connect(self._offer_told)
        self.reserve = Button(T("Reserve / invited"), small=True)
        self.reserve.clicked.connect(lambda: self._flag("reserve"))
        self.staff = Button(T("Team / participant"), small=True)
        self.staff.clicked.connect(lambda: self._flag("staff"))
        self.off = Button(T("Off the list"), icon="close", small=True)
        self.off.clicked.connect(lambda: self._flag("cancelled"))
        flow = FlowLayout()
        for widget in (self.count, self.told, self.reserve, self.staff, self.off):
            flow.addWidget(widget)
        column.addLayout(flow)
        self.model = _Rows(self)
        self.table = Table(T("Invitations"))
        self.table.setModel(self.model)
        self.table.set_widths([0, 160, 130, 100, 130, 140])
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.none = EmptyState(
            "group", T("Nobody is invited yet"),
            T("Write a number or name above."),
        )  # fmt: skip
        column.addWidget(self.table, 1)
        column.addWidget(self.none, 1)

    def show_workshop(self, workshop: str) -> None:
        """Reads the list of a workshop."""
        from samarth_desktop.actions.workshops import inviting

        self._workshop = workshop
        self._host.lanes.store.run(lambda task: inviting.on_list(self._session, workshop), self._show, owner=self)

    def _show(self, rows: "list[Invitation]") -> None:
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        standing = [one for one in rows if not one.reserve and not one.staff]
        told = sum(one.told_on is not None for one in standing)
        reserve = sum(one.reserve for one in rows)
        self.count.show_text(
            T("{n} invited, {told} told, {reserve} in reserve", n=len(standing), told=told, reserve=reserve)
        )
        for button in (self.told, self.reserve, self.staff, self.off):
            button.enable(bool(rows), T("Choose people in the list."))

    def _chosen(self) -> list[str]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self.model.lines[at].id for at in sorted(rows)]

    def _entered(self, text: str) -> None:
        from samarth_desktop.actions import search
        from samarth_desktop.actions.workshops import participants

        def find() -> "tuple[list[str], list[Hit]]":
            with self._session.store.read() as reader:
                rows = [one.id for one in participants.by_number(reader, text, groups=True)]
            return rows, [] if rows else search.search(self._session, text, "people", _HITS)

        if text.strip():
            self._host.lanes.store.run(lambda task: find(), self._found, owner=self)

    def _found(self, found: "tuple[list[str], list[Hit]]") -> None:
        rows, hits = found
        if rows or len(hits) == 1:
            self.invite(rows or [hits[0].summary.id])
            return
        if not hits:
            self._host.notice("warning", T("Nobody found. Write the number, or another part of the name."))
            return
        menu = QMenu(self.box)
        for hit in hits:
            one = hit.summary
            words = ", ".join(
                part
                for part in (LocalizedName(one.name_hi, one.name_en).best(lang.code), one.village, one.relative)
                if part
            )
            menu.addAction(words).triggered.connect(lambda checked=False, row=one.id: self.invite([row]))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.box.mapToGlobal(self.box.rect().bottomLeft()))

    def invite(self, rows: list[str]) -> None:
        """Puts people or groups on the list."""
        from samarth_desktop.actions.workshops import inviting

        self._host.lanes.store.run(
            lambda task: inviting.invite(self._session, self._workshop, rows), self._invited, owner=self
        )

    def _invited(self, done: "Invited") -> None:
        self.box.clear()
        new, there = len(done.new), len(done.already)
        text = T("{n} new on the list, {there} there already", n=new, there=there)
        self._host.saved(text)
        self.show_workshop(self._workshop)

    def _offer_told(self) -> None:
        menu = QMenu(self.told)
        for choice in TOLD:
            menu.addAction(say(Text(choice.label))).triggered.connect(
                lambda checked=False, code=choice.code: self._note_told(code)
            )
        menu.addAction(say(T("Not told"))).triggered.connect(lambda: self._note_told(""))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.told.mapToGlobal(self.told.rect().bottomLeft()))

    def _note_told(self, how: str) -> None:
        from samarth_desktop.actions.workshops import inviting

        rows = self._chosen()
        self._host.lanes.store.run(
            lambda task: inviting.told(self._session, rows, how),
            lambda none: self.show_workshop(self._workshop), owner=self,
        )  # fmt: skip

    def _flag(self, key: str) -> None:
        from samarth_desktop.actions.workshops import inviting

        chosen = set(self._chosen())
        some = [one for one in self.model.lines if one.id in chosen]
        if some:
            on = not getattr(some[0], key)
            self._host.lanes.store.run(
                lambda task: inviting.set_flag(self._session, [one.id for one in some], key, on),
                lambda none: self.show_workshop(self._workshop), owner=self,
            )  # fmt: skip
