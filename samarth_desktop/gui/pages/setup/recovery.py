"""The recovery key: shown once, printed or written by hand, two boxes asked back."""

import secrets

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from samarth_desktop.gui.app.wizard import heading
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.setup.setup_steps import SetupStep, advice
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Text, Tn

_ASKED = 2


class GroupBox(QFrame):
    """One numbered box of the key in big letters."""

    def __init__(self, number: int, group: str) -> None:
        super().__init__()
        self.setProperty("surface", "box")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(58)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(15)
        letters = Label(group, 24, 700)
        apart = letters.font()
        apart.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)  # so that they are copied one by one
        letters.setFont(apart)
        row.addWidget(Label(str(number), 13, 400, "ink2"))
        row.addWidget(letters, 1)
        bind_text(self.setAccessibleName, lambda: T("Box {number}: {letters}", number=number, letters=" ".join(group)))


class RecoveryStep(SetupStep):
    """Shows a key, lets it be printed, and asks two boxes back before the person may go on."""

    def __init__(self, titled: bool = True) -> None:
        super().__init__()
        self._key, self._author, self._device, self._groups = "", "", "", list[str]()
        self._taken = False
        self._asked: list[tuple[int, TextBox, LabelledEditor]] = []
        if titled:
            self.column.addLayout(
                heading(
                    T("Keep this recovery key on paper"),
                    T("If you forget the passphrase, only this key opens your work. Nobody else has a copy of it."),
                )
            )
        self._add_key_card()
        lower = Columns(700, 24)
        self.column.addLayout(lower)
        self.check = Card(T("Check with the paper"))
        self._question = Label("", 14, 400, "ink2", wrap=True)
        self.check.body.addWidget(self._question)
        self._boxes = QHBoxLayout()
        self._boxes.setSpacing(16)
        self.check.body.addLayout(self._boxes)
        self.check.body.addStretch(1)
        lower.addWidget(self.check, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(
            advice("lock", T("Your work is locked"), T("If the laptop is lost, nobody can read people's details."))
        )
        right.addLayout(advice("doc", T("Keep the paper apart"), T("Not in the laptop bag: in a cupboard at home.")))
        right.addLayout(
            advice("help", T("If passphrase and key are both lost"), T("What was sent comes back from the office."))
        )
        right.addStretch(1)
        lower.addLayout(right, 1)
        self.column.addStretch(1)

    def _add_key_card(self) -> None:
        card = Card(T("Your recovery key"), "key")
        self.note = Label(T("I, L, O and U are not used: 0 is zero, 1 is one"), 13, 400, "ink2")
        card.head.addWidget(self.note)
        self._pairs = [QHBoxLayout() for _ in range(4)]  # four boxes a line, two where there is little room
        for first, second in (self._pairs[:2], self._pairs[2:]):
            both = Columns(620, 10)
            for pair in (first, second):
                pair.setSpacing(10)
                both.addLayout(pair, 1)
            card.body.addLayout(both)
        row = Columns(700, 12)
        self.print_button = Button(T("Print on paper"), "primary", "print", key="Ctrl+P")
        self.hand_button = Button(T("Written by hand"), "secondary", "pen")
        self.print_button.clicked.connect(self._print)
        self.hand_button.clicked.connect(self._take)
        row.addWidget(self.print_button)
        row.addWidget(self.hand_button)
        row.addStretch(1)
        row.addWidget(IconLabel("warn", T("Send no photo of it on WhatsApp"), "warn", 14))
        card.body.addLayout(row)
        self.column.addWidget(card)

    def show_key(self, key: str, author: str, device: str = "") -> None:
        """Shows a key and chooses the boxes to ask for; author and device code stand on the printed sheet."""
        self._key, self._author, self._device, self._groups = key, author, device, key.split("-")
        for number, group in enumerate(self._groups):
            self._pairs[number // 2].addWidget(GroupBox(number + 1, group))
        places = sorted(secrets.SystemRandom().sample(range(len(self._groups)), _ASKED))
        first, second = (number + 1 for number in places)
        self._question.show_text(T("Write the letters of box {first} and box {second}.", first=first, second=second))
        for number in places:
            box = TextBox(limit=len(self._groups[number]) + 4)
            editor = LabelledEditor(T("Box {number}", number=number + 1), box, required=True)
            box.textChanged.connect(self._compare)
            self._boxes.addWidget(editor)
            self._asked.append((number, box, editor))
        self._compare()

    def _print(self) -> None:
        from samarth_desktop.gui.kit.media.printing import print_recovery_sheet

        if print_recovery_sheet(self, self._groups, self._author, self._device):
            self._take()

    def _take(self) -> None:
        self._taken = True
        self.print_button.show_kind("secondary")
        if self._asked:
            self._asked[0][1].setFocus()
        self.changed.emit()

    def _compare(self) -> None:
        from samarth_desktop.actions.device import device

        for number, box, editor in self._asked:
            wanted, typed = self._groups[number], "".join(device.groups(box.text()))
            if typed == wanted:
                editor.show_message("ok", T("That is right"))
            elif wanted.startswith(typed):
                left = len(wanted) - len(typed)
                editor.show_message("hint", Tn("{count} letter more", "{count} letters more", left))
            else:
                editor.show_message("error", T("Different from the key. Look at the paper once more."))
        self.changed.emit()

    def missing(self) -> Text | None:
        if self._asked and all(editor.state == "ok" for _, _, editor in self._asked):
            return None
        return T("Fill both boxes rightly to go on")

    def begin(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
