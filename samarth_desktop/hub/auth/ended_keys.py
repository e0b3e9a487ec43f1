"""Publishes the end of the keys of laptops that are shut out: from then on only seals hold that the register knew."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.feed import oplog
from samarth_desktop.rules.authority import REVOKED_KEY

_AT_ONCE = 2_500
"""Seals in one operation: 40,000 bytes of at most 48 KB."""


def say(conn: Connection, keys: Keys, codes: Sequence[str], *, ended: bool) -> None:
    """Tells everybody that the keys of these laptops ended today, or that they are good again.

    A row for each key id, with ``not_after`` ("" where it is good) and the ids of the seals in the register, 16 hex
    digits each; what is too long for one operation goes on in rows ``KID-1``, ``KID-2``.
    """
    kids = select(t.device.c.certificates["kid"].astext).where(t.device.c.code.in_(codes)).distinct()
    for kid in sorted(filter(None, conn.execute(kids).scalars())):
        known = sorted(seals_of(conn, kid))
        day = auth.now().date().isoformat() if ended else ""
        for part, start in enumerate(range(0, max(len(known), 1), _AT_ONCE)):
            row = f"{kid}-{part}" if part else kid
            some = "".join(known[start : start + _AT_ONCE])
            oplog.publish(conn, keys, REFERENCE, REVOKED_KEY, row, {"not_after": day, "seals": some})


def seals_of(conn: Connection, kid: str) -> set[str]:
    """The ids of a key's seals that the register knows."""
    rows = conn.execute(select(t.certificate.c.seals).where(t.certificate.c.kid == kid)).scalars()
    return {one for seals in rows for one in seals}


def is_ended(conn: Connection, kid: str) -> bool:
    """Whether every laptop that has this key is shut out."""
    held = conn.execute(select(t.device.c.revoked).where(t.device.c.certificates["kid"].astext == kid)).scalars().all()
    return bool(held) and all(held)
