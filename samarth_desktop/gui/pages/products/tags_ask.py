"""Asks how many price tags, and from which place of a sheet on of which some were used."""

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.inputs.fields import NumberBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T

PLACES = 12
"""Tags on a sheet: three in a row, four below each other."""


class TagsAsk(Ask):
    """The answer is what :func:`tags.write` takes."""

    def __init__(self, parent: QWidget) -> None:
        about = T("A sheet holds {n}. Begin at 1, or where a used sheet is still whole.", n=PLACES)
        super().__init__(parent, T("Price tags (PDF)"), about, T("Make the tags"))
        self.copies, self.first = NumberBox(most=9999), NumberBox(most=PLACES)
        self.first.set_value(1)
        self.body.addWidget(LabelledEditor(T("How many; empty: one for each piece in stock"), self.copies))
        self.body.addWidget(LabelledEditor(T("First free place on the sheet"), self.first))

    def problem(self) -> LocalizedText:
        first = self.first.value()
        return "" if first and first <= PLACES else T("Write a place from 1 to {n}.", n=PLACES)

    def answer(self) -> tuple[int, int]:
        """How many (0: as in stock), and the first place counted from 0."""
        return self.copies.value() or 0, (self.first.value() or 1) - 1
