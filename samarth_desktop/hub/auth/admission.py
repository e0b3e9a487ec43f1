"""Shutting laptops out and letting them in, so that it lasts: through new codes, through a restored backup.

A shut-out laptop stands in the device table and, as the hub's own word, in the feed that everybody reads: halls and
sticks hear of it, and laptops bring the word back to a hub that was restored from an older backup.
"""

import base64
import json
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Connection, func, select, update

from samarth_desktop.domain.ids import CROCKFORD
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.exchange import HUB, REFERENCE
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth, chains, ended_keys, people
from samarth_desktop.hub.auth.auth import CARD
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.auth.words import said_of
from samarth_desktop.hub.feed import oplog
from samarth_desktop.rules.authority import REVOKED_DEVICE
from samarth_desktop.sync import identity
from samarth_desktop.sync.wire import BadWire

MOST_BEFORE = 20
"""Earlier codes that a laptop may name when it enrols."""


def revoke(conn: Connection, keys: Keys, code: str, author: str = HUB) -> list[str]:
    """Shuts a lost laptop out from now on, under all its codes; gives them, none when there is no such device.
    `author` is the officer who did it, HUB at the hub's own command line."""
    if conn.execute(select(t.device.c.code).where(t.device.c.code == code)).scalar() is None:
        return []
    codes = chains.whole(conn, code)
    conn.execute(
        update(t.device).where(t.device.c.code.in_(codes), t.device.c.revoked.is_(None)).values(revoked=auth.now())
    )
    for one in codes:
        _say(conn, keys, one, author, revoked=True)
    ended_keys.say(conn, keys, codes, ended=True)
    return codes


def readmit(conn: Connection, keys: Keys, code: str, author: str = HUB) -> bool:
    """An officer lets a laptop in again: one that was shut out, or that enrolled after the backup from which this hub
    was restored. Its codes before this one come with it; False when there is no such device."""
    found = auth.device(conn, code)
    if found is None:
        return False
    for one in (code, *found.replaces):
        conn.execute(update(t.device).where(t.device.c.code == one).values(revoked=None, waits=False))
        if said_of(conn, one) is not None:
            _say(conn, keys, one, author, revoked=False)
    ended_keys.say(conn, keys, [code, *found.replaces], ended=False)
    return True


def _say(conn: Connection, keys: Keys, code: str, author: str = HUB, *, revoked: bool) -> None:
    on = auth.now().date().isoformat()
    oplog.publish(conn, keys, REFERENCE, REVOKED_DEVICE, code, {"revoked": revoked, "on": on}, author)


def say_what_is_not_said(conn: Connection, keys: Keys) -> None:
    """Publishes the laptops that an older program shut out without telling anybody. For the hub's start."""
    out = conn.execute(select(t.device.c.code).where(t.device.c.revoked.is_not(None)).order_by(t.device.c.code))
    for code in out.scalars().all():
        if said_of(conn, code) is None:
            _say(conn, keys, code, revoked=True)
            ended_keys.say(conn, keys, [code], ended=True)


def recognise(conn: Connection, keys: Keys, shown: Sequence[str]) -> None:
    """Notes a device that enrolled after the backup from which this hub was restored: its card, signed by this hub,
    says everything but whether it was shut out since. So it waits until an officer lets it in. Does nothing for a card
    that is not ours or a device that is known."""
    try:
        text, signature = shown
        keys.sign.public_key().verify(base64.b64decode(signature), CARD + text.encode())
    except (ValueError, TypeError, InvalidSignature):
        return
    value = json.loads(text)
    code, raw = value["device"], {"sync": base64.b64decode(value["key"]), "box": base64.b64decode(value["box"])}
    if people.known_again(conn, code, value):
        return
    before = (*value.get("replaces", ()), "")[0]
    known = {"person": value["person"], "role": value["role"], "laptop": "", "certificates": value["certificates"]}
    known["people"] = card_people.read(value).as_json()
    out = any(said_of(conn, one) for one in (code, *value.get("replaces", ())))
    auth.add_device(conn, code, raw, **known, replaces=before, waits=True, revoked=auth.now() if out else None)
    auth.set_areas(conn, code, value["areas"])


def came_from(conn: Connection, fresh: bytes, said: Sequence[Sequence[str]]) -> str:
    """Which code a laptop that enrols had before, of those that it names with a signature of that code's key over its
    `fresh` one; "" for none. A code that nobody enrolled needs no signature: the laptop wrote under it, and printed,
    before it joined. From one that is shut out or waits nothing follows, so that an officer's new code stands alone."""
    for code, signature in said[:MOST_BEFORE]:
        old = auth.device(conn, str(code))
        if old is None and len(code) == 6 and not set(code) - set(CROCKFORD):
            return str(code)
        if old is None or old.revoked or old.waits:
            continue
        try:
            old.key.verify(base64.b64decode(signature), identity.BEFORE + fresh)
        except (InvalidSignature, ValueError):
            continue
        return old.code
    return ""


def take_heir(conn: Connection, keys: Keys, shown: Sequence[str]) -> None:
    """Takes in the device code that a laptop took by itself (its folder was copied, moved or restored), by the word of
    the device that it is the heir of: a renewal that a stick or a neighbour brings, no more often than one on-line. The
    heir of a laptop that is shut out or waits does so too. Does nothing for what is not signed."""
    try:
        card = identity.read_card(shown, keys.sign.public_key())
    except BadWire:
        return
    if not card.is_heir or len(card.device) != 6 or set(card.device) - set(CROCKFORD):
        return
    recognise(conn, keys, shown[2:])
    conn.execute(select(t.device.c.code).where(t.device.c.code == card.replaces[0]).with_for_update())
    old = auth.device(conn, card.replaces[0])
    known = conn.execute(select(t.device.c.code).where(t.device.c.code == card.device)).scalar()
    if old is None or known is not None or chains.renewed_today(conn, old.code) >= chains.RENEWALS_A_DAY:
        return
    raw = {"sync": card.key.public_bytes_raw(), "box": card.box}
    state = {"waits": old.waits, "revoked": auth.now() if old.revoked else None}
    who = {"person": old.person, "role": old.role, "laptop": old.laptop, "people": people.inherited(old)}
    auth.add_device(conn, card.device, raw, **who, replaces=old.code, **state)
    auth.set_areas(conn, card.device, old.areas)


# The officer's list


def devices(conn: Connection) -> list[dict[str, Any]]:
    """A line for each laptop: its present code with those before it (`chain`), person, role, areas, dates, what waits
    on it, which keys its program writes (`schema`, 0 where it never said), who works there by the office's list, and
    how many operations it sent as a guest of other districts, in all and today."""
    areas = (
        select(t.scope.c.device, func.array_agg(t.scope.c.area).label("areas"))
        .where(t.scope.c.until.is_(None))
        .group_by(t.scope.c.device)
        .subquery()
    )
    heard = select(t.heard.c.device, func.max(t.heard.c.synced).label("synced")).group_by(t.heard.c.device).subquery()
    columns = [one for one in t.device.c if one.name not in ("synced", "waiting")]
    synced = func.coalesce(heard.c.synced, t.device.c.synced).label("synced")
    rows: Sequence[Any] = conn.execute(
        select(*columns, synced, areas.c.areas)
        .join(areas, areas.c.device == t.device.c.code, isouter=True)
        .join(heard, heard.c.device == t.device.c.code, isouter=True)
        .order_by(t.device.c.enrolled, t.device.c.code)
    ).all()
    newest = {(one.device, one.synced): one for one in conn.execute(select(t.heard)).all()}
    guests = guest_work(conn)
    today = auth.now().date().isoformat()
    keep = ("code", "person", "role", "laptop", "enrolled", "synced", "revoked", "replaces", "waits")
    found = []
    for row, chain in chains.laptops(rows):
        mine = [one for one in guests if one["device"] in (row.code, *chain)]
        last = newest.get((row.code, row.synced))
        found.append(
            {key: getattr(row, key) for key in keep}
            | {"waiting": last.waiting if last else 0, "schema": last.schema if last else 0}
            | {"areas": sorted(row.areas or []), "chain": chain}
            | {"people": [one.as_json() for one in card_people.read(row.people).present]}
            | {"guests": sum(one["operations"] for one in mine)}
            | {"guests_today": sum(one["operations"] for one in mine if one["day"] == today)}
        )
    return found


def guest_work(conn: Connection) -> list[dict[str, Any]]:
    """What laptops sent into districts that they do not have: operations by device, area and day (UTC)."""
    rows = conn.execute(select(t.guest).order_by(t.guest.c.day, t.guest.c.device, t.guest.c.area)).all()
    return [
        {"device": row.device, "area": row.area, "day": row.day.isoformat(), "operations": row.operations}
        for row in rows
    ]
