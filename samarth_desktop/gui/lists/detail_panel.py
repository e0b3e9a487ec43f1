"""One record beside the list: who, where, stage, certificate, what happened, and what to do with it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.choices import GENDERS
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.domain.fields.parsing import masked
from samarth_desktop.domain.places import place
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState, SegmentBar, in_row, line
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Badge, Icon, IconLabel, Label, draw_avatar
from samarth_desktop.gui.kit.surfaces.small import IconButton, TextLink
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.artisan.record import PHONE_OWNERS, Artisan
from samarth_desktop.kinds.enrolment.record import STAGES, WAY
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import WEEKDAYS, Shg

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.record_detail import Detail
    from samarth_desktop.kinds.certificate.record import Certificate
    from samarth_desktop.store.log.exchange import Standing

WIDTH = 340
CERTIFICATE_STATES = {"valid": T("valid"), "replaced": T("replaced"), "revoked": T("revoked")}
LANGUAGES = {"hi": T("Hindi"), "en": T("English"), "both": T("Hindi and English")}
KINDS = {"onboarding": T("Onboarding"), "shg": T("SHG registration"), "workshop": T("Workshop")}


class Portrait(QWidget):
    """A photo 86 by 104, or the first letter."""

    def __init__(self, name: str, jpeg: bytes | None) -> None:
        super().__init__()
        self.setFixedSize(86, 104)
        self._name, self._photo = name, QPixmap()
        if jpeg:
            self._photo.loadFromData(jpeg)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw_avatar(painter, QRectF(self.rect()), self._name, self._photo)
        painter.end()


class DetailPanel(QFrame):
    """Fill with :meth:`show_detail`. ``open``, ``more`` are its buttons; signals carry what a person wants."""

    reveal = Signal()
    print_again = Signal()
    group = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "detail")
        self.setFixedWidth(WIDTH)
        self._detail: Detail | None = None
        self._mobile = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        self.stack = QStackedWidget()
        nobody = T("Choose a row to see it here.")
        self.stack.addWidget(EmptyState("person", T("Nobody is chosen"), nobody))
        self._scroll: Scroll | None = None
        column.addWidget(self.stack, 1)
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(18, 8, 18, 16)
        row.setSpacing(8)
        self.open = Button(T("Open and correct"), "primary", "edit")
        self.open.setSizePolicy(self.open.sizePolicy().Policy.Expanding, self.open.sizePolicy().Policy.Fixed)
        self.more = Button(T("More"), end_icon="down")
        row.addWidget(self.open, 1)
        row.addWidget(self.more)
        column.addWidget(self.foot)
        self.foot.hide()
        lang.changed.connect(self._again)

    @property
    def detail(self) -> "Detail | None":
        """What is shown."""
        return self._detail

    def show_nobody(self) -> None:
        """Nothing is chosen."""
        self._detail = None
        self.stack.setCurrentIndex(0)
        self.foot.hide()

    def show_detail(self, detail: "Detail") -> None:
        """Shows a record."""
        if self._detail is None or self._detail.holder.id != detail.holder.id:
            self._mobile = ""
        self._detail = detail
        self._again()

    def show_mobile(self, number: str) -> None:
        """The whole number, after somebody asked for it."""
        self._mobile = number
        self._again()

    def _again(self) -> None:
        detail = self._detail
        if detail is None:
            return
        old, self._scroll = self._scroll, Scroll(margin=18, gap=10)
        self._scroll.column.setContentsMargins(18, 16, 12, 12)
        self._fill(self._scroll.column, detail)
        self.stack.addWidget(self._scroll)
        self.stack.setCurrentWidget(self._scroll)
        self.foot.setVisible(detail.gone is None)  # what is only read here has nothing to open or change
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    # -- parts --------------------------------------------------------------------------------------------------------

    def _fill(self, column: QVBoxLayout, detail: "Detail") -> None:
        holder = detail.holder
        column.addLayout(self._who(detail))
        if detail.gone is not None:
            column.addWidget(IconLabel("arrow", detail.gone, "warn", 14, wrap=True))
        grid = _Facts()
        facts: Any = {Artisan.KIND: self._person, Shg.KIND: self._group}[holder.KIND]
        facts(grid, holder, detail)
        column.addLayout(grid)
        if detail.enrolment is not None:
            column.addWidget(line())
            column.addLayout(_stage(detail))
        column.addWidget(line())
        column.addLayout(self._certificate(detail))
        column.addWidget(line())
        column.addWidget(Label(T("History"), 15, 600))
        column.addLayout(_history(detail))
        column.addStretch(1)

    def _who(self, detail: "Detail") -> QHBoxLayout:
        holder = detail.holder
        first, second = LocalizedName(holder.name_hi, holder.name_en).ordered(lang.code)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(first or T("No name yet"), 18, 700, wrap=True))
        if second:
            words.addWidget(Label(second, 15, wrap=True))
        number = holder.registration
        copy = IconButton(T("Copy the registration number"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
        words.addLayout(in_row(Label(number, 13, 600), copy, 1, gap=2))
        words.addWidget(_where(detail.where))
        if not detail.complete:
            words.addLayout(in_row(Badge(T("Unfinished"), "warning", "edit"), 1))
        if detail.gone is not None:
            words.addLayout(in_row(Badge(T("Only to read"), "outline", "lock"), 1))
        elif not holder.active:
            words.addLayout(in_row(Badge(_gone(holder), "outline"), 1))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Portrait(first, detail.photo), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _person(self, grid: "_Facts", holder: Artisan, detail: "Detail") -> None:
        age = detail.age
        gender = next((Text(one.label) for one in GENDERS if one.code == holder.gender), None)
        parts = [Tn("{count} year", "{count} years", age) if age is not None else T("age not known"), gender]
        grid.add(T("Age"), _joined(parts))
        relation = next((Text(one.label) for one in RELATIONS if one.code == holder.relation), T("Relative"))
        grid.add(relation, holder.relative_hi or holder.relative_en)
        grid.add(T("Village"), _address(holder))
        if holder.mobile:
            grid.add_widget(T("Mobile"), self._mobile_row(holder))
        elif holder.phone_owner == "none":
            grid.add(T("Mobile"), T("No phone"))
        years = holder.years_of_experience
        grid.add(T("Craft"), _joined([holder.craft, Tn("{count} year", "{count} years", years) if years else None]))
        for group in detail.groups:
            name = LocalizedName(group.name_hi, group.name_en).best(lang.code)
            link = TextLink(name)
            link.clicked.connect(lambda checked=False, row=group.row: self.group.emit(row))
            grid.add_widget(T("Group"), link)

    def _group(self, grid: "_Facts", holder: Shg, detail: "Detail") -> None:
        active = [member for member in detail.sheet.members if member.active]
        grid.add(T("Members"), Tn("{count} member", "{count} members", len(active)))
        for role, label in (("president", T("President")), ("treasurer", T("Treasurer"))):
            names = [member.name for member in active if member.role == role]
            grid.add(label, ", ".join(names))
        grid.add(T("Formed"), lang.catalog.date(holder.formation_date) if holder.formation_date else "")
        grid.add(T("Village"), _address(holder))
        day = next((Text(one.label) for one in WEEKDAYS if one.code == holder.meeting_day), "")
        grid.add(T("Meeting"), day)
        grid.add(T("Savings"), lang.catalog.money(holder.savings) if holder.savings else "")
        grid.add(T("SHG code"), holder.shg_code)

    def _mobile_row(self, holder: Artisan) -> QWidget:
        shown = self._mobile or masked(holder.mobile)
        owner = next((Text(one.label) for one in PHONE_OWNERS if one.code == holder.phone_owner), None)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        words: LocalizedText = T("{number} ({owner})", number=shown, owner=owner) if owner else shown
        row.addWidget(Label(words, 15))
        if not self._mobile:
            eye = IconButton(T("Show the whole number"), "eye")
            eye.clicked.connect(self.reveal)
            row.addWidget(eye)
        row.addStretch(1)
        return box

    def _certificate(self, detail: "Detail") -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(Label(T("Certificate"), 15, 600))
        entry = detail.certificate
        again = entry is not None and entry.state == "valid"
        first = T("Print sample") if detail.trial else T("Print certificate")
        button = Button(T("Print again") if again else first, icon="print", small=True)
        button.clicked.connect(self.print_again)
        if detail.gone is not None:  # why nothing is printed here stands above
            if entry is not None:
                column.addWidget(_entry_words(entry))
        elif entry is None or not again:
            if entry is not None:
                column.addWidget(_entry_words(entry))
            if detail.ineligible is not None:
                text = detail.ineligible.text.args.get("reason", detail.ineligible.text)
                words = text if isinstance(text, Text) else detail.ineligible.text
                column.addWidget(IconLabel("warn", words, "warn", 14, wrap=True))
                return column
            if detail.trial:
                trial = T("Trial: prints a sample, no certificate")
                column.addWidget(IconLabel("warn", trial, "warn", 14, wrap=True))
            else:
                column.addWidget(IconLabel("print", T("Ready to print"), "ink", 14))
            column.addLayout(in_row(1, button))
        else:
            column.addLayout(in_row(_entry_words(entry), button))
        return column


class _Facts(QGridLayout):
    """Label and value in two columns; what is empty is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(3)
        self.setColumnMinimumWidth(0, 92)
        self.setColumnStretch(1, 1)

    def add(self, label: LocalizedText, value: LocalizedText) -> None:
        """A line of words."""
        if value:
            self.add_widget(label, Label(value, 15, wrap=True))

    def add_widget(self, label: LocalizedText, value: QWidget) -> None:
        """A line with something of its own."""
        row = self.rowCount()
        self.addWidget(Label(label, 15, 400, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(value, row, 1)


def _gone(holder: Holder) -> Text:
    if holder.deleted:
        return T("Deleted")
    life = holder.life if isinstance(holder, Artisan) else ""
    return T("Died") if life == "died" else T("Moved away")


def _joined(parts: "Sequence[Text | str | None]") -> Callable[[], str] | str:
    there = [part for part in parts if part]
    return (
        (lambda: ", ".join(part if isinstance(part, str) else lang.catalog.say(part) for part in there))
        if there
        else ""
    )


def _address(holder: Holder) -> str:
    found = place.district(holder.district) if holder.district else None
    parts = (holder.village, holder.block, found.name(lang.code) if found else "")
    return ", ".join(part for part in parts if part)


def _stage(detail: "Detail") -> QVBoxLayout:
    enrolment = detail.enrolment
    assert enrolment is not None
    column = QVBoxLayout()
    column.setSpacing(6)
    stage = next((one for one in STAGES if one.code == enrolment.stage), STAGES[0])
    head = Label(T("Stage in {programme}", programme=enrolment.programme), 15, 600)
    at = WAY.index(stage.code) if stage.code in WAY else -1
    far = Label(T("{n} of {total}", n=at + 1, total=len(WAY)) if at >= 0 else "", 13, 400, "ink2")
    column.addLayout(in_row(head, 1, far))
    if at >= 0:
        column.addWidget(SegmentBar(len(WAY), at, here=at, width=400, tall=8))
        day = getattr(enrolment, f"{stage.code}_on")
        on = T("{stage} on {day}", stage=Text(stage.label), day=lang.catalog.date(day, "d MMM y")) if day else None
        column.addWidget(Label(on or Text(stage.label), 15, 600, wrap=True))
        if at + 1 < len(WAY):
            column.addWidget(Label(T("next: {stage}", stage=Text(STAGES[at + 1].label)), 13, 400, "ink2"))
    else:
        column.addWidget(IconLabel("pause", Text(stage.label), "warn", 15, 600))
        if enrolment.reason:
            column.addWidget(Label(enrolment.reason, 14, 400, "ink2", wrap=True))
    return column


def _entry_words(entry: "Certificate") -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    valid = entry.state == "valid"
    row.addWidget(Icon("cert", "ok" if valid else "ink2", 22), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    kind = KINDS.get(entry.certificate_kind, T("Certificate"))
    state = CERTIFICATE_STATES.get(entry.state, entry.state)
    words.addWidget(Label(T("{kind} – {state}", kind=kind, state=state), 15, 600, wrap=True))
    day = lang.catalog.date(entry.issued_on, "d MMM y") if entry.issued_on else ""
    language = LANGUAGES.get(entry.language)
    words.addWidget(
        Label(T("{day} · {language}", day=day, language=language) if language else day, 13, 400, "ink2", wrap=True)
    )
    if entry.replaced_by:
        words.addWidget(Label(T("Replaced by {serial}.", serial=entry.replaced_by), 13, 400, "ink2", wrap=True))
    if entry.reason:
        words.addWidget(Label(entry.reason, 13, 400, "ink2", wrap=True))
    row.addLayout(words, 1)
    return box


def _history(detail: "Detail") -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, 50)
    grid.setColumnStretch(1, 1)
    for row, event in enumerate(detail.history):
        day = lang.catalog.date(event.at.astimezone().date(), "d MMM")
        grid.addWidget(Label(day, 13, 400, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(event.text, 13, wrap=True), row, 1)
    return grid


def _where(where: "Standing") -> IconLabel:
    """Saved here, on the hub, or refused with the reason: never more than is true."""
    match where.state:
        case "hub":
            return IconLabel("check", T("Sent to the office"), "ok", 13)
        case "refused":
            reason = where.reason or T("no reason given")
            return IconLabel("err", T("Refused by the office: {reason}", reason=reason), "err", 13, wrap=True)
        case _:
            return IconLabel("unsent", T("Not yet sent"), "warn", 13)
