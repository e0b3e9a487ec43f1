"""The parts of the side panel by the key that a ListSpec names; a page adds parts of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.lists.detail import enrolment, facts, paper, who
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.history import Event
    from samarth_desktop.gui.lists.detail.panel import DetailPanel
    from samarth_desktop.store.log.exchange import Standing


class Shown(Protocol):
    """What every view of a record tells; that of a person or group (`record_detail.Detail`) tells more."""

    @property
    def record(self) -> Record: ...
    @property
    def name_hi(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def complete(self) -> bool: ...
    @property
    def active(self) -> bool: ...
    @property
    def where(self) -> "Standing": ...
    @property
    def history(self) -> "tuple[Event, ...]": ...
    @property
    def gone(self) -> Text | None: ...
    @property
    def photo(self) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Section:
    """One part: `make` gives what stands there, None where there is nothing to say; `ruled` puts a line above it."""

    make: "Callable[[Shown, DetailPanel], QLayout | QWidget | None]"
    ruled: bool = True


def _history(detail: Shown, panel: "DetailPanel") -> QVBoxLayout:
    return what_happened(detail.history)


def what_happened(events: "Sequence[Event]") -> QVBoxLayout:
    """The lines of a history under their head: the day, what, and who."""
    column, grid = QVBoxLayout(), QGridLayout()
    column.setSpacing(10)
    column.addWidget(Label(T("History"), 15, 600))
    column.addLayout(grid)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, 50)
    grid.setColumnStretch(1, 1)
    for row, event in enumerate(events):
        day = lang.catalog.date(event.at.astimezone().date(), "d MMM")
        grid.addWidget(Label(day, 13, 400, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(event.text, 13, wrap=True), row, 1)
    return column


SECTIONS: Mapping[str, Section] = {
    "who": Section(who.make, ruled=False),
    "facts": Section(facts.make, ruled=False),
    "stage": Section(enrolment.make),
    "certificate": Section(paper.make),
    "history": Section(_history),
}
