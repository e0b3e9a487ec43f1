"""What an officer writes into the log from the office page: "please look", "these are two people".

The hub writes it as its own words with the officer as author; it syncs as every operation does. Merging two records
stays in the desktop program, where somebody sees both whole.
"""

import time
import uuid

from sqlalchemy import Connection

from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.domain.oplog.op import SCHEMA, Op
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.auth.sessions import Officer
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import oplog
from samarth_desktop.hub.read_model import fold, lists
from samarth_desktop.i18n import LANGUAGES, T, catalog
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.rules.duplicates.not_duplicate import MARK

LOOK, APART = "look", "not-duplicate"
_ROWS = uuid.UUID("6f1c2b3e-6a52-4d0e-9d6c-2f6f0c2b7a10")


def please_look(hub: Hub, officer: Officer, row: str, other: str = "") -> bool:
    """Asks whoever works in a record's area to look at it, and in the other's at that one: a follow-up, due today.
    False where the officer does not have the record."""
    today = auth.now().date().isoformat()
    with hub.engine.begin() as conn:
        areas = lists.areas_of(conn, officer.areas)
        one, two = (lists.place_of(conn, areas, each) if each else None for each in (row, other))
        if one is None:
            return False
        for this, that in ((one, two), (two, one)):
            if this is not None:
                f = {"holder": this.row, "what": _question(that.registration if that else ""), "due": today}
                name = str(uuid.uuid5(_ROWS, f"{this.row} {that.row if that else ''} {today}"))
                _say(conn, hub, officer, this.area, FollowUp.KIND, name, f)
    return True


def _question(number: str) -> str:
    """Words on the record itself, in both languages: whoever reads it speaks the one or the other."""
    text = T("The office asks: is this the same person as {number}?", number=number)
    text = text if number else T("The office asks you to look at this record.")
    return " / ".join(catalog(language).say(text) for language in LANGUAGES)


def not_duplicate(hub: Hub, officer: Officer, row: str, other: str) -> bool:
    """Marks two records as two people, each in its area. False where the officer does not have both."""
    with hub.engine.begin() as conn:
        areas = lists.areas_of(conn, officer.areas)
        one, two = (lists.place_of(conn, areas, each) for each in (row, other))
        if one is None or two is None or one.row == two.row:
            return False
        for this, that in ((one, two), (two, one)):
            _say(conn, hub, officer, this.area, this.kind, this.row, {MARK + that.row: True})
        fold.forget_pair(conn, one, two)
    return True


def _say(conn: Connection, hub: Hub, officer: Officer, area: str, kind: str, row: str, f: dict[str, object]) -> None:
    stamp = int(time.time() * 1000) << 16
    oplog.say(conn, hub.keys, Op(HUB, area, 0, kind, row, stamp, officer.person, SCHEMA, f))
