"""The head of a list page: its name and count; export, ways to add many, the button that begins another record."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.lists.export import ExportButton, Writes
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.table import ListTable
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.kind import RecordKind

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class ListHead(PageHead):
    """`export` writes the list to a file, None for a kind that has no sheet; the buttons are there whose pages are."""

    def __init__(
        self, host: PageHost, session: "Session", pages: Sequence[str], kind: RecordKind, table: ListTable,
        writes: Writes | None,
    ) -> None:  # fmt: skip
        super().__init__(Text(kind.words.many))
        spec = kind.list
        assert spec is not None
        self._host, self._kind, self._pages = host, kind, pages
        name = kind.sheet.name if kind.sheet else kind.search.group if kind.search else kind.name
        masks = any(field.masked for field in fields_of(kind.record).values())
        self.export = ExportButton(host, session, table, name, writes, masks=masks) if writes else None
        if self.export is not None:
            self.add_right(self.export)
        if kind.sheet and "import" in pages:
            self.many = Button(T("Add many"), icon="receive", end_icon="down")
            self.many.clicked.connect(self._offer_many)
            self.add_right(self.many)
        if spec.new and spec.form in pages:
            new = Button(Text(spec.new), "primary", "plus")
            new.clicked.connect(lambda: host.go(spec.form, new=True))
            self.add_right(new)

    def _offer_many(self) -> None:
        ways: list[tuple[object, LocalizedText]] = [("import", T("Add from Excel"))]
        of_people = self._kind.search is not None and self._kind.search.people
        if "bulk" in self._pages and of_people:
            ways.append(("bulk", T("A whole hall")))
        if "duplicates" in self._pages and of_people:
            ways.append(("duplicates", T("Look for people who are registered twice")))
        FilterMenu(ways, lambda page: self._host.go(str(page), kind=self._kind.name), parent=self).below(self.many)
