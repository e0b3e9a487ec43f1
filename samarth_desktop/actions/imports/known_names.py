"""Who is there under a name written just so: to tell a row that came before from a new one."""

from collections.abc import Mapping, Sequence
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.store.search import lookups

_KEYS = ("name_hi", "name_en")
_Ids = str | list[str]  # most names are borne by one person: no list for her


class KnownNames:
    """Row ids by name, of everybody in the store and of who came in since. 121,000 people take some 50 MB.

    `mark` is the key of a field that tells namesakes apart, such as the mobile number.
    """

    def __init__(self, session: Session, record_class: type[Record], mark: str) -> None:
        self._mark = mark
        self._ids: dict[tuple[str, ...], _Ids] = {}
        self._by_name: dict[tuple[str, ...], _Ids] | None = None
        with session.store.read() as reader:
            for one in lookups.names(reader, record_class, mark):
                self._note(*one)

    def add(self, row_id: str, values: Mapping[str, Any]) -> None:
        """Notes somebody who came in."""
        self._note(row_id, values.get("name_hi", ""), values.get("name_en", ""), values.get(self._mark, ""))

    def namesakes(self, values: Mapping[str, Any]) -> Sequence[str]:
        """The row ids of those who have the name of these values."""
        if self._by_name is None:  # asked for only when somebody was corrected since she came in
            self._by_name = {}
            for (script, known, _), held in self._ids.items():
                for one in _all(held):
                    _put(self._by_name, (script, known), one)
        for key in _KEYS:
            if name := values.get(key):
                return _all(self._by_name.get((key, name), ()))
        return ()

    def like(self, values: Mapping[str, Any]) -> Sequence[str]:
        """The row ids of those who have the name and the mark of these values, or no mark where these have none."""
        for key in _KEYS:
            if name := values.get(key):
                return _all(self._ids.get((key, name, values.get(self._mark, "")), ()))
        return ()

    def _note(self, row_id: str, name_hi: str, name_en: str, mark: str) -> None:
        for key, name in zip(_KEYS, (name_hi, name_en), strict=True):
            if name:
                _put(self._ids, (key, name, mark), row_id)
                if self._by_name is not None:
                    _put(self._by_name, (key, name), row_id)


def _put(ids: dict[tuple[str, ...], _Ids], key: tuple[str, ...], row_id: str) -> None:
    held = ids.setdefault(key, row_id)
    if isinstance(held, list):
        held.append(row_id)
    elif held != row_id:
        ids[key] = [held, row_id]


def _all(held: _Ids | tuple[()]) -> Sequence[str]:
    return (held,) if isinstance(held, str) else held
