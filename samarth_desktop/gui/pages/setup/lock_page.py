"""What stands in front of locked work: the passphrase, and nothing of the work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.wizard import WizardPage
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.pages.setup.unlock_steps import AskPassphrase
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class LockPage(WizardPage):
    """Asks for the passphrase of the open session; `unlocked` is called when it was right."""

    def __init__(self, session: "Session", lanes: Lanes, unlocked: Callable[[], object]) -> None:
        super().__init__(T("Your work is locked"), (), T("What was half-typed is still there."))
        self._session, self._lanes, self._unlocked, self._busy = session, lanes, unlocked, False
        self.step = AskPassphrase(T("Locked: go on with the passphrase"))
        self.step.forgot.hide()
        self.step.column.insertWidget(
            2, Label(T("Forgotten? Close the program, start it again and use the recovery key."), 14, 400, "ink2", True)
        )
        self.place.addWidget(self.step, 1)
        self.open_button = Button(T("Open"), "primary", end_icon="arrow", key="Ctrl+Return", show_key=False)
        self.footer.add_right(self.open_button)
        self.open_button.clicked.connect(self._open)
        self.step.entered.connect(self._open)
        self.step.changed.connect(self._refresh)
        self._refresh()

    def begin(self) -> None:
        self.step.begin()

    def _refresh(self) -> None:
        reason = self.step.missing()
        self.open_button.enable(reason is None and not self._busy, reason or "")
        self.footer.say("hint" if reason else "", reason or "")

    def _open(self) -> None:
        if self._busy or self.step.missing() is not None:
            return
        from samarth_desktop.actions.device import opening

        secret = self.step.box.text()
        self._wait(True)
        self._lanes.store.run(
            lambda task: opening.prove(self._session, secret), then=self._done, failed=self._failed, owner=self
        )

    def _done(self, nothing: object) -> None:
        self.step.box.clear()
        self._unlocked()

    def _failed(self, error: KnownError) -> None:
        self._wait(False)
        self.step.editor.show_message("error", error.text)
        self.step.box.selectAll()
        self.step.box.setFocus()

    def _wait(self, on: bool) -> None:
        self._busy = on
        self.step.setEnabled(not on)
        self._refresh()
