"""Two people side by side: what differs, who they are, and two who were merged."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.parsing import as_shown, write
from samarth_desktop.gui.kit.inputs.choice import ChoiceCard
from samarth_desktop.gui.kit.surfaces.cards import Card, line, surface
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Avatar, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.merging import PastMerge, Row
    from samarth_desktop.actions.search import Pair
    from samarth_desktop.kinds.artisan.record import Artisan

NAME_WIDTH = 170
"""At most so wide are the names of the fields: the two people need the rest."""


class MergeView(QWidget):
    """Two people side by side: reasons, then each field that differs, with a choice where both have a value."""

    def __init__(self, pair: "Pair", a: "Artisan", b: "Artisan", rows: "tuple[Row, ...]") -> None:
        super().__init__()
        self._groups: dict[str, QButtonGroup] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = surface("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        column.addWidget(card)
        inside.addLayout(_reasons(pair))
        inside.addWidget(line())
        scroll = Scroll(margin=16, gap=8)
        inside.addWidget(scroll, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, who in ((1, a), (2, b)):
            grid.addWidget(who_is(who, stays=place == 1), 0, place)
        for number, row in enumerate(rows, 1):
            self._add(grid, number, row)
        if not rows:
            grid.addWidget(IconLabel("check", T("All fields are the same"), "ok", 15), 1, 0, 1, 3)
        scroll.column.addLayout(grid)
        scroll.column.addStretch(1)

    def _add(self, grid: QGridLayout, number: int, row: "Row") -> None:
        name = Text(row.field.label)
        label = Label(name, 15, 600, wrap=True)
        label.setMaximumWidth(NAME_WIDTH)
        grid.addWidget(label, number, 0)
        first, second = _value(row, row.a), _value(row, row.b)
        if not row.conflicting_values:
            for place, text in ((1, first), (2, second)):
                taken = IconLabel("check", text, "ok", 15) if text else Label(T("not given"), 15, 400, "ink2")
                grid.addWidget(taken, number, place)
            return
        group = QButtonGroup(self)
        for place, text in ((1, first), (2, second)):
            choice = ChoiceCard(text)
            choice.setAccessibleName(f"{say(name)}: {text}")
            group.addButton(choice, place)
            grid.addWidget(choice, number, place)
        group.button(1).setChecked(True)
        self._groups[row.key] = group

    def from_second(self) -> list[str]:
        """The keys for which the second value was chosen."""
        return [key for key, group in self._groups.items() if group.checkedId() == 2]


def _value(row: "Row", value: object) -> str:
    return as_shown(row.field, write(row.field, value, lang.catalog))


def who_is(person: "Artisan", *, stays: bool = False) -> QWidget:
    """Somebody with what tells namesakes apart, and by whom she was registered."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 4)
    row.setSpacing(10)
    name = LocalizedName(person.name_hi, person.name_en).best(lang.code)
    row.addWidget(Avatar(name, 44), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(name, 15, 600, wrap=True))
    words.addWidget(Label(person.registration.replace("-", "-\u200b"), 13, wrap=True))  # may go on in a second line
    if stays:
        words.addWidget(Label(T("this one stays"), 13, 600, "ok"))
    relative = person.relative_hi or person.relative_en
    about = " · ".join(part for part in (relative, person.village) if part)
    words.addWidget(Label(about, 13, 400, "ink2", wrap=True))
    if person.created_at:
        day = lang.catalog.date(datetime.fromisoformat(person.created_at).astimezone().date(), "d MMM y")
        by = T("Registered {day}, {name} ({device})", day=day, name=person.created_by, device=person.created_device)
        words.addWidget(Label(by, 13, 400, "ink2", wrap=True))
    words.addStretch(1)
    row.addLayout(words, 1)
    return box


def _reasons(pair: "Pair") -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for number, reason in enumerate(pair.reasons[:6]):
        icon, tone = ("check", "ok") if pair.speaks_for[number] else ("close", "ink2")
        label = IconLabel(icon, reason, "ink", 14, wrap=True)
        label.icon.show_icon(icon, tone)
        grid.addWidget(label, number // 2, number % 2)
    return grid


class PastMergeView(Card):
    """Two records that somebody merged, and what taking them apart does."""

    def __init__(self, one: "PastMerge") -> None:
        super().__init__()
        day = lang.catalog.date(one.at.astimezone().date(), "d MMMM y")
        said = T("Put together on {day} by {name} ({device})", day=day, name=one.author, device=one.device)
        self.body.addWidget(Label(said, 15, 600, wrap=True))
        people = Columns(480)
        if one.stays is not None:
            people.addWidget(who_is(one.stays, stays=True), 1, Qt.AlignmentFlag.AlignTop)
        people.addWidget(who_is(one.gone), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(people)
        about = T("Taking them apart gives both records back what they had. What was written since stays.")
        self.body.addWidget(IconLabel("info", about, "ink2", 14, wrap=True))
        self.body.addStretch(1)
