"""The bank account of a person or a group: the bank from the IFSC, the branch from what was written before."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent

from samarth_desktop.actions.registration import branches
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.reference import bank
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import FormPart
from samarth_desktop.gui.kit.inputs.suggest import Proposal, SuggestBox
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T
from samarth_desktop.store.queries.branches import Branch

ACCOUNT, IFSC, HOLDER, NAME, BRANCH = "bank_account", "bank_ifsc", "bank_holder", "bank_name", "bank_branch"


class BankFields(QObject):
    """Puts the fields of an account into a part. What a person wrote is never written over."""

    def __init__(self, part: FormPart, session: Session, lane: Lane) -> None:
        super().__init__(part)
        self._part = part
        self.state: FormState = part.state
        self._session, self._lane = session, lane
        self.known: list[Branch] = []
        self._read = False
        self._filled = {NAME: "", BRANCH: ""}
        self.state.edited.connect(self._edited)

    def lay_out(self) -> None:
        """Puts the fields into the part."""
        part = self._part
        ifsc, branch = _Box(self._by_code), _NameBox(self._by_name)
        for box in (ifsc, branch):
            box.came.connect(self.look)
        part.add(ACCOUNT)
        part.add(IFSC, editor=ifsc)
        self._name = part.add(NAME)
        self._branch = part.add(BRANCH, editor=branch)
        part.add(HOLDER)
        branch.taken.connect(self._branch_taken)
        ifsc.taken.connect(lambda: self.state.edited.emit(IFSC))

    def look(self) -> None:
        """Reads what was written before, once for some forms, in the store lane."""
        if not self._read:
            self._read = True
            self._lane.run(lambda task: branches.earlier(self._session), self._show_known, owner=self)

    def forget(self) -> None:
        """Something was saved: the next look reads again."""
        self._read = False

    def _show_known(self, known: list[Branch]) -> None:
        self.known = known

    # -- proposals ----------------------------------------------------------------------------------------------------

    def _by_code(self, typed: str) -> Sequence[Proposal]:
        return [(one.ifsc, f"{one.name}, {_bank(one)}") for one in branches.by_code(self.known, typed)]

    def _by_name(self, typed: str) -> Sequence[Proposal]:
        found = branches.by_name(self.known, typed, self.state.text(IFSC))
        return [(one.name, f"{one.ifsc}, {_bank(one)}") for one in found]

    def _branch_taken(self) -> None:
        """A branch from the list brings its IFSC, and with it the bank."""
        found = branches.by_name(self.known, self.state.text(BRANCH), self.state.text(IFSC))
        if found and not bank.is_ifsc(bank.clean_ifsc(self.state.text(IFSC))):
            self.state.put(IFSC, found[0].ifsc)
            self.state.edited.emit(IFSC)

    # -- what follows from the IFSC -----------------------------------------------------------------------------------

    def _edited(self, key: str) -> None:
        if key == BRANCH:
            self._branch.show_hint("")
        elif key == IFSC:
            code = self.state.text(IFSC)
            of_bank, before = bank.bank_of(code), branches.of_ifsc(self.known, code)
            self._follow(NAME, of_bank.name(lang.code) if of_bank else "")
            self._follow(BRANCH, before.name if before else "")
            self._name.show_hint(_hint(code) or (T("from the IFSC, check") if self._filled[NAME] else ""))
            self._branch.show_hint(T("as written before, check") if self._filled[BRANCH] else "")

    def _follow(self, key: str, text: str) -> None:
        now = self.state.text(key)
        if now and now != self._filled[key]:
            self._filled[key] = ""  # written by a person
            return
        self._filled[key] = text
        self.state.put(key, text)


def _hint(code: str) -> LocalizedText:
    """What a merged bank is called now, with the source of it; "" for all others."""
    now = bank.successor(code)
    if now is None:
        return ""
    if now.on is None:
        return lambda: say(T("now {bank}", bank=now.words.say(lang.code)))
    source = str(now.sources[0])
    return lambda: say(
        T("since {day} {bank} · {source}", day=f"{now.on:%d/%m/%Y}", bank=now.words.say(lang.code), source=source)
    )


class _Box(SuggestBox):
    """Tells when somebody comes into it, so that what it proposes is read only then."""

    came = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()


class _NameBox(_Box):
    """Enter leaves what was typed; an earlier branch is taken with the arrow keys: names may begin alike."""

    def proposals(self) -> list[Proposal]:
        found, typed = super().proposals(), self.text().strip()
        return [*found, (typed, T("leave it so"))] if found else []

    def first_row(self) -> int:
        return max(0, len(self.proposals()) - 1)


def _bank(branch: Branch) -> str:
    found = bank.bank_of(branch.ifsc)
    return found.name(lang.code) if found else branch.bank
