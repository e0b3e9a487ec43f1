"""New records made ready for the tables before the database is asked: what takes most of the time of an import.

Nothing here looks at another row or at a file, so that it can be done ahead, and in another process. What only the
store can give (author, device, moment, registration number) is put in when the record is written.
"""

import re
from datetime import date
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.fields import Record
from samarth_desktop.domain.group import Shg
from samarth_desktop.domain.review import complete
from samarth_desktop.domain.wire import to_wire
from samarth_desktop.store.cards import card_of
from samarth_desktop.store.engine import to_json
from samarth_desktop.store.words import Words, words_of

_GIVEN_LATER = ("created_at", "created_by", "created_device", "registration", "holder")
"""What the store gives, and the row to which it belongs: of one enrolment many can be made."""
_GAP = re.compile(r'"\\u0000(\w+)"')  # no cell and no form holds a zero character, and a quote in a text is escaped
_BY_THEMSELVES = (Artisan.KIND, Shg.KIND)
"""Kinds whose words are all their own: a member's village is that of her group."""


class Ready(NamedTuple):
    """What was made of a new record. `complete` was judged on the day `today`.

    `wire` is its first operation's content as stored, in turns a piece of the text and the key of the value that
    stands behind it; `words` by what it is found, None where that depends on another row.
    """

    today: date
    complete: bool
    wire: tuple[str, ...]
    words: Words | None

    def wire_of(self, record: Record) -> str:
        """The content of the operation, with the values that the store gave this record."""
        pieces = list(self.wire)
        given = vars(record)
        pieces[1::2] = [quoted(given[key]) for key in pieces[1::2]]
        return "".join(pieces)


def ready_of(record: Record, today: date) -> Ready:
    """Makes a new record ready; its id and what the store gives need not be known."""
    values = to_wire(record)
    held = vars(record)
    values |= {key: f"\0{key}" for key in _GIVEN_LATER if held.get(key) == ""}
    whole = complete(record, today)
    card = card_of(record, whole, True, lambda _: None) if record.KIND in _BY_THEMSELVES else None
    return Ready(
        today,
        whole,
        tuple(_GAP.split(to_json(values))),
        words_of(card, record) if card else None,
    )
