"""What stands before the work: a woven left panel with steps or a word, and the page beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.app.bars import LanguageChoice
from samarth_desktop.gui.app.main_window import NARROW
from samarth_desktop.gui.kit.surfaces.frame import Footer, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label, Painted
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

PANEL, SLIM_PANEL = 316, 272
_WITH_PANEL = 860  # under this many logical px the step has the whole window


class WizardStep(Painted):
    """One step in the left panel: done, here or to come."""

    def __init__(self, number: int, text: LocalizedText) -> None:
        super().__init__()
        self._number, self._state = number, "later"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind_text(self.set_text, text)

    def show_state(self, state: str) -> None:
        """``done``, ``here`` or ``later``."""
        self._state = state
        words = {"done": T("done"), "here": T("you are here"), "later": T("not yet")}[state]
        bind_text(self.setAccessibleDescription, words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text, 15, 600) + 44, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        circle = QRectF(0, 6, 28, 28)
        if self._state == "done":
            paint.box(painter, circle, 14, "nav_on")
            icons.draw(painter, "check", "nav_ink", 6, 12, 16)
        elif self._state == "here":
            paint.box(painter, circle, 14, "turmeric")
        else:
            paint.box(painter, circle, 14, line="nav_ink2")
        if self._state != "done":
            ink = "on_turmeric" if self._state == "here" else "nav_ink2"
            paint.words(painter, circle, str(self._number), ink, 15, 600, Qt.AlignmentFlag.AlignHCenter)
        here = self._state == "here"
        ink = "nav_ink" if here else "nav_ink2"
        place = QRectF(42, 0, self.width() - 42, 40)
        paint.words(painter, place, self.text, ink, 15, 600 if here else 400, elide=True)
        painter.end()


class WizardPanel(QFrame):
    """The left panel with emblem, name and, at its edge, the woven strip."""

    def __init__(self, title: LocalizedText, steps: Sequence[LocalizedText], foot: LocalizedText) -> None:
        super().__init__()
        self.setFixedWidth(PANEL)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 26)
        column.setSpacing(12)
        name = Label(T("Samarth Desktop"), 18, 600, "nav_ink")
        name.setFixedHeight(44)
        name.setContentsMargins(56, 0, 0, 0)
        column.addWidget(name)
        column.addSpacing(22)
        column.addWidget(Label(title, 18, 600, "nav_ink", wrap=True))
        self.steps = [WizardStep(number + 1, words) for number, words in enumerate(steps)]
        for step in self.steps:
            column.addWidget(step)
        column.addStretch(1)
        column.addWidget(Label(foot, 14, 400, "nav_ink2", wrap=True))
        theme.look.changed.connect(self.update)

    def show_step(self, here: int) -> None:
        """Marks the step; those before it are done."""
        for number, step in enumerate(self.steps):
            step.show_state("here" if number == here else "done" if number < here else "later")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        painter.fillRect(self.rect(), theme.now().color("nav"))
        icons.draw(painter, "app", "nav_ink", 28, 26, 44)
        paint.woven(painter, QRectF(self.width() - 8, 0, 8, self.height()), upright=True)
        painter.end()


class WizardPage(QWidget):
    """A whole-window page: panel, small line and language switch at the top, ``place`` for the step, footer."""

    def __init__(self, title: LocalizedText, steps: Sequence[LocalizedText], foot: LocalizedText) -> None:
        super().__init__()
        self.setObjectName("page")
        self.panel = WizardPanel(title, steps, foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        row.addLayout(right, 1)
        top = QHBoxLayout()
        top.setContentsMargins(40, 14, 32, 0)
        self.line = Label("", 14, 400, "ink2")
        top.addWidget(self.line, 1)
        top.addWidget(LanguageChoice())
        right.addLayout(top)
        scroll = Scroll(margin=40, gap=8)
        self.place = scroll.column
        right.addWidget(scroll, 1)
        self.footer = Footer()
        self.footer.row.setContentsMargins(40, 0, 32, 0)
        right.addWidget(self.footer)

    def begin(self) -> None:
        """The page has come to the front: put the focus where typing begins."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(SLIM_PANEL if self.width() < NARROW else PANEL)
        self.panel.setVisible(self.width() >= _WITH_PANEL)


def heading(title: LocalizedText, text: LocalizedText) -> QVBoxLayout:
    """The 28/700 title of a step and the paragraph below it."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Label(title, 28, 700, wrap=True))
    column.addWidget(Label(text, 15, 400, wrap=True))
    column.addSpacing(8)
    return column
