"""Whatever happens to a laptop's folders, what was written arrives at the hub, once, and no number is given twice.

A table of mixes: what happened to the data, how much of the work had been sent by then, and by which way the rest
goes. Always a part that holds each of them with most others; all of it with SAMARTH_ALL_MIXES=1.
"""

import itertools
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from samarth_desktop.domain.oplog import exchange
from samarth_desktop.domain.oplog.op import Op, conflicts, heads, shown
from samarth_desktop.domain.places.place import districts, states
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import parcels
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.queries import lists, waiting
from samarth_desktop.store.store import Store
from samarth_desktop.sync import bundle, identity, peer_sync, wire
from tests import postgres_fixture
from tests.store.people import KEYS, artisan
from tests.sync.computers import Computer, Place
from tests.sync.memory import MemoryLog

EVENTS = (
    "restored elsewhere",
    "restored and enrolled",
    "copied",
    "moved",
    "configuration lost",
    "rolled back",
    "cloned",
)
STATES = ("never enrolled", "unsent", "half sent", "sent")
WAYS = ("hub", "stick", "hall")
LAYOUTS = ("linux", "windows")
AREAS = [f"{state.code}/{district.code}" for state in states() for district in districts(state.code)]
ALL = list(itertools.product(EVENTS, STATES, WAYS, LAYOUTS))


def chosen() -> list[tuple[str, str, str, str]]:
    """Each event with three of the states, ways and layouts taking turns; all of them when asked for."""
    if os.environ.get("SAMARTH_ALL_MIXES"):
        return ALL
    return [
        (event, state, WAYS[(e + s) % 3], LAYOUTS[(e + s // 2) % 2])
        for e, event in enumerate(EVENTS)
        for s, state in enumerate(STATES)
        if (e + s) % 4 != 3
    ]


@pytest.fixture(scope="module")
def hub(server: tuple[str, Path]) -> Iterator[Hub]:
    with postgres_fixture.fresh_hub(*server) as hub:
        yield hub


@pytest.fixture(scope="module")
def client(hub: Hub) -> Iterator[httpx.Client]:
    with postgres_fixture.web(hub) as client:
        yield client


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "data"
    folder.mkdir()
    Store.create(folder, KEYS, home_area="9/164").close()
    return folder


class Work:
    """What was written by everybody, and the ways to the hub."""

    def __init__(self, hub: Hub, client: httpx.Client, area: str, folder: Path) -> None:
        self.hub, self.client, self.area, self.folder = hub, client, area, folder
        with hub.engine.begin() as conn:
            conn.execute(t.failed_attempts.delete())  # so many enrolments in an hour come from no one address
        self.expected: dict[str, int] = {}  # row -> how many operations
        self.numbers: list[str] = []  # everything that stands on a paper
        self.lost: set[str] = set()

    # On a laptop

    def register(self, store: Store, *, kept: bool = True) -> None:
        state, _, district = self.area.partition("/")
        with store.unit_of_work() as unit:
            saved = unit.save(artisan(name_en="Sita", state=state, district=district), "Asha")
            serial = unit.next_serial("onboarding")
            paper = unit.save(Certificate(serial=serial, certificate_kind="onboarding", holder=saved.id), "Asha")
            unit.commit()
        self.numbers += [saved.registration, serial]
        if kept:
            self.expected |= {saved.id: 1, paper.id: 1}
        self.last = saved

    def correct(self, store: Store) -> None:
        with store.unit_of_work() as unit:
            unit.save(replace(self.last, seen=2**60, village="हरख"), "Asha")
            unit.commit()
        self.expected[self.last.id] += 1

    def enrol(self, store: Store) -> None:
        postgres_fixture.enrol(StoreLog.of(store), self.client, self.hub, self.area)

    def sync(self, store: Store) -> object:
        return postgres_fixture.sync(StoreLog.of(store), self.client)

    def sync_without_an_answer(self, store: Store) -> None:
        def lose(request: httpx.Request, answered: bool) -> None:
            if request.url.path == "/v1/push" and answered:
                raise httpx.ReadError("cut")

        self.client._transport.fault = lose
        with pytest.raises(KnownError):
            self.sync(store)
        self.client._transport.fault = lambda request, answered: None

    def send(self, store: Store, way: str) -> None:
        log = StoreLog.of(store)
        if way == "hub":
            self.sync(store)
        elif way == "stick":
            stick = self.folder / "stick"
            bundle.write_parcel(log, stick, "hub")
            for _ in range(2):
                parcels.take(self.hub, stick)
        else:
            neighbour = self.laptop()
            with httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(neighbour))) as web:
                peer_sync.visit(log, "http://127.0.0.1", web)
            postgres_fixture.sync(neighbour, self.client)

    # What must hold

    def laptop(self) -> MemoryLog:
        """Another laptop of the area."""
        log = MemoryLog()
        postgres_fixture.enrol(log, self.client, self.hub, self.area)
        return log

    def operations(self) -> dict[str, list[Op]]:
        """All of the area at the hub, by row."""
        found: dict[str, list[Op]] = {}
        with self.hub.engine.connect() as conn:
            for held in conn.execute(t.op.select().where(t.op.c.area == self.area)):
                op = wire.op_of(held.line.encode(), held.area, held.device, held.n, 1)
                assert op
                found.setdefault(op.row, []).append(op)
        return found

    def at_hub(self) -> set[str]:
        with self.hub.engine.connect() as conn:
            return set(conn.execute(select(t.op.c.row).where(t.op.c.area == self.area)).scalars())

    def honest(self, store: Store) -> None:
        """What a laptop calls sent is at the hub; the figures that say how much waits agree."""
        held = StoreLog.of(store)
        with store.read() as reader:
            mine = [row for row in self.expected if reader.ops(row)]
            waits = lists.unsent(reader, mine)
            today = waiting.unsent(reader)
        assert {*mine} - waits <= self.at_hub(), "something unsent is called sent"
        assert bool(waits) == bool(exchange.waiting(held)) == bool(today.records)

    def arrived(self, *, once: bool) -> None:
        ops = self.operations()
        found = {row: shown(heads(of_row)) for row, of_row in ops.items()}
        assert {*self.expected} <= found.keys(), "work is lost"
        given = [f[key] for f in found.values() for key in ("registration", "serial") if f.get(key)]
        assert len(given) == len({*given}) and {*given} <= {*self.numbers}
        assert len(self.numbers) == len({*self.numbers}), "a number was given twice"
        assert not any(conflicts(heads(of_row)) for of_row in ops.values())
        if once:
            assert {row: len(ops[row]) for row in self.expected} == self.expected, "an operation is there twice"


def lived(unit: Work, laptop: Computer, state: str, template: Path) -> None:
    """A laptop on which some work was done, and sent as far as `state` says."""
    laptop.begin(template)
    with laptop.store() as store:
        if state != "never enrolled":
            unit.enrol(store)
        unit.register(store)
        if state in ("half sent", "sent"):
            unit.sync(store)
        unit.register(store)
        if state == "half sent":
            unit.sync_without_an_answer(store)
        unit.correct(store)
        if state == "sent":
            unit.sync(store)
        unit.honest(store)


def mistreat(unit: Work, laptop: Computer, event: str, state: str) -> list[Computer]:
    """What happens to it; gives the laptops that go on, the new one first."""
    folder = unit.folder
    if event in ("restored elsewhere", "restored and enrolled"):
        laptop.save_backup(folder / "backup")
        other = Computer(laptop.place)
        other.restore(folder / "backup")
        return [other]
    if event == "copied":
        laptop.copy_data(folder / "copy")
        other = Computer(laptop.place)
        other.put_data(folder / "copy")
        return [other, laptop]
    if event == "cloned":
        return [laptop.clone(), laptop]
    if event == "moved":
        laptop.move_data()
    elif event == "configuration lost":
        laptop.lose_configuration()
    else:
        laptop.copy_data(folder / "a week ago")
        with laptop.store() as store:
            unit.register(store, kept=state != "never enrolled")
            if state != "never enrolled":
                unit.sync(store)
        laptop.put_data(folder / "a week ago")
    return [laptop]


@pytest.mark.parametrize(("event", "state", "way", "layout"), chosen())
def test_work_arrives_once(event, state, way, layout, hub, client, template, tmp_path, monkeypatch):
    case = (event, state, way, layout)
    unit = Work(hub, client, AREAS[ALL.index(case)], tmp_path)
    laptop = Computer(Place(tmp_path, layout, monkeypatch))
    lived(unit, laptop, state, template)
    going_on = mistreat(unit, laptop, event, state)
    for one in going_on if ALL.index(case) % 2 else reversed(going_on):
        with one.store() as store:
            unit.register(store)
            if state == "never enrolled" or event == "restored and enrolled":
                unit.enrol(store)
            unit.honest(store)
            unit.send(store, way)
            unit.honest(store)
            with store.read() as reader:
                assert {row for row in unit.expected if reader.ops(row)} <= unit.at_hub(), "not all of it was sent"
    for one in going_on:
        with one.store() as store:
            assert unit.sync(store).waiting == 0
            assert (unit.sync(store).pushed, identity.load(StoreLog.of(store)).device) == (0, store.device)
            unit.honest(store)
    two_without_a_key = state == "never enrolled" and len(going_on) == 2
    unit.arrived(once=not two_without_a_key)
