"""A hub that answers oddly to some operations keeps back those alone: the rest goes up, and all comes down."""

from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from samarth_desktop.actions.exchange import sync as actions
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.app import create_app
from samarth_desktop.i18n import T
from samarth_desktop.store.log.exchange import StoreLog, standing
from samarth_desktop.sync import client as rounds
from samarth_desktop.sync import wire
from samarth_desktop.sync.hub_client import Refusal
from tests import postgres_fixture
from tests.store.people import HOME, artisan, keep
from tests.sync.memory import MemoryLog

AREA, OTHER = "9/164", "9/165"


class Odd(postgres_fixture.Inline):
    """A hub that answers `status` to every push that holds one of the `poison` rows."""

    def __init__(self, hub):
        super().__init__(create_app(hub))
        self.poison, self.status, self.asked, self.everything, self.said = set(), 400, 0, False, b""

    def handle_request(self, request):
        if request.url.path == "/v1/push":
            self.asked += 1
            _, packs = wire.read_packs(wire.open_frame(request.read()))
            rows = {op.row for pack in packs for op in wire.ops_of(pack) if op}
            if self.everything or rows & self.poison:
                return httpx.Response(self.status, content=self.said)
        return super().handle_request(request)


@pytest.fixture
def odd(hub):
    return Odd(hub)


@pytest.fixture
def line(odd):
    with httpx.Client(transport=odd, base_url="http://testserver") as client:
        yield client


def written(hub, log, area=AREA):
    with hub.engine.connect() as conn:
        rows = conn.execute(select(t.op.c.n, t.op.c.line).where(t.op.c.device == log.device(), t.op.c.area == area))
        return {row.n for row in rows if row.line != "0"}


@pytest.mark.parametrize("status", [400, 413, 422, 500])
@pytest.mark.parametrize("bad", [{1}, {40}, {7, 8, 31}, {1, 2, 3, 38, 39, 40}], ids=["first", "last", "some", "ends"])
def test_what_the_hub_cannot_take_is_isolated_and_the_rest_arrives(hub, odd, line, bad, status):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        postgres_fixture.enrol(log, line, hub, AREA, OTHER)
    ops = {n: a.write(AREA) for n in range(1, 41)}
    elsewhere = a.write(OTHER)
    b.write(AREA)
    postgres_fixture.sync(b, line)
    odd.poison, odd.status, odd.asked = {ops[n].row for n in bad}, status, 0
    done = postgres_fixture.sync(a, line)
    assert (done.waiting, done.refused, done.pulled) == (0, len(bad), 1)
    assert written(hub, a) == set(ops) - bad and written(hub, a, OTHER) == {1}
    assert {version.n for version in a.refused} == bad and elsewhere.version not in a.refused
    assert odd.asked <= 14 * len(bad) + 8
    assert all(why == rounds.UNTAKEN for why in a.refused.values())
    odd.asked = 0
    assert postgres_fixture.sync(a, line).waiting == odd.asked == 0  # and nothing of it is asked again


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_hub_that_takes_nothing_marks_nothing_and_still_gives(hub, odd, line, status):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        postgres_fixture.enrol(log, line, hub, AREA, OTHER)
    b.write(AREA)
    postgres_fixture.sync(b, line)
    for _ in range(20):
        a.write(AREA), a.write(OTHER)
    a.files[AREA, "0" * 64] = b""
    odd.everything, odd.status = True, status
    done = postgres_fixture.sync(a, line)
    assert (done.waiting, done.refused, done.pulled) == (40, 0, 1) and not a.refused
    assert len(done.said) == 1 and odd.asked < 30
    odd.everything = False
    assert postgres_fixture.sync(a, line).waiting == 0 and len(written(hub, a)) == 20


def test_a_moments_trouble_at_the_hub_is_no_fault_of_an_operation(hub, odd, line):
    a = MemoryLog()
    postgres_fixture.enrol(a, line, hub, AREA)
    one = a.write(AREA)
    odd.poison = {one.row}
    right = postgres_fixture.Inline.handle_request

    def once(self, request):
        self.poison = set()
        return right(self, request)

    Odd.handle_request, kept = (lambda self, request: (
        httpx.Response(500) if request.url.path == "/v1/push" and self.poison and not once(self, request).is_error
        else right(self, request))), Odd.handle_request  # fmt: skip
    try:
        done = postgres_fixture.sync(a, line)
    finally:
        Odd.handle_request = kept
    assert (done.waiting, done.refused) == (0, 0) and written(hub, a) == {1}


def test_a_neighbours_work_that_the_hub_will_not_take_is_left_to_her(hub, odd, line):
    from samarth_desktop.sync import peer_sync

    a, host = MemoryLog(), MemoryLog()
    for log in (a, host):
        postgres_fixture.enrol(log, line, hub, AREA)
    bad = a.write(AREA)
    with httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(host))) as web:
        peer_sync.visit(a, "http://127.0.0.1", web)
    host.write(AREA)
    odd.poison = {bad.row}
    done = postgres_fixture.sync(host, line)
    assert (done.refused, done.waiting) == (0, 1) and written(hub, host) == {1}
    assert postgres_fixture.sync(a, line).waiting == 0 and postgres_fixture.sync(host, line).waiting == 0


def test_photos_go_though_nothing_comes_down(sessions, monkeypatch):
    a, b = sessions
    saved = keep(b.store, artisan())
    actions.sync_now(b)
    with a.store.unit_of_work() as unit:
        unit.keep_blob(b"\xff\xd8 a face", saved.id)
        unit.commit()

    def full(*arguments, **more):
        raise KnownError(T("The disk is full."))

    with monkeypatch.context() as patched, pytest.raises(KnownError, match="disk is full"):
        patched.setattr(StoreLog, "apply", full)
        actions.sync_now(a)
    assert not StoreLog.of(a.store).photos(9)
    assert actions.sync_now(a).pulled == 1


@pytest.mark.parametrize("status", [302, 401, 507])
def test_a_clear_no_to_a_push_is_told_and_what_is_there_comes_down(hub, odd, line, status):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        postgres_fixture.enrol(log, line, hub, AREA)
    there = b.write(AREA)
    postgres_fixture.sync(b, line)
    a.write(AREA)
    odd.said = wire.say({"reason": "full", "text": ["The disk is full.", {}]}) if status == 507 else b""
    odd.everything, odd.status = True, status
    with pytest.raises(KnownError):
        postgres_fixture.sync(a, line)
    assert there.row in a.state() and not a.refused


def test_the_outcome_says_what_waits_and_why(sessions, monkeypatch):
    a, b = sessions
    keep(b.store, artisan())
    actions.sync_now(b)
    keep(a.store, artisan())

    def odd(self, packs, stuck):
        raise Refusal(500, "http", T("The hub answered with error {status}. Tell the office.", status=500))

    with monkeypatch.context() as patched:
        patched.setattr(rounds.Round, "_send", odd)
        counts = actions.sync_now(a)
    assert (counts.pulled, counts.waiting, counts.left, counts.as_json()["waiting"]) == (1, 1, True, 1)
    assert [text.args["status"] for text in counts.said] == [500]


def test_whoever_saves_a_refused_record_again_sends_all_of_it(hub, odd, line, tmp_path, monkeypatch):
    """What the hub has a hole for, nobody else got: the next save of the record says it once more."""
    from samarth_desktop.kinds.artisan.record import Artisan
    from samarth_desktop.store.store import Store
    from tests.store.people import KEYS

    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    (tmp_path / "a").mkdir()
    with Store.create(tmp_path / "a", KEYS, home_area=HOME) as store:
        log, other = StoreLog.of(store), MemoryLog()
        for one in (log, other):
            postgres_fixture.enrol(one, line, hub, AREA)
        saved = keep(store, artisan(name_en="Sita"))
        odd.poison = {saved.id}
        assert postgres_fixture.sync(log, line).refused == 1 and standing(store, saved.id).state == "refused"
        odd.poison = set()
        postgres_fixture.sync(other, line)
        assert saved.id not in other.state()
        with store.read() as reader:
            there = reader.get(Artisan, saved.id)
        keep(store, replace(there, village="हरख"))
        assert postgres_fixture.sync(log, line).waiting == 0 and standing(store, saved.id).state == "hub"
        postgres_fixture.sync(other, line)
        got = other.state()[saved.id]
        assert (got["name_en"], got["village"], got["registration"]) == ("Sita", "हरख", saved.registration)
        with store.read() as reader:
            assert not reader.conflicts() and reader.get(Artisan, saved.id).village == "हरख"
