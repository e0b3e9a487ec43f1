"""What is asked before a record is changed from the list: another stage, erasure."""

from datetime import date

from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import STAGES, WAY, Enrolment
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.programmes import stages


class StageAsk(Ask):
    """Which stage of the programme, since when, and why where it is a stop or a step back."""

    def __init__(self, parent: QWidget, programme: Programme | None, enrolment: Enrolment, today: date) -> None:
        super().__init__(parent, T("Stage in {programme}", programme=enrolment.programme), "", T("Save"))
        offered = (*stages.stages_of(programme), *STOPPED)
        options: list[tuple[object, LocalizedText]] = [
            (one.code, Text(one.label)) for one in STAGES if one.code in offered
        ]
        self._today, self._reached = today, stages.reached(enrolment)
        stage = stages.next_stage(programme, enrolment) or enrolment.stage
        self.stage, self.day, self.reason = ComboBox(options), DateBox(), TextBox(limit=200)
        self.stage.set_value(stage)
        self.day.set_value(today)
        self._why = LabelledEditor(T("Reason"), self.reason, required=True)
        for editor in (LabelledEditor(T("Stage"), self.stage), LabelledEditor(T("Since"), self.day), self._why):
            self.body.addWidget(editor)
        self.stage.currentIndexChanged.connect(self._fit)
        self._fit()

    def _fit(self, index: int = 0) -> None:
        self._why.setVisible(self._asks_why())

    def _asks_why(self) -> bool:
        stage = self.stage.value()
        return stage in STOPPED or (stage in WAY and WAY.index(str(stage)) < WAY.index(self._reached))

    def problem(self) -> LocalizedText:
        day = self.day.value()
        if day is None:
            return T("Write the date.")
        if day > self._today:
            return T("This date is in the future.")
        if self._asks_why() and not self.reason.text().strip():
            return T("Write the reason.")
        return ""

    def answer(self) -> tuple[str, date, str]:
        """Stage, day and reason."""
        return str(self.stage.value()), self.day.value() or self._today, self.reason.text()


class EraseAsk(Ask):
    """Erasing cannot be undone, so the last digits of the number are typed first."""

    def __init__(self, parent: QWidget, registration: str) -> None:
        text = T(
            "Name, address, photo and papers go from this laptop and, with the next sync, from every other. "
            "Only the number stays. This cannot be undone."
        )
        super().__init__(parent, T("Erase for ever"), text, T("Erase for ever"), "trash", danger=True)
        self._number = registration
        self.box = TextBox()
        self.body.addWidget(LabelledEditor(T("To go on, write the registration number: {n}", n=registration), self.box))

    def problem(self) -> LocalizedText:
        typed = self.box.text().strip().upper().replace(" ", "")
        return "" if typed == self._number.upper() else T("This is another number.")
