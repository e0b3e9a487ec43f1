"""A newer installer from the hub: what it offers is heard with the greeting, the file is fetched when a person asks."""

from collections.abc import Callable
from pathlib import Path

from samarth_desktop.domain.oplog.exchange import OpLog
from samarth_desktop.sync import identity
from samarth_desktop.sync.hub_client import TRIES_WAITED_FOR, HubClient, open_http

PIECE = 2_000_000
"""Bytes asked for at once; what came before a cut stays on the disk."""


def fetch(log: OpLog, sha256: str, size: int, part: Path, tell: Callable[[int, int], object]) -> None:
    """Brings the file of a hash into `part`, going on where it was cut. `tell` hears bytes done of all, and may raise
    to end it. Raises KnownError where the hub does not answer or has it no more."""
    me = identity.enrolled(log)
    have = part.stat().st_size if part.exists() else 0
    if have > size:
        part.unlink()
        have = 0
    with open_http() as http, part.open("ab") as out:
        line = HubClient(me.url, http, lambda: (me.device, me.key, list(me.card)), tries=TRIES_WAITED_FOR)
        while have < size:
            tell(have, size)
            got = bytearray()
            line.download(f"/v1/updates/{sha256}", got, have, min(PIECE, size - have))
            out.write(got)
            have += len(got)
        tell(size, size)
