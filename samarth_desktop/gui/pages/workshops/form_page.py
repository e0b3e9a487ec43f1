"""Planning a workshop or fair: what, where, when, who trains, how many, who gets a certificate, what it costs."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.parsing import write
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox, TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.kinds.workshop.record import COSTS, FAIR, KINDS_OF_WORKSHOP, Workshop

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.planning import Plan

_DESCRIBED = fields_of(Workshop)
_TEXTS = ("title_hi", "title_en", "venue", "village", "block", "trainers", "since", "until")
_NUMBERS = ("capacity", "attend_percent", "fair_limit")


class SessionRow(QWidget):
    """One session: number, times, topic, whether it must be attended."""

    def __init__(self, sitting: Sitting, number: int) -> None:
        super().__init__()
        self._sitting = sitting
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        number_label = Label(str(number), 15, 600)
        number_label.setFixedWidth(20)
        self.starts, self.ends = TextBox(placeholder="10:00", limit=5), TextBox(placeholder="11:45", limit=5)
        self.topic = HindiBox()
        self.day = TextBox(limit=10)
        self.must = QCheckBox()
        for box, width, name in (
            (self.day, 108, T("Day of session {n}", n=number)), (self.starts, 70, T("Session {n} begins at", n=number)),
            (self.ends, 70, T("Session {n} ends at", n=number)),
        ):  # fmt: skip
            box.setFixedWidth(width)
            bind_text(box.setAccessibleName, name)
        bind_text(self.topic.setAccessibleName, T("Topic of session {n}", n=number))
        bind_text(self.must.setText, T("must attend"))
        self.starts.setText(sitting.starts)
        self.ends.setText(sitting.ends)
        self.topic.setText(sitting.topic)
        self.day.setText(f"{sitting.held_on:%d/%m/%Y}" if sitting.held_on else "")
        self.must.setChecked(sitting.must_attend)
        for widget in (number_label, self.day, self.starts, self.ends):
            row.addWidget(widget)
        row.addWidget(self.topic, 1)
        row.addWidget(self.must)

    def sitting(self) -> Sitting:
        """The session as it stands here. KnownError where the day or a time cannot be read."""
        from samarth_desktop.domain.fields.parsing import read

        got = read(fields_of(Sitting)["held_on"], self.day.text())
        if got.wrong is not None:
            raise KnownError(got.wrong)
        times = [_clock(box.text()) for box in (self.starts, self.ends)]
        return replace(
            self._sitting, held_on=got.value, starts=times[0], ends=times[1], topic=self.topic.text().strip(),
            must_attend=self.must.isChecked(),
        )  # fmt: skip


def _clock(text: str) -> str:
    """A time of day as HH:MM. KnownError where it is none."""
    from datetime import datetime

    text = text.strip().replace(".", ":")
    if not text:
        return ""
    try:
        return datetime.strptime(text if ":" in text else f"{text}:00", "%H:%M").strftime("%H:%M")
    except ValueError:
        raise KnownError(T("{text} is no time. Write it as 10:42.", text=text)) from None


class WorkshopForm(Page):
    """A new workshop (or fair), or one that is there."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self.host, self.session = host, session
        self._plan: Plan | None = None
        self._rows: list[SessionRow] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = Scroll(margin=24, gap=14)
        outer.addWidget(scroll, 1)
        self.head = PageHead(T("Plan a workshop"))
        scroll.column.addWidget(self.head)
        self.editors: dict[str, Any] = {}  # boxes of several sorts, by key
        self.places: dict[str, LabelledEditor] = {}
        scroll.column.addWidget(self._what())
        scroll.column.addWidget(self._where())
        scroll.column.addWidget(self._sessions_card())
        scroll.column.addWidget(self._costs())
        scroll.column.addStretch(1)
        outer.addWidget(self._footer())
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

    def _sessions_card(self) -> Card:
        self.sessions = Card(T("Sessions"))
        more = Button(T("One session more"), icon="plus", small=True)
        less = Button(T("One less"), icon="minus", small=True)
        more.clicked.connect(lambda: self._set_rows([*self._as_typed(), Sitting()]))
        less.clicked.connect(lambda: self._set_rows(self._as_typed()[:-1]))
        self.sessions.head.addWidget(less)
        self.sessions.head.addWidget(more)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.sessions.body.addLayout(self._list)
        return self.sessions

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
        if self._plan is not None and self._plan.workshop.id:
            self.host.go("workshop", workshop=self._plan.workshop.id)
        else:
            self.host.go("workshops")

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `workshop` (row id) that one, with `new` an empty one, a fair with `fair`; else as it was left."""
        from samarth_desktop.actions.workshops import planning

        if args.get("workshop"):
            row = str(args["workshop"])
            self.host.lanes.store.run(lambda task: planning.load(self.session, row), self.show_plan, owner=self)
        elif args.get("new") or self._plan is None:
            area = self.session.store.home_area
            state, _, district = area.partition("/")
            kind = FAIR if args.get("fair") else "orientation"
            blank = Workshop(since=self.session.today, workshop_kind=kind, state=state, district=district)
            from samarth_desktop.actions.workshops.planning import Plan

            self.show_plan(Plan(blank, () if kind == FAIR else (Sitting(held_on=self.session.today),)))

    def show_plan(self, plan: "Plan") -> None:
        """Shows a workshop with its sessions."""
        self._plan = plan
        workshop = plan.workshop
        self.head.title.show_text(T("Change the plan") if workshop.id else T("Plan a workshop"))
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
        self._set_rows(list(plan.sittings))
        self._follow_kind()
        for placed in self.places.values():
            placed.clear_message()
        self.foot.say("", "")

    def _offer(self) -> None:
        district, chosen = self.editors["district"], self.editors["programme"]
        state = self._plan.workshop.state if self._plan is not None else self.session.store.home_area.partition("/")[0]
        kept = [box.value() for box in (district, chosen)]
        named = sorted((one.name(lang.code), one.code) for one in place.districts(state))
        district.set_options([(code, name) for name, code in named])
        chosen.set_options([(one.code, one.name.say(lang.code)) for one in programmes(self.session.programmes)])
        for box, value in zip((district, chosen), kept, strict=True):
            box.set_value(value)

    def _follow_kind(self) -> None:
        fair = self.editors["workshop_kind"].value() == FAIR
        self.sessions.setVisible(not fair)
        for key, on in (("fair_limit", fair), ("attend_percent", not fair), ("trainers", not fair)):
            self.places[key].setVisible(on)

    def _set_rows(self, sittings: list[Sitting]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = [SessionRow(one, number) for number, one in enumerate(sittings, 1)]
        for row in self._rows:
            self._list.addWidget(row)

    def _as_typed(self) -> list[Sitting]:
        found = []
        for row in self._rows:
            try:
                found.append(row.sitting())
            except KnownError:
                found.append(row._sitting)
        return found

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
            sittings = () if values["workshop_kind"] == FAIR else tuple(row.sitting() for row in self._rows)
        except KnownError as wrong:
            self.foot.say("error", wrong.text)
            return
        status = "draft" if draft else self._plan.workshop.status
        workshop = replace(self._plan.workshop, **values)
        workshop = replace(workshop, status=status if status and (draft or status != "draft") else "planned")
        if workshop.until is None:
            workshop = replace(workshop, until=workshop.since)
        plan = Plan(workshop, sittings)
        self.host.lanes.store.run(
            lambda task: planning.save(self.session, plan), self._saved,
            lambda error: self.foot.say("error", error.text), owner=self,
        )  # fmt: skip

    def _saved(self, plan: "Plan") -> None:
        self._plan = plan
        self.host.saved(T("Saved: {number}", number=plan.workshop.number))
        self.host.go("workshop", workshop=plan.workshop.id)
