"""What stands before the work: a woven left panel with steps or a word, and the page beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from samarth_desktop.gui.app.bars import LanguageChoice
from samarth_desktop.gui.app.main_window import NARROW
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.frame import Footer, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label, WovenStrip
from samarth_desktop.gui.theme import icons, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T

PANEL, SLIM_PANEL = 316, 272
_WITH_PANEL = 860  # under this many logical px the step has the whole window


class WizardStep(QFrame):
    """One step in the left panel: done, here or to come."""

    def __init__(self, number: int, text: LocalizedText) -> None:
        super().__init__()
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self._number, self._circle = str(number), QLabel()
        self._circle.setProperty("role", "circle")
        self._circle.setFixedSize(28, 28)
        self._circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._circle.setFont(theme.font(15, 600))
        self._words = Label(text, 15)
        row.addWidget(self._circle)
        row.addWidget(self._words, 1)
        bind_text(self.setAccessibleName, text)
        self.show_state("later")

    def show_state(self, state: str) -> None:
        """``done``, ``here`` or ``later``."""
        words = {"done": T("done"), "here": T("you are here"), "later": T("not yet")}[state]
        bind_text(self.setAccessibleDescription, words)
        set_role(self._circle, state=state)
        if state == "done":
            self._circle.setPixmap(icons.pixmap("check", "nav_ink", 16))
        else:
            self._circle.setText(self._number)
        self._words.tone("nav_ink" if state == "here" else "nav_ink2")
        self._words.setFont(theme.font(15, 600 if state == "here" else 400))


class WizardPanel(QFrame):
    """The left panel with emblem, name and, at its edge, the woven strip."""

    def __init__(self, title: LocalizedText, steps: Sequence[LocalizedText], foot: LocalizedText) -> None:
        super().__init__()
        self.setProperty("surface", "nav")
        self.setFixedWidth(PANEL)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(28, 26, 20, 26)
        column.setSpacing(12)
        both.addLayout(column, 1)
        both.addWidget(WovenStrip(upright=True))
        name = Label(T("Samarth Desktop"), 18, 600, "nav_ink")
        name.setFixedHeight(44)
        column.addLayout(in_row(Icon("app", "nav_ink", 44), name, 1, gap=12))
        column.addSpacing(22)
        column.addWidget(Label(title, 18, 600, "nav_ink", wrap=True))
        self.steps = [WizardStep(number + 1, words) for number, words in enumerate(steps)]
        for step in self.steps:
            column.addWidget(step)
        column.addStretch(1)
        column.addWidget(Label(foot, 14, 400, "nav_ink2", wrap=True))

    def show_step(self, here: int) -> None:
        """Marks the step; those before it are done."""
        for number, step in enumerate(self.steps):
            step.show_state("here" if number == here else "done" if number < here else "later")


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
