"""The programmes that a cell names."""

import re

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes import programme


class ProgrammeFinder:
    """Finds programmes by code or name in either script, the office's own among them."""

    def __init__(self, session: Session) -> None:
        self._codes: dict[str, str] = {}
        self._found: dict[str, tuple[tuple[str, ...], str]] = {}  # the texts that the sheet repeats
        for one in programme.programmes(session.library):
            for name in (one.code, one.name.hi, one.name.en, one.said.hi, one.said.en):
                self._codes.setdefault(key(name), one.code)

    def find(self, text: str) -> tuple[tuple[str, ...], str]:
        """The codes of all programmes in a cell (separated by ; , or |), and what of it names none."""
        if text not in self._found:
            self._found[text] = self._look(text)
        return self._found[text]

    def _look(self, text: str) -> tuple[tuple[str, ...], str]:
        whole = self._codes.get(key(text))
        if whole:
            return (whole,), ""
        found, strange = [], []
        for part in re.split(r"[;,|]", text):
            code = self._codes.get(key(part)) if part.strip() else None
            if code:
                found.append(code)
            elif part.strip():
                strange.append(part.strip())
        return tuple(dict.fromkeys(found)), ", ".join(strange)
