"""What was written under an earlier device code of a laptop: signed by its old key, or given the present code."""

import base64
import copy
import json

import httpx
import pytest
from sqlalchemy import select

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.exchange import sync as actions
from samarth_desktop.domain.oplog import exchange
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission, auth
from samarth_desktop.rules import authority
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.queries import waiting
from samarth_desktop.sync import bundle, identity, peer_sync
from samarth_desktop.sync.wire import BadWire
from tests import postgres_fixture
from tests.postgres_fixture import enrol, sync
from tests.store.people import HOME, artisan, keep
from tests.sync.computers import Computer, Place
from tests.sync.memory import MemoryLog
from tests.sync.test_unsent_work import template  # noqa: F401 (a fixture)


@pytest.fixture
def laptop(tmp_path, monkeypatch, template, hub, client):  # noqa: F811
    """A laptop that has joined, with one person sent and one not."""
    made = Computer(Place(tmp_path, "linux", monkeypatch))
    made.begin(template)
    with made.store() as store:
        enrol(StoreLog.of(store), client, hub, HOME)
        keep(store, artisan(name_en="Sent"))
        sync(StoreLog.of(store), client)
        keep(store, artisan(name_en="Unsent"))
    return made


def names_at(hub, client):
    judge = MemoryLog()
    enrol(judge, client, hub, HOME)
    sync(judge, client)
    assert not any(judge.conflicting_values(row) for row in judge.state())
    return sorted(str(f["name_en"]) for f in judge.state().values() if "name_en" in f)


def two_went_on(laptop):
    """Two laptops that wrote on under one code, as programs allowed that did not look at the machine."""
    with laptop.store() as store:
        keep(store, artisan(name_en="Before"))
    twin = laptop.clone()
    twin.name = laptop.name
    codes = set()
    for one, name in ((laptop, "Original"), (twin, "Twin")):
        with one.store() as store:
            keep(store, artisan(name_en=name))
            codes.add(store.device)
    assert len(codes) == 1
    twin.lose_configuration()
    return twin


ALL_NAMES = ["After", "Before", "Original", "Sent", "Twin", "Unsent"]


def test_what_another_laptop_wrote_under_our_old_code_stays_and_ours_gets_the_new_one(laptop, hub, client):
    twin = two_went_on(laptop)
    with laptop.store() as store:
        sync(StoreLog.of(store), client)
    with twin.store() as store:
        keep(store, artisan(name_en="After"))
        log = StoreLog.of(store)
        done = sync(log, client)
        assert (done.pushed, done.waiting, waiting_records(store)) == (2, 0, 0)
    assert names_at(hub, client) == ALL_NAMES
    with hub.engine.connect() as conn:
        rows = conn.execute(select(t.op.c.row)).scalars().all()
    assert len(rows) == len({*rows}) == len(ALL_NAMES)


def test_nothing_is_called_sent_because_another_laptops_work_came_under_its_number(laptop, hub, client):
    twin = two_went_on(laptop)
    neighbour = MemoryLog()
    enrol(neighbour, client, hub, HOME)
    with laptop.store() as store, httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(neighbour))) as web:
        peer_sync.visit(StoreLog.of(store), "http://127.0.0.1", web)
    with twin.store() as store, httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(neighbour))) as web:
        keep(store, artisan(name_en="After"))
        log = StoreLog.of(store)
        before = exchange.waiting(log)
        peer_sync.visit(log, "http://127.0.0.1", web)
        assert exchange.waiting(log) >= before
        sync(neighbour, client)
        assert sync(log, client).waiting == 0
    assert names_at(hub, client) == ALL_NAMES


def test_the_rest_of_a_revoked_code_goes_aside_for_the_officer_and_still_waits(laptop, hub, client):
    with laptop.store() as store:
        old = store.device
    with hub.engine.begin() as conn:
        admission.revoke(conn, hub.keys, old)
    laptop.lose_configuration()
    with laptop.store() as store:
        log = StoreLog.of(store)
        enrol(log, client, hub, HOME)
        keep(store, artisan(name_en="After"))
        for _ in range(2):
            done = sync(log, client)
            assert (done.refused, done.waiting, waiting_records(store)) == (1, 1, 1)
    assert names_at(hub, client) == ["After", "Sent"]
    with hub.engine.connect() as conn:
        (kept,) = conn.execute(t.quarantine.select()).all()
    assert (kept.device, kept.reason, "Unsent" in kept.line) == (old, "revoked", True)


def test_enrolling_again_sends_the_rest_and_nothing_that_is_there(laptop, hub, client):
    with laptop.store() as store:
        log, old = StoreLog.of(store), store.device
        enrol(log, client, hub, HOME)
        assert store.device != old
        done = sync(log, client)
        assert (done.pushed, done.waiting) == (1, 0)
    assert names_at(hub, client) == ["Sent", "Unsent"]
    with hub.engine.connect() as conn:
        assert conn.execute(select(t.op.c.device)).scalars().all() == [old, old]


def test_another_hub_gets_everything_under_the_present_code(laptop, server, client):
    with postgres_fixture.fresh_hub(*server) as other, postgres_fixture.web(other) as there:
        with laptop.store() as store:
            log = StoreLog.of(store)
            enrol(log, there, other, HOME)
            assert sync(log, there).waiting == 0
        assert names_at(other, there) == ["Sent", "Unsent"]


def test_a_code_lost_twice_off_line_still_brings_everything(laptop, hub, client, tmp_path):
    for name in ("First", "Second"):
        laptop.lose_configuration()
        with laptop.store() as store:
            keep(store, artisan(name_en=name))
            bundle.write_parcel(StoreLog.of(store), tmp_path / name, "hub")
    with laptop.store() as store:
        done = sync(StoreLog.of(store), client)
        assert (done.pushed, done.waiting) == (3, 0)
    assert names_at(hub, client) == ["First", "Second", "Sent", "Unsent"]


def test_nobody_is_heir_of_a_laptop_without_its_key(laptop, hub, client):
    thief = MemoryLog()
    me = enrol(thief, client, hub, HOME)
    thief.renew("STRNGR", {})
    said = identity.heir_of(thief, me)
    assert identity.read_card(said, me.hub_key()).device == "STRNGR"
    with laptop.store() as store:
        victim = identity.enrolled(StoreLog.of(store))
    forged = json.loads(said[0]) | {"replaces": victim.device}
    for wrong in (
        (json.dumps(forged), said[1], *victim.card),
        (said[0], said[1], *victim.card),
        (*said, *me.card),
        said[:3],
        (said[0], said[1], *said),
    ):
        with pytest.raises(BadWire):
            identity.read_card(wrong, me.hub_key())
        with hub.engine.begin() as conn:
            admission.take_heir(conn, hub.keys, wrong)
            assert auth.device(conn, "STRNGR") is None
    with hub.engine.begin() as conn:
        admission.revoke(conn, hub.keys, me.device)
        admission.take_heir(conn, hub.keys, said)
        assert auth.device(conn, "STRNGR").revoked


def test_a_rolled_back_computer_keeps_what_both_have_and_renumbers_the_rest(hub, client):
    """The whole computer was set back, so that nothing here can tell: the hub can."""
    log = MemoryLog()
    enrol(log, client, hub, HOME)
    log.write(HOME, f={"name_en": "Both"})
    back = copy.deepcopy(log)
    log.write(HOME, f={"name_en": "Forgotten"})
    sync(log, client)
    back.write(HOME, f={"name_en": "Anew"})
    done = sync(back, client)
    assert (done.pushed, done.waiting) == (1, 0) and back.device() != log.device()
    assert names_at(hub, client) == ["Anew", "Both", "Forgotten"]
    with hub.engine.connect() as conn:
        assert len(conn.execute(select(t.op.c.row)).all()) == 3


def waiting_records(store):
    with store.read() as reader:
        return waiting.unsent(reader).records


def test_enrolling_twice_again_keeps_one_laptop_and_its_authority(ground):
    """Every code that it had is still its own: it withdraws what it printed under the first, and nothing is refused."""
    a = ground.laptop("Asha", HOME)
    serials = []
    for _ in range(3):
        serials.append(a.enter(a.register(name_en=f"Person {len(serials)}")))
        a.sync()
        actions.enrol(a.here(), ground.url, postgres_fixture.code(ground.hub, HOME))
    codes = {authority.issuer_of(serial) for serial in serials}
    assert len(codes) == 3
    with ground.hub.engine.connect() as conn:
        held = auth.device(conn, a.session.store.device)
        assert held is not None and codes < held.writer.codes
        assert len(admission.devices(conn)) == 1
    for serial in serials:
        certifying.revoke(a.here(), serial, "a mistake")
    assert a.sync().refused == 0
    assert {ground.says(serial) for serial in serials} == {"revoked"}


def test_the_present_code_is_named_first_of_those_that_were_before(hub, client):
    log = MemoryLog()
    enrol(log, client, hub, HOME)
    for code in ("0AAAAA", "ZZZZZZ", "5MMMMM"):
        log.ops[Version(code, HOME, 1)] = None
        log.put({identity.EARLIER + code: base64.b64encode(bytes(32)).decode()})
    identity._prepare(log, "NEWNEW", slot=identity.ENROLLING)
    assert next(code for code, _ in identity._before(log)) == log.device()
