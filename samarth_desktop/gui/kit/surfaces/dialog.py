"""A question to be answered before going on: title, sentence, boxes, a button that does it and one that leaves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T


class Ask(QDialog):
    """Fill ``body``; connect ``accepted``. Esc leaves.

    `danger` paints the doing button in madder; then Enter does nothing and the focus begins in the first box, or on
    Cancel, so that nothing is destroyed by a key pressed too often.
    """

    def __init__(
        self,
        parent: QWidget,
        title: LocalizedText,
        text: LocalizedText,
        do: LocalizedText,
        icon: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, 18, 600, wrap=True))
        if text:
            column.addWidget(Label(text, 15, 400, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        self.wrong = IconLabel("err", "", "err", 13, wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        column.addStretch(1)
        column.addSpacing(4)
        self.leave = Button(T("Cancel"))
        self.do = Button(do, "danger" if danger else "primary", icon)
        self._danger = danger
        if not danger:
            self.do.setDefault(True)
        column.addLayout(in_row(1, self.leave, self.do, gap=12))
        self.leave.clicked.connect(self.reject)
        self.do.clicked.connect(self.try_to)
        self.setMinimumWidth(440)
        self.setMaximumWidth(560)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._danger:
            boxes = (one.widget() for one in map(self.body.itemAt, range(self.body.count())) if one is not None)
            editors = (getattr(box, "editor", box) for box in boxes if box is not None)
            (next(editors, None) or self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> LocalizedText:
        """What stands in the way of doing it; "" when nothing does."""
        return ""

    def try_to(self) -> None:
        """Does it, or says what is missing."""
        found = self.problem()
        if found:
            self.wrong.show_state("err", found, "err")
            self.wrong.show()
            self.adjustSize()
        else:
            self.accept()
