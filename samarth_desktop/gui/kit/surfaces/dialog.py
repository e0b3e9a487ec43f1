"""A question to be answered before going on: title, sentence, boxes, a button that does it and one that leaves."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

_FRAME = 40  # px of the window's own title and edge


class Ask(QDialog):
    """Fill ``body``; connect ``accepted``. Esc leaves. What does not fit on the screen scrolls; the buttons stay.

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
        self._whole, self._middle = column, scrolled(self.body)
        self._middle.viewport().installEventFilter(self)
        column.addWidget(self._middle)
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

    def fit(self) -> None:
        """Makes it as high as its words and boxes need at its width, as far as the screen goes. Qt's own measure ends
        at two thirds of the screen and takes the rest from the boxes."""
        whole, inside = self._whole, self._middle.column
        self._middle.setVisible(self.body.count() > 0)
        width = min(max(self.width() if self.isVisible() else 0, self.minimumWidth()), self.maximumWidth())
        edges = whole.contentsMargins()
        wide = width - edges.left() - edges.right()
        high = inside.totalHeightForWidth(wide) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
        self._middle.setFixedHeight(high)
        needed = whole.totalHeightForWidth(width)
        over = needed - (self.screen().availableSize().height() - _FRAME)
        if over > 0:
            self._middle.setFixedHeight(max(high - over, self._middle.minimumSizeHint().height()))
            needed -= over
        self.resize(width, needed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()  # a box more or less, or a sentence below one
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
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
            self.fit()
        else:
            self.accept()
