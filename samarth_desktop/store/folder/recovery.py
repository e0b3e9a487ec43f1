"""The printed recovery key: 160 random bits in eight groups that a person can copy from paper.

Each group has four random Crockford characters and a fifth that checks it and its place, so that a mistyped or
swapped group is named, not the whole key refused.
"""

import secrets
from collections.abc import Sequence

from samarth_desktop.domain.ids import CROCKFORD
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Tn

GROUPS, RANDOM_CHARACTERS = 8, 4
GROUP_LENGTH = RANDOM_CHARACTERS + 1
_LOOK_ALIKES = str.maketrans("OILU", "011V")


def new() -> str:
    """A fresh recovery key, groups joined by hyphens."""
    groups = ("".join(secrets.choice(CROCKFORD) for _ in range(RANDOM_CHARACTERS)) for _ in range(GROUPS))
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def groups(recovery_key: str) -> list[str]:
    """The groups as printed, from any way of writing: lower case, spaces, O for 0, I and L for 1."""
    plain = "".join(ch for ch in recovery_key.upper() if ch.isalnum()).translate(_LOOK_ALIKES)
    return [plain[start : start + GROUP_LENGTH] for start in range(0, len(plain), GROUP_LENGTH)]


def group_fits(group: str, place: int) -> bool:
    """Whether one typed group can be right at its place, counted from 0."""
    plain = "".join(groups(group))
    known = len(plain) == GROUP_LENGTH and all(ch in CROCKFORD for ch in plain)
    return known and _check(plain[:-1], place) == plain[-1]


def mistyped(typed: Sequence[str]) -> tuple[int, ...]:
    """The numbers, counted from 1, of the groups that cannot be right; too few groups count as mistyped."""
    padded = [*typed, *[""] * (GROUPS - len(typed))]
    return tuple(place + 1 for place, group in enumerate(padded) if place >= GROUPS or not group_fits(group, place))


def read(recovery_key: str) -> bytes:
    """The secret behind a typed recovery key. KnownError names the groups that cannot be right."""
    typed = groups(recovery_key)
    if wrong := mistyped(typed):
        numbers = ", ".join(str(number) for number in wrong)
        raise KnownError(
            Tn(
                "Box {boxes} does not fit. Compare it with the paper.",
                "Boxes {boxes} do not fit. Compare them with the paper.",
                len(wrong),
                boxes=numbers,
            )
        )
    number = 0
    for group in typed:
        for ch in group[:-1]:
            number = number << 5 | CROCKFORD.index(ch)
    return number.to_bytes(GROUPS * RANDOM_CHARACTERS * 5 // 8, "big")


def _check(group: str, place: int) -> str:
    """A weighted sum over the field of 32 elements (x^5 + x^2 + 1): finds each wrong and each swapped character."""
    total = place
    for ch in group:
        total = _times_x(total) ^ CROCKFORD.index(ch)
    return CROCKFORD[_times_x(total)]


def _times_x(element: int) -> int:
    return element << 1 ^ (0b100101 if element & 16 else 0)
