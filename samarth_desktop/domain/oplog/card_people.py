"""The people of a laptop as its card lists them: who may write there, in which role, from when until when.

An operation's author is such a person's id. Cards of before list nobody: then names are written, and nobody is checked.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samarth_desktop.domain.names.matching import Likeness, compare
from samarth_desktop.domain.oplog.op import Op, moment_ms

OWN, KNOWN = "people.card", "people.known"
"""Settings of a laptop: the people of its own card; the names of all people of whom it has heard, by id."""
MOST = 200
"""People of one laptop."""


@dataclass(frozen=True, slots=True)
class CardPerson:
    """Somebody on a card. `since` and `until` are milliseconds since 1970 by the hub; `until` is 0 while she is
    there."""

    id: str
    name: str
    role: str
    since: int
    until: int = 0

    def as_json(self) -> dict[str, Any]:
        """As it stands on the card."""
        return {"id": self.id, "name": self.name, "role": self.role, "since": self.since, "until": self.until}


def read(said: Any) -> tuple[CardPerson, ...]:
    """The people of a card. ValueError, TypeError, KeyError for anything else than :func:`CardPerson.as_json` writes;
    keys of newer programs are passed over."""
    return tuple(
        CardPerson(str(one["id"]), str(one["name"]), str(one["role"]), int(one["since"]), int(one.get("until", 0)))
        for one in list(said)[:MOST]
    )


def of_text(text: str) -> tuple[CardPerson, ...]:
    """The people of a setting, nobody for ""."""
    return read(json.loads(text or "[]"))


def to_text(people: Iterable[CardPerson]) -> str:
    """A setting of them."""
    return json.dumps([one.as_json() for one in people], ensure_ascii=False)


def present(people: Iterable[CardPerson]) -> tuple[CardPerson, ...]:
    """Those who are there now."""
    return tuple(one for one in people if not one.until)


def named(people: Iterable[CardPerson], name: str) -> CardPerson | None:
    """Whose name it is, in whatever script or spelling; who is there goes before who left."""
    alike = [one for one in people if one.name == name or compare(one.name, name) is Likeness.SAME]
    return min(alike, key=lambda one: (bool(one.until), one.name != name), default=None)


def author_id(people: Sequence[CardPerson], name: str) -> str:
    """What an operation names as its author: the id of who is there under a name, else the name itself."""
    found = named(present(people), name)
    return found.id if found else name


def author_of(people: Sequence[CardPerson], op: Op) -> CardPerson | None:
    """Who of a card wrote an operation, as of then; None for nobody who was on it. A name is believed for what an older
    program wrote."""
    found = next((one for one in people if one.id == op.author), None) or named(people, op.author)
    return found if found and (not found.until or moment_ms(op.hlc) <= found.until) else None


def before_all(people: Sequence[CardPerson], op: Op) -> bool:
    """Whether an operation is older than the list of people: names of that time stay valid."""
    return moment_ms(op.hlc) < min((one.since for one in people), default=0)


def shown(known: Mapping[str, str], author: str) -> str:
    """An author as people read it: the name that belongs to an id, else what was written."""
    return known.get(author, author)
