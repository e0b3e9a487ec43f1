"""Planning a workshop or fair: what, where, when, who trains, how many, who gets a certificate, what it costs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.registration.drafts import Draft
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.parsing import write
from samarth_desktop.domain.ids import new_id
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.half_typed import DraftOffer, HalfTyped
from samarth_desktop.gui.forms.programme_choice import words_of
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox, TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.workshops.sessions_card import SessionsCard
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.kinds.workshop.record import COSTS, FAIR, KINDS_OF_WORKSHOP, Workshop

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.planning import Plan

_DESCRIBED = fields_of(Workshop)
_SESSIONS = "sessions"  # of the half-typed plan: the rows as one text
_TEXTS = ("title_hi", "title_en", "venue", "village", "block", "trainers", "since", "until")
_NUMBERS = ("capacity", "attend_percent", "fair_limit")


class WorkshopForm(Page):
    """A new workshop (or fair), or one that is there."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self._plan: Plan | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = Scroll(margin=24, gap=14)
        self.offer = DraftOffer()
        self.offer.taken.connect(self._go_on)
        self.offer.thrown.connect(self._throw_away)
        outer.addWidget(self.offer)
        outer.addWidget(scroll, 1)
        self.head = PageHead(T("Plan a workshop"))
        scroll.column.addWidget(self.head)
        self.half = HalfTyped(self, host, session, "workshop-form", self._texts)
        self.editors: dict[str, Any] = {}  # boxes of several sorts, by key
        self.places: dict[str, LabelledEditor] = {}
        scroll.column.addWidget(self._what())
        scroll.column.addWidget(self._where())
        self.sessions = SessionsCard(lambda boxes: self.half.watch(*boxes))
        scroll.column.addWidget(self.sessions)
        scroll.column.addWidget(self._costs())
        scroll.column.addStretch(1)
        outer.addWidget(self._footer())
        self.half.watch(*self.editors.values())
        self.start = self.editors["title_hi"]
        lang.changed.connect(self._offer)
        self._offer()

    # -- layout -------------------------------------------------------------------------------------------------------

    def _field(self, key: str, editor: QWidget, required: bool = False, label: LocalizedText = "") -> LabelledEditor:
        self.editors[key] = editor
        placed = LabelledEditor(label or Text(_DESCRIBED[key].label), editor, required)
        self.places[key] = placed
        return placed

    def _what(self) -> Card:
        card = Card(T("What"))
        kinds = [(one.code, Text(one.label)) for one in KINDS_OF_WORKSHOP]
        first, second, third = Columns(560), Columns(560), Columns(560)
        first.addWidget(self._field("workshop_kind", ComboBox(kinds, T("Choose")), True), 1)
        first.addWidget(self._field("programme", ComboBox([], T("Choose")), True), 1)
        second.addWidget(self._field("title_hi", HindiBox(), True), 1)
        second.addWidget(self._field("title_en", TextBox(limit=120)), 1)
        third.addWidget(self._field("trainers", TextBox(limit=200)), 2)
        third.addWidget(self._field("capacity", NumberBox(T("people"), most=100_000)), 1)
        third.addWidget(self._field("attend_percent", NumberBox("%", most=100)), 1)
        third.addWidget(self._field("fair_limit", NumberBox(most=50)), 1)
        for row in (first, second, third):
            card.body.addLayout(row)
        self.editors["workshop_kind"].currentIndexChanged.connect(lambda *_: self._follow_kind())
        return card

    def _where(self) -> Card:
        card = Card(T("Where and when"))
        first, second = Columns(560), Columns(560)
        first.addWidget(self._field("venue", HindiBox(), True), 1)
        first.addWidget(self._field("village", HindiBox()), 1)
        first.addWidget(self._field("block", HindiBox()), 1)
        second.addWidget(self._field("district", ComboBox([], T("Choose")), True), 1)
        second.addWidget(self._field("since", TextBox(placeholder=T("day/month/year"), limit=20), True), 1)
        second.addWidget(self._field("until", TextBox(placeholder=T("day/month/year"), limit=20)), 1)
        card.body.addLayout(first)
        card.body.addLayout(second)
        return card

    def _costs(self) -> Card:
        card = Card(T("Costs"))
        for first in range(0, len(COSTS), 4):
            row = Columns(560)
            for key in COSTS[first : first + 4]:
                row.addWidget(self._field(key, TextBox(prefix="₹", limit=12)), 1)
            card.body.addLayout(row)
        return card

    def _footer(self) -> Footer:
        self.foot = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(self._leave)
        self.foot.add_left(back)
        self.draft = Button(T("Keep as draft"))
        self.draft.clicked.connect(lambda: self.save(draft=True))
        self.save_button = Button(T("Save"), "primary", "check", key="Ctrl+Return")
        self.save_button.clicked.connect(lambda: self.save())
        self.foot.add_right(self.draft)
        self.foot.add_right(self.save_button)
        return self.foot

    def _leave(self) -> None:
        if self._plan is not None and self._plan.workshop.seen:
            self.host.go("workshop", workshop=self._plan.workshop.id)
        else:
            self.host.go("workshops")

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `workshop` (row id) that one, with `draft` (key) a half-typed one, with `new` an empty one, a fair with
        `fair`; else as it was left."""
        from samarth_desktop.actions.workshops import planning

        self.half.keep()
        if args.get("workshop"):
            row = str(args["workshop"])
            self.host.lanes.store.run(lambda task: planning.load(self.session, row), self._opened, owner=self)
        elif args.get("draft"):
            self._go_on(str(args["draft"]))
        elif args.get("new") or self._plan is None:
            self._opened(self._blank(bool(args.get("fair")), new_id()))

    def _opened(self, plan: "Plan") -> None:
        self.show_plan(plan)
        self._look_for_drafts()

    def _blank(self, fair: bool, row: str) -> "Plan":
        """An empty plan at this laptop's home; `row` is the id under which it will be saved."""
        from samarth_desktop.actions.workshops.planning import Plan

        state, _, district = self.session.store.home_area.partition("/")
        day, kind = self.session.today, FAIR if fair else "orientation"
        blank = Workshop(id=row, since=day, workshop_kind=kind, state=state, district=district)
        return Plan(blank, () if fair else (Sitting(held_on=day),))

    def show_plan(self, plan: "Plan") -> None:
        """Shows a workshop with its sessions."""
        self._plan = plan
        workshop = plan.workshop
        self.head.note.show_text(workshop.number)
        for key in _TEXTS:
            value = getattr(workshop, key)
            text = value if isinstance(value, str) else f"{value:%d/%m/%Y}" if value else ""
            self.editors[key].setText(text)
        for key in _NUMBERS:
            self.editors[key].set_value(getattr(workshop, key))
        for key in COSTS:
            amount = getattr(workshop, key)
            self.editors[key].setText(write(_DESCRIBED[key], amount, lang.catalog) if amount else "")
        self._offer()
        for key in ("workshop_kind", "programme", "district"):
            self.editors[key].set_value(getattr(workshop, key) or None)
        self.sessions.show_sittings(plan.sittings)
        self._follow_kind()
        self.half.begin(workshop.id, workshop.id if workshop.seen else "")
        for placed in self.places.values():
            placed.clear_message()
        self.foot.say("", "")

    def _offer(self) -> None:
        district, chosen = self.editors["district"], self.editors["programme"]
        state = self._plan.workshop.state if self._plan is not None else self.session.store.home_area.partition("/")[0]
        kept = [box.value() for box in (district, chosen)]
        named = sorted((one.name(lang.code), one.code) for one in place.districts(state))
        district.set_options([(code, name) for name, code in named])
        chosen.set_options([(one.code, words_of(one)) for one in programmes(self.session.programmes)])
        for box, value in zip((district, chosen), kept, strict=True):
            box.set_value(value)

    def _follow_kind(self) -> None:
        fair = self.editors["workshop_kind"].value() == FAIR
        self.sessions.setVisible(not fair)
        new = T("Plan a fair") if fair else T("Plan a workshop")
        self.head.title.show_text(T("Change the plan") if self._plan and self._plan.workshop.seen else new)
        for key, on in (("fair_limit", fair), ("attend_percent", not fair), ("trainers", not fair)):
            self.places[key].setVisible(on)

    # -- half-typed ---------------------------------------------------------------------------------------------------

    def can_leave(self) -> bool:
        self.half.keep()
        return True

    def _texts(self) -> dict[str, str]:
        return {**self.typed(), _SESSIONS: self.sessions.typed()}

    def _look_for_drafts(self) -> None:
        """Offers the newest half-typed plan that is not the one on screen, or the one of this workshop."""
        self.host.lanes.store.run(lambda task: drafts.kept(self.session), self._offer_draft, owner=self)

    def _offer_draft(self, kept: Sequence[Draft]) -> None:
        row = self._plan.workshop.id if self._plan is not None and self._plan.workshop.seen else ""
        mine = [one for one in kept if one.page == "workshop-form" and one.row == row]
        self.offer.show_draft(mine[0] if mine and not self.half.changed else None)

    def _throw_away(self, key: str) -> None:
        self.host.lanes.store.run(
            lambda task: drafts.drop(self.session, key), lambda none: self._look_for_drafts(), owner=self
        )

    def _go_on(self, key: str) -> None:
        """Goes on with a half-typed plan: over its workshop, or over an empty one."""
        from samarth_desktop.actions.workshops import planning

        def find(task: object) -> "tuple[Draft, Plan | None]":
            found = drafts.get(self.session, key)
            return found, planning.load(self.session, found.row) if found.row else None

        self.host.lanes.store.run(
            find, self._put, lambda error: self.host.notice("warning", error.text), owner=self
        )  # fmt: skip

    def _put(self, answer: "tuple[Draft, Plan | None]") -> None:
        found, there = answer
        plan = there or self._blank(found.texts.get("workshop_kind") == FAIR, found.key)
        self.show_plan(plan)
        for key in (*_TEXTS, *_NUMBERS, *COSTS):
            self.editors[key].setText(found.texts.get(key, ""))
        for key in ("workshop_kind", "programme", "district"):
            self.editors[key].set_value(found.texts.get(key) or None)
        self.sessions.put(found.texts.get(_SESSIONS, ""), plan.sittings)
        self._follow_kind()
        self.half.gone_on()
        self.offer.hide()

    # -- saving -------------------------------------------------------------------------------------------------------

    def typed(self) -> dict[str, str]:
        """The raw texts, by key."""
        texts = {key: self.editors[key].text() for key in (*_TEXTS, *_NUMBERS, *COSTS)}
        for key in ("workshop_kind", "programme", "district"):
            texts[key] = str(self.editors[key].value() or "")
        return texts

    def save(self, draft: bool = False) -> None:
        """Keeps the plan and opens the workshop; what is wrong stands below its field."""
        from samarth_desktop.actions.workshops import planning
        from samarth_desktop.actions.workshops.planning import Plan

        assert self._plan is not None
        for placed in self.places.values():
            placed.clear_message()
        values: dict[str, Any] = {}
        for key, text in self.typed().items():
            try:
                if key == "district":
                    found = place.district(text) if text else None
                    values |= {"district": text, "state": found.state if found else self._plan.workshop.state}
                else:
                    values |= planning.read_texts(self.session, {key: text})
            except KnownError as wrong:
                reason = wrong.text.args.get("reason", wrong.text)
                self.places[key].show_message("error", reason if isinstance(reason, Text) else wrong.text)
                self.foot.say("error", wrong.text)
                self.editors[key].setFocus()
                return
        try:
            sittings = () if values["workshop_kind"] == FAIR else self.sessions.sittings()
        except KnownError as wrong:
            self.foot.say("error", wrong.text)
            return
        status = "draft" if draft else self._plan.workshop.status
        workshop = replace(self._plan.workshop, **values)
        workshop = replace(workshop, status=status if status and (draft or status != "draft") else "planned")
        if workshop.until is None:
            workshop = replace(workshop, until=workshop.since)
        plan = Plan(workshop, sittings)
        self.half.pause()
        self.host.lanes.store.run(
            lambda task: planning.save(self.session, plan, self.half.key), self._saved,
            lambda error: self.foot.say("error", error.text), owner=self,
        )  # fmt: skip

    def _saved(self, plan: "Plan") -> None:
        self.show_plan(plan)
        self.host.saved(T("Saved: {number}", number=plan.workshop.number))
        self.host.go("workshop", workshop=plan.workshop.id)
