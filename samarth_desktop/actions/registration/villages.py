"""Villages proposed while one is typed: those of earlier entries, and those of the Local Government Directory."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.names.searching import closeness
from samarth_desktop.domain.places.lgd import Location
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import villages
from samarth_desktop.store.queries.villages import Written
from samarth_desktop.store.search import places

KEYS = villages.KEYS
MOST = 4
_FRESH = 300  # seconds for which the list of earlier entries holds; they change by a village an hour
_SURE = 0.85
_LEVELS = ("village", "town", "block")


@dataclass(frozen=True, slots=True)
class Village:
    """One proposal. `texts` are those of the form by key, of KEYS; what is not known is left out."""

    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called; that of the block where only the block is known."""
        return self.texts.get("village") or self.texts.get("block", "")

    @property
    def names(self) -> tuple[str, ...]:
        """The name in the scripts that are known."""
        return tuple(self.texts[key] for key in ("village", "village_other") if self.texts.get(key))


class Villages:
    """Finds villages for one window. Its methods belong into the store lane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._written: list[Written] = []
        self._until = 0.0

    def find(self, typed: str, state: str = "", district: str = "") -> list[Village]:
        """The villages that fit any part of a village's or block's name in either script, or a PIN; best first.

        `state` and `district` (LGD codes, "" for any) narrow the places of the directory; of earlier entries those
        in another district follow those in this one. At most MOST.
        """
        typed = " ".join(typed.split())[:100]
        if not typed:
            return []
        with self._session.store.read() as reader:
            if time.monotonic() >= self._until:
                self._written, self._until = villages.written(reader), time.monotonic() + _FRESH
            found = [*_earlier(self._written, typed, district), *_listed(reader, typed, state, district)]
        return _different(found)[:MOST]

    def forget(self) -> None:
        """Something was saved: earlier entries are read again at the next search."""
        self._until = 0.0


def _earlier(written: Iterable[Written], typed: str, district: str) -> list[Village]:
    rated = [(_fits(one, typed), one) for one in written]
    fit = [(score + 0.5 * (one.district == district), one) for score, one in rated if score]
    fit.sort(key=lambda pair: -pair[0])  # the most frequent stays first among equals
    return [Village({key: text for key, text in one._asdict().items() if text}) for _, one in fit[:MOST]]


def _fits(one: Written, typed: str) -> float:
    """How well an entry fits: by its letters in any place, else by its sound; 0 when it does not."""
    wanted = typed.casefold()
    if wanted.isdecimal():
        return 2.0 if len(wanted) > 2 and one.pin.startswith(wanted) else 0.0
    names = (one.village.casefold(), one.village_other.casefold())
    if any(name.startswith(wanted) for name in names):
        return 3.0 if wanted in names else 2.0
    whole = " ".join((*names, one.block.casefold()))
    if all(part in whole for part in wanted.split()):
        return 1.5
    near = max((closeness(typed, name) for name in (one.village, one.village_other, one.block) if name), default=0.0)
    return near if near >= _SURE else 0.0


def _listed(reader: Reader, typed: str, state: str, district: str) -> list[Village]:
    found: list[Location] = []
    for level in _LEVELS:
        found += places.find(reader, typed, level=level, state=state, district=district, limit=MOST)
    blocks = {code: places.get(reader, "block", code) for code in {one.block for one in found if one.block}}
    return [_village(one, blocks.get(one.block)) for one in found]


def _village(place: Location, block: Location | None) -> Village:
    first, other = (place.name_hi, place.name_en) if place.name_hi else (place.name_en, "")
    texts = {"state": place.state, "district": place.district}
    if place.level == "block":
        texts |= {"block": first, "block_code": place.code}
    else:
        texts |= {"village": first, "village_other": other, "village_code": place.code, "block_code": place.block}
        texts["block"] = (block.name_hi or block.name_en) if block else ""
    return Village({key: text for key, text in texts.items() if text})


def _different(found: Iterable[Village]) -> list[Village]:
    """Each village once: the entry of before rather than the directory's bare line for it."""
    kept: list[Village] = []
    for one in found:
        if not any(_same(one.texts, other.texts) for other in kept):
            kept.append(one)
    return kept


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    if one.get("village_code") or other.get("village_code"):
        if one.get("village_code") == other.get("village_code"):
            return True
        if one.get("village_code") and other.get("village_code"):
            return False
    names = {text for key in ("village", "village_other") if (text := one.get(key))}
    others = {text for key in ("village", "village_other") if (text := other.get(key))}
    if not names or not others or one.get("district") != other.get("district"):
        return one == other
    block, other_block = one.get("block"), other.get("block")
    return bool(names & others) and (not block or not other_block or block == other_block)
