"""One record that two laptops changed: both values side by side, chosen field by field."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.actions.exchange.conflicts import RecordConflict, Side
from samarth_desktop.gui.kit.inputs.choice import ChoiceCard
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, surface
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Avatar, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.store.log.reader import Conflict, ConflictingValue

_LABELS = 190


class ConflictingValueButton(ChoiceCard):
    """One of several values."""

    def __init__(self, words: Callable[[], str], *, shows: bool) -> None:
        super().__init__(words, T("in the lists now") if shows else "", below=True)


class ConflictView(Card):
    """Shows a conflict. `settled` gets the chosen value of each field, `later` nothing; `correct` opens the record's
    form, None where there is none."""

    def __init__(
        self,
        dispute: RecordConflict,
        settled: Callable[[list[tuple[Conflict, ConflictingValue]]], object],
        later: Callable[[], object],
        correct: Callable[[], object] | None,
    ) -> None:
        super().__init__(margin=0)
        self._dispute, self._sides, self._settled = dispute, dispute.sides(), settled
        self._groups: list[QButtonGroup] = []
        self._title()
        self.body.addWidget(self._heads())
        fields = Scroll(margin=0, gap=0)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 12, 16, 8)
        self._grid.setSpacing(12)
        for row, conflict in enumerate(dispute.conflicts):
            self._add(row, conflict)
        fields.column.addLayout(self._grid)
        fields.column.addStretch(1)
        self.body.addWidget(fields, 1)
        self.body.addLayout(self._foot(later, correct))

    def _title(self) -> None:
        top = Columns(620, 8)
        top.setContentsMargins(16, 14, 16, 6)
        name = self._dispute.name_hi or self._dispute.name_en
        other = self._dispute.name_en if self._dispute.name_hi else ""
        top.addWidget(Label(name, 18, 600))
        if other:
            top.addWidget(Label(other, 15, 400, "ink2"))
        top.addWidget(Label(self._dispute.number, 15, 400, "ink2"), 1)
        top.addWidget(Label(T("Both values are kept until you choose."), 13, 400, "ink2"))
        self.body.addLayout(top)

    def _heads(self) -> QWidget:
        band = surface("sunk")
        row = QGridLayout(band)
        row.setContentsMargins(16, 10, 16, 10)
        row.setHorizontalSpacing(12)
        row.addWidget(Label(T("Who, when, where"), 13, 400, "ink2"), 0, 0)
        for column, side in enumerate(self._sides, start=1):
            row.addWidget(_who(side), 0, column)
        self._columns(row)
        return band

    def _add(self, row: int, conflict: Conflict) -> None:
        self._grid.addWidget(self._label(conflict), row, 0)
        group = QButtonGroup(self)
        self._groups.append(group)
        for index, conflicting in enumerate(conflict.conflicting_values):

            def words(conflicting: ConflictingValue = conflicting) -> str:
                return self._dispute.words(conflict, conflicting.value, lang.catalog) or lang.catalog.say(T("(empty)"))

            button = ConflictingValueButton(words, shows=index == 0)
            button.setChecked(index == 0)
            group.addButton(button, index)
            side = next(at for at, side in enumerate(self._sides) if side.wrote(conflicting))
            self._grid.addWidget(button, row, 1 + side)
        self._columns(self._grid)

    def _label(self, conflict: Conflict) -> QWidget:
        box = QWidget()
        box.setFixedWidth(_LABELS)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self._dispute.label(conflict), 15, 600, wrap=True))

        def before() -> str:
            was = self._dispute.words(conflict, conflict.before, lang.catalog)
            return lang.catalog.say(T("was {value}", value=was) if was else T("was empty"))

        if conflict.key != "deleted":
            column.addWidget(Label(before, 13, 400, "ink2", wrap=True))
        if self._dispute.end_alike(conflict, lang.catalog):
            column.addWidget(Label(T("The numbers end alike: ask for the whole number."), 13, 400, "warn", wrap=True))
        return box

    def _foot(self, later: Callable[[], object], correct: Callable[[], object] | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(16, 4, 16, 14)
        agreed = self._dispute.agreed
        same = Tn("{count} other field is the same.", "{count} other fields are the same.", agreed)
        facts = Columns(480, 8)
        facts.addWidget(IconLabel("check", same, "ok"), 1)
        if correct is not None:
            other = Button(T("Type another value"), "link", "edit")
            other.clicked.connect(correct)
            facts.addWidget(other)
        column.addLayout(facts)
        column.addWidget(IconLabel("clock", T("The value you do not choose stays in History."), "ink2"))
        row = Columns(480, 8)
        wait = Button(T("Ask first, decide later"), "link", "phone")
        wait.clicked.connect(later)
        keep = Button(T("Keep the chosen values"), "primary", key="Ctrl+Return")
        keep.clicked.connect(self._keep)
        row.addWidget(wait)
        row.addStretch(1)
        row.addWidget(keep)
        column.addLayout(row)
        return column

    def _keep(self) -> None:
        by_field = zip(self._dispute.conflicts, self._groups, strict=True)
        self._settled([(conflict, conflict.conflicting_values[group.checkedId()]) for conflict, group in by_field])

    def _columns(self, grid: QGridLayout) -> None:
        grid.setColumnMinimumWidth(0, _LABELS)
        for column in range(len(self._sides)):
            grid.setColumnStretch(1 + column, 1)


def _who(side: Side) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(Avatar(side.author, 36, round_=True))
    column = QVBoxLayout()
    column.setSpacing(0)
    name = T("You, {name}", name=side.author) if side.mine else Text(side.author)
    column.addWidget(Label(name, 15, 600))
    moment = side.at.astimezone()
    column.addWidget(Label(T("{moment}", moment=moment), 13, 400, "ink2", wrap=True))
    where = T("on this laptop") if side.mine else T("laptop {device}", device=side.device)
    column.addWidget(Label(where, 13, 400, "ink2", wrap=True))
    row.addLayout(column, 1)
    return box
