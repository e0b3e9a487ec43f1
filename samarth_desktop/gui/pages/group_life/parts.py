"""What the tabs of a group's life show: a row for each member, resolution, grading, fund; the federation."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from samarth_desktop.actions.groups.register import OFFICES, name_of, quarter, rupees
from samarth_desktop.domain.fields.choices import PANCHSUTRA
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row, surface
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.pages.group_life import asks
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.resolution.record import Resolution
from samarth_desktop.kinds.shg.record import Shg

if TYPE_CHECKING:
    from samarth_desktop.actions.groups.life import GroupLife
    from samarth_desktop.gui.pages.group_life.page import GroupLifePage

_LABELS = {choice.code: choice.label for choice in PANCHSUTRA}


def _row(
    column: QVBoxLayout, title: LocalizedText, below: LocalizedText, badges: Sequence[Badge] = (), *buttons: Button
) -> None:
    card = surface("card")
    row = QHBoxLayout(card)
    row.setContentsMargins(14, 8, 14, 8)
    row.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(title, 15, 600, wrap=True))
    if below:
        words.addWidget(Label(below, 13, 400, "ink2", wrap=True))
    row.addLayout(words, 1)
    for widget in (*badges, *buttons):
        row.addWidget(widget)
    column.addWidget(card)


def _add(page: "GroupLifePage", column: QVBoxLayout, text: Text, ask: Callable[[], "asks.LifeAsk"]) -> None:
    button = Button(text, icon="plus", key="Ctrl+J")
    button.clicked.connect(lambda: page.ask(ask()))
    column.addLayout(in_row(button, 1))


def _nothing(column: QVBoxLayout, there: Sequence[object]) -> None:
    if not there:
        column.addWidget(Label(T("Nothing noted."), 15, 400, "ink2"))


def _day(day: date | None) -> str:
    return lang.catalog.date(day, "d MMM y") if day else ""


def _label(record: type, key: str, code: str) -> str:
    return say(Text(fields_of(record)[key].choice_label(code))) if code else ""


def members(page: "GroupLifePage", column: QVBoxLayout, found: "GroupLife") -> None:
    """Who is in the group, then who left."""
    _add(page, column, T("A member joins"), lambda: asks.MemberAsk(page.window(), found, page.session.today))
    for one in found.life.members:
        name = name_of(found.life, one, lang.code)
        role = _label(Member, "role", one.role or "member")
        since = T("since {day}", day=_day(one.joined)) if one.joined else ""
        if not one.active:
            left = T("left on {day}", day=_day(one.left))
            text = T("{first}, {second}", first=since, second=left) if since else left
            _row(column, name, text, [Badge(T("Left"), "outline")])
            continue
        leave = Button(T("Leaves"), "link")
        bind_text(leave.setAccessibleName, T("Leaves: {name}", name=name))
        leave.clicked.connect(
            lambda checked=False, one=one: page.ask(asks.LeaveAsk(page.window(), one, page.session.today))
        )
        tone = "info" if one.role in OFFICES else "outline"
        _row(column, name, since, [Badge(role, tone)], leave)


def resolutions(page: "GroupLifePage", column: QVBoxLayout, found: "GroupLife") -> None:
    """The newest first, with the offices that each gave."""
    _add(page, column, T("Note a resolution"), lambda: asks.ResolutionAsk(page.window(), found, page.session.today))
    named = {one.id: name_of(found.life, one, lang.code) for one in found.life.members}
    for one in reversed(found.life.resolutions):
        offices = [
            f"{say(Text(fields_of(Resolution)[key].label))}: {named[row]}"
            for key in OFFICES
            if (row := getattr(one, key)) in named
        ]
        title = T("{number} · {about}", number=one.number, about=_label(Resolution, "subject", one.subject))
        _row(column, title, " · ".join([_day(one.resolved_on), *offices, *([one.words] if one.words else [])]))
    _nothing(column, found.life.resolutions)


def gradings(page: "GroupLifePage", column: QVBoxLayout, found: "GroupLife") -> None:
    """The newest first; what the form says is as it was at registration."""
    _add(page, column, T("Grade the group"), lambda: asks.GradingAsk(page.window(), found.group, page.session.today))
    for one in reversed(found.life.gradings):
        kept = ", ".join(say(Text(label)) for code, label in _LABELS.items() if code in one.habits)
        words = T("Grade {grade}", grade=_label(Grading, "grade", one.grade))
        grade = Badge(words, "ok" if one.grade == "a" else "info")
        title = T("{quarter} · {day}", quarter=quarter(one.graded_on), day=_day(one.graded_on))
        five = T("{n} of 5 habits: {kept}", n=len(one.habits), kept=kept or "–")
        _row(column, title, five, [grade])
    _nothing(column, found.life.gradings)
    group = found.group
    if group.grade or group.panchsutra:
        habits = ", ".join(say(Text(_LABELS.get(code, code))) for code in group.panchsutra)
        text = T(
            "As registered: grade {grade}. {habits}", grade=_label(Shg, "grade", group.grade) or "–", habits=habits
        )
        column.addWidget(Label(text, 13, 400, "ink2", wrap=True))


def funds(page: "GroupLifePage", column: QVBoxLayout, found: "GroupLife") -> None:
    """Money in the order in which it came."""
    row, today = found.group.id, page.session.today
    _add(page, column, T("Note money received"), lambda: asks.FundAsk(page.window(), row, today))
    for one in found.life.funds:
        kind = _label(Fund, "fund_kind", one.fund_kind)
        title = T("{kind} · {amount}", kind=kind, amount=rupees(one.amount, lang.catalog))
        dose = say(T("dose {n}", n=one.dose)) if one.dose else ""
        below = " · ".join(filter(None, (_day(one.received_on), dose, one.lender, one.purpose)))
        if one.open:
            repay = Button(T("Note what was repaid"), "link")
            repay.clicked.connect(
                lambda checked=False, one=one: page.ask(asks.RepayAsk(page.window(), one, page.session.today))
            )
            left = rupees((one.amount or 0) - (one.repaid or 0), lang.catalog)
            _row(column, title, below, [Badge(T("{amount} open", amount=left), "warning")], repay)
        else:
            _row(column, title, below, [Badge(T("Repaid"), "ok", "check")] if one.repaid_on else [])
    _nothing(column, found.life.funds)
    if found.group.revolving_fund:
        said = _label(Shg, "revolving_fund", found.group.revolving_fund)
        column.addWidget(Label(T("As registered: revolving fund received: {answer}", answer=said), 13, 400, "ink2"))


def federation(page: "GroupLifePage", column: QVBoxLayout, found: "GroupLife") -> None:
    """The organisations above the group."""
    group = found.group
    for key in ("village_organisation", "federation"):
        _row(column, Text(fields_of(Shg)[key].label), getattr(group, key) or T("Not noted"))
    change = Button(T("Change"), icon="edit")
    change.clicked.connect(lambda: _ask_federation(page, group))
    load = Button(T("Load the mission's list"), icon="receive")
    load.clicked.connect(lambda: _load_list(page))
    column.addLayout(in_row(change, load, 1))
    column.addWidget(Label(T("A sheet with kind (VO, ALF, CLF), name and district."), 13, 400, "ink2", wrap=True))


def _load_list(page: "GroupLifePage") -> None:
    title = say(T("Load the mission's list"))
    name, _ = QFileDialog.getOpenFileName(page, title, "", "Excel, CSV (*.xlsx *.csv *.ods *.xls)")
    if name:
        take_list(page, Path(name))


def take_list(page: "GroupLifePage", path: Path) -> None:
    """Takes in a list of federations, and says what became of it."""
    from samarth_desktop.actions.groups import federation_lists

    def done(taken: "federation_lists.Taken") -> None:
        page.host.notice("warning" if taken.wrong else "ok", federation_lists.words(taken))

    page.host.lanes.store.run(
        lambda task: federation_lists.take(page.session, path), done,
        lambda error: page.host.notice("warning", error.text), owner=page,
    )  # fmt: skip


def _ask_federation(page: "GroupLifePage", group: Shg) -> None:
    from samarth_desktop.actions.groups import life

    page.host.lanes.store.run(
        lambda task: life.known_federations(page.session, group),
        lambda known: page.ask(asks.FederationAsk(page.window(), group, *known)),
        owner=page,
    )


FILL: Mapping[str, Callable[["GroupLifePage", QVBoxLayout, "GroupLife"], None]] = {
    "members": members,
    "resolutions": resolutions,
    "gradings": gradings,
    "funds": funds,
    "federation": federation,
}
"""By the key of the tab."""
