"""What a role sees: the left bar shows only its entries; pages that belong to none of them are reached by no button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.roles import COORDINATOR, OFFICE, TRAINER, shows

WORDS: Mapping[str, Text] = {
    COORDINATOR: T("Field coordinator"),
    TRAINER: T("Workshop trainer"),
    OFFICE: T("Office"),
}


def for_role(listed: Sequence[PageSpec], role: str) -> tuple[PageSpec, ...]:
    """The pages as a role sees them: an entry that it lacks stands in no bar, and it and what is under it have no
    key."""
    lacks = frozenset(one.key for one in listed if not shows(role, one.key))
    return tuple(_as_seen(one, lacks) if {one.key, one.nav} & lacks else one for one in listed)


def _as_seen(one: PageSpec, lacks: frozenset[str]) -> PageSpec:
    """A page that a role lacks, or has without the entry that it stands under: a trainer registers a whole hall."""
    under_what_is_lacking = one.key in lacks and one.nav in lacks
    return replace(one, nav=one.nav if under_what_is_lacking else "today", shortcut="")


def offered_to(listed: Sequence[PageSpec], role: str) -> tuple[PageSpec, ...]:
    """The pages to which a role is led: those of its entries. Others open only from where it has work in them, as the
    record of who stands at the door."""
    return tuple(one for one in listed if shows(role, one.key))
