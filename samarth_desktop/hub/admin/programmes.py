"""Publishes and withdraws a programme from the hub: a whole version, for every laptop, as the hub's own word."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import SCHEMA, Op
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
    """The file is not right, its version is not newer than what is published, or there is nothing to withdraw."""


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


def withdraw(hub: Hub, code: str) -> tuple[str, int]:
    """Takes the highest published version of a programme back from every laptop. Gives the code and the version.
    NotPublished where there is none; what ships with the program cannot be withdrawn."""
    wanted = code.strip().upper()
    with hub.engine.begin() as conn:
        ops = _ops(conn, wanted)
        gone = {op.row for op in ops if op.f.get("withdrawn")}
        newest = max((_number(op) for op in ops if op.row not in gone), default=0)
        if not newest:
            raise NotPublished(T("No version of {code} is published.", code=wanted[:40]))
        said = {"withdrawn": datetime.now(UTC).date().isoformat(), "by": hub.keys.name}
        oplog.publish(conn, hub.keys, REFERENCE, PROGRAMME, f"{wanted}@{newest}", said)
    return wanted, newest


def _versions(conn: Connection, code: str) -> list[int]:
    """The versions of a programme that ship or were published, by the hub or by an office's laptop."""
    shipped = [one.version for one in programme_file.shipped().programmes if one.code == code]
    return shipped + [_number(op) for op in _ops(conn, code)]


def _ops(conn: Connection, code: str) -> list[Op]:
    """What was said of the versions of a programme."""
    held = conn.execute(select(t.op).where(t.op.c.area == REFERENCE, t.op.c.kind == PROGRAMME)).all()
    ops = (wire.op_of(one.line.encode(), one.area, one.device, one.n, SCHEMA) for one in held)
    return [op for op in ops if op is not None and op.row.partition("@")[0] == code and _number(op)]


def _number(op: Op) -> int:
    number = op.row.partition("@")[2]
    return int(number) if number.isdecimal() else 0
