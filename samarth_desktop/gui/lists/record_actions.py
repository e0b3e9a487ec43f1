"""What can be done with a record from the list: another stage, moved or died, consent taken back, erased."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.rules.certificates.readiness import STOPPED

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.record_detail import Detail
    from samarth_desktop.actions.session import Session


class RecordActions(QObject):
    """The More menu of the side panel; `done` is called after a change was kept."""

    def __init__(self, host: PageHost, session: "Session", parent: QWidget, done: Callable[[], object]) -> None:
        super().__init__(parent)
        self.host, self.session, self._done = host, session, done
        self._window = parent

    def menu(self, detail: "Detail") -> QMenu:
        """The menu for this record."""
        holder, menu = detail.holder, QMenu(self._window)
        if detail.enrolment is not None:
            self._add(menu, "cal", T("Another stage"), lambda: self.ask_stage(detail))
        self._add(menu, "steps", T("Programmes"), lambda: self.host.go("record-programmes", row=holder.id))
        self._add(menu, "print", T("Print a receipt slip"), lambda: self.print_slip(detail))
        if isinstance(holder, Artisan):
            menu.addSeparator()
            if holder.life in ("", "active"):
                self._add(menu, "arrow", T("Mark as moved away"), lambda: self.set_life(detail, "moved"))
                self._add(menu, "minus", T("Mark as died"), lambda: self.set_life(detail, "died"))
            else:
                self._add(menu, "undo", T("Mark as active again"), lambda: self.set_life(detail, "active"))
        menu.addSeparator()
        if detail.sheet.consented:
            self._add(menu, "undo", T("Withdraw consent"), lambda: self.ask_withdrawal(detail))
        self._add(menu, "trash", T("Erase for ever"), lambda: self.ask_erasure(detail), "err")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: QMenu, icon: str, text: Text, do: Callable[[], object], role: str = "ink") -> None:
        menu.addAction(icons.icon(icon, role), say(text)).triggered.connect(lambda checked=False: do())

    def _run(self, work: Callable[[], object], said: LocalizedText) -> None:
        def kept(answer: object) -> None:
            self.host.saved(said)
            self._done()

        self.host.lanes.store.run(lambda task: work(), kept, owner=self)

    # -- each of them -------------------------------------------------------------------------------------------------

    def ask_stage(self, detail: "Detail") -> "StageAsk":
        """Another stage, with its day and, for a stop, the reason."""
        from samarth_desktop.actions.registration import record_detail

        enrolment = detail.enrolment
        assert enrolment is not None
        start = record_detail.next_stage(enrolment.stage) or enrolment.stage
        dialog = StageAsk(self._window.window(), enrolment.programme, start, self.session.today)

        def keep() -> None:
            stage, day, reason = dialog.answer()
            self._run(lambda: record_detail.change_stage(self.session, enrolment, stage, day, reason), T("Stage saved"))

        dialog.accepted.connect(keep)
        dialog.open()
        return dialog

    def set_life(self, detail: "Detail", life: str) -> None:
        """Moved away, died, or active again; taken back by choosing again, so nothing is asked."""
        from samarth_desktop.actions.registration import record_detail

        self._run(lambda: record_detail.set_life(self.session, detail.holder.id, life), T("Saved"))

    def ask_withdrawal(self, detail: "Detail") -> Ask:
        """Consent taken back: no certificate after that."""
        from samarth_desktop.actions.registration import record_detail

        text = T("Without consent nothing more is printed or listed. It can be given again in the form.")
        dialog = Ask(self._window.window(), T("Withdraw consent"), text, T("Withdraw consent"), danger=True)
        dialog.accepted.connect(
            lambda: self._run(
                lambda: record_detail.withdraw_consent(self.session, detail.holder.id, self.session.today),
                T("Consent withdrawn"),
            )
        )
        dialog.open()
        return dialog

    def ask_erasure(self, detail: "Detail") -> "EraseAsk":
        """Erasure, after the number was typed."""
        from samarth_desktop.actions.registration import record_detail

        dialog = EraseAsk(self._window.window(), detail.holder.registration)
        dialog.accepted.connect(
            lambda: self._run(lambda: record_detail.erase(self.session, detail.holder.id), T("Erased for ever"))
        )
        dialog.open()
        return dialog

    def print_slip(self, detail: "Detail") -> None:
        """A slip with name and number, to take home."""
        from samarth_desktop.gui.kit.media import receipt

        receipt.print_slip(self._window.window(), self.host.lanes, self.session, detail.holder)


class StageAsk(Ask):
    """Which stage, since when, and why where it is a stop."""

    def __init__(self, parent: QWidget, programme: str, stage: str, today: date) -> None:
        super().__init__(parent, T("Stage in {programme}", programme=programme), "", T("Save"))
        options: list[tuple[object, LocalizedText]] = [(one.code, Text(one.label)) for one in STAGES]
        self._today = today
        self.stage, self.day, self.reason = ComboBox(options), DateBox(), TextBox(limit=200)
        self.stage.set_value(stage)
        self.day.set_value(today)
        self._why = LabelledEditor(T("Reason"), self.reason, required=True)
        for editor in (LabelledEditor(T("Stage"), self.stage), LabelledEditor(T("Since"), self.day), self._why):
            self.body.addWidget(editor)
        self.stage.currentIndexChanged.connect(self._fit)
        self._fit()

    def _fit(self, index: int = 0) -> None:
        self._why.setVisible(self.stage.value() in STOPPED)

    def problem(self) -> LocalizedText:
        day = self.day.value()
        if day is None:
            return T("Write the date.")
        if day > self._today:
            return T("This date is in the future.")
        if self.stage.value() in STOPPED and not self.reason.text().strip():
            return T("Write the reason.")
        return ""

    def answer(self) -> tuple[str, date, str]:
        """Stage, day and reason."""
        return str(self.stage.value()), self.day.value() or self._today, self.reason.text()


class EraseAsk(Ask):
    """Erasing cannot be undone, so the last digits of the number are typed first."""

    def __init__(self, parent: QWidget, registration: str) -> None:
        text = T(
            "Name, address, photo and papers go from this laptop and, with the next sync, from every other. "
            "Only the number stays. This cannot be undone."
        )
        super().__init__(parent, T("Erase for ever"), text, T("Erase for ever"), "trash", danger=True)
        self._number = registration
        self.box = TextBox()
        self.body.addWidget(LabelledEditor(T("To go on, write the registration number: {n}", n=registration), self.box))

    def problem(self) -> LocalizedText:
        typed = self.box.text().strip().upper().replace(" ", "")
        return "" if typed == self._number.upper() else T("This is another number.")
