"""Unlocking: the passphrase, or the recovery key and a new passphrase."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.wizard import WizardPage, heading
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit import password_strength
from samarth_desktop.gui.kit.inputs.fields import PassphraseBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.pages.setup.setup_steps import FIELD_WIDTH, SetupStep
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

OPEN = T("Open your work")
_GROUPS, _GROUP_LETTERS = 8, 5


class AskPassphrase(SetupStep):
    """Asks for the passphrase."""

    def __init__(self, title: Text = OPEN) -> None:
        super().__init__()
        self.column.addLayout(heading(title, T("Everything on this laptop is locked with your passphrase.")))
        self.box = PassphraseBox()
        self.editor = LabelledEditor(T("Passphrase"), self.box, required=True)
        self.forgot = Button(T("Forgotten? Open with the recovery key"), "link", "key")
        card = Card()
        card.setMaximumWidth(FIELD_WIDTH + 32)
        card.body.addWidget(self.editor)
        card.body.addWidget(self.forgot)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.box.textChanged.connect(self._typed)

    def _typed(self) -> None:
        self.editor.clear_message()
        self.changed.emit()

    def missing(self) -> Text | None:
        return None if self.box.text() else T("Write your passphrase")

    def begin(self) -> None:
        self.box.setFocus()


class _Recovery(SetupStep):
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


class UnlockPage(WizardPage):
    """Asks for the passphrase; `opened` gets the session."""

    def __init__(self, folder: Path, lanes: Lanes, opened: Callable[["Session"], object]) -> None:
        foot = T("No internet is needed. Your work never leaves this laptop unlocked.")
        super().__init__(T("Your work is locked"), (), foot)
        self._folder, self._lanes, self._opened, self._busy = folder, lanes, opened, False
        self.open_button = Button(T("Open"), "primary", end_icon="arrow", key="Ctrl+Return", show_key=False)
        self.footer.add_right(self.open_button)
        self.open_button.clicked.connect(self._open)
        self.passphrase, self.recovery = AskPassphrase(), _Recovery()
        holder = QVBoxLayout()
        for step in (self.passphrase, self.recovery):
            step.changed.connect(self._refresh)
            step.entered.connect(self._open)
            holder.addWidget(step)
        self.place.addLayout(holder, 1)
        self.passphrase.forgot.clicked.connect(lambda: self._show(self.recovery))
        self.recovery.instead.clicked.connect(lambda: self._show(self.passphrase))
        self._step: SetupStep = self.passphrase
        self._show(self.passphrase)

    def _show(self, step: SetupStep) -> None:
        other: QWidget = self.recovery if step is self.passphrase else self.passphrase
        other.hide()
        step.show()
        self._step = step
        self._refresh()
        step.begin()

    def begin(self) -> None:
        self._step.begin()

    def _refresh(self) -> None:
        reason = self._step.missing()
        self.open_button.enable(reason is None and not self._busy, reason or "")
        self.footer.say("hint" if reason else "", reason or "")

    def _open(self) -> None:
        if self._busy or self._step.missing() is not None:
            return
        from samarth_desktop.actions.device import opening

        folder, secret, key, new = (
            self._folder,
            self.passphrase.box.text(),
            self.recovery.key(),
            self.recovery.new.text(),
        )
        self._wait(True)
        if self._step is self.passphrase:
            self._lanes.store.run(
                lambda task: opening.open_with_passphrase(folder, secret),
                then=self._done,
                failed=self._failed,
                owner=self,
            )
        else:
            self._lanes.store.run(
                lambda task: opening.open_with_recovery(folder, key, new),
                then=self._done,
                failed=self._failed,
                owner=self,
            )

    def _done(self, session: "Session") -> None:
        self.passphrase.box.clear()
        self._opened(session)

    def _failed(self, error: KnownError) -> None:
        self._wait(False)
        if self._step is self.passphrase:
            self.passphrase.editor.show_message("error", error.text)
            self.passphrase.box.selectAll()
            self.passphrase.box.setFocus()
        else:
            self.footer.say("error", error.text)

    def _wait(self, on: bool) -> None:
        self._busy = on
        self._step.setEnabled(not on)
        self._refresh()
        if on:
            self.footer.say("hint", T("Opening. This takes a moment."))
