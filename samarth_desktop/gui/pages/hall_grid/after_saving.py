"""What comes after saving a hall: printing for those who are ready, completing the others, and what the rest lack."""

from collections import Counter

from samarth_desktop.actions.registration.hall_grid import Outcome
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T, Tn


class AfterSaving(Banner):
    """Hidden until something was saved, and again when the rows are taken away."""

    def __init__(self, host: PageHost) -> None:
        super().__init__("", "ok", "checkc")
        self._host = host
        self._ready: list[str] = []
        self.open = Button("", icon="edit", small=True)
        self.open.clicked.connect(lambda: host.go("people", unfinished=True))
        self.print = Button("", "primary", "print", key="Ctrl+P", small=True)
        self.print.clicked.connect(self._print)
        self.row.addWidget(self.open)
        self.row.addWidget(self.print)
        self.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """Who of those just saved can have a certificate now, how many are unfinished, and why the others wait."""
        self._ready = list(outcome.ready)
        saved, ready = len(outcome.numbers), len(self._ready)
        words = Tn(
            "{count} person saved; can be printed: {ready}, unfinished: {open}",
            "{count} people saved; can be printed: {ready}, unfinished: {open}",
            saved,
            ready=ready,
            open=outcome.unfinished,
        )
        wait = Counter(outcome.waiting)
        said = [words, *(T("{n} cannot be printed yet: {reason}", n=n, reason=one) for one, n in wait.most_common(1))]
        self.show_state(lambda: " · ".join(map(say, said)), "ok", "checkc")
        self.print.show_text(Tn("Print this {count}", "Print these {count}", ready))
        self.print.setVisible(ready > 0)
        self.open.show_text(Tn("See the {count} unfinished", "See the {count} unfinished", outcome.unfinished))
        self.open.setVisible(outcome.unfinished > 0)
        self.setVisible(saved > 0)

    def _print(self) -> None:
        self._host.go("certificates", rows=list(self._ready))
