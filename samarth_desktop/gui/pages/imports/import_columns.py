"""Which column of a sheet goes into which field: guessed, shown with first rows, corrected by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.surfaces.cards import Card, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.sheets import row_parser
from samarth_desktop.rules.sheets.column_mapping import columns_of, label_of

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.importing import Source

TABLES = {"artisans": T("Artisans"), "shgs": T("SHGs"), "members": T("Members"), "products": T("Products")}
_SAMPLES = 3


class ColumnsView(Scroll):
    """A card for each table of the file; `changed` tells that a person chose another field, or a table."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0, gap=16)
        self._sources: tuple[Source, ...] = ()
        self.combos: list[list[ComboBox]] = []
        self._legacy: list[Chip] = []
        self._wanted: list[Chip] = []

    def show_sources(self, sources: "Sequence[Source]", further: "Sequence[Source]" = ()) -> None:
        """The tables with the guessed fields; `further` ones are offered and stay out unless a person wants them."""
        empty(self.column)
        every = (*sources, *further)
        self._sources, self.combos, self._legacy, self._wanted = every, [], [], []
        for source in every:
            self.column.addWidget(self._card(source, several=len(every) > 1, wanted=source not in further))
        self.column.addStretch(1)

    def doubled(self) -> Text | None:
        """The label of a field that is chosen for two columns of one table, None when none is."""
        for source, combos, wanted in zip(self._sources, self.combos, self._wanted, strict=True):
            chosen = [str(combo.value() or "") for combo in combos]
            for key in chosen if wanted.isChecked() else ():
                if key and chosen.count(key) > 1:
                    return Text(label_of(source.plan.kind, key))
        return None

    def planned(self) -> "tuple[tuple[Source, ...], tuple[Source, ...]]":
        """The tables that are wanted, with the fields as they are chosen now, and those that are not."""
        made: tuple[list[Source], list[Source]] = ([], [])
        every = zip(self._sources, self.combos, self._legacy, self._wanted, strict=True)
        for source, combos, legacy, chip in every:
            plan = source.plan.with_keys([str(combo.value() or "") for combo in combos])
            letters = frozenset(source.legacy) if legacy.isChecked() else frozenset[int]()
            made[0 if chip.isChecked() else 1].append(source.planned(replace(plan, legacy=letters)))
        return tuple(made[0]), tuple(made[1])

    def _card(self, source: "Source", *, several: bool, wanted: bool) -> Card:
        table = TABLES[source.plan.kind]
        title = Tn("{table}: {count} row", "{table}: {count} rows", source.total, table=table)
        named = several and source.sheet.name
        card = Card(T("{sheet}: {place}", sheet=source.sheet.name, place=title) if named else title)
        chip, fields = Chip(T("Take in")), QWidget()
        chip.setChecked(wanted)
        chip.setVisible(several)
        bind_text(chip.setAccessibleName, T("{name}: {what}", name=source.sheet.name or table, what=T("Take in")))
        chip.clicked.connect(lambda on: self.changed.emit())
        chip.toggled.connect(fields.setVisible)
        card.head.addWidget(chip)
        self._wanted.append(chip)
        legacy = Chip(T("Written in Kruti Dev"))
        legacy.setChecked(bool(source.plan.legacy))
        legacy.setVisible(bool(source.legacy))
        card.head.addWidget(legacy)
        self._legacy.append(legacy)
        if not wanted:
            row = source.plan.first
            words = T("Another table on the same sheet, from row {row}. Choose whether it is taken in.", row=row)
            card.body.addWidget(Label(words, 14, 400, "ink2", wrap=True))
        card.body.addWidget(line())
        self._fill(fields, source)
        fields.setVisible(wanted)
        card.body.addWidget(fields)
        return card

    def _fill(self, fields: QWidget, source: "Source") -> None:
        """A line for each column: its head, its first cells, the field that it goes into."""
        kind = source.plan.kind
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, (least, share) in enumerate(((120, 2), (80, 3), (180, 3))):
            grid.setColumnMinimumWidth(column, least)
            grid.setColumnStretch(column, share)
        for place, title in enumerate((T("Head in the sheet"), T("First rows"), T("Goes into"))):
            grid.addWidget(Label(title, 14, 600), 0, place)
        options: list[tuple[object, LocalizedText]] = [("", T("Leave out"))]
        options += [(key, Text(label_of(kind, key))) for key in columns_of(kind)]
        combos = []
        for number, (head, key) in enumerate(zip(source.plan.heads, source.plan.keys, strict=True), 1):
            combo = ComboBox(options)
            combo.set_value(key)
            combo.setAccessibleName(head)
            combo.picked.connect(lambda value: self.changed.emit())
            combos.append(combo)
            if number <= source.sheet.first_column:
                continue  # of the table before
            first = (row_parser.shown(source.plan, number - 1, cell) for cell in source.samples[number - 1][:_SAMPLES])
            shown = Label(" · ".join(first), 14, 400, "ink2", wrap=True)
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            name: LocalizedText = head or T("(no head)")
            if number - 1 in source.sheet.hidden_columns:
                name = T("{head} (hidden in the sheet)", head=name)
            grid.addWidget(Label(name, 15, 600, wrap=True), number, 0)
            grid.addWidget(shown, number, 1)
            grid.addWidget(combo, number, 2)
        self.combos.append(combos)
