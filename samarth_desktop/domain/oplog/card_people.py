"""The people of a laptop as its card lists them: who may write there, in which role, and from which of its operations
on that holds.

An operation's author is such a person's id. Cards of before list nobody: then names are written, and nobody is checked.

What the office says of people binds a laptop from the first operation that it writes after it has heard it, and not
earlier: work done off-line before that is rightful, whatever its clock says and whenever it comes. Clocks decide
nothing here. Each change of the list has a number (:attr:`People.version`); a laptop answers a card that has a newer
one with how far its streams reached when it took it in, and the card then carries those numbers, so that hub, hall,
stick and neighbour all draw the same line. Until it has answered, nothing is refused for a change that it may not have
heard of. A program that never answers - an older one - is bound :data:`PATIENCE_MS` after the hub first gave it the
card, at what the hub holds then and what it says still waits; so an old laptop is no way round the list for ever.

A laptop signs for all who work on it with one key: a changed program could name Asha as the author of anything. The
list keeps apart people who share an honest laptop, and what is written by which program; against a stolen laptop the
office shuts it out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from samarth_desktop.domain.names.matching import Likeness, compare, may_be_one
from samarth_desktop.domain.oplog.op import DAY_MS, Op

OWN, KNOWN, TOOK_IN = "people.card", "people.known", "people.took_in"
"""Settings of a laptop: what its own card says of people; the names of all people of whom it has heard, by id; how far
its streams reached when it heard it."""
MOST = 200
"""People of one laptop, those who left among them."""
PATIENCE_MS = 7 * DAY_MS
"""How long a laptop may greet the hub without answering a card, by the hub's clock."""
MOST_UNSENT = 1_000_000
"""Operations of a stream that a laptop may say it wrote before it heard of its people: a bound for what is wrong."""


@dataclass(frozen=True, slots=True)
class CardPerson:
    """Somebody on a card. `since` and `until` are milliseconds since 1970 by the hub, for the office's eyes; `until`
    and `left`, the version of the list in which she had left, are 0 while she is there."""

    id: str
    name: str
    role: str
    since: int
    until: int = 0
    left: int = 0

    def as_json(self) -> dict[str, Any]:
        """As it stands on the card."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something: her id on a card, "" where only a name was written, and her name."""

    id: str
    name: str

    def may_be(self, other: "Author") -> bool:
        """Whether both may be one person. Another id is another person (DOMAIN, "Who is who"), unless both ids have the
        very same name: each card gives ids of its own, so she may be on two, or left one and came back. Where one is
        known by name alone, as on a laptop whose card lists nobody, the names decide: a part or initials are enough."""
        if self.id and other.id:
            return self.id == other.id or compare(self.name, other.name) is Likeness.SAME
        return may_be_one(self.name, other.name)


@dataclass(frozen=True, slots=True)
class People:
    """The people of one laptop, who left too. `heard` says, by version of the list, the last number of each of its
    streams (by area) when it heard that version."""

    listed: tuple[CardPerson, ...] = ()
    heard: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """How many changes the office made: 0 where it never named anybody."""
        return len(self.listed) + sum(1 for one in self.listed if one.left)

    @property
    def answered(self) -> int:
        """The newest version that the laptop is known to hold; 0 for none."""
        return max(self.heard, default=0)

    @property
    def age(self) -> tuple[int, int]:
        """By which of two cards of a laptop the older one is known: the higher is the newer."""
        return (self.version, len(self.heard))

    @property
    def present(self) -> tuple[CardPerson, ...]:
        """Those who are there now."""
        return tuple(one for one in self.listed if not one.left)

    def before(self, version: int, op: Op) -> bool:
        """Whether the laptop wrote an operation without knowing that version of the list, as far as anybody knows."""
        known = min((one for one in self.heard if one >= version), default=0)
        return not known or op.n <= self.heard[known].get(op.area, 0)

    def author_of(self, op: Op) -> CardPerson | None:
        """Who of the card wrote an operation; None for nobody who was on it, as far as the laptop knew. A name is
        believed for what an older program wrote."""
        found = next((one for one in self.listed if one.id == op.author), None) or named(self.listed, op.author)
        return found if found and (not found.left or self.before(found.left, op)) else None

    def as_json(self) -> dict[str, Any]:
        """The keys of a card; none where the office named nobody."""
        if not self.listed:
            return {}
        heard = {str(version): dict(ends) for version, ends in sorted(self.heard.items())}
        return {"people": [one.as_json() for one in self.listed], "people_heard": heard}


def read(card: Mapping[str, Any]) -> People:
    """The people of a card, those of an older one are nobody. ValueError, TypeError, KeyError, AttributeError for
    anything else than :meth:`People.as_json` gives; keys of newer programs are passed over."""
    listed = tuple(
        CardPerson(
            str(one["id"]), str(one["name"]), str(one["role"]), int(one["since"]), int(one.get("until", 0)),
            int(one.get("left", 0)),
        )
        for one in list(card.get("people", ()))[:MOST]
    )  # fmt: skip
    said = dict(card.get("people_heard", {}))
    heard = {int(version): {str(area): int(n) for area, n in ends.items()} for version, ends in said.items()}
    return People(listed, heard)


def of_text(text: str) -> People:
    """The people of a setting, nobody for ""."""
    return read(json.loads(text or "{}"))


def to_text(people: People) -> str:
    """A setting of them."""
    return json.dumps(people.as_json(), ensure_ascii=False)


def named(people: Iterable[CardPerson], name: str) -> CardPerson | None:
    """Whose name it is, in whatever script or spelling; who is there goes before who left."""
    alike = [one for one in people if one.name == name or compare(one.name, name) is Likeness.SAME]
    return min(alike, key=lambda one: (bool(one.left), one.name != name), default=None)


def author_id(people: People, name: str) -> str:
    """What an operation names as its author: the id of who is there under a name, else the name itself."""
    found = named(people.present, name)
    return found.id if found else name


def author_of(known: Mapping[str, str], op: Op | None, name: str) -> Author:
    """Who wrote `name` into a row as her own: the author of that operation if an id of that name stands there, else
    only the name, as of a row that others copied."""
    hers = known.get(op.author, "") if op else ""
    same = hers == name or compare(hers, name) is Likeness.SAME
    return Author(op.author if op and hers and same else "", name)


def shown(known: Mapping[str, str], author: str) -> str:
    """An author as people read it: the name that belongs to an id, else what was written."""
    return known.get(author, author)
