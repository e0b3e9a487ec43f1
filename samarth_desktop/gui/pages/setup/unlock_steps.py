"""The ways to open the data: the passphrase, the recovery key from the paper, new keys after a loss."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from samarth_desktop.gui.app.wizard import heading
from samarth_desktop.gui.kit import password_strength
from samarth_desktop.gui.kit.inputs.fields import PassphraseBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.pages.setup.setup_steps import FIELD_WIDTH, SetupStep
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T, Text

_GROUPS, _GROUP_LETTERS = 8, 5


OPEN = T("Open your work")


class AskPassphrase(SetupStep):
    """Asks for the passphrase, and tells when Caps Lock is on."""

    def __init__(self, title: Text = OPEN) -> None:
        super().__init__()
        self.column.addLayout(heading(title, T("Everything on this laptop is locked with your passphrase.")))
        self.box = PassphraseBox()
        self.editor = LabelledEditor(T("Passphrase"), self.box, required=True)
        self.forgot = Button(T("Forgotten? Open with the recovery key"), "link", "key")
        self.card = Card()
        self.card.setMaximumWidth(FIELD_WIDTH + 32)
        self.card.body.addWidget(self.editor)
        self.card.body.addWidget(self.forgot)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self.box.textChanged.connect(self._typed)
        self.box.capitals.connect(self._capitals)
        self._capital = False

    def _capitals(self, on: bool) -> None:
        self._capital = on
        self._typed()

    def _typed(self) -> None:
        if self._capital:
            self.editor.show_message("hint", T("Caps Lock is on: all letters become capitals."))
        else:
            self.editor.clear_message()
        self.changed.emit()

    def missing(self) -> Text | None:
        return None if self.box.text() else T("Write your passphrase")

    def begin(self) -> None:
        self.box.setFocus()


class PassphraseStep(AskPassphrase):
    """At the start: also the ways for who has no passphrase that opens, or a copy to bring back."""

    def __init__(self) -> None:
        super().__init__()
        self.copy = Button(T("Bring back a copy"), "link", "receive")
        self.loss = Button(T("Laptop or stick was in wrong hands? Change all keys"), "link", "lock")
        self.salvage = Button(T("Data damaged? Save what can be read"), "link", "warn")
        self.card.body.addWidget(self.copy)
        self.card.body.addWidget(self.salvage)
        self.card.body.addWidget(self.loss)
        self.told = Banner("", "ok")
        self.told.setMaximumWidth(FIELD_WIDTH + 32)
        self.told.hide()
        self.column.insertWidget(self.column.indexOf(self.card), self.told)

    def tell(self, said: Sequence[Text], tone: str) -> None:
        """Shows what became of the data, above the passphrase."""
        self.told.show_state(lambda: " ".join(say(text) for text in said), tone)
        self.told.show()


class RecoveryKeyStep(SetupStep):
    """The key from the paper, and a new passphrase."""

    def __init__(self) -> None:
        super().__init__()
        text = T("Copy the eight boxes from the paper. Small letters, spaces and 0 for O are fine.")
        self.column.addLayout(heading(T("Open with the recovery key"), text))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.boxes: list[TextBox] = []
        self.editors: list[LabelledEditor] = []
        for number in range(_GROUPS):
            box = TextBox()
            editor = LabelledEditor(T("Box {number}", number=number + 1), box)
            box.textEdited.connect(lambda text, number=number: self._typed(number, text))
            grid.addWidget(editor, number // 4, number % 4)
            self.boxes.append(box)
            self.editors.append(editor)
        self.column.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.new, self.again = PassphraseBox(), PassphraseBox()
        self.one = LabelledEditor(T("New passphrase"), self.new, True, T("10 letters or more, or four words"))
        self.two = LabelledEditor(T("The same once more"), self.again, True)
        row.addWidget(self.one)
        row.addWidget(self.two)
        self.column.addLayout(row)
        self.instead = Button(T("Open with the passphrase instead"), "link", "lock")
        self.column.addWidget(self.instead)
        self.column.addStretch(1)
        self.new.textChanged.connect(self.changed)
        self.again.textChanged.connect(self.changed)

    def _typed(self, number: int, text: str) -> None:
        from samarth_desktop.actions.device import device

        groups = device.groups(text)
        if len(groups) > 1:  # a whole key was pasted, or typing ran on into the next box
            for place, group in zip(range(number, _GROUPS), groups, strict=False):
                self.boxes[place].setText(group)
            self.boxes[min(number + len(groups) - 1, _GROUPS - 1)].setFocus()
        elif len("".join(groups)) == _GROUP_LETTERS and number + 1 < _GROUPS and not self.boxes[number + 1].text():
            self.boxes[number + 1].setFocus()
        wrong = device.mistyped([box.text() for box in self.boxes])
        for place, editor in enumerate(self.editors):
            whole = len("".join(device.groups(self.boxes[place].text()))) >= _GROUP_LETTERS
            if whole and place + 1 in wrong:
                editor.show_message("error", T("Does not fit"))
            elif whole:
                editor.show_message("ok", T("Fits"))
            else:
                editor.clear_message()
        self.changed.emit()

    def key(self) -> str:
        """All boxes as one key."""
        return "-".join(box.text() for box in self.boxes)

    def missing(self) -> Text | None:
        if any(editor.state != "ok" for editor in self.editors):
            return T("Fill all eight boxes")
        found = password_strength.judge(self.new.text())
        if found.level < password_strength.ENOUGH:
            return T("New passphrase: {problem}", problem=found.says)
        return None if self.new.text() == self.again.text() else T("Write the new passphrase once more")

    def begin(self) -> None:
        self.boxes[0].setFocus()


class NewKeysStep(SetupStep):
    """After a loss: the present passphrase and a new one; everything is encrypted anew."""

    def __init__(self) -> None:
        super().__init__()
        text = T(
            "All data are locked anew. The old passphrase, the printed recovery key and copies of this folder open "
            "nothing that is written from now on. It takes a minute, and a new recovery key is printed afterwards."
        )
        self.column.addLayout(heading(T("Change all keys"), text))
        card = Card()
        card.setMaximumWidth(FIELD_WIDTH + 32)
        self.old, self.new, self.again = PassphraseBox(), PassphraseBox(), PassphraseBox()
        for words, box, hint in (
            (T("Present passphrase"), self.old, ""),
            (T("New passphrase"), self.new, T("10 letters or more, or four words")),
            (T("The same once more"), self.again, ""),
        ):
            card.body.addWidget(LabelledEditor(words, box, True, hint))
            box.textChanged.connect(self.changed)
        self.instead = Button(T("Open with the passphrase instead"), "link", "lock")
        card.body.addWidget(self.instead)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def missing(self) -> Text | None:
        if not self.old.text():
            return T("Write the present passphrase")
        found = password_strength.judge(self.new.text())
        if found.level < password_strength.ENOUGH:
            return T("New passphrase: {problem}", problem=found.says)
        return None if self.new.text() == self.again.text() else T("Write the new passphrase once more")

    def begin(self) -> None:
        self.old.setFocus()
