"""The page of the group's form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QTimer

from samarth_desktop.actions.registration import drafts, memberships
from samarth_desktop.actions.registration.forms import CONSENT, PROGRAMME
from samarth_desktop.actions.registration.memberships import RowProblem
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.gui.forms.form_page import FormPage
from samarth_desktop.gui.forms.person_picker import PersonPicker
from samarth_desktop.gui.forms.transliteration import TransliterationBinder
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import PageHead, TabBar
from samarth_desktop.gui.kit.surfaces.labels import Badge
from samarth_desktop.gui.pages.artisan_form.address import VillageFinder
from samarth_desktop.gui.pages.shg_form.check import CheckPart
from samarth_desktop.gui.pages.shg_form.matches import MemberMatches
from samarth_desktop.gui.pages.shg_form.members import LINK, MembersPart, standing
from samarth_desktop.gui.pages.shg_form.parts import BankPart, GroupPart, MeetingsPart
from samarth_desktop.gui.pages.shg_form.summary_panel import SummaryPanel
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import MISSION_OF_PROGRAMME, Shg
from samarth_desktop.rules.group import together

MEMBERS = "members"
_MEMBERS_PART = 1


class ShgForm(FormPage):
    """Registers a group or corrects a record. ``shown(row=)``, ``shown(draft=)``, ``shown(new=True)``."""

    PAGE = "shg-form"
    KIND = "shg"
    LIST = "shgs"

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(host, session)
        self.head = PageHead("")
        self.programme_badge, self.draft_badge = Badge("", "info"), Badge(T("Draft"), "warning", "edit")
        for badge in (self.programme_badge, self.draft_badge):
            badge.hide()
            self.head.add_left(badge)
        self._count = 0
        self.tabs = TabBar(
            [T("Group"), self._members_words, T("Meetings and savings"), T("Bank"), T("Check and certificate")]
        )
        self.bar = self.tabs
        self.glance = SummaryPanel()
        self.side = self.glance
        self.group = GroupPart(self.state, VillageFinder(self.state, session, host.lanes.store), session.library)
        self.members = MembersPart(self.state, lambda: self.session.today)
        self.meetings = MeetingsPart(self.state, session.library)
        self.account = BankPart(self.state, session, host.lanes.store)
        self.check = CheckPart(self.state, session.library)
        self.parts = [self.group, self.members, self.meetings, self.account, self.check]
        self.twins = [
            TransliterationBinder(self.state, "name_hi", "name_en"),
            TransliterationBinder(self.state, "village", "village_other"),
        ]
        self.row_problems: list[RowProblem] = []
        self._offered_state = ""
        self._taken: frozenset[str] = frozenset()  # joined people who are in another group, too
        self.put_together()
        self.undo = Button(T("Undo"), "link", "undo", key="Ctrl+Z")
        self.undo.clicked.connect(self.members.model.undo)
        self.footer.add_left(self.undo)
        self.members.changed.connect(lambda: self.state.edited.emit(MEMBERS))
        self.members.wanted.connect(self._join)
        self.matches = MemberMatches(host, session, self.state, self.members.model)
        self.matches.joined.connect(self._ask_elsewhere)
        self.members.show_matches(self.matches)
        self.members.revealed.connect(self._note_member)
        self.check.chosen.connect(self.go_to_place)
        self.check.printed.connect(lambda: self.host.go("certificates", row=self.opened.base.holder.id))
        self.begin(self.blank())

    def _members_words(self) -> Text:
        return T("Members ({n})", n=self._count) if self._count else T("Members")

    # -- what FormPage asks -------------------------------------------------------------------------------------------

    def title_of(self, sheet: Registration) -> LocalizedText:
        holder = sheet.holder
        if holder.name_hi or holder.name_en:
            return holder.name_hi or holder.name_en
        return T("SHG without a name") if holder.id else T("New SHG")

    def sheet(self) -> Registration:
        base = super().sheet()
        members = memberships.members_from(self.opened.base.members, self.members.model.rows, self.session.today)
        return replace(base, members=members)

    def start_texts(self, base: Registration) -> dict[str, str]:
        texts = super().start_texts(base)
        if not base.consents:
            texts[CONSENT + "given_on"] = f"{self.session.today:%d/%m/%Y}"
        rows = memberships.as_text(memberships.rows_of(base.members, self.session.today))
        return texts | ({MEMBERS: rows} if base.members else {})

    def show_texts(self, texts: Mapping[str, str]) -> None:
        self.meetings.extras.show_programme(texts.get(PROGRAMME, ""))
        super().show_texts({key: text for key, text in texts.items() if key != MEMBERS})
        self.members.show_rows(memberships.of_text(texts.get(MEMBERS, "")))
        self.group.address.follow()
        self.state.put("district", texts.get("district", ""))
        self._offered_state = texts.get("state", "")
        self.group.programme.offer(self._offered_state)
        self.check.show_notice()
        self._read_noted()
        self._taken = frozenset()
        QTimer.singleShot(0, self, self._ask_elsewhere)
        for twin in self.twins:
            twin.reset()

    def _read_noted(self) -> None:
        """What gradings and funds say in the place of old fields; of a group that is not there yet nothing does."""
        from samarth_desktop.actions.groups import life

        group = cast(Shg, self.opened.base.holder)
        self.meetings.show_noted(group, None)
        if group.seen:
            self.host.lanes.store.run(
                lambda task: life.noted(self.session, group.id),
                lambda noted: self.meetings.show_noted(group, noted) if self.opened.base.holder is group else None,
                owner=self,
            )

    def texts(self) -> dict[str, str]:
        rows = [row for row in self.members.model.rows if not memberships.is_blank(row)]
        return super().texts() | ({MEMBERS: memberships.as_text(rows)} if rows else {})

    def review(self, sheet: Registration) -> tuple[Problem, ...]:
        found = list(super().review(sheet))
        if not self.state.text(PROGRAMME):
            found.insert(0, Problem(PROGRAMME, T("Choose the programme.")))
        active = [member for member in sheet.members if not member.deleted]
        self.row_problems = memberships.problems(active, self.members.model.rows, self.session.today, self._taken)
        found += together(sheet.holder, sheet.members)
        found += [Problem(f"{MEMBERS}.{one.row}.{one.column}", one.text, one.blocks) for one in self.row_problems]
        if not sheet.consented:
            found.append(Problem(CONSENT + "how", T("Without consent no certificate can be printed."), blocks=False))
        return tuple(found)

    def refreshed(self, sheet: Registration) -> None:
        holder = cast(Shg, sheet.holder)
        again = bool(self.opened.base.holder.id)
        self.head.title.show_text(self.title_of(sheet))
        self.members.show_problems(self.row_problems, self.opened.tried)
        self._show_undo()
        count = len(standing(sheet.members))
        if count != self._count:
            self._count = count
            self.tabs.say_tab(_MEMBERS_PART, self._members_words)
        self.meetings.offer_habits(holder)
        self.glance.show_group(holder, sheet.members)
        self.glance.show_count(1, T("At a glance"), "secondary")
        code = self.state.text(PROGRAMME)
        if code != self.meetings.extras.code:
            self.meetings.extras.show_programme(code)
            self.check.show_notice()
        if holder.state != self._offered_state:
            self._offered_state = holder.state
            self.group.programme.offer(holder.state)
        names = [self.place_name(problem.key) for problem in self.found]
        self.check.show_open(self.found, names, again, sheet.consented)
        self.group.address.offer_last()
        self.head.note.show_text(holder.name_en if holder.name_hi else "")
        self._show_badges()

    def _show_badges(self) -> None:
        code, narrow = self.state.text(PROGRAMME), self.host.narrow
        again = bool(self.opened.base.holder.id)
        self.programme_badge.show_state(code, "info")
        self.programme_badge.setVisible(bool(code) and not narrow)
        self.draft_badge.setVisible(again and not narrow and any(problem.blocks for problem in self.found))
        self.head.note.setVisible(bool(self.head.note.text()) and not narrow)

    def fold(self, narrow: bool) -> None:
        super().fold(narrow)
        self._show_badges()
        self._show_undo()

    def saved_as(self, saved: Registration) -> None:
        self.group.address.remember(self.start_texts(saved))
        self.account.bank.forget()

    def go_to(self, number: int, key: str = "") -> None:
        super().go_to(number, key)
        self._show_undo()
        if number == _MEMBERS_PART and not key:
            self.members.grid_view.setFocus()

    def _show_undo(self) -> None:
        can = self.members.model.can_undo
        self.undo.enable(can, T("Nothing to undo"))
        self.undo.setVisible(self.here == _MEMBERS_PART and (can or not self.host.narrow))

    # -- members ------------------------------------------------------------------------------------------------------

    def place_name(self, key: str) -> LocalizedText:
        if key.startswith(f"{MEMBERS}."):
            return T("row {n}", n=int(key.split(".")[1]) + 1)
        return T("Members") if key in (MEMBERS, "president", "secretary", "treasurer") else super().place_name(key)

    def part_of(self, key: str) -> int:
        if key.split(".")[0] in (MEMBERS, "president", "secretary", "treasurer"):
            return _MEMBERS_PART
        return super().part_of(key)

    def has_text(self, key: str) -> bool:
        if key.startswith(f"{MEMBERS}."):
            _, row, column = key.split(".")
            return bool(self.members.model.text(int(row), column))
        return super().has_text(key)

    def was_left(self, key: str) -> bool:
        return key.startswith(f"{MEMBERS}.") or super().was_left(key)

    def something_in(self, number: int) -> bool:
        if number == _MEMBERS_PART:
            return any(not memberships.is_blank(row) for row in self.members.model.rows)
        return super().something_in(number)

    def was_edited(self, key: str) -> None:
        if key == PROGRAMME and not self.state.text("mission"):
            self.state.put("mission", MISSION_OF_PROGRAMME.get(self.state.text(PROGRAMME), ""))
        super().was_edited(key)

    def go_to_place(self, key: str) -> None:
        if key.startswith(f"{MEMBERS}."):
            _, row, column = key.split(".")
            self.go_to(_MEMBERS_PART)
            self.members.grid_view.go_to(int(row), column)
        else:
            super().go_to_place(key)

    def _ask_elsewhere(self) -> None:
        """Which of the joined people are in another group, too."""
        persons = [row[LINK] for row in self.members.model.rows if row.get(LINK)]
        group = self.opened.base.holder.id

        def found(taken: frozenset[str]) -> None:
            self._taken = taken
            self.refresh()

        if persons:
            self.host.lanes.store.run(
                lambda task: memberships.elsewhere(self.session, persons, group), found, owner=self
            )

    def _note_member(self, row: str) -> None:
        """The audit trail of the group notes whose number was shown."""
        group = self.opened.base.holder.id
        self.host.lanes.store.run(lambda task: drafts.note_shown(self.session, group, f"mobile {row}"), owner=self)

    def _join(self, row: int) -> None:
        picker = PersonPicker(self.host, self.session, self.members.model.text(row, "name"), self)

        def take(person: Artisan) -> None:
            self.members.model.put(row, memberships.from_person(person, self.session.today))
            self._ask_elsewhere()

        picker.chosen.connect(take)
        picker.open()
