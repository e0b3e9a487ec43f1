"""Districts that are meant while somebody types a name, in either script, also by an earlier or another spelling."""

import functools

from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.place import District
from samarth_desktop.domain.places.place_name_key import key, sound

LIMIT = 6


def districts_like(text: str, limit: int = LIMIT) -> tuple[District, ...]:
    """At most `limit` districts, those that begin so first, then those that sound so, then one with a slip.

    A state's name gives its districts (``Goa``); nothing for an empty text.
    """
    wanted = key(text)
    if not wanted:
        return ()
    heard = sound(wanted)
    ranked: list[tuple[int, str, District]] = []
    for one, keys, sounds, of_state in _written(place.newer()):
        if any(name.startswith(wanted) for name in keys[:2]):
            rank = 0
        elif any(name.startswith(wanted) for name in keys):
            rank = 1
        elif any(name.startswith(heard) for name in sounds):
            rank = 2
        elif wanted in of_state:
            rank = 3
        else:
            continue
        ranked.append((rank, one.en, one))
    if not ranked:
        found = place.district(text)
        return (found,) if found else ()
    return tuple(one for _, _, one in sorted(ranked, key=lambda row: row[:2])[:limit])


@functools.lru_cache(1)
def _written(
    newer: tuple[District, ...],
) -> tuple[tuple[District, tuple[str, ...], tuple[str, ...], frozenset[str]], ...]:
    """Every district with the keys of its names, how they sound, and the keys of its state; made anew when `newer`
    ones were learned."""
    made = []
    for state in place.states():
        of_state = frozenset(key(name) for name in (state.en, state.hi, *state.others))
        for one in place.districts(state.code):
            keys = tuple(key(name) for name in (one.en, one.hi, *one.others))
            made.append((one, keys, tuple(map(sound, keys)), of_state))
    return tuple(made)
