"""The questions of a group's life: who joins or leaves, what was resolved, how it is graded, which money came."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.groups.register import OFFICES, name_of
from samarth_desktop.domain.fields.choices import GRADES
from samarth_desktop.domain.fields.field import Choice, fields_of
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.gui.kit.inputs.choice import Chip, Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.suggest import SuggestBox
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.fund.record import FUND_KINDS, Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.resolution.record import SUBJECTS, Resolution
from samarth_desktop.kinds.shg.record import Shg

if TYPE_CHECKING:
    from samarth_desktop.actions.groups.life import GroupLife
    from samarth_desktop.actions.session import Session


def _options(choices: Sequence[Choice]) -> list[tuple[object, LocalizedText]]:
    return [(one.code, Text(one.label)) for one in choices]


class LifeAsk(Ask):
    """A question about a group. :meth:`keep` writes the answer."""

    def __init__(self, parent: QWidget, title: Text, today: date, text: LocalizedText = "") -> None:
        super().__init__(parent, title, text, T("Save"))
        self.today = today
        self.day = DateBox()
        self.day.set_value(today)

    def put(self, label: LocalizedText, editor: QWidget, required: bool = False) -> None:
        """One more box."""
        self.body.addWidget(LabelledEditor(label, editor, required=required))

    def problem(self) -> LocalizedText:
        day = self.day.value()
        if day is None:
            return T("Write the date.")
        return T("This date is in the future.") if day > self.today else ""

    def keep(self, session: "Session") -> object:
        """Writes what was answered."""
        raise NotImplementedError


class MemberAsk(LifeAsk):
    """Who joins, by name; a registered person is added in the form of the group."""

    def __init__(self, parent: QWidget, found: "GroupLife", today: date) -> None:
        registered = T("Who is registered already is chosen in the group's form: Change, above.")
        super().__init__(parent, T("A member joins"), today, registered)
        self._row = found.group.id
        self.name, self.relative, self.age = TextBox(limit=80), TextBox(limit=80), NumberBox()
        self.relation = Segments(_options(RELATIONS))
        self.put(T("Name"), self.name, required=True)
        self.put(T("Relation"), self.relation)
        self.put(T("Father's, husband's or mother's name"), self.relative)
        self.put(T("Age in years"), self.age)
        self.put(T("Joined on"), self.day, required=True)

    def problem(self) -> LocalizedText:
        return super().problem() if self.name.text().strip() else T("Write the member's name.")

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life
        from samarth_desktop.domain.fields.text.scripts import DEVANAGARI

        name = self.name.text().strip()
        typed = self.age.text().strip()
        born = session.today.year - int(typed) if typed.isdigit() else None
        member = Member(
            relation=str(self.relation.value() or ""), relative=self.relative.text().strip(), birth_year=born,
            joined=self.day.value(),
        )  # fmt: skip
        named = replace(member, name_hi=name) if DEVANAGARI.search(name) else replace(member, name_en=name)
        return life.join(session, self._row, named)


class LeaveAsk(LifeAsk):
    """When a member left."""

    def __init__(self, parent: QWidget, member: Member, today: date) -> None:
        super().__init__(parent, T("Leaves: {name}", name=member.name), today)
        self._member = member
        self.put(T("Left on"), self.day, required=True)

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life

        return life.leave(session, self._member.id, self.day.value())


class ResolutionAsk(LifeAsk):
    """What was resolved; office-bearers are chosen from the members."""

    def __init__(self, parent: QWidget, found: "GroupLife", today: date) -> None:
        super().__init__(parent, T("Note a resolution"), today)
        self._row = found.group.id
        self.number, self.words = TextBox(limit=40), TextBox(limit=300)
        self.subject = ComboBox(_options(SUBJECTS))
        self.subject.set_value(SUBJECTS[0].code)
        self.put(T("Number in the minutes book"), self.number, required=True)
        self.put(T("Date of the meeting"), self.day, required=True)
        self.put(T("About"), self.subject)
        there: list[tuple[object, LocalizedText]] = [
            (one.id, name_of(found.life, one, lang.code)) for one in found.life.members if one.active
        ]
        self.offices: dict[str, ComboBox] = {}
        self._boxes: list[LabelledEditor] = []
        now = {one.role: one.id for one in found.life.members if one.active}
        for office in OFFICES:
            box = ComboBox(there, T("Nobody"))
            box.set_value(now.get(office))
            self.offices[office] = box
            self._boxes.append(LabelledEditor(Text(fields_of(Resolution)[office].label), box))
            self.body.addWidget(self._boxes[-1])
        self.put(T("What was decided"), self.words)
        self.subject.currentIndexChanged.connect(self._fit)

    def _fit(self, index: int = 0) -> None:
        for box in self._boxes:
            box.setVisible(self.subject.value() == SUBJECTS[0].code)

    def problem(self) -> LocalizedText:
        if not self.number.text().strip():
            return T("Write the number of the resolution.")
        chosen = [box.value() for box in self.offices.values() if box.value()]
        if self.subject.value() == SUBJECTS[0].code and len(set(chosen)) < len(chosen):
            return T("One member holds one office only. Choose another one.")
        return super().problem()

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life

        about = str(self.subject.value())
        bearers = about == SUBJECTS[0].code
        chosen = {key: str(box.value() or "") if bearers else "" for key, box in self.offices.items()}
        made = Resolution(
            shg=self._row, number=self.number.text().strip(), resolved_on=self.day.value(), subject=about,
            words=self.words.text().strip(), president=chosen["president"], secretary=chosen["secretary"],
            treasurer=chosen["treasurer"],
        )  # fmt: skip
        return life.resolve(session, made)


class GradingAsk(LifeAsk):
    """Which habits are kept, and the grade."""

    def __init__(self, parent: QWidget, group: Shg, today: date) -> None:
        super().__init__(parent, T("Grade the group"), today)
        self._row = group.id
        self.put(T("Graded on"), self.day, required=True)
        self.chips: dict[str, Chip] = {}
        holder = QWidget()
        flow = FlowLayout(holder)
        for habit in group.habits:
            self.chips[habit.code] = Chip(Text(habit.label))
            flow.addWidget(self.chips[habit.code])
        self.put(T("Habits kept"), holder)
        self.grade = ComboBox(_options(GRADES))
        self.by = TextBox(limit=80)
        self.put(T("Grade"), self.grade, required=True)
        self.put(T("Graded by"), self.by)

    def problem(self) -> LocalizedText:
        return super().problem() if self.grade.value() else T("Choose the grade.")

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life

        habits = tuple(code for code, chip in self.chips.items() if chip.isChecked())
        made = Grading(
            shg=self._row, graded_on=self.day.value(), habits=habits, grade=str(self.grade.value()),
            graded_by=self.by.text().strip(),
        )  # fmt: skip
        return life.grade(session, made)


class FundAsk(LifeAsk):
    """Which money came."""

    def __init__(self, parent: QWidget, row: str, today: date) -> None:
        super().__init__(parent, T("Note money received"), today)
        self._row = row
        self.kind = ComboBox(_options(FUND_KINDS))
        self.amount, self.dose = TextBox(limit=14), NumberBox()
        self.lender, self.purpose = TextBox(limit=80), TextBox(limit=120)
        self.put(T("Kind of money"), self.kind, required=True)
        self.put(T("Received on"), self.day, required=True)
        self.put(T("Amount in rupees"), self.amount, required=True)
        self.put(T("Dose (first, second, ...)"), self.dose)
        self.put(T("From whom"), self.lender)
        self.put(T("What for"), self.purpose)

    def problem(self) -> LocalizedText:
        if not self.kind.value():
            return T("Choose the kind of money.")
        return super().problem() if paise(self.amount.text()) else T("Write the amount in rupees.")

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life

        dose = self.dose.text().strip()
        made = Fund(
            shg=self._row, fund_kind=str(self.kind.value()), received_on=self.day.value(),
            amount=paise(self.amount.text()), dose=int(dose) if dose.isdigit() else None,
            lender=self.lender.text().strip(), purpose=self.purpose.text().strip(),
        )  # fmt: skip
        return life.note_fund(session, made)


class RepayAsk(LifeAsk):
    """How much was given back so far."""

    def __init__(self, parent: QWidget, fund: Fund, today: date) -> None:
        super().__init__(parent, T("Repaid so far"), today)
        self._fund = fund
        self.amount = TextBox(limit=14)
        self.put(T("Amount in rupees"), self.amount, required=True)
        self.put(T("Repaid on"), self.day, required=True)

    def problem(self) -> LocalizedText:
        return super().problem() if paise(self.amount.text()) else T("Write the amount in rupees.")

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life

        repaid = paise(self.amount.text()) or 0
        whole = repaid >= (self._fund.amount or 0)
        on = self.day.value() if whole else None
        return life.note_fund(session, replace(self._fund, repaid=repaid, repaid_on=on))


class FederationAsk(LifeAsk):
    """The organisations above the group; names of other groups of the district are proposed, any other may be typed."""

    def __init__(self, parent: QWidget, group: Shg, organisations: list[str], federations: list[str]) -> None:
        super().__init__(parent, T("Federation"), date.today())
        self._row = group.id
        self.organisation = SuggestBox(lambda text: _like(text, organisations))
        self.federation = SuggestBox(lambda text: _like(text, federations))
        for key, box in (("village_organisation", self.organisation), ("federation", self.federation)):
            box.setText(getattr(group, key))
            self.put(Text(fields_of(Shg)[key].label), box)

    def problem(self) -> LocalizedText:
        return ""

    def keep(self, session: "Session") -> object:
        from samarth_desktop.actions.groups import life

        return life.federate(session, self._row, self.organisation.text(), self.federation.text())


def _like(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    wanted = text.strip().casefold()
    return [(name, "") for name in names if wanted in name.casefold()][:8]


def paise(text: str) -> int | None:
    """An amount in rupees as typed, in paise; None where it is none or nothing."""
    got = read(fields_of(Fund)["amount"], text)
    return int(got.value) if got.wrong is None and got.value else None
