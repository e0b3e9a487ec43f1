"""The buttons in the footer of a form: Next leads through the steps, the last step saves."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button, sequences
from samarth_desktop.i18n import T

NEXT, DRAFT, SAVE, CERTIFICATE = "Ctrl+PgDown", "Ctrl+D", "Ctrl+Return", "Ctrl+P"


class FormButtons:
    """One filled button a step: Next, at the last step the saving. Each key works at every step.

    Of a record that was there before the saving is offered at every step: who corrects one place is done with it.
    """

    def __init__(
        self,
        page: QWidget,
        go_next: Callable[[], object],
        keep: Callable[[], object],
        certify: Callable[[], object],
        save: Callable[[], object],
    ) -> None:
        self.next = Button(T("Next"), "primary", key=NEXT, bind_key=False)
        self.keep = Button(T("Keep as draft"), icon="edit", key=DRAFT, bind_key=False)
        self.certificate = Button(T("Save and certificate"), icon="cert", key=CERTIFICATE, bind_key=False)
        self.save = Button(T("Save and next"), "primary", key=SAVE, bind_key=False)
        self._again, self._last = False, False
        for button, key, do in (
            (self.next, NEXT, go_next),
            (self.keep, DRAFT, keep),
            (self.certificate, CERTIFICATE, certify),
            (self.save, SAVE, save),
        ):
            button.clicked.connect(lambda checked=False, do=do: do())
            shortcut = QShortcut(page)  # of the page: a hidden button takes no key
            shortcut.setKeys(sequences(QKeySequence(key)))
            shortcut.activated.connect(lambda do=do, button=button: do() if button.isEnabled() else None)

    def all(self) -> tuple[Button, ...]:
        """From left to right."""
        return self.keep, self.next, self.certificate, self.save

    def show_record(self, again: bool) -> None:
        """Words for a new record, or for one that was there before (`again`)."""
        self._again = again
        self.save.show_text(T("Save") if again else T("Save and next"))
        self._show()

    def show_step(self, here: int, count: int) -> None:
        """Offers what belongs to step `here` of `count`."""
        self._last = here + 1 >= count
        self._show()

    def _show(self) -> None:
        self.next.setVisible(not self._last)
        self.certificate.setVisible(self._last)
        self.save.setVisible(self._last or self._again)
        self.save.show_kind("primary" if self._last else "secondary")

    def enable(self, on: bool) -> None:
        """Off while something is being saved."""
        for button in (self.keep, self.certificate, self.save):
            button.enable(on, T("Saving goes on."))
