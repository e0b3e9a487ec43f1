"""Step 2: who the person is."""

from datetime import date

from samarth_desktop.domain.fields.choices import DISABILITIES
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.gui.forms.form import FormState, options
from samarth_desktop.gui.forms.form_parts import FormPart, SideBySide, name_parts
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateOrAge
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.pages.artisan_form import layout
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import ADULT, Artisan


class IdentityPart(FormPart):
    """The fields in the order of the paper; those of a guardian only under 18."""

    def __init__(self, state: FormState) -> None:
        super().__init__(state, fields_of(Artisan))
        made = {"relative": self._relative, "birth": self._birth, "disability": self._disability}
        self.lay_out(layout.IDENTITY, made)
        self.name_hi, self.name_en = self.placed["name_hi"], self.placed["name_en"]
        self.guardian = [self.placed[key] for key in layout.GUARDIAN]
        self.life = self.placed["life"]
        self.end()

    def _relative(self) -> None:
        relation = ComboBox(options(self.described["relation"]), T("Choose"))
        name = HindiBox()
        both = SideBySide(relation, name, first_width=112)
        label = T("Father, husband or mother")
        placed = LabelledEditor(label, both, True)
        name_parts([(relation, Text(self.described["relation"].label)), (name, label)])
        self.tie("relation", relation, placed, label)
        self.tie("relative_hi", name, placed, label)
        self.place(placed)

    def _birth(self) -> None:
        birth = DateOrAge()
        label = T("Date of birth or age")
        placed = LabelledEditor(label, birth, True, T("the year follows from the age"))
        self.tie("birth_date", birth.date, placed, label)
        self.tie(AGE, birth.age, placed, label)
        birth.changed.connect(lambda: self.state.edited.emit("birth_date"))
        self.place(placed)

    def _disability(self) -> None:
        self._any = Segments([("none", T("No")), ("yes", T("Yes")), ("", T("Not said"))])
        self.add_plain(self._any)
        kinds = [choice for choice in options(self.described["disability"]) if choice[0] != "none"]
        self._kind = ComboBox(kinds, T("Choose"))
        self.kind = self.add("disability", label=T("Kind of disability"), editor=self._kind)
        self.percent = self.add("disability_percent")
        self._any.changed.connect(self._answered)

    def add_plain(self, editor: Segments) -> None:
        """The question whether there is a disability; its answer is the kind."""
        label = Text(self.described["disability"].label)
        self.place(LabelledEditor(label, editor))

    def _answered(self, answer: object) -> None:
        self.state.put("disability", "none" if answer == "none" else "")
        self.kind.setVisible(answer == "yes")
        self.percent.setVisible(answer == "yes")
        if answer != "yes":
            self.state.put("disability_percent", "")
        self.state.edited.emit("disability")

    def show_answer(self) -> None:
        """After texts were shown: the answer that belongs to them."""
        kind = self.state.text("disability")
        known = kind in [choice.code for choice in DISABILITIES]
        self._any.set_value("none" if kind == "none" else "yes" if known else None)

    def follow(self, person: Artisan, today: date, again: bool) -> None:
        """Shows what depends on other fields."""
        age = person.age_on(today)
        for placed in self.guardian:
            placed.setVisible(age is not None and 0 <= age < ADULT)
        asked = self._any.value() == "yes"
        self.kind.setVisible(asked)
        self.percent.setVisible(asked)
        self.life.setVisible(again)
        mobile = self.state.bound("mobile")
        if mobile is not None and mobile.place is not None:
            mobile.place.set_required(person.phone_owner != "none")
