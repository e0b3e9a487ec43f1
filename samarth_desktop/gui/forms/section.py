"""How a part of a form is laid out, as data: sections with titles, places in rows of two, which are wide.

What a field is (its words, check and editor) stands with the record; here stands only where it is and what the form
says otherwise. A page's layout is a module of its own that imports no page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.theme.language import LocalizedText


@dataclass(frozen=True, slots=True)
class Place:
    """A described field of which the form says something: another label, hint or editor, a star, both columns."""

    key: str
    label: LocalizedText = ""
    hint: LocalizedText = ""
    required: bool | None = None
    wide: bool = False
    editor: Callable[[], QWidget] | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """Places that the part makes itself under this name: fields that stand together under one label, an address."""

    name: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Places in the order in which they are read, two in a row; a `title` begins a new grid."""

    places: tuple[str | Place | ByHand, ...]
    title: LocalizedText = ""

    def fields(self) -> list[str]:
        """The keys of the fields that stand here."""
        found: list[str] = []
        for place in self.places:
            match place:
                case str():
                    found.append(place)
                case Place():
                    found.append(place.key)
                case ByHand():
                    found += place.keys
        return found
