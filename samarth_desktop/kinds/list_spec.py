"""How the records of a kind stand in a list: columns, filters, orders, what stands beside it, what can be done.

A spec names fields of the record and, by key, things that the window knows to make (``name``, ``stage``). It holds
nothing of the window itself, and all words are message ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samarth_desktop.i18n import N_

USUAL_ORDERS: Mapping[str, str] = {
    "newest": N_("Newest first"),
    "name": N_("By name"),
    "village": N_("By village"),
}
"""Orders that every kind with a summary has, and their words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field of the record by its key, or a cell that the window knows by that name.

    `head` is what stands above it, `width` is in logical pixels (0: what is left, which one column should take), `slim`
    says that it gives way in a small window. `looks` gives codes of the field a badge: its tone and its sign. `below`
    is a field that stands as a second line.
    """

    key: str
    head: str
    width: int = 0
    slim: bool = False
    looks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    below: str = ""


@dataclass(frozen=True, kw_only=True)
class ListSpec:
    """The list of a kind.

    `page` is the key of the page that shows it, `form` of the one that opens a record, `new` what the button says that
    begins another one. `filters` are the chips and what each is called: a field of the record, or a filter that the
    window knows by name. `orders` are in what order the list can stand, with their words; the first one is taken up at
    first, and one that is no usual order is a field, a minus before it for the greatest first. `sections` are the parts
    of the panel beside the list; `facts` the lines of its part of that name: fields, or facts that the window knows.
    `actions` are what can be done with one record, in groups; `many` what can be done with all that are ticked. `empty`
    is the sign, the title and the sentence where there is no record yet. `closed` says that records which hold no more
    stand in the list too.
    """

    page: str
    columns: tuple[Column, ...]
    form: str = ""
    new: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=lambda: USUAL_ORDERS)
    sections: tuple[str, ...] = ("who", "facts", "history")
    facts: tuple[str, ...] = ()
    actions: tuple[tuple[str, ...], ...] = ()
    many: tuple[str, ...] = ()
    empty: tuple[str, str, str] = ("doc", "", "")
    closed: bool = False
