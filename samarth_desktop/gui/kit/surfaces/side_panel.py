"""What stands beside a form, and how it folds away in a narrow window."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.gui.theme.language import LocalizedText


class SidePanel(QFrame):
    """What stands beside a form, 300-340 wide. In a narrow window ``fold_button``, with a count, opens it."""

    def __init__(
        self,
        title: LocalizedText,
        icon: str = "",
        width: int = 328,
        key: str = "Ctrl+M",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 16, 16, 16)
        column.setSpacing(12)
        self.head = IconLabel(icon, title, "ink", 18, 600, icon_size=20)
        self.head.icon.setVisible(bool(icon))
        column.addWidget(self.head)
        scroll = Scroll(margin=0, gap=10)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        scroll.column.setContentsMargins(0, 0, 2, 0)
        scroll.column.addLayout(self.body)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        self._folded, self._wanted = False, True
        self.fold_button = Button(title, "secondary", icon, key=key)
        self.fold_button.hide()
        self.fold_button.clicked.connect(self._toggle)

    def show_count(self, count: int, text: LocalizedText, kind: str = "warning") -> None:
        """What the footer button says; without anything to see (`count` 0) there is no button."""
        self._wanted = count > 0
        self.fold_button.show_text(text)
        self.fold_button.show_kind(kind)
        self._lay_out()

    def fold(self, narrow: bool) -> None:
        """Becomes a footer button in a narrow window, a panel in a wide one."""
        self._folded = narrow
        self.setVisible(not narrow)
        self._lay_out()

    def _lay_out(self) -> None:
        self.fold_button.setVisible(self._folded and self._wanted)

    def _toggle(self) -> None:
        self.setVisible(not self.isVisible())
