"""The keys under which records of one person meet, so that only a few of a district need to be compared."""

from functools import lru_cache

from samarth_desktop.domain import name_match
from samarth_desktop.domain.duplicates import Person, year_of
from samarth_desktop.domain.fold import loosen
from samarth_desktop.domain.names import keys, tokens


@lru_cache(1 << 10)  # the index and the look for doubles ask for the same people
def blocking_keys(person: Person) -> tuple[str, ...]:
    """Keys of which any true double shares at least one, for looking candidates up: a few short texts.

    Phone, papers, village with each telling name part and with the relative, name part with relative, name part
    with year of birth (those beside it too, for ages that are off), Aadhaar digits with a name part.
    """
    found = {mark + value for mark, value in _exact_numbers(person) if value}
    parts = {loosen(key) for name in person.names for word in tokens(name) if len(key := _first_key(word)) > 1}
    telling = sorted(part for part in parts if part and part not in _WEAK_LOOSE) or sorted(parts - {""})
    village = person.village_code or "".join(loosen(_first_key(word)) for word in tokens(person.village))
    relatives = {loosen(_first_key(word)) for name in person.relatives for word in tokens(name)[:1]}
    found.update(f"h{village}:{relative}" for relative in relatives if village and relative)
    year = year_of(person)
    for part in telling:
        if village:
            found.add(f"v{village}:{part}")
        if person.aadhaar_last4:
            found.add(f"a{person.aadhaar_last4}:{part}")
        found.update(f"r{relative}:{part}" for relative in relatives if relative)
        if year is not None:
            found.update(f"y{near // 2}:{part}" for near in (year - 1, year + 1))
    return tuple(sorted(found))


@lru_cache(1 << 14)
def _first_key(word: str) -> str:
    return keys(word)[0]


def _exact_numbers(person: Person) -> tuple[tuple[str, str], ...]:
    return (("m", person.mobile), ("b", person.bank), ("i", person.voter_id), ("p", person.pan))


_WEAK_LOOSE = frozenset(loosen(weak) for weak in name_match.WEAK_FOLDS)
