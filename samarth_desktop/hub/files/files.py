"""Where photos and scans lie at the hub, by area and SHA-256, and that an erased person's go."""

import re
from collections.abc import Iterable
from pathlib import Path

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import oplog
from samarth_desktop.i18n import T

MOST = 8 * 1024 * 1024
"""Bytes of one file; photos are made small when they are taken."""

_SHA = re.compile(r"[0-9a-f]{64}")
_AREA = re.compile(r"[0-9]{1,2}(/[0-9]{1,4})?")


def place(hub: Hub, area: str, sha256: str) -> Path:
    """Where a file lies. Both names come from outside: their shapes are checked, so no path can be built of them."""
    if not _SHA.fullmatch(sha256) or not _AREA.fullmatch(area):
        raise Refused(400, "name", T("The hub could not read what was sent."))
    return hub.folder / "photos" / area.replace("/", "-") / sha256[:2] / sha256


def held(path: Path) -> int:
    if path.exists():
        return path.stat().st_size
    part = path.with_suffix(".part")
    return part.stat().st_size if part.exists() else 0


def forget(hub: Hub, gone: Iterable[tuple[str, str]]) -> None:
    """Removes the files that an erased record named, but for those that another row of the area still names."""
    for area, sha256 in gone:
        if not (_SHA.fullmatch(sha256) and _AREA.fullmatch(area)):
            continue
        path = place(hub, area, sha256)
        with hub.engine.begin() as conn:
            if oplog.names(conn, area, sha256):
                continue
            path.unlink(missing_ok=True)
            path.with_suffix(".part").unlink(missing_ok=True)
            conn.execute(t.blob.delete().where(t.blob.c.area == area, t.blob.c.sha256 == sha256))
