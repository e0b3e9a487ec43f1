"""The parts of a group's form that are plain fields: group, meetings and savings, bank."""

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
from samarth_desktop.gui.pages.artisan_form.address import AddressFields, VillageFinder
from samarth_desktop.gui.pages.artisan_form.bank import BankFields
from samarth_desktop.gui.pages.artisan_form.work import ExtraFields
from samarth_desktop.gui.pages.shg_form import layout
from samarth_desktop.i18n import T
from samarth_desktop.kinds.shg.record import Shg


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
        self.extras = ExtraFields(self, Shg.KIND, own)
        self.end()

    def offer_habits(self, group: Shg) -> None:
        """Offers the five habits that the group's mission looks at."""
        habits = self.placed["panchsutra"].editor
        if isinstance(habits, Chips):
            habits.offer([choice.code for choice in group.habits])


class BankPart(FormPart):
    """The group's account."""

    def __init__(self, state: FormState, session: Session, lane: Lane) -> None:
        super().__init__(state, fields_of(Shg))
        self.bank = BankFields(self, session, lane)
        self.lay_out(layout.BANK, {"account": self.bank.lay_out})
        self.end()
