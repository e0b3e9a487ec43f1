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
_STILL = frozenset({"bulk"})
"""Pages under such an entry that a role has all the same: a trainer registers a whole hall."""


def for_role(listed: Sequence[PageSpec], role: str) -> tuple[PageSpec, ...]:
    """The pages as a role sees them: an entry that it lacks stands in no bar, and it and what is under it have no
    key."""
    hidden = _HIDDEN.get(role, frozenset())
    return tuple(
        replace(one, nav="today" if one.key in hidden | _STILL else one.nav, shortcut="")
        if one.key in hidden or one.nav in hidden
        else one
        for one in listed
    )


def offered_to(listed: Sequence[PageSpec], role: str) -> tuple[PageSpec, ...]:
    """The pages to which a role is led: those of its entries. Others open only from where it has work in them, as the
    record of who stands at the door."""
    hidden = _HIDDEN.get(role, frozenset())
    return tuple(one for one in listed if one.key in _STILL or not {one.key, one.nav} & hidden)
