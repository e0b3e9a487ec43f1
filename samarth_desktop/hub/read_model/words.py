"""By which words a record is found at the hub, in either script and however its name is spelled."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from samarth_desktop.domain.names.person_names import skeleton_keys, tokens, word_keys
from samarth_desktop.kinds.kind import RecordKind

LOOSE, PLACE, NUMBER = "~", "@", "#"
"""What a word begins with that is less than a name's sound: its consonants; a place's sound; a number."""
_SHORTEST_NUMBER = 4


def words_of(kind: RecordKind, summary: Mapping[str, str], values: Mapping[str, object]) -> list[str]:
    """The words of a record, from what its list shows and its other names."""
    further = kind.search.names if kind.search else ()
    names = [summary["name_hi"], summary["name_en"], *(str(values.get(key) or "") for key in further)]
    found = {key for name in names if name for key in _of_name(name)}
    around = (summary["relative"], summary["village"])
    found |= {PLACE + key for text in around if text for key in _sounds(text)}
    found |= {NUMBER + _number(text) for text in (summary["registration"], summary["mobile"]) if text}
    return sorted(found)


def asked(typed: str, *, loosely: bool = False) -> list[list[str]]:
    """What is looked for: of each list one word must be there. Nothing for a text that says nothing."""
    wanted = []
    for part in typed.split():
        number = _number(part)
        if any(letter.isdigit() for letter in number):
            if len(number) >= _SHORTEST_NUMBER:
                wanted.append([NUMBER + number])
            continue
        keys = [LOOSE + key for key in _skeletons(part)] if loosely else list(_sounds(part))
        if keys:
            wanted.append([*keys, *(PLACE + key for key in _sounds(part))])
    return wanted


@lru_cache(1 << 15)
def _of_name(name: str) -> tuple[str, ...]:
    return (*_sounds(name), *(LOOSE + key for key in _skeletons(name)))


@lru_cache(1 << 15)
def _sounds(text: str) -> tuple[str, ...]:
    return _each(text, word_keys)


def _skeletons(text: str) -> tuple[str, ...]:
    return _each(text, skeleton_keys)


def _each(text: str, keys: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for word in tokens(text) for key in keys(word)))


def _number(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())
