"""Asks once for today's date where the laptop's own cannot be right."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.actions.device import business_date
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T


class AskDay(QDialog):
    """``ask()`` gives the session with the day that was said, or as it was when the person does not know."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        bind_text(self.setWindowTitle, T("Samarth Desktop"))
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(IconLabel("cal", T("Which day is it today?"), "ink", 18, 600, icon_size=22))
        why = T("This laptop's clock is wrong. Ages and certificates need the right day.")
        column.addWidget(Label(why, 15, wrap=True))
        self.box = DateBox()
        self.editor = LabelledEditor(T("Today's date"), self.box, required=True)
        column.addWidget(self.editor)
        row = QHBoxLayout()
        self.later = Button(T("I do not know"), "link")
        self.later.clicked.connect(self.reject)
        self.keep = Button(T("That is today"), "primary", "check", key="Ctrl+Return")
        self.keep.clicked.connect(self._say)
        self.box.returnPressed.connect(self._say)
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.keep)
        column.addLayout(row)

    def ask(self) -> Session:
        """Shows the question and waits for the answer."""
        self.exec()
        return self.session

    def _say(self) -> None:
        meant = self.box.value()
        if meant is None:
            self.editor.show_message("error", T("Write the date as day/month/year, such as 05/11/1990."))
            return
        try:
            self.session = business_date.set_date(self.session, meant)
        except KnownError as error:
            self.editor.show_message("error", error.text)
            return
        self.session.store.today = self.session.clock
        self.accept()
