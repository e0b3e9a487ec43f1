"""The group that a cell names, by registration number, code or name."""

from collections.abc import Iterable, Mapping
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.search import lookups

_PLACE = ("village", "gram_panchayat", "block", "district", "state")


class GroupFinder:
    """Finds groups of the store. Reads them, once, when first asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read = False
        self._groups: dict[str, Shg] = {}
        self._by: dict[str, set[str]] = {}

    def find(self, text: str, near: Mapping[str, Any], reader: Reader | None = None) -> tuple[str, Text | None]:
        """The row id of the group, or "" and the sentence that says why none is meant for sure.

        Where several groups bear a name, the values of the place in `near` decide. `reader` sees what an open unit
        of work has written; without it the last lasting state is read.
        """
        self._load(reader)
        found = self._named(text)
        if not found:
            return "", T("No SHG is called “{text}”. Register it first, or write its code.", text=text[:40])
        for place in _PLACE:
            if len(found) > 1 and near.get(place):
                there = {one for one in found if key(getattr(self._groups[one], place)) == key(near[place])}
                found = there or found
        if len(found) > 1:
            return "", T(
                "{n} SHGs are called “{text}”. Write the group's code or number.", n=len(found), text=text[:40]
            )
        return next(iter(found)), None

    def find_all(self, text: str, near: Mapping[str, Any]) -> tuple[tuple[str, ...], str, Text | None]:
        """The groups of a cell that may name several (separated by ;), what of it is not found, and why."""
        one, why = self.find(text, near)
        if not why:
            return (one,), "", None
        found, strange = [], []
        for part in filter(None, map(str.strip, text.split(";"))):
            one, wrong = self.find(part, near)
            found += [one] if one else []
            strange += [part] if wrong else []
            why = wrong or why
        return tuple(dict.fromkeys(found)), "; ".join(strange), why if strange else None

    def add(self, groups: Iterable[Shg]) -> None:
        """Also finds groups that are not written yet."""
        for group in groups:
            self._note(group)

    def _named(self, text: str) -> set[str]:
        if found := self._by.get(_key(text)):
            return set(found)
        try:
            return set(self._by.get(_key(ids.read_number(text)), ()))
        except KnownError:
            return set()

    def _load(self, reader: Reader | None) -> None:
        if self._read:
            return
        self._read = True
        if reader is None:
            with self._session.store.read() as lasting:
                self._take_in(lasting)
        else:
            self._take_in(reader)

    def _take_in(self, reader: Reader) -> None:
        for group in lookups.all_of(reader, Shg):
            self._note(group)

    def _note(self, group: Shg) -> None:
        self._groups[group.id] = group
        for name in (group.registration, group.shg_code, group.name_hi, group.name_en):
            if name:
                self._by.setdefault(_key(name), set()).add(group.id)


def _key(text: str) -> str:
    """For comparison; a code is the same with and without zeros in front, which a spreadsheet drops."""
    plain = key(text)
    return plain.lstrip("0") or plain if plain.isdecimal() else plain
