"""One record beside the list: its parts one below the other, and what to do with it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState, line
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.lists.detail.sections import SECTIONS, Section, Shown
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T
from samarth_desktop.kinds.list_spec import ListSpec

WIDTH = 340


class DetailPanel(QFrame):
    """Fill with :meth:`show_detail`. ``open``, ``more`` are its buttons; signals carry what a person wants: the form
    at a place (``open_at``), the certificate, another page with what it is to show (``go``).

    `parts` are sections of a page's own, by key, beside those that every list has.
    """

    open_at = Signal(str)
    print_again = Signal()
    go = Signal(str, str)

    def __init__(self, spec: ListSpec, parts: Mapping[str, Section] | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "detail")
        self.setFixedWidth(WIDTH)
        self.spec, self._parts = spec, {**SECTIONS, **(parts or {})}
        self._detail: Shown | None = None
        self.can_open = bool(spec.form)
        """Whether who works here may open the form."""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        self.stack = QStackedWidget()
        nobody = T("Choose a row to see it here.")
        self.stack.addWidget(EmptyState(spec.empty[0], T("Nobody is chosen"), nobody))
        self._scroll: Scroll | None = None
        column.addWidget(self.stack, 1)
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(18, 8, 18, 16)
        row.setSpacing(8)
        self.open = Button(T("Open and correct"), "primary", "edit")
        self.open.setSizePolicy(self.open.sizePolicy().Policy.Expanding, self.open.sizePolicy().Policy.Fixed)
        self.more = Button(T("More"), end_icon="down")
        row.addWidget(self.open, 1)
        row.addWidget(self.more)
        column.addWidget(self.foot)
        self.open.setVisible(bool(spec.form))
        self.more.setVisible(bool(spec.actions))
        self.foot.hide()
        lang.changed.connect(self._again)

    @property
    def detail(self) -> Shown | None:
        """What is shown."""
        return self._detail

    def show_nobody(self) -> None:
        """Nothing is chosen."""
        self._detail = None
        self.stack.setCurrentIndex(0)
        self.foot.hide()

    def show_detail(self, detail: Shown) -> None:
        """Shows a record."""
        self._detail = detail
        self._again()

    def _again(self) -> None:
        detail = self._detail
        if detail is None:
            return
        old, self._scroll = self._scroll, Scroll(margin=18, gap=10)
        self._scroll.column.setContentsMargins(18, 16, 12, 12)
        self._fill(self._scroll.column, detail)
        self.stack.addWidget(self._scroll)
        self.stack.setCurrentWidget(self._scroll)
        does = bool(self.spec.form or self.spec.actions)
        self.foot.setVisible(does and detail.gone is None)  # what is only read here has nothing to open or change
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    def _fill(self, column: QVBoxLayout, detail: Shown) -> None:
        for key in self.spec.sections:
            section = self._parts[key]
            made = section.make(detail, self)
            if made is None:
                continue
            if section.ruled:
                column.addWidget(line())
            if isinstance(made, QLayout):
                column.addLayout(made)
            else:
                column.addWidget(made)
        column.addStretch(1)
