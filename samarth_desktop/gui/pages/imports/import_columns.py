"""Which column of a sheet goes into which field: guessed, shown with first rows, corrected by hand."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.surfaces.cards import Card, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.sheets import row_parser
from samarth_desktop.rules.sheets.column_mapping import columns_of, label_of

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.importing import Source

TABLES = {"artisans": T("Artisans"), "shgs": T("SHGs"), "members": T("Members"), "products": T("Products")}
_SAMPLES = 3


class ColumnsView(Scroll):
    """A card for each table of the file; `changed` tells that a person chose another field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0, gap=16)
        self._sources: tuple[Source, ...] = ()
        self.combos: list[list[ComboBox]] = []
        self._legacy: list[Chip] = []

    def show_sources(self, sources: "tuple[Source, ...]") -> None:
        """The tables with the guessed fields."""
        empty(self.column)
        self._sources, self.combos, self._legacy = sources, [], []
        for source in sources:
            self.column.addWidget(self._card(source))
        self.column.addStretch(1)

    def doubled(self) -> Text | None:
        """The label of a field that is chosen for two columns of one table, None when none is."""
        for source, combos in zip(self._sources, self.combos, strict=True):
            chosen = [str(combo.value() or "") for combo in combos]
            for key in chosen:
                if key and chosen.count(key) > 1:
                    return Text(label_of(source.plan.kind, key))
        return None

    def planned(self) -> "tuple[Source, ...]":
        """The tables with the fields as they are chosen now."""
        made = []
        for source, combos, legacy in zip(self._sources, self.combos, self._legacy, strict=True):
            plan = source.plan.with_keys([str(combo.value() or "") for combo in combos])
            wanted = frozenset(source.legacy) if legacy.isChecked() else frozenset[int]()
            made.append(source.planned(replace(plan, legacy=wanted)))
        return tuple(made)

    def _card(self, source: "Source") -> Card:
        kind = source.plan.kind
        card = Card(Tn("{table}: {count} row", "{table}: {count} rows", source.total, table=TABLES[kind]))
        legacy = Chip(T("Written in Kruti Dev"))
        legacy.setChecked(bool(source.plan.legacy))
        legacy.setVisible(bool(source.legacy))
        card.head.addWidget(legacy)
        self._legacy.append(legacy)
        grid = QGridLayout()
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
            first = (row_parser.shown(source.plan, number - 1, cell) for cell in source.samples[number - 1][:_SAMPLES])
            shown = Label(" · ".join(first), 14, 400, "ink2", wrap=True)
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            name: LocalizedText = head or T("(no head)")
            if number - 1 in source.sheet.hidden_columns:
                name = T("{head} (hidden in the sheet)", head=name)
            grid.addWidget(Label(name, 15, 600, wrap=True), number, 0)
            grid.addWidget(shown, number, 1)
            grid.addWidget(combo, number, 2)
            combos.append(combo)
        self.combos.append(combos)
        card.body.addWidget(line())
        card.body.addLayout(grid)
        return card
