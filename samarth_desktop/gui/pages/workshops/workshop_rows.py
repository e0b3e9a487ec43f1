"""The lines of the list of workshops and fairs as cells: when, what, where, and what is to be done now."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.surfaces.cell_rows import CellRows
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text, Tn, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.planning import Line

HEADS = (T("Date"), T("Name"), T("Place"), T("Programme"), T("People"), T("Status"), T("To do now"))
_BADGES = {
    "draft": ("warning", "edit", T("Draft")),
    "planned": ("outline", "clock", T("Being prepared")),
    "held": ("info", "check", T("Held")),
    "closed": ("ok", "checkc", T("Closed")),
    "cancelled": ("outline", "close", T("Cancelled")),
}


def title_of(workshop: Any) -> tuple[str, str]:
    """The title in the present language and in the other."""
    first, second = workshop.title_hi, workshop.title_en
    pair = (first, second) if in_devanagari(lang.code) else (second, first)
    return (pair[0] or pair[1], pair[1] if pair[0] else "")


class WorkshopRows(CellRows["Line"]):
    """The lines of the list as cells."""

    HEADS = HEADS

    def __init__(self, parent: QWidget, session: "Session") -> None:
        super().__init__(parent)
        self._session = session
        self.sales = False

    def cell(self, at: int, column: int) -> Cell:
        line = self.lines[at]
        one, numbers = line.workshop, line.numbers
        match column:
            case 0:
                return Cell(*_days(one.since, one.until), bold=True)
            case 1:
                return Cell(*title_of(one), bold=True)
            case 2:
                return Cell(", ".join(part for part in (one.venue, one.village) if part))
            case 3:
                return Cell(one.programme, badge="outline")
            case 4:
                return Cell(say(_people(line)))
            case 5:
                tone, icon, words = _BADGES.get(self.status(line), _BADGES["planned"])
                return Cell(say(words), badge=tone, icon=icon)
        icon, text, tone = self.to_do(line, numbers)
        return Cell(say(text), icon=icon, tone=tone, bold=tone != "ink2")

    def status(self, line: "Line") -> str:
        """The status: who planned it need not say that it is over."""
        one = line.workshop
        last = one.until or one.since
        if one.status in ("closed", "cancelled", "draft"):
            return one.status
        return "held" if last and last < self._session.today else "planned"

    def to_do(self, line: "Line", numbers: Any) -> tuple[str, Text, str]:
        """What is to be done now: icon, words, tone."""
        one, status = line.workshop, self.status(line)
        if one.is_fair:
            if status == "planned" and not numbers.stalls:
                return "warn", T("Stalls are to be given"), "warn"
            if not self.sales:
                return "stall", Tn("{count} stall", "{count} stalls", numbers.stalls), "ink2"
            return "rupee", T("Sale {amount}", amount=lang.catalog.money(numbers.sale)), "ink2"
        if status == "cancelled":
            return "", Text(""), "ink2"
        if status == "closed":
            return "check", T("Done"), "ink2"
        if status == "held":
            left = max(numbers.came - numbers.certificates, 0)
            if not numbers.came:
                return "warn", T("Attendance is missing"), "warn"
            return "cert", Tn("{count} without certificate", "{count} without certificate", left), "prim"
        if not numbers.invited:
            return "warn", T("People are to be invited"), "warn"
        untold = numbers.invited - numbers.told
        if untold:
            return "warn", Tn("{count} not told yet", "{count} not told yet", untold), "warn"
        return "check", T("Everybody was told"), "ok"


def _days(since: date | None, until: date | None) -> tuple[str, str]:
    if since is None:
        return "–", ""
    words = lang.catalog
    if until is None or until == since:
        return words.date(since, "d MMMM"), words.date(since, "EEEE")
    count = (until - since).days + 1
    return f"{words.date(since, 'd')}–{words.date(until, 'd MMM')}", say(Tn("{count} day", "{count} days", count))


def _people(line: "Line") -> Text:
    numbers = line.numbers
    if line.workshop.is_fair:
        return Tn("{count} stall", "{count} stalls", numbers.stalls)
    if numbers.came:
        return Tn("{count} came", "{count} came", numbers.came)
    return Tn("{count} invited", "{count} invited", numbers.invited)
