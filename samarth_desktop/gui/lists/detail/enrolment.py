"""The part of the side panel that says how far somebody is in a programme."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.gui.kit.surfaces.cards import SegmentBar, in_row
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import STAGES, WAY

if TYPE_CHECKING:
    from samarth_desktop.gui.lists.detail.panel import DetailPanel


def make(detail: Any, panel: "DetailPanel") -> QVBoxLayout | None:
    """The stage of a person or group (a `Detail`) in the first programme that is on, and the next one."""
    enrolment = detail.enrolment
    if enrolment is None:
        return None
    column = QVBoxLayout()
    column.setSpacing(6)
    stage = next((one for one in STAGES if one.code == enrolment.stage), STAGES[0])
    head = Label(T("Stage in {programme}", programme=enrolment.programme), 15, 600)
    at = WAY.index(stage.code) if stage.code in WAY else -1
    far = Label(T("{n} of {total}", n=at + 1, total=len(WAY)) if at >= 0 else "", 13, 400, "ink2")
    column.addLayout(in_row(head, 1, far))
    if at >= 0:
        column.addWidget(SegmentBar(len(WAY), at, here=at, width=400, tall=8))
        day = getattr(enrolment, f"{stage.code}_on")
        on = T("{stage} on {day}", stage=Text(stage.label), day=lang.catalog.date(day, "d MMM y")) if day else None
        column.addWidget(Label(on or Text(stage.label), 15, 600, wrap=True))
        if at + 1 < len(WAY):
            column.addWidget(Label(T("next: {stage}", stage=Text(STAGES[at + 1].label)), 13, 400, "ink2"))
    else:
        column.addWidget(IconLabel("pause", Text(stage.label), "warn", 15, 600))
        if enrolment.reason:
            column.addWidget(Label(enrolment.reason, 14, 400, "ink2", wrap=True))
    return column
