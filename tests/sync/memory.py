"""A laptop's log in plain dicts: the smallest thing that keeps the promises of `OpLog`."""

import contextlib
import dataclasses
import io
import time

from samarth_desktop.domain.ids import new_device_code, new_id
from samarth_desktop.domain.oplog.exchange import HUB, Gap, Photo, SignedBatch, Taken
from samarth_desktop.domain.oplog.op import SCHEMA, Clock, Op, Version, conflicts, heads, shown


class MemoryLog:
    def __init__(self, code: str = "") -> None:
        self.code = code or new_device_code()
        self.ops: dict[Version, Op | None] = {}
        self.kept: list[SignedBatch] = []
        self.settings: dict[str, str] = {}
        self.peer_marks: dict[str, dict[tuple[str, str], int]] = {}
        self.peer_cursors: dict[str, dict[str, int]] = {}
        self.refused: dict[Version, object] = {}
        self.files: dict[tuple[str, str], bytes] = {}
        self.files_sent: set[tuple[str, str]] = set()
        self.clock = Clock()

    # What a person does

    def write(
        self, area: str, row: str = "", f: dict[str, object] | None = None, kind: str = "artisan", author: str = "Asha"
    ) -> Op:
        row = row or new_id()
        before = heads(op for op in self.ops.values() if op and op.row == row)
        f = f or {"name_en": "Sita"}
        sup = {key: tuple(op.version for op in before[key]) for key in f if key in before}
        n = self.streams().get((area, self.code), 0) + 1
        op = Op(self.code, area, n, kind, row, self.clock.tick(int(time.time() * 1000)), author, SCHEMA, f, sup)
        self.ops[op.version] = op
        return op

    def state(self) -> dict[str, dict[str, object]]:
        rows: dict[str, list[Op]] = {}
        for op in self.ops.values():
            if op:
                rows.setdefault(op.row, []).append(op)
        return {row: shown(heads(ops)) for row, ops in rows.items()}

    def conflicting_values(self, row: str) -> dict[str, list[object]]:
        found = conflicts(heads(op for op in self.ops.values() if op and op.row == row))
        return {key: [op.f[key] for op in ops] for key, ops in found.items()}

    # OpLog

    def device(self) -> str:
        return self.code

    def get(self, key: str) -> str:
        return self.settings.get(key, "")

    def put(self, values):
        self.settings.update(values)

    def streams(self):
        held: dict[tuple[str, str], int] = {}
        for device, area, n in self.ops:
            held[area, device] = max(n, held.get((area, device), 0))
        return held

    def rows(self, rows):
        held = {}
        for op in self.ops.values():
            if op and op.row in rows:
                held.setdefault(op.row, []).append(op)
        return held

    def own(self, area, after, limit, device=""):
        device = device or self.code
        mine = sorted(v for v in self.ops if v.device == device and v.area == area and v.n > after)
        return [self.ops[version] for version in mine[:limit]]

    def unsigned(self, streams):
        signed = {d.seal.stream: d.seal.last for d in self.kept}
        held = self.streams()
        return {s for s in streams if s[1] != self.code and held[s] > signed.get(s, 0)}

    def handed(self, area, device, after, limit):
        found = [d for d in self.kept if d.seal.stream == (area, device) and d.seal.last > after]
        return sorted(found, key=lambda d: d.seal.first)[:limit]

    def marks(self, peer):
        return dict(self.peer_marks.get(peer, {}))

    def mark(self, peer, known, *, back=False):
        marks = self.peer_marks.setdefault(peer, {})
        for stream, n in known.items():
            marks[stream] = n if back else max(n, marks.get(stream, 0))

    def cursors(self, peer):
        return dict(self.peer_cursors.get(peer, {}))

    def rewind(self, peer, cursors):
        held = self.peer_cursors.setdefault(peer, {})
        for area, seq in cursors.items():
            held[area] = min(seq, held.get(area, 0))

    def apply(self, peer, deliveries, cursors, trusted_ms):
        new = 0
        for delivery in deliveries:
            area, device, first, last = delivery.seal[:4]
            have = self.streams().get((area, device), 0)
            if first > have + 1:
                raise Gap
            for i, op in enumerate(delivery.ops):
                if first + i > have or (peer == HUB and op and self.ops[Version(device, area, first + i)] is None):
                    self.ops[Version(device, area, first + i)] = op
                    new += 1
                    if op:
                        self.clock.observe(op.hlc, trusted_ms)
            if device != self.code and last > have:
                self.kept.append(delivery)
            self.mark(peer, {(area, device): last})
        self.peer_cursors.setdefault(peer, {}).update(cursors)
        return Taken(new)

    def refuse(self, refused):
        self.refused.update(refused)

    def photos(self, limit):
        waiting = [key for key in self.files if key not in self.files_sent]
        return [
            Photo(*key, len(self.files[key]), lambda key=key: io.BytesIO(self.files[key])) for key in waiting[:limit]
        ]

    def photos_sent(self, names):
        self.files_sent.update(names)

    def photo_came(self, area, sha256, content):
        self.files[area, sha256] = content
        self.files_sent.add((area, sha256))

    def renew(self, device, common):
        old, self.code = self.code, device
        self.adopt(old, {area: common.get(area, 0) for area, code in self.streams() if code == old})

    def adopt(self, old, common):
        held = self.streams()
        moved = {}
        for version in sorted(self.ops):
            if version.device == old and version.n > common.get(version.area, version.n):
                shift = common[version.area] - held.get((version.area, self.code), 0)
                moved[version] = Version(self.code, version.area, version.n - shift)
        fresh = {}
        for version, op in self.ops.items():
            if op:
                sup = {key: tuple(moved.get(Version(*v), Version(*v)) for v in seen) for key, seen in op.sup.items()}
                to = moved.get(version, version)
                op = dataclasses.replace(op, sup=sup, device=to.device, n=to.n)
            fresh[moved.get(version, version)] = op
        self.ops = fresh

    def alone(self):
        return contextlib.nullcontext()
