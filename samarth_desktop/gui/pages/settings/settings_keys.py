"""The part of Settings about the passphrase and the recovery key."""

from typing import TYPE_CHECKING

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit import password_strength
from samarth_desktop.gui.kit.inputs.fields import PassphraseBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button, with_reason
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.settings.settings_parts import Part
from samarth_desktop.gui.pages.setup.recovery import RecoveryStep
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.device.device import DeviceInfo
    from samarth_desktop.actions.session import Session


class KeysPart(Part):
    """Changes the passphrase; prints a new recovery key, which makes the old one void."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, session)
        self._passphrase_card()
        self._key_card()
        self.column.addStretch(1)

    def _passphrase_card(self) -> None:
        card = self.card(T("Change the passphrase"), T("The data is not written anew; only its lock changes."))
        self.old, self.new, self.again = PassphraseBox(), PassphraseBox(), PassphraseBox()
        hint = T("10 letters or more, or four words")
        self.first = LabelledEditor(T("Present passphrase"), self.old, True)
        self.second = LabelledEditor(T("New passphrase"), self.new, True, hint)
        self.third = LabelledEditor(T("The same once more"), self.again, True)
        card.body.addWidget(self.first)
        row = Columns(560)
        row.addWidget(self.second, 1)
        row.addWidget(self.third, 1)
        card.body.addLayout(row)
        self.told = Banner("", "ok")
        self.told.hide()
        card.body.addWidget(self.told)
        self.change = Button(T("Change the passphrase"), "primary", "lock")
        self.change.clicked.connect(self._change)
        card.body.addLayout(with_reason(self.change))
        for box in (self.old, self.new, self.again):
            box.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        self.first.clear_message()
        found = password_strength.judge(self.new.text(), self.session.author)
        if self.new.text():
            self.second.show_message("ok" if found.level >= password_strength.ENOUGH else "hint", found.says)
        else:
            self.second.clear_message()
        if self.again.text() and not self.new.text().startswith(self.again.text()):
            self.third.show_message("error", T("The two are not the same. Look at them with the eye."))
        else:
            self.third.clear_message()
        missing = self._missing(found)
        self.change.enable(missing is None, missing or "")

    def _missing(self, found: password_strength.Strength) -> Text | None:
        if not self.old.text():
            return T("Write the present passphrase")
        if found.level < password_strength.ENOUGH:
            return found.says
        return None if self.new.text() == self.again.text() else T("Write the new passphrase once more")

    def _change(self) -> None:
        from samarth_desktop.actions.device import device

        old, new = self.old.text(), self.new.text()
        self.change.enable(False, T("Locking the data. This takes a few seconds."))
        self.host.lanes.store.run(
            lambda task: device.change_passphrase(self.session, old, new),
            then=self._changed,
            failed=self._failed,
            owner=self,
        )

    def _changed(self, nothing: object) -> None:
        for box in (self.old, self.new, self.again):
            box.clear()
        self.told.show_state(T("From now on the new passphrase opens this laptop. The recovery key stays."), "ok")
        self.told.show()

    def _failed(self, error: KnownError) -> None:
        self.first.show_message("error", error.text)
        self.change.enable(True)
        self.old.setFocus()

    def _key_card(self) -> None:
        card = self.card(
            T("New recovery key"),
            T("Make one if the paper is lost or somebody has seen it. The old one is void at once."),
        )
        self.state = Banner("")
        card.body.addWidget(self.state)
        self.make = Button(T("Make a new key"), icon="key")
        self.make.clicked.connect(self._make_key)
        card.body.addLayout(with_reason(self.make))
        self._step: RecoveryStep | None = None
        self._device = ""

    def fill(self, found: "DeviceInfo") -> None:
        self._device = found.device
        if found.recovery_checked:
            self.state.show_state(T("The printed key was checked with the paper."), "ok")
        else:
            self.state.show_state(T("The newest key was not checked with the paper. Make a new one."), "warning")

    def _make_key(self) -> None:
        from samarth_desktop.actions.device import device

        self.make.enable(False, T("The new key is shown below."))
        self.host.lanes.store.run(lambda task: device.new_recovery_key(self.session), then=self._show_key, owner=self)

    def _show_key(self, key: str) -> None:
        step = RecoveryStep(titled=False)
        step.show_key(key, self.session.author, self._device)
        step.changed.connect(self._compare)
        self._step = step
        self.column.insertWidget(self.column.count() - 1, step)
        step.begin()
        self.done.emit()

    def _compare(self) -> None:
        from samarth_desktop.actions.device import device

        if self._step is None or self._step.missing() is not None:
            return
        self.host.lanes.store.run(
            lambda task: device.recovery_key_is_on_paper(self.session), then=self._checked, owner=self
        )

    def _checked(self, nothing: object) -> None:
        if self._step is not None:
            self._step.hide()
            self._step.deleteLater()
            self._step = None
        self.make.enable(True)
        self.done.emit()
