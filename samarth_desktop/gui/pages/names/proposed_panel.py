"""The panel of one proposed name: whose it is, three spellings, a box to write it, and the doubtful names below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import ChoiceCard
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.pages.names.name_panel import deed_of
from samarth_desktop.gui.theme.language import bind_text, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.doubtful_names import DoubtfulName
    from samarth_desktop.actions.registration.proposed_names import ProposedName

WIDTH = 372
_SPELLINGS, _DOUBTS = 3, 2


class ProposedPanel(QFrame):
    """Shows one name. `written` carries what was written in its box and Enter, `doubts_wanted` the place of a doubtful
    name that is gone to."""

    written = Signal(str)
    doubts_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        self.who = Label("", 13, 400, "ink2", wrap=True)
        self.name = Label("", 24, 700, wrap=True)
        column.addWidget(self.who)
        column.addWidget(self.name)
        self.cards = [ChoiceCard("", "", key=str(number + 1)) for number in range(_SPELLINGS)]
        for card in self.cards:
            card.clicked.connect(self._chosen)
            column.addWidget(card)
        self.box = TextBox()
        self.box.returnPressed.connect(lambda: self.written.emit(self.box.text()))
        self.editor = LabelledEditor(T("Or write it as on the Aadhaar card"), self.box)
        column.addWidget(self.editor)
        self.done = EmptyState("checkc", T("All looked at."))
        self.done.hide()
        column.addWidget(self.done)
        column.addStretch(1)
        self.doubts_head = IconLabel("warn", T("Doubtful names"), "ink", 15, 600)
        column.addWidget(self.doubts_head)
        self.doubts = [DoubtCard() for _ in range(_DOUBTS)]
        for place, doubt in enumerate(self.doubts):
            doubt.link.clicked.connect(lambda checked=False, place=place: self.doubts_wanted.emit(place))
            column.addWidget(doubt)
        self.more = Button("", "link", end_icon="arrow", small=True)
        self.more.clicked.connect(lambda: self.doubts_wanted.emit(_DOUBTS))
        column.addWidget(self.more)
        self.show_doubts([])

    def show_name(self, name: "ProposedName | None", at: int, count: int, text: str = "") -> None:
        """Shows this name, the `at`-th of `count`, spelled `text`; or that none is left."""
        for part in (self.who, self.name, self.editor, *self.cards):
            part.setVisible(name is not None)
        self.done.setVisible(name is None)
        self.editor.clear_message()
        if name is None:
            return
        place = f"{at + 1} / {count}"
        more = Tn("{count} record", "{count} records", len(name.rows)) if len(name.rows) > 1 else kind_of(name)
        number = "" if len(name.rows) > 1 else name.registration
        self.who.show_text(lambda: " · ".join(filter(None, (place, say(more), name.village, number))))
        self.name.show_text(name.text)
        chosen = text or name.proposed
        usual = say(T("usually so")) if self.width() >= WIDTH else ""
        for number_of, card in enumerate(self.cards):
            there = number_of < len(name.spellings)
            card.setVisible(there)
            card.setAutoExclusive(False)
            card.setText(name.spellings[number_of] if there else "")
            card.set_note(usual if number_of == 0 else "")
            card.setChecked(there and name.spellings[number_of] == chosen)
            card.setAutoExclusive(True)
        self.box.setText(chosen)

    def choose(self, number: int) -> None:
        """Takes the spelling with this number, from 0."""
        if number < len(self.cards) and self.cards[number].isVisibleTo(self):
            self.cards[number].setChecked(True)
            self._chosen()

    def text(self) -> str:
        """The spelling as it stands now."""
        return self.box.text().strip()

    def begin_writing(self, letter: str) -> None:
        """Goes to the box; the letter that was typed begins what is written."""
        self.box.setFocus()
        self.box.setText(letter)

    def show_doubts(self, doubts: "list[DoubtfulName]") -> None:
        """The first of the doubtful names, and how many more there are."""
        self.doubts_head.setVisible(bool(doubts))
        for place, card in enumerate(self.doubts):
            card.setVisible(place < len(doubts))
            if place < len(doubts):
                card.show_name(doubts[place])
        rest = len(doubts) - len(self.doubts)
        self.more.setVisible(rest > 0)
        self.more.show_text(Tn("And {count} more", "And {count} more", rest))

    def _chosen(self) -> None:
        self.box.setText(next((card.text() for card in self.cards if card.isChecked()), self.box.text()))


class DoubtCard(QFrame):
    """A doubtful name with its reason in one sentence and the one ``link`` that mends it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(0)
        row.setSpacing(8)
        self.text, self.link = Label("", 15, 600, wrap=True), TextLink("", 14)
        self.reason = Label("", 13, 400, wrap=True)
        row.addWidget(self.text, 1)
        row.addWidget(self.link)
        column.addLayout(row)
        column.addWidget(self.reason)

    def show_name(self, name: "DoubtfulName") -> None:
        """This name from now on."""
        self.text.show_text(name.doubt.text)
        self.reason.tone("err" if name.doubt.refused else "warn")
        self.reason.show_text(name.doubt.reason)
        self.link.show_text(deed_of(name))
        bind_text(self.link.setAccessibleName, T("{name}: {what}", name=name.doubt.text, what=deed_of(name)))


def kind_of(name: "ProposedName") -> Text:
    """What it is the name of."""
    if name.sort == "people":
        return T("Artisan")
    if name.sort == "groups":
        return T("SHG")
    return Text(name.label)
