"""Eligible, but in no programme yet: who may join, ticked and taken in together."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.programmes.person_parts import words
from samarth_desktop.gui.theme.language import bind_text, lang, say
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.everybody import Candidate, Look
    from samarth_desktop.actions.session import Session


class EligiblePage(Page):
    """A look over everybody takes a moment; the list fills when it is done. One button takes in the chosen rows."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.found: list[Candidate] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        body.setSpacing(12)
        outer.addLayout(body, 1)
        self.head = PageHead(T("Eligible, but in no programme"))
        self.programme = ComboBox()
        self.programme.setFixedWidth(190)
        bind_text(self.programme.setAccessibleName, T("Programme"))
        self.programme.picked.connect(lambda code: self.read())
        self.kind = Segments([("artisan", T("People")), ("shg", T("Groups"))])
        self.kind.setMaximumWidth(240)
        self.kind.changed.connect(lambda kind: self.read())
        self.head.add_left(self.programme)
        self.head.add_right(self.kind)
        body.addWidget(self.head)
        heads = (T("Name"), T("Village or ward"), T("Answer"), T("To ask"))
        self.model: LazyRows[Candidate] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Eligible, but in no programme"))
        self.table.setModel(self.model)
        self.table.set_widths([0, 200, 150, 260])
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda now, before: self._say_chosen())
        body.addWidget(self.table, 1)
        self.nobody = EmptyState("checkc", T("Nobody is left"), T("Everybody who may join is in a programme."))
        self.nobody.hide()
        body.addWidget(self.nobody, 1)
        self.footer = Footer()
        self.chosen = Label("", 15, 600)
        self.footer.add_left(self.chosen)
        self.take = Button(T("Take in"), "primary", "check", key="Ctrl+Return")
        self.take.clicked.connect(self.take_in)
        self.footer.add_right(self.take)
        outer.addWidget(self.footer)
        self.start = self.table

    def cell(self, one: "Candidate", column: int) -> Cell:
        """One cell of a candidate."""
        if column == 0:
            name, other = one.name.ordered(lang.code)
            return Cell(name or one.registration, other or one.registration, bold=True, avatar=name)
        if column == 1:
            return Cell(one.village)
        if column == 2:
            yes = not one.missing
            return Cell(
                say(T("Yes") if yes else T("Not known")),
                badge="ok" if yes else "info",
                icon="checkc" if yes else "unknown",
            )
        return Cell(", ".join(words(text) for text in one.missing[:2]), tone="ink2")

    def shown(self, **args: object) -> None:
        """Looks for a programme: the one asked for."""
        offered = programmes(self.session.library)
        self.programme.set_options([(one.code, one.code) for one in offered])
        self.programme.set_value(args.get("code") or self.programme.value() or offered[0].code)
        if self.kind.value() is None:
            self.kind.set_value("artisan")
        self.read()

    def read(self) -> None:
        """Asks the rules of everybody who is in no programme."""
        from samarth_desktop.actions.programmes import everybody

        code, kind = str(self.programme.value()), str(self.kind.value() or "artisan")
        self.head.note.show_text(T("Looking…"))
        self.host.lanes.background.run(
            lambda task: everybody.in_no_programme(self.session, code, kind), self._show, owner=self
        )

    def _show(self, found: "Look") -> None:
        self.found = list(found.candidates)
        self.model.show_lines(self.found)
        self.table.setVisible(bool(self.found))
        self.nobody.setVisible(not self.found)
        self.head.note.show_text(
            T("{yes} may join, {open} not known, {no} may not", yes=found.yes, open=found.unknown, no=found.no)
        )
        self._say_chosen()

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _say_chosen(self) -> None:
        count = len(self._rows())
        nobody = T("Choose rows; Ctrl+A takes all.")
        self.chosen.show_text(Tn("{count} chosen", "{count} chosen", count) if count else nobody)
        self.take.enable(count > 0, nobody)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.found):
            self.host.go("record-programmes", row=self.found[row].row)

    def take_in(self) -> None:
        """Takes the chosen ones into the programme."""
        from samarth_desktop.actions.programmes import everybody

        rows, code = [self.found[row].row for row in self._rows()], str(self.programme.value())

        def done(taken: int) -> None:
            self.host.saved(Tn("{count} taken in", "{count} taken in", taken))
            self.read()

        if rows:
            self.host.lanes.store.run(lambda task: everybody.take_in(self.session, code, rows), done, owner=self)
