"""Facts of a record as label and value in two columns: fields as they are described, and those made up of several."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from samarth_desktop.domain.fields.choices import GENDERS
from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.domain.fields.parsing import as_shown
from samarth_desktop.domain.places import place
from samarth_desktop.domain.reference.vocabulary import in_language, told
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.small import IconButton, TextLink
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.artisan.record import PHONE_OWNERS
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import WEEKDAYS

if TYPE_CHECKING:
    from samarth_desktop.gui.lists.detail.panel import DetailPanel
    from samarth_desktop.gui.lists.detail.sections import Shown

Fact = tuple[LocalizedText, LocalizedText | QWidget]
Makes = Callable[[Any, "DetailPanel"], Iterator[Fact]]


class Facts(QGridLayout):
    """Label and value in two columns; what is empty is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(3)
        self.setColumnMinimumWidth(0, 92)
        self.setColumnStretch(1, 1)

    def add(self, label: LocalizedText, value: LocalizedText | QWidget) -> None:
        """A line of words, or with something of its own."""
        if value:
            row = self.rowCount()
            self.addWidget(Label(label, 15, 400, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.addWidget(value if isinstance(value, QWidget) else Label(value, 15, wrap=True), row, 1)


def make(detail: "Shown", panel: "DetailPanel") -> Facts:
    """The facts that the list of the kind names."""
    grid = Facts()
    for key in panel.spec.facts:
        made = FACTS.get(key)
        for label, value in made(detail, panel) if made else _field(detail, key):
            grid.add(label, value)
    return grid


def _field(detail: "Shown", key: str) -> Iterator[Fact]:
    """A field as it is described: its label and its value in words."""
    field, value = fields_of(type(detail.record))[key], getattr(detail.record, key)
    if value in ("", None, ()):
        return
    match field.kind:
        case Kind.DATE:
            words = lang.catalog.date(value)
        case Kind.MONEY:
            words = lang.catalog.money(value)
        case _:
            words = told(field, value, lang.catalog)
    yield Text(field.label), as_shown(field, words)


# -- of a person --------------------------------------------------------------------------------------------------


def _age(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    gender = next((Text(one.label) for one in GENDERS if one.code == detail.holder.gender), None)
    age = detail.age
    yield (
        T("Age"),
        _joined([Tn("{count} year", "{count} years", age) if age is not None else T("age not known"), gender]),
    )


def _relative(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    holder = detail.holder
    relation = next((Text(one.label) for one in RELATIONS if one.code == holder.relation), T("Relative"))
    yield relation, holder.relative_hi or holder.relative_en


def _mobile(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    if detail.holder.mobile:
        yield T("Mobile"), _mobile_row(detail.holder, panel, panel.can_open and detail.gone is None)
    elif detail.holder.phone_owner == "none":
        yield T("Mobile"), T("No phone")


def _mobile_row(holder: Any, panel: "DetailPanel", opens: bool) -> QWidget:
    shown = masked(holder.mobile)
    owner = next((Text(one.label) for one in PHONE_OWNERS if one.code == holder.phone_owner), None)
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    words: LocalizedText = T("{number} ({owner})", number=shown, owner=owner) if owner else shown
    row.addWidget(Label(words, 15))
    if opens:
        eye = IconButton(T("Open the form, where the whole number can be shown"), "eye")
        eye.clicked.connect(lambda: panel.open_at.emit("mobile"))
        row.addWidget(eye)
    row.addStretch(1)
    return box


def _craft(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    years = detail.holder.years_of_experience
    craft = in_language("craft", detail.holder.craft, lang.code)
    said = [craft, Tn("{count} year", "{count} years", years) if years else None]
    yield T("Craft"), _joined(said)


def _groups(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    for group in detail.groups:
        link = TextLink(LocalizedName(group.name_hi, group.name_en).best(lang.code))
        link.clicked.connect(lambda checked=False, row=group.row: panel.go.emit("shgs", row))
        yield T("Group"), link


# -- of a group ---------------------------------------------------------------------------------------------------


def _members(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    active = sum(1 for member in detail.sheet.members if member.active)
    yield T("Members"), Tn("{count} member", "{count} members", active)


def _office(role: str, label: Text) -> Makes:
    def make(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
        yield label, ", ".join(one.name for one in detail.sheet.members if one.active and one.role == role)

    return make


def _formed(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    day = detail.holder.formation_date
    yield T("Formed"), lang.catalog.date(day) if day else ""


def _meeting(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    yield T("Meeting"), next((Text(one.label) for one in WEEKDAYS if one.code == detail.holder.meeting_day), "")


def _savings(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    yield T("Savings"), lang.catalog.money(detail.holder.savings) if detail.holder.savings else ""


# -- of both ------------------------------------------------------------------------------------------------------


def _address(detail: Any, panel: "DetailPanel") -> Iterator[Fact]:
    holder: Holder = detail.holder
    found = place.district(holder.district) if holder.district else None
    parts = (holder.village, holder.block, found.name(lang.code) if found else "")
    yield T("Village"), ", ".join(part for part in parts if part)


def _joined(parts: "Sequence[Text | str | None]") -> Callable[[], str] | str:
    there = [part for part in parts if part]
    return (
        (lambda: ", ".join(part if isinstance(part, str) else lang.catalog.say(part) for part in there))
        if there
        else ""
    )


FACTS: Mapping[str, Makes] = {
    "age": _age,
    "relative": _relative,
    "home": _address,
    "phone": _mobile,
    "skill": _craft,
    "groups": _groups,
    "member_count": _members,
    "president": _office("president", T("President")),
    "treasurer": _office("treasurer", T("Treasurer")),
    "formed": _formed,
    "meeting": _meeting,
    "thrift": _savings,
}
