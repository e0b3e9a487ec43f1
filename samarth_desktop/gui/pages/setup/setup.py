"""First-run set-up: language, name, passphrase, recovery key, area. It resumes where it was stopped."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.wizard import WizardPage
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.pages.setup.setup_steps import LanguageStep, NameStep, PassphraseStep, SetupStep
from samarth_desktop.gui.theme import preferences
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.pages.setup.area import AreaStep
    from samarth_desktop.gui.pages.setup.recovery import RecoveryStep

LANGUAGE, NAME, PASSPHRASE, RECOVERY, AREA = range(5)


class SetupPage(WizardPage):
    """Leads through the five steps; `finished` gets the open desk.

    With a `session` the data folder exists already and only what was left open is asked: the recovery key, the area.
    `restore` is called when the person has a copy on a pen drive instead.
    """

    def __init__(
        self,
        folder: Path,
        lanes: Lanes,
        finished: Callable[["Session"], object],
        session: "Session | None" = None,
        first: int | None = None,
        restore: Callable[[], object] | None = None,
    ) -> None:
        names = (T("Language"), T("Your name"), T("Passphrase"), T("Recovery key"), T("Your area"))
        foot = T("No internet is needed. If you stop half-way, it goes on from here.")
        super().__init__(T("Getting ready for the first time"), names, foot)
        self._folder, self._lanes, self._finished, self._session = folder, lanes, finished, session
        self._busy, self._here, self._key = False, -1, ""
        self.back = Button(T("Back"), icon="left")
        self.next = Button(T("Next"), "primary", end_icon="arrow", key="Ctrl+Return")
        self._restore = restore
        self._recovery: RecoveryStep | None = None
        self._area: AreaStep | None = None
        self.copy = Button(T("Bring back a copy"), "link", "usb")
        self.footer.add_left(self.copy)
        self.footer.add_left(self.back)
        if restore is not None:
            self.copy.clicked.connect(restore)
        self.footer.add_right(self.next)
        self.back.clicked.connect(lambda: self._show(self._here - 1))
        self.next.clicked.connect(self._forward)
        kept = preferences.load()
        self._name = kept.name
        self._step: SetupStep = LanguageStep()
        start = first if first is not None else (RECOVERY if session else min(kept.step, PASSPHRASE))
        self._show(start)

    def _make(self, number: int) -> SetupStep:
        if number == LANGUAGE:
            return LanguageStep()
        if number == NAME:
            return NameStep(self._name)
        if number == PASSPHRASE:
            return PassphraseStep(self._name)
        if number == RECOVERY:
            from samarth_desktop.gui.pages.setup.recovery import RecoveryStep  # these two: no start waits for them

            self._recovery = RecoveryStep()
            return self._recovery
        from samarth_desktop.gui.pages.setup.area import AreaStep

        self._area = AreaStep()
        return self._area

    def _show(self, number: int) -> None:
        old: QWidget | None = self._step if self._here >= 0 else None
        self._here = number
        if old is not None:
            self.place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._step = self._make(number)
        self._step.changed.connect(self._refresh)
        self._step.entered.connect(self._forward)
        self.place.addWidget(self._step, 1)
        self.panel.show_step(number)
        self.line.show_text(T("Step {number} of {total}", number=number + 1, total=len(self.panel.steps)))
        # what is locked already cannot be set up again
        self.back.setVisible(number in (NAME, PASSPHRASE))
        self.copy.setVisible(number == LANGUAGE and self._restore is not None)
        self.next.show_text(T("Begin work") if number == AREA else T("Next"))
        if number == RECOVERY:
            self._ask_for_key()
        self._refresh()
        self._step.begin()

    def begin(self) -> None:
        self._step.begin()

    def _refresh(self) -> None:
        reason = self._step.missing()
        self.next.enable(reason is None and not self._busy, reason or "")
        self.footer.say("hint" if reason else "", reason or "")

    def _forward(self) -> None:
        if self._busy or self._step.missing() is not None:
            return
        if self._here == LANGUAGE:
            preferences.save(language=lang.code, step=NAME)
            self._show(NAME)
        elif isinstance(self._step, NameStep):
            self._name = self._step.name()
            preferences.save(name=self._name, step=PASSPHRASE)
            self._show(PASSPHRASE)
        elif isinstance(self._step, PassphraseStep):
            self._create(self._step.passphrase())
        elif self._here == RECOVERY:
            self._keep_checked()
        elif self._here == AREA and self._area is not None:
            self._settle(self._area.area())

    # what takes time, on the store lane

    def _create(self, passphrase: str) -> None:
        from samarth_desktop.actions.device import opening

        folder, name, code = self._folder, self._name, lang.code
        self._wait(True)
        self._lanes.store.run(
            lambda task: opening.set_up(folder, passphrase, author=name, language=code),
            then=self._created,
            failed=self._failed,
            owner=self,
        )

    def _created(self, made: "tuple[Session, str]") -> None:
        self._session, self._key = made
        preferences.save(name="", step=RECOVERY)
        self._wait(False)
        self._show(RECOVERY)

    def _ask_for_key(self) -> None:
        """Shows the key just made; after an interruption the one before was seen by nobody, so a new one is made."""
        key, self._key = self._key, ""
        step = self._recovery
        if step is None:
            return
        if key:
            step.show_key(key, self._name)
            return
        from samarth_desktop.actions.device import device

        session = self._open_desk()
        self._lanes.store.run(
            lambda task: device.new_recovery_key(session),
            then=lambda made: step.show_key(made, session.author),
            failed=self._failed,
            owner=step,
        )

    def _keep_checked(self) -> None:
        from samarth_desktop.actions.device import device

        session = self._open_desk()
        self._wait(True)
        self._lanes.store.run(
            lambda task: device.recovery_key_is_on_paper(session),
            then=lambda done: self._after_check(),
            failed=self._failed,
            owner=self,
        )

    def _after_check(self) -> None:
        self._wait(False)
        self._show(AREA)

    def _settle(self, area: str) -> None:
        from samarth_desktop.actions.device import device

        session = self._open_desk()
        self._wait(True)
        self._lanes.store.run(
            lambda task: device.settle(session, area),
            then=lambda done: self._finished(session),
            failed=self._failed,
            owner=self,
        )

    def _open_desk(self) -> "Session":
        if self._session is None:
            raise RuntimeError("the data folder is made before the recovery key")
        return self._session

    def _failed(self, error: KnownError) -> None:
        self._wait(False)
        self.footer.say("error", error.text)

    def _wait(self, on: bool) -> None:
        self._busy = on
        self._step.setEnabled(not on)
        self.back.enable(not on, T("This takes a moment."))
        self._refresh()
        if on:
            self.footer.say("hint", T("Locking the data. This takes a few seconds."))
