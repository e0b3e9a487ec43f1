"""The last step of set-up: the area in which this laptop works."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from samarth_desktop.domain.places import place
from samarth_desktop.gui.app.wizard import heading
from samarth_desktop.gui.kit.inputs.area import AreaChooser
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.pages.setup.setup_steps import FIELD_WIDTH, SetupStep, advice
from samarth_desktop.i18n import T, Text


class AreaStep(SetupStep):
    """Asks for state and district: the home of records that have no district yet."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addLayout(
            heading(
                T("Where do you work?"),
                T("The registration number begins with the state. Other districts stay possible."),
            )
        )
        card = Card()
        card.setMaximumWidth(FIELD_WIDTH + 80)
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addWidget(card, 3)
        self.column.addLayout(row)
        self.chooser = AreaChooser()
        card.body.addWidget(self.chooser)
        right = QVBoxLayout()
        right.setSpacing(14)
        self.sample = Label(self._sample, 14, 400, "ink2")
        right.addLayout(advice("doc", T("Registration numbers look like this"), self.sample))
        text = T("Has the office given you a code? Write it later under Sync.")
        right.addLayout(advice("sync", T("A code is not needed now"), text))
        right.addStretch(1)
        row.addLayout(right, 2)
        self.column.addStretch(1)
        self.chooser.changed.connect(self._chosen)

    def _sample(self) -> str:
        state = place.state(str(self.chooser.state.value() or "9"))
        return f"{state.iso if state else 'UP'}-7KQ4MX-00042-H"

    def _chosen(self) -> None:
        self.sample.show_text(self._sample)
        self.changed.emit()

    def area(self) -> str:
        """LGD state/district."""
        return self.chooser.area()

    def missing(self) -> Text | None:
        if self.chooser.state.value() is None:
            return T("Write or choose your district to go on")
        return T("Choose your district to go on") if not self.chooser.area() else None

    def begin(self) -> None:
        self.chooser.search.setFocus()
