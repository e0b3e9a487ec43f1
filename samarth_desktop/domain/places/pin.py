"""PIN codes: where they lie, from the postal directory that the library ``indian-pincode`` carries.

Post offices change hands between districts and new districts appear, so a disagreement is a warning, never an
error, and what the directory cannot know is None.
"""

import functools
import re
from dataclasses import dataclass

from samarth_desktop.domain.places import place

# Six digits, the first not 0 (India Post).
_PIN = re.compile(r"[1-9][0-9]{5}")


@dataclass(frozen=True, slots=True)
class PinPlace:
    """Where a PIN lies: `state` of most of its offices, all `states`, and `districts`, as LGD codes."""

    state: str
    states: tuple[str, ...]
    districts: tuple[str, ...]


@functools.lru_cache(4096)
def place_of(pin: str) -> PinPlace | None:
    """Where a PIN lies; None when the directory does not have it."""
    if not _PIN.fullmatch(pin):
        return None
    import indian_pincode  # 20 ms and 8 ms for its data: only when a PIN is asked for

    details = indian_pincode.get_details(pin)
    if not details or not details["states"]:
        return None  # some PINs of the directory have no office left, and no state
    states = [s.code for name in details["states"] if (s := place.state(name))]
    districts = {d.code for name in details["districts"] for s in states if (d := place.district(name, s))}
    first = place.state(details["state"] or "")
    return PinPlace(first.code if first else "", tuple(states), tuple(sorted(districts, key=int)))


def pin_agrees(pin: str, district_code: str) -> bool | None:
    """Whether a PIN lies in a district (LGD code); None when the directory cannot tell.

    It cannot tell for a PIN that it lacks, and for a district of the PIN's own state that is newer than it.
    """
    where, district = place_of(pin), place.district(district_code)
    if where is None or district is None:
        return None
    if district.code in where.districts:
        return True
    if district.state in where.states and (not where.districts or district.code not in _covered(district.state)):
        return None
    return False


@functools.cache
def _covered(state_code: str) -> frozenset[str]:
    """The districts of a state that the postal directory knows."""
    import indian_pincode

    return frozenset(
        found.code
        for name in indian_pincode.list_states()
        if (state := place.state(name)) and state.code == state_code
        for district in indian_pincode.list_districts(name)
        if (found := place.district(district, state_code))
    )
