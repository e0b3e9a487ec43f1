"""What is to be mended in a grid: the cells are coloured, and the first sentences stand below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.actions.registration.memberships import RowProblem
from samarth_desktop.gui.forms.grid import RowsModel
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.i18n import T


class RowProblems(QWidget):
    """`most` sentences for a model, errors first."""

    def __init__(self, model: RowsModel, most: int) -> None:
        super().__init__()
        self._model = model
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.sentences = [IconLabel("", "", wrap=True) for _ in range(most)]
        for sentence in self.sentences:
            sentence.hide()
            column.addWidget(sentence)

    def show_problems(self, problems: Sequence[RowProblem]) -> None:
        """Colours the cells of these problems, no others, and says the first ones."""
        ordered = sorted(problems, key=lambda one: (not one.blocks, one.row))
        states = {(one.row, one.column): "error" if one.blocks else "warning" for one in reversed(ordered)}
        self._model.show_states(states)
        self.setVisible(bool(ordered))
        for place, sentence in enumerate(self.sentences):
            sentence.setVisible(place < len(ordered))
            if place < len(ordered):
                one = ordered[place]
                icon = "err" if one.blocks else "warn"
                sentence.show_state(icon, T("Row {n}: {problem}", n=one.row + 1, problem=one.text), icon)
