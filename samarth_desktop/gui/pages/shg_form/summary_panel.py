"""The group at a glance, beside the form: who leads it, how it meets, the five habits."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.choices import PANCHSUTRA_OF
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.places import place
from samarth_desktop.gui.kit.surfaces.cards import Card, line
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.side_panel import SidePanel
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.member.record import ROLES, Member
from samarth_desktop.kinds.shg.record import WEEKDAYS, Shg
from samarth_desktop.rules.group import membership_rules

_HABITS_MISSING = {
    "meetings": T("Meetings not regular"),
    "savings": T("Savings not regular"),
    "lending": T("No lending among members"),
    "repayment": T("Repayment not in time"),
    "books": T("Books not complete"),
    "rules": T("The group's rules not kept"),
}


class SummaryPanel(SidePanel):
    """Says again what the form holds, after every change."""

    def __init__(self) -> None:
        super().__init__(T("The group at a glance"), width=300)
        card = Card(margin=12)
        self._state = QVBoxLayout()
        self._state.setSpacing(2)
        card.body.addLayout(self._state)
        self.body.addWidget(card)
        facts = QWidget()
        self._facts = QGridLayout(facts)
        self._facts.setContentsMargins(0, 2, 0, 2)
        self._facts.setVerticalSpacing(2)
        self._facts.setColumnMinimumWidth(0, 100)
        self._facts.setColumnStretch(1, 1)
        self.body.addWidget(facts)
        self.body.addWidget(line())
        self._habits_title = Label("", 15, 600)
        self.body.addWidget(self._habits_title)
        self._habits = QVBoxLayout()
        self._habits.setSpacing(1)
        self.body.addLayout(self._habits)
        self._lines: list[IconLabel] = []
        self._values = [self._fact(row, name) for row, name in enumerate(_FACTS)]
        self._members = [self._line(self._state) for _ in range(5)]
        self._kept = [self._line(self._habits) for _ in PANCHSUTRA_OF[""]]

    def _line(self, column: QVBoxLayout) -> IconLabel:
        made = IconLabel("check", "", "ok", 14, wrap=True)
        column.addWidget(made)
        return made

    def _fact(self, row: int, name: Text) -> Label:
        value = Label("", 14, wrap=True)
        self._facts.addWidget(Label(name, 14, 400, "ink2"), row, 0)
        self._facts.addWidget(value, row, 1)
        return value

    def show_group(self, shg: Shg, members: Sequence[Member]) -> None:
        """The group as it stands in the form."""
        for label, value in zip(self._values, _values(shg), strict=True):
            label.show_text(value)
        lines = _leading(shg, members)
        for number, made in enumerate(self._members):
            made.setVisible(number < len(lines))
            if number < len(lines):
                icon, tone, words = lines[number]
                made.show_state(icon, words, "ink" if tone == "ok" else tone)
                made.icon.show_icon(icon, tone)
        kept = [choice for choice in shg.habits if choice.code in shg.panchsutra]
        self._habits_title.show_text(T("Panchsutra: {n} of {all}", n=len(kept), all=len(shg.habits)))
        for made, choice in zip(self._kept, shg.habits, strict=True):
            good = choice in kept
            made.show_state("check", Text(choice.label), "ink")
            made.icon.show_icon("check" if good else "minus", "ok" if good else "ink2")
            if not good:
                made.show_state("minus", _HABITS_MISSING[choice.code], "ink2")


_FACTS = (T("Formed"), T("Village"), T("Village org."), T("Meeting"), T("Savings"), T("SHG code"))


def _values(shg: Shg) -> tuple[LocalizedText, ...]:
    days = {choice.code: choice.label for choice in WEEKDAYS}
    day = Text(days[shg.meeting_day]) if shg.meeting_day in days else None
    weekly = shg.meeting_frequency == "weekly" and day is not None
    frequency = {"weekly": T("Every week"), "fortnightly": T("Every two weeks"), "monthly": T("Every month")}
    often = frequency.get(shg.meeting_frequency)
    meeting: LocalizedText = T("every {day}", day=day) if weekly else T("{often}, {day}", often=often, day=day)
    if not weekly and (often is None or day is None):
        meeting = often or day or "–"
    district = place.district(shg.district) if shg.district else None

    def where() -> str:
        parts = (shg.village, shg.block or (district.name(lang.code) if district else ""))
        return ", ".join(part for part in parts if part) or "–"

    def savings() -> str:
        return say(T("{amount} a member", amount=lang.catalog.money(shg.savings))) if shg.savings else "–"

    formed: LocalizedText = T("{date}", date=shg.formation_date) if shg.formation_date else "–"
    return formed, where, shg.village_organisation or "–", meeting, savings, shg.shg_code or "–"


def _leading(shg: Shg, members: Sequence[Member]) -> list[tuple[str, str, LocalizedText]]:
    active = [member for member in members if member.active]
    found: dict[str, Problem] = {problem.key: problem for problem in membership_rules(shg, members)}
    count = len(active)
    lines: list[tuple[str, str, LocalizedText]] = []
    if "members" in found:
        lines.append(("warn", "warn", found["members"].text))
    else:
        lines.append(("check", "ok", Tn("{count} member", "{count} members", count)))
    for role in ROLES[:3]:
        holder = next((member for member in active if member.role == role.code), None)
        if role.code in found and active:
            lines.append(("warn", "warn", found[role.code].text))
        elif holder is not None:
            lines.append(("check", "ok", T("{role}: {name}", role=Text(role.label), name=holder.name)))
    return lines
