"""Unlocking: the passphrase, or the recovery key and a new passphrase, or new keys after a loss."""

import functools
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.wizard import WizardPage
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.pages.setup.setup_steps import SetupStep
from samarth_desktop.gui.pages.setup.unlock_steps import NewKeysStep, PassphraseStep, RecoveryKeyStep
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.device.salvaging import Saved
    from samarth_desktop.actions.session import Session

S = TypeVar("S", bound=SetupStep)
_WORK = (
    "samarth_desktop.actions.device.opening",
    "samarth_desktop.store.store",
    "samarth_desktop.gui.app.routes",
    "samarth_desktop.gui.pages.today.today",
    "samarth_desktop.actions.today",
    "samarth_desktop.actions.workshops.hero",
)
"""What opening the data and the first page bring in: half a second, in which a passphrase is still being typed."""


class UnlockPage(WizardPage):
    """Asks for the passphrase; `opened` gets the session. `restore` is called when the person wants an earlier copy."""

    def __init__(
        self, folder: Path, lanes: Lanes, opened: Callable[["Session"], object], restore: Callable[[], object]
    ) -> None:
        foot = T("No internet is needed. Your work never leaves this laptop unlocked.")
        super().__init__(T("Your work is locked"), (), foot)
        self._folder, self._lanes, self._opened, self._busy = folder, lanes, opened, False
        self.open_button = Button(T("Open"), "primary", end_icon="arrow", key="Ctrl+Return", show_key=False)
        self.footer.add_right(self.open_button)
        self.open_button.clicked.connect(self._open)
        self.passphrase = self._added(PassphraseStep())
        self.passphrase.copy.clicked.connect(lambda: restore())
        self.passphrase.salvage.clicked.connect(self._salvage)
        self.passphrase.forgot.clicked.connect(lambda: self._show(self.recovery))
        self.passphrase.loss.clicked.connect(lambda: self._show(self.loss))
        self._step: SetupStep = self.passphrase
        self._show(self.passphrase)
        self._warm = False
        self.passphrase.box.textEdited.connect(lambda text: self._make_ready())

    def _make_ready(self) -> None:
        """Brings in on the lane what comes next, at the first letter: before, a window that waits stays small."""
        if not self._warm:
            self._warm = True
            self._lanes.store.run(lambda task: [import_module(name) for name in _WORK], owner=self)

    @functools.cached_property
    def recovery(self) -> RecoveryKeyStep:
        """The step of who has forgotten the passphrase; made when it is asked for, as `loss`."""
        step = self._added(RecoveryKeyStep())
        step.instead.clicked.connect(lambda: self._show(self.passphrase))
        return step

    @functools.cached_property
    def loss(self) -> NewKeysStep:
        """The step after a loss."""
        step = self._added(NewKeysStep())
        step.instead.clicked.connect(lambda: self._show(self.passphrase))
        return step

    def _added(self, step: S) -> S:
        step.changed.connect(self._refresh)
        step.entered.connect(self._open)
        self.place.addWidget(step, 1)
        return step

    def _show(self, step: SetupStep) -> None:
        self._step.hide()
        step.show()
        self.open_button.show_text(T("Change all keys") if isinstance(step, NewKeysStep) else T("Open"))
        self._step = step
        self._refresh()
        step.begin()

    def begin(self) -> None:
        self._step.begin()

    def _refresh(self) -> None:
        reason = self._step.missing()
        self.open_button.enable(reason is None and not self._busy, reason or "")
        if not self._busy:  # then it says that the work opens, until that stands there
            self.footer.say("hint" if reason else "", reason or "")

    def _open(self) -> None:
        if self._busy or self._step.missing() is not None:
            return
        self._wait(True)
        self._lanes.store.run(self._work(), then=self._done, failed=self._failed, owner=self)

    def _salvage(self) -> None:
        """Saves what can be read of a damaged folder with the passphrase in the box, and says what became of it."""
        if self._busy or self._step.missing() is not None:
            self._step.begin()
            return
        folder, secret = self._folder, self.passphrase.box.text()

        def work(task: object) -> "Saved":
            from samarth_desktop.actions.device import salvaging

            return salvaging.save_what_can_be_read(folder, secret)

        self._wait(True)
        self._lanes.store.run(work, then=self._salvaged, failed=self._failed, owner=self)

    def _salvaged(self, saved: "Saved") -> None:
        self._wait(False)
        self.passphrase.tell(saved.told(), "warning" if saved.found.lost else "ok")

    def _work(self) -> Callable[[object], "Session"]:
        """What the step in front asks for; reads its boxes now, so that the lane need not."""
        from samarth_desktop.actions.device import device, opening

        folder = self._folder
        if self._step is self.passphrase:
            secret = self.passphrase.box.text()
            return lambda task: opening.open_with_passphrase(folder, secret)
        if self._step is self.recovery:
            key, new = self.recovery.key(), self.recovery.new.text()
            return lambda task: opening.open_with_recovery(folder, key, new)
        old, fresh = self.loss.old.text(), self.loss.new.text()
        return lambda task: device.change_all_keys(folder, old, fresh)[0]  # the key to keep is made with the paper

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
