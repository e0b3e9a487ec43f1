"""Three laptops with real encrypted databases, a hub on a real PostgreSQL, sticks and a hall, and an oracle.

The oracle knows no clock rule and no order: a value that somebody wrote must show or stand as a conflicting value, unless
somebody who had it before her wrote over it.
"""

import contextlib
import itertools
import json
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
from sqlalchemy import select

from samarth_desktop.domain.oplog.op import DAY_MS, moment_ms
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.app import create_app
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import parcels
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database import tables
from samarth_desktop.store.log import log_writer, unit_of_work
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.log.holes import HOLE
from samarth_desktop.store.store import Store
from samarth_desktop.sync import bundle, identity, peer_sync
from samarth_desktop.sync.client import Round
from tests import postgres_fixture
from tests.store.people import KEYS, artisan

AREAS = {"164": "9/164", "165": "9/165"}
FIELDS = ("name_en", "craft", "remarks")
HOUR = 3600 * 1000


class Crash(BaseException):
    """The laptop's battery is out."""


class Laptop:
    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder / name, name
        self.folder.mkdir()
        self.store = Store.create(self.folder, KEYS, home_area="9/164")
        self.offset_ms = 0
        self.log = StoreLog.of(self.store)
        self.sticks: list[Path] = []

    def start_again(self) -> None:
        self.log = StoreLog(self.store)

    def ops(self) -> dict[tuple[str, str, int], Any]:
        with self.store.read() as reader:
            rows = reader.connection.execute(select(tables.op)).all()
        return {(r.device, r.area, r.n): (r.kind, r.row, r.hlc, r.f) for r in rows if r.kind != HOLE}

    def visible(self) -> dict[tuple[str, str], set[Any]]:
        """By row and field, what shows and what stands against it."""
        seen = defaultdict(set)
        with self.store.read() as reader:
            rows = reader.connection.execute(select(tables.RECORD_TABLES["artisan"])).all()
            for row, key in itertools.product(rows, FIELDS):
                seen[row.id, key].add(getattr(row, key))
            for conflict in reader.conflicts():
                seen[conflict.row, conflict.key] |= {conflicting.value for conflicting in conflict.conflicting_values}
        return seen


class Village:
    def __init__(self, hub: Hub, seed: int = 0) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="village-"))
        self.random = random.Random(seed)
        self.hub = hub
        self.wires = postgres_fixture.Inline(create_app(hub))
        self.client = httpx.Client(transport=self.wires)
        self.laptops = [Laptop(self.folder, name) for name in "abc"]
        self.values = itertools.count(1)
        self.rows: list[str] = []
        self.erased: set[str] = set()
        self.had: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(
            dict
        )  # per field: value -> what its author had
        self.order: list[tuple[int, int, int]] = []  # (stamp, newest stamp before it on that laptop, hub time)
        self.now = lambda: None
        self._clock = log_writer.time
        for laptop in self.laptops:
            with self.at(laptop):
                postgres_fixture.enrol(laptop.log, self.client, hub, *AREAS.values())

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.store.close()
        self.client.close()
        shutil.rmtree(self.folder)

    @contextlib.contextmanager
    def at(self, laptop: Laptop):
        """Everything inside happens by this laptop's clock."""
        unit_of_work.time = log_writer.time = SimpleNamespace(
            time_ns=lambda: time.time_ns() + laptop.offset_ms * 1_000_000
        )
        try:
            yield
        finally:
            unit_of_work.time = log_writer.time = self._clock

    # What people do

    def write(self, who: int, row: int, key: str, district: str = "") -> None:
        laptop = self.laptops[who]
        value = f"v{next(self.values)}"
        with self.at(laptop), laptop.store.unit_of_work() as unit:
            found = unit.get(Artisan, self.rows[row % len(self.rows)]) if self.rows else None
            before = {} if found is None else self._present(laptop, found.id)
            newest = max((op[2] for op in laptop.ops().values() if self._near(op[2])), default=0)
            if found is None:
                saved = unit.save(artisan(**{key: value}), laptop.name)
                self.rows.append(saved.id)
            else:
                place = {"district": district} if district else {}
                saved = unit.save(replace(found, **{key: value}, **place), laptop.name)
            unit.commit()
        self.had[saved.id, key][value] = before.get(key, set())
        if saved.id in self.erased:
            return
        stamp = max(op[2] for op in laptop.ops().values() if op[1] == saved.id and op[3].get(key) == value)
        self.order.append((stamp, newest, int(time.time() * 1000)))

    def erase(self, who: int, row: int) -> None:
        laptop, gone = self.laptops[who], self.rows[row % len(self.rows)]
        with self.at(laptop), laptop.store.unit_of_work() as unit:
            unit.erase(gone, laptop.name)
            unit.commit()
        if any(op[1] == gone for op in laptop.ops().values()):
            self.erased.add(gone)

    def new_person(self, who: int) -> None:
        laptop = self.laptops[who]
        value = f"v{next(self.values)}"
        with self.at(laptop), laptop.store.unit_of_work() as unit:
            saved = unit.save(artisan(name_en=value), laptop.name)
            unit.commit()
        self.rows.append(saved.id)
        self.had[saved.id, "name_en"][value] = set()

    def _near(self, stamp: int) -> bool:
        return moment_ms(stamp) <= time.time() * 1000 + DAY_MS / 2

    def _present(self, laptop: Laptop, row: str) -> dict[str, set[str]]:
        found = defaultdict(set)
        for _, of_row, _, f in laptop.ops().values():
            if of_row == row:
                for key in FIELDS:
                    found[key].add(f.get(key))
        return found

    # What the world does

    def sync(self, who: int, fault: Callable[[httpx.Request, bool], None] = lambda request, answered: None) -> Any:
        """A round; `fault` is asked before every request and after its answer."""
        laptop = self.laptops[who]
        self.wires.fault = fault
        try:
            with self.at(laptop):
                return Round(laptop.log, postgres_fixture.hub_client(self.client, url="http://testserver")).run()
        except KnownError:
            return None
        except Crash:
            laptop.start_again()
            return None
        finally:
            self.wires.fault = lambda request, answered: None

    def stick(self, who: int, whom: int) -> None:
        """A parcel for a neighbour (or the hub, `whom` < 0), read twice."""
        laptop = self.laptops[who]
        path = self.folder / f"stick{next(self.values)}"
        if whom < 0:
            bundle.write_parcel(laptop.log, path, "hub")
            for _ in range(2):
                parcels.take(self.hub, path)
            return
        other = self.laptops[whom]
        card = identity.read_card(identity.enrolled(other.log).card, identity.enrolled(laptop.log).hub_key())
        identity.keep_cards(laptop.log, {card.device: card})
        bundle.write_parcel(laptop.log, path, other.log.device())
        with self.at(other):
            for _ in range(2):
                bundle.read_parcel(other.log, path, int(time.time() * 1000))

    def visit(self, guest: int, host: int) -> None:
        with httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(self.laptops[host].log))) as web:
            peer_sync.visit(self.laptops[guest].log, "http://127.0.0.1", web)

    # What must hold

    def tell_the_truth(self) -> None:
        """No laptop says "on the hub" of what the hub does not have."""
        with self.hub.engine.connect() as conn:
            there = {(row.area, row.device): row.n for row in conn.execute(select(t.stream))}
        for laptop in self.laptops:
            for stream, n in laptop.log.marks("hub").items():
                assert n <= there.get(stream, 0), "a laptop believes that the hub has what it lacks"

    def settle_down(self) -> None:
        """Rounds without faults until nothing moves any more."""
        for _ in range(6):
            done = [self.sync(who) for who in range(len(self.laptops))]
            if all(one and not (one.pushed or one.pulled or one.waiting) for one in done):
                return
        raise AssertionError(f"never quiet: {done}")

    def check(self) -> None:
        """The invariants, after quiet."""
        self.tell_the_truth()
        self.settle_down()
        logs = [laptop.ops() for laptop in self.laptops]
        assert logs[0] == logs[1] == logs[2], "replicas hold other operations"
        assert self._hub_ops() == {key: op[3] for key, op in logs[0].items()}, "the hub's log is another"
        seen = [laptop.visible() for laptop in self.laptops]
        assert seen[0] == seen[1] == seen[2], "replicas show other values"
        for log in logs:
            left = [f for _, row, _, f in log.values() if row in self.erased and any(f.get(key) for key in FIELDS)]
            assert not left, "values of an erased person are left"
        for field, values in self.had.items():
            if field[0] in self.erased:
                continue
            over = set().union(*values.values())
            lost = {value for value in values if value not in over and value not in seen[0][field]}
            assert not lost, f"{lost} were written over by nobody who had them, and are not shown"
        for stamp, newest, _ in self.order:
            assert stamp > newest, "a write sorts before what its author had seen"

    def _hub_ops(self) -> dict[tuple[str, str, int], Any]:
        with self.hub.engine.connect() as conn:
            rows = conn.execute(select(t.op)).all()
            packs = conn.execute(select(t.pack.c.area, t.pack.c.seq).order_by(t.pack.c.area, t.pack.c.seq)).all()
            counts = {row.area: row.seq for row in conn.execute(select(t.counter))}
        for area, seq in counts.items():
            assert max(s for a, s in packs if a == area) == seq, "the feed has a hole at its end"
            assert sum(1 for row in rows if row.area == area) == seq, "the feed counts other than the log"
        assert len(rows) == len({(row.device, row.area, row.n) for row in rows}), "an operation is there twice"
        return {(row.device, row.area, row.n): json.loads(row.line)[4] for row in rows}
