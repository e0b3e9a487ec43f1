"""Judging a pack by the table of :mod:`.oplog.authority`, with what the hub holds of the rows in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.oplog.exchange import REFERENCE, BatchSignature
from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.hub.feed import oplog
from samarth_desktop.i18n import Text
from samarth_desktop.rules import authority
from samarth_desktop.rules.authority import Writer


class Judged(NamedTuple):
    """Up to which operation a pack is taken, and what holds back the rest: ``scope`` (until the office gives the area),
    ``early`` (until something else has come); "" where nothing does."""

    last: int
    problem: str


@dataclass
class Past:
    """What is held of rows: in the log, and in the pack that is being judged."""

    conn: Connection
    ops: dict[str, list[Op]] = field(default_factory=lambda: defaultdict(list))
    coming: Mapping[str, str] = field(default_factory=dict)
    """Holders by serial, of the certificates in the pack: older programs write a new one after what it replaces."""

    def load(self, rows: Iterable[str], area: str = "") -> None:
        """Reads the operations of rows that were not read yet: all; or those in an area, and where they have been."""
        wanted = sorted(set(rows) - self.ops.keys())
        if not wanted:
            return
        if area:
            areas = {area}.union(*oplog.wandered(self.conn, wanted).values())
            found = oplog.ops_in(self.conn, areas, wanted)
        else:
            found = oplog.ops_of_rows(self.conn, wanted)
        for op in found:
            self.ops[op.row].append(op)

    def holder_of(self, serial: str) -> str | None:
        """The holder of a certificate, by what its row said first."""
        if serial in self.coming:
            return self.coming[serial]
        row = self.row_of(serial)
        self.load([row] if row else ())
        return next((str(op.f["holder"]) for op in self.ops.get(row, ()) if op.f.get("holder")), None)

    def row_of(self, serial: str) -> str:
        """The row that holds a serial in the register, "" where it is not known."""
        of_serial = (t.certificate.c.serial == serial, t.certificate.c.row != "")
        return str(self.conn.execute(select(t.certificate.c.row).where(*of_serial).limit(1)).scalar() or "")

    def lacks(self, version: Version | None) -> bool:
        """Whether the log does not reach to a version yet."""
        if version is None:
            return False
        where = (t.stream.c.area == version.area, t.stream.c.device == version.device)
        return version.n > (self.conn.execute(select(t.stream.c.n).where(*where)).scalar() or 0)


def judge(conn: Connection, origin: Device, ops: Sequence[Op], last: int, refused: dict[int, Text]) -> Judged:
    """Adds to `refused` what the writer of these operations, which end at number `last`, may not say."""
    coming = {str(op.f["serial"]): str(op.f.get("holder")) for op in ops if op.f.get("serial")}
    writer, past = origin.writer, Past(conn, coming=coming)
    past.load(op.row for op in ops if authority.rule_of(op.kind).guarded & op.f.keys())  # whichever area issued it
    past.load((op.row for op in ops if authority.needs_past(op, writer)), ops[0].area if ops else "")
    past.load(str(op.f["holder"]) for op in ops if op.f.get("serial") and op.f.get("holder"))
    for op in ops:
        if not authority.may_reach(op.kind, op.area, writer):
            return Judged(op.n - 1, "scope")
        if _waits(op, writer, past, ops[0].n, last):
            return Judged(op.n - 1, "early")
        wrong = authority.objection(op, writer, past.ops.get(op.row, ()), past.holder_of) or _on_new_paper(
            op, writer, past
        )
        if wrong:
            refused[op.n] = wrong
        else:
            past.ops[op.row].append(op)
    return Judged(last, "")


def _waits(op: Op, writer: Writer, past: Past, first: int, last: int) -> bool:
    """Whether what proves an operation is still on its way from the same laptop: the other half of a move, which
    stands in another area; the newer certificate behind the end of this pack."""
    if op.area != REFERENCE and not writer.holds(op.area) and authority.enters(op):
        return past.lacks(authority.came_from(op, writer))
    newer = str(op.f.get("replaced_by") or "")
    ends = first < op.n == last and op.kind == "certificate" and authority.issuer_of(newer) in writer.codes
    return ends and past.holder_of(newer) is None


def _on_new_paper(op: Op, writer: Writer, past: Past) -> Text | None:
    """A serial stands on one row, and its holder is somebody of whom the writer may write."""
    serial = str(op.f.get("serial") or "") if op.kind == "certificate" else ""
    row = past.row_of(serial) if serial else ""
    if row and row != op.row:
        return authority.FOREIGN_SERIAL
    return authority.stranger(op, writer, past.ops.get(str(op.f.get("holder") or ""), ()))


def count_guests(conn: Connection, seal: BatchSignature, operations: int) -> None:
    """Counts what a laptop sent as a guest, for the office."""
    values = {"area": seal.area, "device": seal.device, "day": func.current_date(), "operations": operations}
    add = insert(t.guest).values(values)
    keys = ["area", "device", "day"]
    conn.execute(add.on_conflict_do_update(index_elements=keys, set_={"operations": t.guest.c.operations + operations}))


def is_guest(conn: Connection, device: Device, area: str) -> bool:
    """Whether a laptop has sent records of people into an area that it does not have."""
    mine = (t.guest.c.area == area, t.guest.c.device.in_(sorted(device.writer.codes)))
    return conn.execute(select(t.guest.c.day).where(*mine).limit(1)).scalar() is not None
