"""The last part: what is still open, the consent, and the way to the certificate."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.programmes.programme import Own
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.problem_link import ProblemLink
from samarth_desktop.gui.pages.artisan_form.consent import ConsentPart
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Tn

_LINES = 6


class CheckPart(ConsentPart):
    """A card with the open places over the consent. `chosen` carries the key of a place, `printed` asks for paper."""

    chosen = Signal(str)
    printed = Signal()

    def __init__(self, state: FormState, own: Own) -> None:
        super().__init__(state, "shg", own)
        self.programme.setParent(self)
        self.programme.hide()
        self._keys: list[str] = []
        self.card = Card(T("Is everything there?"), "checkc")
        self.print = Button(T("Print certificate"), icon="print", small=True)
        self.print.clicked.connect(self.printed)
        self.card.head.addWidget(self.print)
        self.card.body.setSpacing(2)
        self.lines = [ProblemLink(30) for _ in range(_LINES)]
        for number, one in enumerate(self.lines):
            one.clicked.connect(lambda checked=False, number=number: self._choose(number))
            self.card.body.addWidget(one)
        self.column.insertWidget(0, self.card)

    def _choose(self, number: int) -> None:
        if number < len(self._keys):
            self.chosen.emit(self._keys[number])

    def show_open(
        self, problems: Sequence[Problem], names: Sequence[LocalizedText], saved: bool, consented: bool
    ) -> None:
        """Says what is open; errors first. The certificate needs a saved group without errors, and consent."""
        ordered = sorted(zip(problems, names, strict=True), key=lambda pair: not pair[0].blocks)
        self._keys = [problem.key for problem, _ in ordered]
        blocked = any(problem.blocks for problem in problems)
        for number, one in enumerate(self.lines):
            one.show_state("", "")
            if number < len(ordered):
                problem, name = ordered[number]
                words: LocalizedText = problem.text if not name else _named(name, problem)
                one.show_state("error" if problem.blocks else "warning", words)
        more = len(ordered) - len(self.lines)
        if more > 0:
            self.lines[-1].show_state(
                "warning", Tn("{count} more place is open.", "{count} more places are open.", more + 1)
            )
        if not ordered:
            self.lines[0].show_state("ok", T("Everything is there."))
        reason = "" if saved else T("Save the group first.")
        if blocked:
            reason = T("Something is still missing: see above.")
        elif saved and not consented:
            reason = T("Consent is missing.")
        self.print.enable(saved and consented and not blocked, reason)
        self.follow(saved)


def _named(name: LocalizedText, problem: Problem) -> LocalizedText:
    from samarth_desktop.gui.theme.language import say

    return lambda: f"{say(name() if callable(name) else name)}: {say(problem.text)}"
