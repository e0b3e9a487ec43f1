"""Asks what is to be done next for somebody: an obstacle or own words, what to do, who, until when."""

from datetime import date

from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.fields.choices import OBSTACLES
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.follow_up.record import FollowUp


class FollowUpAsk(Ask):
    """The new follow-up; :meth:`answer` gives it for a person or group."""

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent, T("What is to be done next?"), "", T("Save"))
        options: list[tuple[object, LocalizedText]] = [(one.code, Text(one.label)) for one in OBSTACLES]
        self.obstacle = ComboBox(options, T("Own words"))
        self.what, self.todo, self.who = TextBox(limit=120), TextBox(limit=160), TextBox(limit=80)
        self.due = DateBox()
        for label, editor in (
            (T("Obstacle"), self.obstacle),
            (T("What is it about?"), self.what),
            (T("What is to be done?"), self.todo),
            (T("Who does it?"), self.who),
            (T("Due on"), self.due),
        ):
            self.body.addWidget(LabelledEditor(label, editor))
        self._today = today

    def problem(self) -> LocalizedText:
        if not self.obstacle.value() and not self.what.text().strip():
            return T("Choose an obstacle, or write what it is about.")
        return "" if self.due.value() else T("Write the date.")

    def answer(self, holder: str) -> FollowUp:
        """What was asked for, for the person or group `holder`."""
        return FollowUp(
            holder=holder,
            obstacle=str(self.obstacle.value() or ""),
            what=self.what.text().strip(),
            todo=self.todo.text().strip(),
            who=self.who.text().strip(),
            due=self.due.value(),
        )
