"""Publishes a programme from the hub: a whole version, in the area that every laptop gets, as the hub's own word."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import SCHEMA
from samarth_desktop.domain.programmes import programme_file
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import oplog
from samarth_desktop.i18n import T
from samarth_desktop.sync import wire

PROGRAMME = "programme"


class NotPublished(KnownError):
    """The file is not right, or its version is not newer than what is published."""


def publish(hub: Hub, path: Path) -> Programme:
    """Publishes the programme of a file. NotPublished names the line and the reason, and nothing is published."""
    with path.open("rb") as file:
        content = file.read(programme_file.MOST_BYTES + 1)
    try:
        text, made = programme_file.one_of_file(content)
    except KnownError as wrong:
        raise NotPublished(wrong.text) from None
    with hub.engine.begin() as conn:
        newest = max(_versions(conn, made.code), default=0)
        if made.version <= newest:
            raise NotPublished(T("Version {n} is there already. Raise the number of the version.", n=newest))
        said = {"text": text, "on": datetime.now(UTC).date().isoformat(), "by": hub.keys.name}
        oplog.publish(conn, hub.keys, REFERENCE, PROGRAMME, f"{made.code}@{made.version}", said)
    return made


def _versions(conn: Connection, code: str) -> list[int]:
    """The versions of a programme that ship or were published, by the hub or by an office's laptop."""
    shipped = [one.version for one in programme_file.shipped().programmes if one.code == code]
    held = conn.execute(select(t.op).where(t.op.c.area == REFERENCE, t.op.c.kind == PROGRAMME)).all()
    ops = (wire.op_of(one.line.encode(), one.area, one.device, one.n, SCHEMA) for one in held)
    rows = [op.row.partition("@") for op in ops if op is not None]
    return shipped + [int(number) for name, _, number in rows if name == code and number.isdecimal()]
