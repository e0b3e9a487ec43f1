"""What a role sees: the left bar shows only its entries; pages that belong to none of them are reached by no button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samarth_desktop.actions.device.roles import COORDINATOR, OFFICE, TRAINER
from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.i18n import T, Text

WORDS: Mapping[str, Text] = {
    COORDINATOR: T("Field coordinator"),
    TRAINER: T("Workshop trainer"),
    OFFICE: T("Office"),
}
_HIDDEN: Mapping[str, frozenset[str]] = {TRAINER: frozenset({"people", "shgs", "programmes", "products"})}
"""Entries of the left bar that a role lacks."""


def for_role(listed: Sequence[PageSpec], role: str) -> tuple[PageSpec, ...]:
    """The pages as a role sees them: an entry that it lacks stands in no bar and has no key."""
    hidden = _HIDDEN.get(role, frozenset())
    return tuple(replace(one, nav="today", shortcut="") if one.key in hidden else one for one in listed)
