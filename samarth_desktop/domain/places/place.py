"""States and districts of India: codes, names in both languages, earlier names and other spellings.

Codes are those of the Local Government Directory (LGD) as text without leading zeros, e.g. state ``"9"``,
district ``"129"``. Everything is read on first use from ``resources/places`` (attribution in those files). Districts
that were made since are learned from a newer directory (:func:`learn`).
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from samarth_desktop.domain.places.place_name_key import key, sound, vowel_slip
from samarth_desktop.domain.reference import table
from samarth_desktop.i18n import in_devanagari


@dataclass(frozen=True, slots=True)
class State:
    """A state or union territory. `iso` are the letters after ``IN-`` in ISO 3166-2; `gst` heads a GSTIN."""

    code: str
    iso: str
    en: str
    hi: str
    gst: str
    others: tuple[str, ...]

    def name(self, language: str) -> str:
        """The name in ``hi`` or ``en``."""
        return self.hi if in_devanagari(language) else self.en


@dataclass(frozen=True, slots=True)
class District:
    """A district; `others` are its earlier names and other spellings in both scripts."""

    code: str
    state: str
    en: str
    hi: str
    others: tuple[str, ...]

    def name(self, language: str) -> str:
        """The name in ``hi`` or ``en``."""
        return self.hi if in_devanagari(language) else self.en


def states() -> tuple[State, ...]:
    """All 36 states and union territories by LGD code."""
    return tuple(_states().values())


def districts(state_code: str | int) -> tuple[District, ...]:
    """The districts of one state by LGD code; none for a code that is not known."""
    return _by_state().get(_number(state_code), ())


_newer: dict[str, District] = {}


def newer() -> tuple[District, ...]:
    """The districts that were learned, and those of which another name was."""
    return tuple(_newer.values())


def learn(found: Iterable[District]) -> None:
    """Takes in, for the rest of this process, districts that our table lacks, and names that it lacks of others. What
    our table says stays: its names are looked over, those of the directory are often shouted or shortened."""
    fresh: dict[str, District] = {}
    for one in found:
        known = _districts().get(one.code)
        names = tuple(name for name in (one.en, one.hi, *one.others) if name)
        if known is None and one.state in _states():
            fresh[one.code] = one
        elif known is not None and known.state == one.state:
            held = {key(name) for name in (known.en, known.hi, *known.others)}
            more = tuple(name for name in names if key(name) not in held)
            if more:
                fresh[one.code] = replace(known, others=(*known.others, *more))
    if fresh:
        _newer.update(fresh)
        for remembered in (_districts, _by_state, _district_keys, _find_district):
            remembered.cache_clear()


def with_known_names(found: District) -> District:
    """A new district with the Hindi name and the spellings that are known of it, wherever its code comes from."""
    hi, others = _awaited().get((found.state, key(found.en)), ("", ()))
    return replace(found, hi=found.hi or hi, others=tuple(filter(None, (hi, *others))))


@functools.cache
def _awaited() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    return {(of, key(en)): (hi, table.words(others)) for of, en, hi, others in table.rows("places/new_districts.tsv")}


def newer_area(text: str) -> str:
    """The area that somebody wrote by codes of which the district's is newer than all in our table; "" for another."""
    of_state, _, of_district = text.partition("/")
    found = state(of_state.strip())
    code = _number(of_district)
    newest = max(int(one.code) for one in _districts().values())
    return area(found.code, code) if found and code.isdecimal() and int(code) > newest else ""


def area(state_code: str | int, district_code: str | int) -> str:
    """The area of a record as it is written everywhere, e.g. ``"9/164"``."""
    return f"{_number(state_code)}/{_number(district_code)}"


def area_words(code: str, language: str) -> str:
    """An area as a person reads it: ``Barabanki, Uttar Pradesh``; "" for none that is known."""
    of_state, _, of_district = code.partition("/")
    found = district(of_district, of_state) if of_district else None
    home = state(of_state) if of_state else None
    return ", ".join(one.name(language) for one in (found, home) if one is not None)


def read_area(text: str) -> str:
    """The area that a person wrote as state or state/district, by codes or names; "" for none that is known."""
    of_state, slash, of_district = text.partition("/")
    found = state(of_state.strip())
    if found is None:
        return ""
    if not slash:
        return found.code
    within = district(of_district.strip(), found.code)
    return area(found.code, within.code) if within else ""


def state(text_or_code: str | int) -> State | None:
    """The state meant by an LGD code, ISO letters or a name in either script; None where that is not sure.

    Digits always mean the LGD code (they differ from GST codes for Ladakh and Andhra Pradesh).
    """
    code = _number(text_or_code)
    if code.isdigit():
        return _states().get(code)
    found = _find_state(str(text_or_code).removeprefix("IN-"))
    return _states()[found] if found else None


def state_of_gst(code: str) -> State | None:
    """The state whose GST numbers begin with these two digits."""
    # Numbers given before the states were changed: 25 is Daman and Diu, 28 undivided Andhra Pradesh.
    code = {"25": "26", "28": "37"}.get(code, code)
    return next((s for s in states() if s.gst == code), None)


def district(text_or_code: str | int, state: str | int | None = None) -> District | None:
    """The district meant by an LGD code or a name in either script; None where that is not sure.

    Takes any case and punctuation, the word district/जिला beside the name, earlier names, and a slip in the
    vowels when it fits one district only. `state` (code, letters or name) narrows the search; without it a
    name that two states share (Pratapgarh, Bilaspur) gives None. An unknown `state` gives None.
    """
    within = _state_code(state) if state not in (None, "") else None
    if within == "":
        return None
    code = _number(text_or_code)
    if code.isdigit():
        found = _districts().get(code)
        return found if found and within in (None, found.state) else None
    hit = _find_district(str(text_or_code), within)
    return _districts()[hit] if hit else None


def namesakes(text: str) -> tuple[District, ...]:
    """The districts of just this name, in whatever states: Pratapgarh, Bilaspur and others are several."""
    return tuple(_districts()[code] for code in _district_keys().get(key(text), ()))


def _state_code(text_or_code: str | int | None) -> str:
    found = state(text_or_code) if text_or_code is not None else None
    return found.code if found else ""


@functools.lru_cache(4096)
def _number(value: str | int) -> str:
    """A code without spaces and leading zeros; any other text as it is."""
    text = str(value).strip()
    return str(int(text)) if text.isdecimal() else text


# A sheet of 15,000 rows repeats a few spellings; a name that fits nothing is compared with all of them, 6 ms.
@functools.lru_cache(4096)
def _find_state(name: str) -> str:
    return _find(name, _state_keys(), None)


@functools.lru_cache(4096)
def _find_district(name: str, within: str | None) -> str:
    if key(name) in _state_keys() and key(name) not in _district_keys():
        return ""  # "Bihar" in the column of districts is a state, not a slip for Bidar
    return _find(name, _district_keys(), within)


def _find(name: str, keys: dict[str, tuple[str, ...]], within: str | None) -> str:
    """The one code a name stands for: as written, else as it sounds, else with one slip; '' if unsure."""
    wanted = key(name)
    codes = _inside(keys.get(wanted, ()), within)
    if not codes and len(wanted) > 3:
        heard = sound(wanted)
        codes = _inside((c for k, cs in keys.items() if sound(k) == heard for c in cs), within)
    if not codes and len(wanted) > 5:
        near = (cs for k, cs in keys.items() if len(k) > 4 and k[0] == wanted[0] and vowel_slip(k, wanted))
        codes = _inside((c for cs in near for c in cs), within)
    return codes.pop() if len(codes) == 1 else ""


def _inside(codes: Iterable[str], within: str | None) -> set[str]:
    return {c for c in codes if within is None or _districts()[c].state == within}


@functools.cache
def _states() -> dict[str, State]:
    return {
        code: State(code, iso, en, hi, gst, table.words(others))
        for code, iso, en, hi, gst, others in table.rows("places/states.tsv")
    }


@functools.cache
def _districts() -> dict[str, District]:
    ours = {
        code: District(code, of, en, hi, table.words(others))
        for code, of, en, hi, others in table.rows("places/districts.tsv")
    }
    return ours | _newer


@functools.cache
def _by_state() -> dict[str, tuple[District, ...]]:
    found: dict[str, list[District]] = {}
    for one in _districts().values():
        found.setdefault(one.state, []).append(one)
    return {code: tuple(ones) for code, ones in found.items()}


@functools.cache
def _state_keys() -> dict[str, tuple[str, ...]]:
    return _keys((s.code, (s.iso, s.en, s.hi, *s.others)) for s in states())


@functools.cache
def _district_keys() -> dict[str, tuple[str, ...]]:
    return _keys((d.code, (d.en, d.hi, *d.others)) for d in _districts().values())


def _keys(names: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, spellings in names:
        for one in {key(s) for s in spellings}:
            found[one] = (*found.get(one, ()), code)
    return found
