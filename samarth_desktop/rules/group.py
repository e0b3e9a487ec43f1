"""Says what is wrong with a group as a whole: how many members it has, and in which roles."""

from collections.abc import Iterator, Sequence
from typing import cast

from samarth_desktop.domain.fields.field import Problem, Record
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.member.record import ROLES, Member
from samarth_desktop.kinds.shg.record import Shg

FEWEST, MOST = 5, 20


def together(holder: Record, members: Sequence[Member]) -> Iterator[Problem]:
    """What is wrong with whoever is registered and her members as a whole."""
    if holder.KIND == Shg.KIND:
        yield from membership_rules(cast(Shg, holder), members)


def membership_rules(shg: Shg, members: Sequence[Member]) -> Iterator[Problem]:
    """What holds for a group as a whole. Keys are ``members`` or a role."""
    active = [member for member in members if member.active]
    if not active:
        yield Problem("members", T("Write the members of the group."))
    elif len(active) > MOST:
        yield Problem(
            "members", T("{n} members: more than {most} are unusual.", n=len(active), most=MOST), blocks=False
        )
    elif len(active) < FEWEST or (len(active) < 2 * FEWEST and shg.special_group != "yes"):
        text = T("{n} members: usual are 10 to 20; 5 with disabled or hill members.", n=len(active))
        yield Problem("members", text, blocks=False)
    for role in ROLES[:3]:
        holders = [member for member in active if member.role == role.code]
        if active and not holders:
            yield Problem(role.code, T("Nobody is chosen as {role}.", role=Text(role.label)), blocks=False)
        elif len(holders) > 1:
            yield Problem(role.code, T("More than one member is {role}.", role=Text(role.label)), blocks=False)
    for member in active:
        if member.joined and shg.formation_date and member.joined < shg.formation_date:
            yield Problem("members", T("{name} joined before the group was formed.", name=member.name), blocks=True)
