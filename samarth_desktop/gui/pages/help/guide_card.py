"""The help for one page: what it is for, the next steps, what people ask."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference.guide import Guide
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import Text


class GuideCard(Card):
    """Texts in the language of the window, which they follow."""

    def __init__(self, guide: Guide, title: Text, icon: str) -> None:
        super().__init__(title, icon)
        self.guide = guide
        self.body.setSpacing(10)
        self.body.addWidget(Label(in_force(guide.what), 15, 400, wrap=True))
        for number, step in enumerate(guide.steps, 1):
            self._line(Label(f"{number}.", 15, 600, "prim"), Label(in_force(step), 15, 400, wrap=True))
        for question in guide.questions:
            self._line(Icon("help", "prim", 20), Label(in_force(question.asked), 15, 600, wrap=True))
            self.body.addWidget(Label(in_force(question.answer), 14, 400, "ink2", wrap=True))

    def _line(self, before: Label | Icon, text: Label) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        before.setFixedWidth(22)
        row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self.body.addLayout(row)


def in_force(words: Words) -> Callable[[], str]:
    """The words in the window's language of the moment."""
    return lambda: words.say(lang.code)
