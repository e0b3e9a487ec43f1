"""What the cells of the lists of people and of groups say."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import STAGES

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line

STAGE_LOOKS = {
    "registered": ("outline", "clock"),
    "documents_complete": ("info", "doc"),
    "on_hold": ("warning", "pause"),
    "withdrawn": ("outline", "minus"),
}
CERTIFICATES = {"given": ("check", T("Given"), "ok"), "ready": ("print", T("Ready"), "ink")}


def name_cell(line: "Line") -> Cell:
    """Both names with the first letter."""
    first, second = line.name(lang.code)
    return Cell(first or say(T("No name yet")), second, bold=True, avatar=first)


def programme_cell(line: "Line") -> Cell:
    """The first programme, and how many more."""
    first, *more = line.summary.programme.split() or [""]
    return Cell(f"{first} +{len(more)}" if more else first, badge="outline") if first else Cell()


def stage_cell(line: "Line") -> Cell:
    """The stage as a badge; an unfinished record says so instead."""
    if not line.summary.complete:
        return Cell(say(T("Unfinished")), badge="warning", icon="edit")
    stage = next((one for one in STAGES if one.code == line.mark.stage), None)
    if stage is None:
        return Cell(say(T("No programme")), tone="ink2")
    badge, icon = STAGE_LOOKS.get(stage.code, ("ok", "checkc"))
    return Cell(say(Text(stage.label)), badge=badge, icon=icon)


def certificate_cell(line: "Line") -> Cell:
    """Given, ready to print, or not yet."""
    icon, words, tone = CERTIFICATES.get(line.mark.certificate, ("", T("Not yet"), "ink2"))
    return Cell(say(words), icon=icon, tone=tone if not icon else "ink")


def unsent_cell(line: "Line") -> Cell:
    """The cloud of what only this laptop has."""
    return Cell(say(T("Not yet sent")), icon="unsent", tone="warn") if line.unsent else Cell()
