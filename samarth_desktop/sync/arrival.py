"""What a neighbour's pack may say on this laptop: judged at its origin, by the table that the hub judges by.

What the hub signed it has judged. A refused operation leaves a place without content, as at the hub, and the rest of
its stream goes on; what only the hub can judge is left to it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from samarth_desktop.domain.oplog.exchange import HUB, OpLog, SignedBatch
from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.i18n import Text
from samarth_desktop.rules import authority
from samarth_desktop.sync import checks, wire
from samarth_desktop.sync.identity import Card
from samarth_desktop.sync.wire import Pack


class Judged(NamedTuple):
    """A delivery with what is refused taken out of it, and why."""

    delivery: SignedBatch
    refused: Mapping[Version, Text]


def judge(log: OpLog, pack: Pack, card: Card | None) -> Judged | None:
    """The pack as it may be taken in; None where only the hub can tell. Raises BadWire."""
    delivery = wire.delivery(pack)
    if pack.seal.signer == HUB or card is None:
        return Judged(delivery, {})
    ops = [op for op in delivery.ops if op]
    writer = card.writer
    needed = {op.row for op in ops if authority.needs_past(op, writer)}
    needed |= {str(op.f["holder"]) for op in ops if op.f.get("serial") and op.f.get("holder")}
    past = {row: list(held) for row, held in log.rows(needed).items()}
    coming = {str(op.f["serial"]): str(op.f.get("holder")) for op in ops if op.f.get("serial")}
    refused: dict[Version, Text] = {}
    for op in ops:
        if not authority.may_reach(op.kind, op.area, writer) or _from_elsewhere(op, writer, past.get(op.row, [])):
            return None
        wrong = _objection(op, writer, past.setdefault(op.row, []), coming)
        wrong = wrong or authority.stranger(op, writer, past.get(str(op.f.get("holder") or ""), []))
        if wrong:
            refused[op.version] = wrong
        else:
            past[op.row].append(op)
    left = tuple(None if op is None or op.version in refused else op for op in delivery.ops)
    return Judged(replace(delivery, ops=left), refused)


def _objection(op: Op, writer: authority.Writer, past: list[Op], coming: Mapping[str, str]) -> Text | None:
    holder = next((str(one.f["holder"]) for one in past if one.f.get("holder")), None)
    return checks.objection(op) or authority.objection(op, writer, past, lambda serial: coming.get(serial, holder))


def _from_elsewhere(op: Op, writer: authority.Writer, past: list[Op]) -> bool:
    """Whether somebody who does not have this area moved a row into it: that she may is seen where it came from."""
    if writer.holds(op.area) or not authority.enters(op) or not past or authority.beginner(past) in writer.codes:
        return False
    left = authority.came_from(op, writer)
    return left is not None and all(one.version != left for one in past)
