"""Bringing back a copy from a pen drive, at first start or in the place of data that are there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.wizard import WizardPage, heading
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.inputs.fields import PassphraseBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.pages.setup.setup_steps import FIELD_WIDTH, SetupStep
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class _Ask(SetupStep):
    def __init__(self) -> None:
        super().__init__()
        text = T("Plug in the pen drive and choose the file. It opens with the passphrase of the day it was made.")
        self.column.addLayout(heading(T("Bring back a copy"), text))
        card = Card()
        card.setMaximumWidth(FIELD_WIDTH + 80)
        self.file: Path | None = None
        self.choose = Button(T("Choose the file"), icon="folder")
        self.name = IconLabel("doc", "", "ink", 15, 600)
        self.name.hide()
        card.body.addLayout(with_reason(self.choose))
        card.body.addWidget(self.name)
        self.box = PassphraseBox()
        self.editor = LabelledEditor(T("Passphrase of the copy"), self.box, required=True)
        card.body.addWidget(self.editor)
        self.column.addWidget(card)
        self.warning = Banner("", "warning")
        self.warning.hide()
        self.column.addWidget(self.warning)
        self.column.addWidget(Label(T("All people, groups and photos of the copy come back."), 14, 400, "ink2"))
        self.column.addStretch(1)
        self.choose.clicked.connect(self._choose)
        self.box.textChanged.connect(self.changed)

    def _choose(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, say(T("Bring back a copy")))
        if file:
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """This is the copy."""
        self.file = file
        self.name.label.show_text(file.name)
        self.name.show()
        self.box.setFocus()
        self.changed.emit()

    def warn(self, text: Text) -> None:
        """What would go; the data of before are kept all the same."""
        kept = T("{told} If you go on, the present data are kept beside the copy.", told=text)
        self.warning.show_state(kept, "warning")
        self.warning.show()

    def missing(self) -> Text | None:
        if self.file is None:
            return T("Choose the file to go on")
        return None if self.box.text() else T("Write the passphrase of the copy")

    def begin(self) -> None:
        self.choose.setFocus()


class RestorePage(WizardPage):
    """Asks for the file and its passphrase; `opened` gets the session, `back` is called to turn back."""

    def __init__(
        self, folder: Path, lanes: Lanes, opened: Callable[["Session"], object], back: Callable[[], object]
    ) -> None:
        super().__init__(T("Bring back a copy"), (), T("Nothing on the pen drive is changed."))
        self._folder, self._lanes, self._opened, self._busy = folder, lanes, opened, False
        self._told: Path | None = None
        self.step = _Ask()
        self.place.addWidget(self.step, 1)
        self.back = Button(T("Back"), icon="left")
        self.back.clicked.connect(back)
        self.go_on = Button(T("Bring back"), "primary", "receive", key="Ctrl+Return")
        self.go_on.clicked.connect(self._restore)
        self.step.changed.connect(self._refresh)
        self.step.entered.connect(self._restore)
        self.footer.add_left(self.back)
        self.footer.add_right(self.go_on)
        self._refresh()

    def begin(self) -> None:
        self.step.begin()

    def _refresh(self) -> None:
        reason = self.step.missing()
        sure = self._told is not None and self._told == self.step.file
        self.go_on.show_text(T("Bring back all the same") if sure else T("Bring back"))
        if not sure:
            self.step.warning.hide()
        self.go_on.enable(reason is None and not self._busy, reason or "")
        self.footer.say("hint" if reason else "", reason or "")

    def _restore(self) -> None:
        file = self.step.file
        if self._busy or file is None or self.step.missing() is not None:
            return
        from samarth_desktop.actions.device import opening, restoring

        folder, passphrase, sure = self._folder, self.step.box.text(), self._told == file

        def work(task: object) -> "Session":
            restoring.restore(file, folder, passphrase, sure=sure)
            return opening.open_with_passphrase(folder, passphrase)

        self._wait(True)
        self._lanes.store.run(work, then=self._opened, failed=self._failed, owner=self)

    def _failed(self, error: KnownError) -> None:
        from samarth_desktop.actions.device.restoring import WouldLose

        self._wait(False)
        if isinstance(error, WouldLose):
            self._told = self.step.file
            self.step.warn(error.text)
            self._refresh()
            return
        self.footer.say("error", error.text)

    def _wait(self, on: bool) -> None:
        self._busy = on
        self.step.setEnabled(not on)
        self.back.enable(not on, T("This takes a moment."))
        self._refresh()
        if on:
            self.footer.say("hint", T("The copy is being read. This takes a while."))
