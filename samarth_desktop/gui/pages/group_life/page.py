"""The life of a group: members, resolutions, gradings, money and federation, each with what can be added."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import line
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.gui.pages.group_life import asks, parts
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import LocalizedName, T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.groups.life import GroupLife
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.log.changed import Changed

TABS: Sequence[tuple[object, Text]] = (
    ("members", T("Members")),
    ("resolutions", T("Resolutions")),
    ("gradings", T("Gradings")),
    ("funds", T("Funds and loans")),
    ("federation", T("Federation")),
)


class GroupLifePage(Page):
    """One group (`row`). What is to be looked at stands above; the register prints from here."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.found: GroupLife | None = None
        self._row = ""
        self.dialog: Ask | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 14, 24, 12)
        outer.setSpacing(12)
        self.head = PageHead("")
        self.form = Button(T("Change"), icon="edit")
        self.form.clicked.connect(lambda: self.host.go("shg-form", row=self._row))
        self.programmes = Button(T("Programmes"), icon="steps")
        self.programmes.clicked.connect(lambda: self.host.go("record-programmes", row=self._row))
        self.register = Button(T("Group register"), "primary", "print", key="Ctrl+P")
        self.register.clicked.connect(self.print_register)
        for button in (self.form, self.programmes, self.register):
            self.head.add_right(button)
        outer.addWidget(self.head)
        self.tabs = Segments(TABS)
        self.tabs.set_value("members")
        self.tabs.changed.connect(lambda key: self._fill())
        outer.addWidget(self.tabs)
        self._body = QVBoxLayout()
        outer.addLayout(self._body, 1)
        self._scroll: Scroll | None = None
        self.start = self.tabs
        lang.changed.connect(self._fill)

    def shown(self, **args: object) -> None:
        """Shows a group."""
        self._row = str(args.get("row") or self._row)
        if args.get("tab"):
            self.tabs.set_value(args["tab"])
        self.read()

    def data_changed(self, changed: "Changed") -> None:
        self.read()

    def read(self) -> None:
        """Reads the group and its life."""
        from samarth_desktop.actions.groups import life

        if self._row:
            row = self._row
            self.host.lanes.store.run(lambda task: life.look(self.session, row), self._show, owner=self)

    def _show(self, found: "GroupLife") -> None:
        self.found = found
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        group = self.found.group
        name, other = LocalizedName(group.name_hi, group.name_en).ordered(lang.code)
        self.head.title.show_text(name or T("No name yet"))
        self.head.note.show_text(" · ".join(filter(None, (other, group.registration, group.village))))
        old, self._scroll = self._scroll, Scroll(margin=0, gap=8)
        column = self._scroll.column
        for warning in self.found.warnings:
            column.addWidget(IconLabel("warn", warning, "warn", 14, wrap=True))
        if self.found.warnings:
            column.addWidget(line())
        parts.FILL[str(self.tabs.value() or "members")](self, column, self.found)
        column.addStretch(1)
        if old is not None:
            self._body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._body.addWidget(self._scroll)

    # -- what is done here --------------------------------------------------------------------------------------------

    def run(self, work: Callable[[], object]) -> None:
        """Does something with the group, and reads it anew."""

        def kept(answer: object) -> None:
            self.host.saved(T("Saved"))
            self.read()

        self.host.lanes.store.run(lambda task: work(), kept, owner=self)

    def ask(self, dialog: "asks.LifeAsk") -> None:
        """Asks, and does what was said."""
        self.dialog = dialog
        dialog.accepted.connect(lambda: self.run(partial(dialog.keep, self.session)))
        dialog.open()

    def print_register(self) -> None:
        """The register as PDF, to look at and print."""
        from samarth_desktop.actions.groups import register
        from samarth_desktop.gui.kit.media.pdf_dialog import PdfDialog

        if self.found is None:
            return
        whole, language = self.found.life, lang.code
        number = whole.group.registration

        def show(content: bytes) -> None:
            self.paper = PdfDialog(self.window(), self.host.lanes, T("Group register"), content, number)
            self.paper.open()

        self.host.lanes.background.run(lambda task: register.pdf(self.session, whole, language), show, owner=self)
