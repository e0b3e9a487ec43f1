"""What is said when the window closes while something is only on this laptop."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Tn

STAY, CLOSE, CARRY = range(3)


class QuitDialog(QDialog):
    """Says how many records wait and offers the pen drive; ``exec`` gives STAY, CLOSE or CARRY."""

    def __init__(self, waiting: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind_text(self.setWindowTitle, T("Samarth Desktop"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        words = Tn("{count} record is only on this laptop", "{count} records are only on this laptop", waiting)
        column.addWidget(IconLabel("unsent", words, "ink", 18, 600, icon_size=22))
        text = T("They are safe here. Without internet a pen drive carries them to the office, or keeps a copy.")
        column.addWidget(Label(text, 15, wrap=True))
        column.addStretch(1)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.stay = Button(T("Go on working"), "link")
        self.carry = Button(T("Use a pen drive"), icon="usb")
        self.leave = Button(T("Close"), "primary")
        for button, answer in ((self.stay, STAY), (self.carry, CARRY), (self.leave, CLOSE)):
            button.clicked.connect(lambda checked=False, answer=answer: self.done(answer))
        row.addWidget(self.stay)
        row.addStretch(1)
        row.addWidget(self.carry)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.leave.setFocus()
