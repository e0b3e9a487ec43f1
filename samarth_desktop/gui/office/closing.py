"""What is asked when the window closes while the hub serves."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T

STAY, GO_ON, STOP = range(3)


class CloseDialog(QDialog):
    """Whether the hub goes on without the window; ``exec`` gives STAY, GO_ON or STOP."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind_text(self.setWindowTitle, T("Samarth Desktop: office"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(IconLabel("online", T("Shall the hub go on?"), "ink", 18, 600, icon_size=22))
        text = T("Laptops can send to the office as long as the hub serves and this computer is on.")
        column.addWidget(Label(text, 15, wrap=True))
        column.addSpacing(8)
        self.stay = Button(T("Go back"), "link")
        self.stop = Button(T("Stop the hub"))
        self.go_on = Button(T("The hub goes on"), "primary")
        for button, answer in ((self.stay, STAY), (self.stop, STOP), (self.go_on, GO_ON)):
            button.clicked.connect(lambda checked=False, answer=answer: self.done(answer))
        column.addLayout(in_row(self.stay, 1, self.stop, self.go_on, gap=12))
        self.go_on.setFocus()
