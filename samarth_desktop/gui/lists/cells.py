"""What the cells of a list say, by the key of their column: fields, and what is made of several."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.fields.parsing import as_shown
from samarth_desktop.domain.reference.vocabulary import told
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import STAGES
from samarth_desktop.kinds.list_spec import Column
from samarth_desktop.kinds.listing.record import STATES

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line

Makes = Callable[["Line"], Cell]
STAGE_LOOKS = {
    "registered": ("outline", "clock"),
    "documents_complete": ("info", "doc"),
    "on_hold": ("warning", "pause"),
    "withdrawn": ("outline", "minus"),
}
OFFER_LOOKS = {
    "listed": ("ok", "checkc"),
    "rejected": ("warning", "undo"),
    "submitted": ("info", "clock"),
    "paused": ("outline", "pause"),
    "taken_down": ("outline", "minus"),
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


def offer_cell(line: "Line") -> Cell:
    """How a product stands at marketplaces, as a badge; nothing where it was never offered."""
    state = next((one for one in STATES if one.code == line.offer), None)
    badge, icon = OFFER_LOOKS.get(line.offer, ("outline", "clock"))
    return Cell(say(Text(state.label)), badge=badge, icon=icon) if state else Cell(say(T("Not offered")), tone="ink2")


def unsent_cell(line: "Line") -> Cell:
    """The cloud of what only this laptop has."""
    return Cell(say(T("Not yet sent")), icon="unsent", tone="warn") if line.unsent else Cell()


def _members(line: "Line") -> Cell:
    return Cell(lang.catalog.number(line.members) if line.members else "")


CELLS: Mapping[str, Makes] = {
    "name": name_cell,
    "village": lambda line: Cell(line.summary.village),
    "programme": programme_cell,
    "stage": stage_cell,
    "certificate": certificate_cell,
    "members": _members,
    "offer": offer_cell,
    "unsent": unsent_cell,
}
"""Cells that every list has."""


def cell(line: "Line", column: Column, own: Mapping[str, Makes]) -> Cell:
    """The cell of a column: one of the page's `own`, one that every list has, or a field of the record."""
    make = own.get(column.key) or CELLS.get(column.key)
    return make(line) if make else field_cell(line, column)


def field_cell(line: "Line", column: Column) -> Cell:
    """A field of the record in words; with a badge where the column says what its codes look like."""
    text, below = _said(line, column.key), _said(line, column.below)
    if not column.looks:
        return Cell(text, below)
    badge, icon = column.looks.get(str(getattr(line.record, column.key, "")), ("outline", "info"))
    return Cell(text, badge=badge, icon=icon) if text else Cell()


def _said(line: "Line", key: str) -> str:
    """A field of the record as a list says it, "" for an empty one and without a record."""
    if line.record is None or not key:
        return ""
    field, value = fields_of(type(line.record))[key], getattr(line.record, key)
    if value in ("", None, ()):
        return ""
    match field.kind:
        case Kind.DATE:
            return lang.catalog.date(value, "d MMM y")
        case Kind.MONEY:
            return lang.catalog.money(value)
        case Kind.WHOLE:
            return lang.catalog.number(value)
    return as_shown(field, told(field, value, lang.catalog))
