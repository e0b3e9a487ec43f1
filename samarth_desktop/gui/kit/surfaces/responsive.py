"""Layouts for any window: columns that come to stand below each other, a page's middle that scrolls."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout

from samarth_desktop.gui.kit.surfaces.frame import Scroll

_BAR = 14  # px of a scroll bar, and a little


class Columns(QHBoxLayout):
    """Things side by side; under `breaks` logical px, or where they have no room, one below the other."""

    def __init__(self, breaks: int = 640, gap: int = 16) -> None:
        super().__init__()
        self._breaks = breaks
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def minimumSize(self) -> QSize:
        least = super().minimumSize()
        return QSize(min(max(self._widths(), default=0), least.width()), least.height())

    def _widths(self) -> list[int]:
        items = (self.itemAt(place) for place in range(self.count()))
        return [one.minimumSize().width() for one in items if one is not None and not one.isEmpty()]

    def setGeometry(self, rect: QRect) -> None:
        widths = self._widths()
        beside = sum(widths) + self.spacing() * max(0, len(widths) - 1)
        folded = self.direction() == QBoxLayout.Direction.TopToBottom
        # What stands below needs a scroll bar more to come up again: else the bar that goes with it would bring it back
        below = rect.width() < max(self._breaks, beside) + (_BAR if folded else 0)
        wanted = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self.direction() != wanted:
            self.setDirection(wanted)
        super().setGeometry(rect)


def scrolled(layout: QLayout) -> Scroll:
    """The middle of a page in a place that scrolls when the window is too low for it, and else fills it."""
    area = Scroll(margin=0, gap=0)
    area.column.setContentsMargins(0, 0, 0, 0)
    area.column.addLayout(layout, 1)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
