"""The store's log keeps the promises of `OpLog`: a real encrypted database, a real hub."""

from dataclasses import replace

import pytest

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.store import Store
from tests.postgres_fixture import enrol, sync
from tests.store.people import HOME, KEYS, artisan, keep


@pytest.fixture
def laptops(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    stores = []
    for name in "ab":
        (tmp_path / name).mkdir()
        stores.append(Store.create(tmp_path / name, KEYS, home_area=HOME))
    yield stores
    for store in stores:
        store.close()


def test_a_person_travels_and_a_conflict_keeps_both_values(laptops, hub, client):
    a, b = laptops
    logs = [StoreLog(store) for store in laptops]
    for log in logs:
        enrol(log, client, hub, HOME)
    saved = keep(a, artisan())
    assert sync(logs[0], client).pushed == 1
    assert sync(logs[1], client).pulled == 1
    with b.read() as reader:
        there = reader.get(Artisan, saved.id)
    assert replace(there, seen=0) == replace(saved, seen=0)
    keep(a, replace(saved, name_en="Ramesh K."))
    keep(b, replace(there, name_en="Ramesh Kumaar"))
    for log in (*logs, logs[0]):
        done = sync(log, client)
    assert done.waiting == 0
    for store in laptops:
        with store.read() as reader:
            (conflict,) = reader.conflicts()
        assert {conflicting.value for conflicting in conflict.conflicting_values} == {"Ramesh K.", "Ramesh Kumaar"}


def test_a_new_code_renames_what_was_not_sent(laptops, hub, client):
    a, _ = laptops
    log = StoreLog(a)
    enrol(log, client, hub, HOME)
    saved = keep(a, artisan())
    sync(log, client)
    changed = keep(a, replace(saved, name_en="Ramesh K."))
    keep(a, replace(changed, name_en="R. Kumar"))
    old = log.device()
    log.renew("NEWC0D", {HOME: 1})
    assert log.device() == "NEWC0D"
    with a.read() as reader:
        ops = [op for _, op in reader.ops(saved.id)]
    assert [(op.device, op.n) for op in ops] == [(old, 1), ("NEWC0D", 1), ("NEWC0D", 2)]
    assert ops[2].sup["name_en"] == (ops[1].version,)
    done = sync(log, client)
    assert (done.pushed, done.waiting) == (2, 0)


def test_a_photo_that_is_gone_from_the_disk_keeps_back_no_other(laptops):
    a, *_ = laptops
    saved = keep(a, artisan())
    with a.unit_of_work() as unit:
        names = sorted(unit.keep_blob(bytes([n]) * 9, saved.id) for n in range(3))
        unit.commit()
    a.photos.drop(names[0])
    log = StoreLog.of(a)
    assert [one.sha256 for one in log.photos(1)] == names[1:2]
    log.photos_sent([(HOME, name) for name in names[1:]])
    assert not log.photos(9)
