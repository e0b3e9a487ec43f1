"""The first part of the side panel: picture, both names, the number, and where the record is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import Avatar, Badge, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.small import IconButton
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import LocalizedName, T, Text

if TYPE_CHECKING:
    from samarth_desktop.gui.lists.detail.panel import DetailPanel
    from samarth_desktop.gui.lists.detail.sections import Shown
    from samarth_desktop.store.log.exchange import Standing


def make(detail: "Shown", panel: "DetailPanel") -> QVBoxLayout:
    """Who or what it is; below that where it went, of what moved to another area."""
    first, second = LocalizedName(detail.name_hi, detail.name_en).ordered(lang.code)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(first or T("No name yet"), 18, 700, wrap=True))
    if second:
        words.addWidget(Label(second, 15, wrap=True))
    number = detail.number
    if number:
        copy = IconButton(T("Copy the registration number"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
        words.addLayout(in_row(Label(number, 13, 600), copy, 1, gap=2))
    words.addWidget(_where(detail.where))
    if not detail.complete:
        words.addLayout(in_row(Badge(T("Unfinished"), "warning", "edit"), 1))
    if detail.gone is not None:
        words.addLayout(in_row(Badge(T("Only to read"), "outline", "lock"), 1))
    elif not detail.active:
        words.addLayout(in_row(Badge(_left(detail), "outline"), 1))
    words.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(Avatar(first, 86, photo=detail.photo, tall=104), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    column = QVBoxLayout()
    column.setSpacing(10)
    column.addLayout(row)
    if detail.gone is not None:
        column.addWidget(IconLabel("arrow", detail.gone, "warn", 14, wrap=True))
    return column


def _left(detail: "Shown") -> Text:
    if detail.record.deleted:
        return T("Deleted")
    return T("Died") if getattr(detail.record, "left", "") == "died" else T("Moved away")


def _where(where: "Standing") -> IconLabel:
    """Saved here, on the hub, or refused with the reason: never more than is true."""
    match where.state:
        case "hub":
            return IconLabel("check", T("Sent to the office"), "ok", 13)
        case "refused":
            reason = where.reason or T("no reason given")
            return IconLabel("err", T("Refused by the office: {reason}", reason=reason), "err", 13, wrap=True)
        case _:
            return IconLabel("unsent", T("Not yet sent"), "warn", 13)
