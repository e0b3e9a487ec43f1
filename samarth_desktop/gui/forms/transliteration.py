"""The same name in the other script, proposed into an empty field and marked as to be checked."""

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.i18n import T


def latin_for(hindi: str) -> str:
    """A Latin spelling of a Devanagari text, as names are written."""
    from samarth_desktop.domain.names import translit  # its tables are read at the first use

    return translit.to_latin(hindi)


def is_hindi(text: str) -> bool:
    """Whether Devanagari letters stand in the text."""
    return any("\u0900" <= letter <= "\u097f" for letter in text)


class TransliterationBinder:
    """Two fields for one name: what is written in the first is proposed in the second, until somebody writes there.
    Going past a name that stands in an opened record writes nothing: else looking at it would be half a change."""

    def __init__(self, state: FormState, first: str, second: str) -> None:
        self._state, self._first, self._second = state, first, second
        self._proposed, self._written = "", False
        state.left.connect(self._left)
        state.edited.connect(self._edited)

    def reset(self) -> None:
        """Another form was opened."""
        self._proposed, self._written = "", False
        self._mark(False)

    def _left(self, key: str) -> None:
        if key != self._first or not self._written:
            return
        now, name = self._state.text(self._second), self._state.text(self._first).strip()
        if (now and now != self._proposed) or not is_hindi(name):
            return
        proposed = latin_for(name)
        if proposed != now:
            self._proposed = proposed
            self._state.put(self._second, proposed)
            self._mark(bool(proposed))
            self._state.edited.emit(self._second + "~")

    def _edited(self, key: str) -> None:
        self._written = self._written or key == self._first
        if key == self._second and self._state.text(key) != self._proposed:
            self._proposed = ""
            self._mark(False)

    def _mark(self, on: bool) -> None:
        bound = self._state.bound(self._second)
        place: QWidget | None = bound.place if bound else None
        if bound is not None and bound.place is not None and place is not None:
            bound.place.show_hint(T("filled by itself, check") if on else "")
