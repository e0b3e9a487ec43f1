"""Feedback counted by tapping: one paper slip after the other, four marks of 1 to 5 and what was said."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.half_typed import HalfTyped
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, in_row
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.feedback.record import ASKED, Feedback

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.slips import Counted
    from samarth_desktop.kinds.workshop.record import Workshop


class FeedbackPart(QWidget):
    """One of the parts of a workshop's page."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self._host, self._session, self._workshop, self._last = host, session, "", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = Columns(720)
        row.addWidget(self._slip(), 1)
        row.addWidget(self._counted(), 1)
        column.addLayout(row)
        column.addStretch(1)
        self.half = HalfTyped(self, host, session, "workshop", self._texts)
        self.half.watch(self.remark, *self.marks.values())

    def _slip(self) -> Card:
        card = Card(T("A slip"))
        described = fields_of(Feedback)
        self.marks = {key: Segments([(mark, str(mark)) for mark in range(1, 6)]) for key in ASKED}
        for key, segments in self.marks.items():
            card.body.addWidget(LabelledEditor(Text(described[key].label), segments))
        self.remark = TextBox(limit=300)
        card.body.addWidget(LabelledEditor(T("What was said"), self.remark))
        self.message = Label("", 13, 400, "err", wrap=True)
        self.keep = Button(T("Keep, next slip"), "primary", "check", key="Ctrl+Return")
        self.keep.clicked.connect(self.add)
        self.undo = Button(T("Take the last one back"), "link", "undo")
        self.undo.clicked.connect(self._take_back)
        card.body.addWidget(self.message)
        card.body.addLayout(in_row(self.undo, 1, self.keep))
        return card

    def _counted(self) -> Card:
        card = Card(T("Counted so far"))
        self.slips = Label("", 15, 600)
        card.head.addWidget(self.slips)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        described = fields_of(Feedback)
        self._cells: dict[str, list[Label]] = {}
        for column in range(1, 6):
            self._grid.addWidget(Label(str(column), 13, 600, "ink2"), 0, column)
        self._grid.addWidget(Label(T("Average"), 13, 600, "ink2"), 0, 6)
        for row, key in enumerate(ASKED, 1):
            self._grid.addWidget(Label(Text(described[key].label), 15), row, 0)
            self._cells[key] = [Label("0", 15) for _ in range(6)]
            for column, label in enumerate(self._cells[key], 1):
                self._grid.addWidget(label, row, column)
        card.body.addLayout(self._grid)
        self.remarks = Label("", 14, 400, "ink2", wrap=True)
        card.body.addWidget(self.remarks)
        return card

    def show_workshop(self, workshop: "Workshop") -> None:
        """Counts the slips of a workshop; one that was half-typed before a crash stands there again."""
        key = f"feedback {workshop.id}"
        if key != self.half.key:
            self.half.keep()
            self._empty()
            beside = {"part": "feedback", "title_hi": workshop.title_hi, "title_en": workshop.title_en}
            self.half.begin(key, workshop.id, beside)
            self.half.take_up(self._put)
        self._workshop = workshop.id
        self._count()

    def _texts(self) -> dict[str, str]:
        marks = {name: str(one.value() or "") for name, one in self.marks.items()}
        return {**marks, "remark": self.remark.text()}

    def _put(self, texts: Mapping[str, str]) -> None:
        self.remark.setText(texts.get("remark", ""))
        for name, one in self.marks.items():
            text = texts.get(name, "")
            one.set_value(int(text) if text.isdecimal() else None)

    def _count(self) -> None:
        from samarth_desktop.actions.workshops import slips

        workshop = self._workshop
        self._host.lanes.store.run(lambda task: slips.count(self._session, workshop), self._show, owner=self)

    def _show(self, counted: "Counted") -> None:
        self._last = counted.last
        self.slips.show_text(Tn("{count} slip", "{count} slips", counted.slips))
        for key, marks in counted.marks.items():
            total = sum(marks)
            for label, count in zip(self._cells[key], marks, strict=False):
                label.show_text(str(count))
            average = sum(mark * count for mark, count in enumerate(marks, 1)) / total if total else 0.0
            self._cells[key][5].show_text(f"{average:.1f}" if total else "–")
        self.remarks.show_text("\n".join(f"“{one}”" for one in counted.remarks[:6]))
        self.undo.setVisible(bool(counted.last))

    def add(self) -> None:
        """Keeps the slip and empties it for the next."""
        from samarth_desktop.actions.workshops import slips

        marks = {key: int(str(one.value())) for key, one in self.marks.items() if one.value() is not None}
        remark, workshop, key = self.remark.text(), self._workshop, self.half.key
        self.half.pause()
        self._host.lanes.store.run(
            lambda task: slips.add(self._session, workshop, marks, remark, key), lambda slip: self._added(),
            self._failed, owner=self,
        )  # fmt: skip

    def _failed(self, error: KnownError) -> None:
        self.message.show_text(error.text)

    def _added(self) -> None:
        self._empty()
        self.half.settle()
        self.message.show_text("")
        next(iter(self.marks.values())).setFocus()
        self._count()

    def _empty(self) -> None:
        for one in self.marks.values():
            one.set_value(None)
        self.remark.clear()

    def _take_back(self) -> None:
        from samarth_desktop.actions.workshops import slips

        row = self._last
        self._host.lanes.store.run(
            lambda task: slips.take_back(self._session, row),
            lambda none: self._count(),
            owner=self,
        )
