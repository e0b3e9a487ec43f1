"""What stands beside somebody's programme: dates that follow, visits, what happened, and where else she may join, with
the reasons."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.choices import OBSTACLES
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row, line, surface
from samarth_desktop.gui.kit.surfaces.frame import Scroll
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.lists.detail.sections import what_happened
from samarth_desktop.gui.pages.programmes.answer_badge import answer_badge
from samarth_desktop.gui.pages.programmes.person_parts import small
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.rules.programmes import dates

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.tab import Entry, Tab
    from samarth_desktop.gui.pages.programmes.person_page import PersonProgrammesPage
    from samarth_desktop.kinds.follow_up.record import FollowUp


def side(page: "PersonProgrammesPage", tab: "Tab", entry: "Entry | None") -> QFrame:
    """Dates, visits, what happened, and other programmes."""
    frame = surface("side")
    outer = QVBoxLayout(frame)
    outer.setContentsMargins(1, 0, 0, 0)
    scroll = Scroll(margin=16, gap=8)
    outer.addWidget(scroll)
    fill_side(scroll.column, page, tab, entry)
    scroll.column.addStretch(1)
    return frame


def fill_side(column: QVBoxLayout, page: "PersonProgrammesPage", tab: "Tab", entry: "Entry | None") -> None:
    """Puts dates, visits, what happened and other programmes into a column."""
    ends = [*(entry.ends if entry else ()), *tab.papers]
    column.addWidget(Label(T("Dates"), 15, 600))
    today = page.session.today
    for one in ends:
        tone = "warn" if one.day - today <= dates.SOON else "ink"
        day = Label(lang.catalog.date(one.day, "d MMM y"), 14, 600, "" if tone == "ink" else tone)
        column.addLayout(in_row(Label(one.what, 14, 400, "ink2", wrap=True), 1, day))
    if not ends:
        column.addWidget(Label(_no_dates(entry), 14, 400, "ink2", wrap=True))
    column.addWidget(line())
    add = Button(T("Add"), "link", "plus")
    add.clicked.connect(page.add_visit)
    column.addLayout(in_row(Label(T("To visit"), 15, 600), 1, add))
    for visit in tab.follow_ups:
        column.addWidget(_visit(page, visit))
    if not tab.follow_ups:
        column.addWidget(Label(T("Nothing noted."), 14, 400, "ink2"))
    column.addWidget(line())
    if entry and entry.history:
        column.addLayout(what_happened(entry.history))
        column.addWidget(line())
    column.addWidget(Label(T("Where else to join"), 15, 600, wrap=True))
    for known, verdict in tab.others:
        row = QHBoxLayout()
        row.addWidget(Label(known.code, 15, 600), 1)
        if verdict.eligible is Answer.NO:
            row.addWidget(answer_badge(verdict.eligible))
        else:
            row.addWidget(answer_badge(verdict.eligible))
            take = Button(T("Take in"), "link")
            bind_text(take.setAccessibleName, T("Take in: {programme}", programme=known.code))
            take.clicked.connect(lambda checked=False, code=known.code: page.join(code))
            row.addWidget(take)
        column.addLayout(row)
        for against in verdict.against:
            column.addWidget(Label(against.text, 13, 400, "ink2", wrap=True))
    column.addWidget(small("info", T("Against the rules only the office lets somebody in, with a reason.")))


def _no_dates(entry: "Entry | None") -> Text:
    known = entry.programme if entry else None
    if known is not None and known.waiver_months:
        n = known.waiver_months
        return Tn(
            "No commission for {count} month from the listing.", "No commission for {count} months from the listing.", n
        )
    return T("No dates follow yet.")


def _visit(page: "PersonProgrammesPage", visit: "FollowUp") -> QWidget:
    card = surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 6, 12, 6)
    column.setSpacing(0)
    due = lang.catalog.date(visit.due, "d MMM") if visit.due else ""
    late = visit.due is not None and visit.due < page.session.today
    column.addLayout(
        in_row(Label(Text(visit.title), 15, 600, wrap=True), 1, Badge(due, "warning" if late else "info", "cal"))
    )
    done = Button(T("Done"), "link", "check")
    bind_text(done.setAccessibleName, T("Done: {what}", what=Text(visit.title)))
    is_obstacle = visit.obstacle in {one.code for one in OBSTACLES}
    done.clicked.connect(lambda: page.close_visit(visit.id, is_obstacle))
    column.addLayout(in_row(Label(visit.todo or visit.who, 13, 400, "ink2"), 1, done))
    return card
