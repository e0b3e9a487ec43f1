"""The parts of a group's form that are plain fields: group, meetings and savings, bank."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samarth_desktop.actions.groups.register import rupees
from samarth_desktop.actions.registration.forms import PROGRAMME
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes.programme import Own
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import FormPart
from samarth_desktop.gui.forms.programme_choice import ProgrammeChoice
from samarth_desktop.gui.kit.inputs.choice import Chips
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.pages.artisan_form.address import AddressFields, VillageFinder
from samarth_desktop.gui.pages.artisan_form.bank import BankFields
from samarth_desktop.gui.pages.artisan_form.work import ExtraFields
from samarth_desktop.gui.pages.shg_form import layout
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.shg.record import Shg

if TYPE_CHECKING:
    from samarth_desktop.actions.groups.life import Noted


class GroupPart(FormPart):
    """What the group is called, to which mission it belongs, where it meets."""

    def __init__(self, state: FormState, finder: VillageFinder, own: Own) -> None:
        super().__init__(state, fields_of(Shg))
        self.programme = ProgrammeChoice(state, Shg.KIND, own)
        self.address = AddressFields(self, finder)
        self.lay_out(layout.GROUP, {"programme": self._choose_programme, "where": self.address.where})
        self.end()

    def _choose_programme(self) -> None:
        placed = LabelledEditor(T("Programme"), self.programme, True)
        self.keys.insert(0, PROGRAMME)  # asked first: it says which fields are needed
        self.state.bind(PROGRAMME, self.programme, placed, T("Programme"))
        self.place(placed)


class MeetingsPart(FormPart):
    """Meetings, savings, the five habits; then the programme's own fields."""

    def __init__(self, state: FormState, own: Own) -> None:
        super().__init__(state, fields_of(Shg))
        self.lay_out(layout.MEETINGS)
        self._told: dict[str, Label] = {}
        for key in ("grade", "revolving_fund"):
            self._told[key] = Label("", 14, 400, "ink2", wrap=True)
            self._told[key].hide()
            self.column.addWidget(self._told[key])
        self.extras = ExtraFields(self, Shg.KIND, own)
        self.end()

    def show_noted(self, group: Shg, noted: "Noted | None") -> None:
        """What gradings and funds hold is shown from them and no more written here; what was entered in the form before
        is kept and told as that."""
        grading = noted.grading if noted is not None else None
        funds = noted.revolving if noted is not None else ()
        hidden = (*(("grade", "panchsutra") if grading else ()), *(("revolving_fund",) if funds else ()))
        for key in ("grade", "panchsutra", "revolving_fund"):
            self.placed[key].setVisible(key not in hidden)
        for told, text in (("grade", _graded(group, grading)), ("revolving_fund", _funded(group, funds))):
            self._told[told].setVisible(text is not None)
            if text is not None:
                self._told[told].show_text(text)

    def offer_habits(self, group: Shg) -> None:
        """Offers the five habits that the group's mission looks at."""
        habits = self.placed["panchsutra"].editor
        if isinstance(habits, Chips):
            habits.offer([choice.code for choice in group.habits])


def _graded(group: Shg, grading: Grading | None) -> Text | None:
    if grading is None:
        return None
    kept = _habits(grading.habits)
    grade = _choice(Grading, "grade", grading.grade)
    said = T("Graded on {day}: {grade}; {habits}.", day=grading.graded_on, grade=grade, habits=kept)
    if not group.grade and not group.panchsutra:
        return said
    before = _choice(Shg, "grade", group.grade)
    return T("{said} Earlier entry: {grade}; {habits}.", said=said, grade=before, habits=_habits(group.panchsutra))


def _funded(group: Shg, funds: Sequence[Fund]) -> Text | None:
    if not funds:
        return None
    last = funds[-1]
    amount = sum(one.amount or 0 for one in funds)
    said = T("Revolving fund: {amount}, last on {day}.", amount=rupees(amount, lang.catalog), day=last.received_on)
    if not group.revolving_fund:
        return said
    return T("{said} Earlier entry: {answer}.", said=said, answer=_choice(Shg, "revolving_fund", group.revolving_fund))


def _choice(record: type, key: str, code: str) -> Text:
    return Text(fields_of(record)[key].choice_label(code)) if code else T("not said")


def _habits(codes: Sequence[str]) -> Text:
    text: Text = T("{n} of 5 habits", n=len(codes))
    for code in codes:
        text = T("{first}, {second}", first=text, second=_choice(Shg, "panchsutra", code))
    return text


class BankPart(FormPart):
    """The group's account."""

    def __init__(self, state: FormState, session: Session, lane: Lane) -> None:
        super().__init__(state, fields_of(Shg))
        self.bank = BankFields(self, session, lane)
        self.lay_out(layout.BANK, {"account": self.bank.lay_out})
        self.end()
