"""Every refusal is told to its author in a sentence, whoever brought her work to the hub; and told once."""

import httpx
import pytest

from samarth_desktop.actions.exchange import sync as actions
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.hub.feed import parcels
from samarth_desktop.sync import bundle, checks, peer_sync, refusals
from samarth_desktop.sync.client import Round
from tests import postgres_fixture
from tests.store.people import HOME, artisan, keep
from tests.sync.memory import MemoryLog

AREA = HOME
FULL_AADHAAR = {"name_en": "Sita 234123412346"}


def laptops(hub, client, count=2):
    logs = [MemoryLog() for _ in range(count)]
    for log in logs:
        postgres_fixture.enrol(log, client, hub, AREA)
    return logs


def by_stick(hub, client, author, neighbour, folder, monkeypatch):
    bundle.write_parcel(author, folder / "stick", "hub")
    parcels.take(hub, folder / "stick")


def by_a_neighbour(hub, client, author, neighbour, folder, monkeypatch):
    hall = httpx.Client(transport=postgres_fixture.Inline(peer_sync.hall_app(neighbour)))
    with monkeypatch.context() as older, hall as web:  # a program that does not look itself
        older.setattr(checks, "objection", lambda op: None)
        peer_sync.visit(author, "http://127.0.0.1", web)
    assert postgres_fixture.sync(neighbour, client).refused == 1


@pytest.mark.parametrize("brought", [by_stick, by_a_neighbour])
def test_its_author_hears_it_at_her_next_sync_and_once(hub, client, tmp_path, monkeypatch, brought):
    a, b = laptops(hub, client)
    a.write(AREA)
    bad = a.write(AREA, f=FULL_AADHAAR)
    brought(hub, client, a, b, tmp_path, monkeypatch)
    assert not a.refused
    assert postgres_fixture.sync(a, client).refused == 1
    assert set(a.refused) == {bad.version} and "Aadhaar" in a.refused[bad.version].id
    a.refused.clear()  # she saved the record again
    assert postgres_fixture.sync(a, client).refused == 0 and not a.refused


def test_what_a_receipt_told_is_not_told_again(hub, client):
    (a,) = laptops(hub, client, 1)
    a.write(AREA, f=FULL_AADHAAR)
    assert postgres_fixture.sync(a, client).refused == 1
    a.refused.clear()
    assert postgres_fixture.sync(a, client).refused == 0 and not a.refused


def test_a_receipt_that_was_lost_with_the_program_is_made_up_for(hub, client, monkeypatch):
    (a,) = laptops(hub, client, 1)
    bad = a.write(AREA, f=FULL_AADHAAR)
    with monkeypatch.context() as killed:
        killed.setattr(Round, "_take_receipt", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            postgres_fixture.sync(a, client)
    assert postgres_fixture.sync(a, client).refused == 1 and set(a.refused) == {bad.version}


def test_nobody_hears_of_anothers(hub, client, tmp_path, monkeypatch):
    a, b = laptops(hub, client)
    a.write(AREA, f=FULL_AADHAAR)
    by_stick(hub, client, a, b, tmp_path, monkeypatch)
    assert postgres_fixture.sync(b, client).refused == 0 and not b.refused


def test_her_record_says_it(sessions, hub, tmp_path):
    session, _ = sessions
    kept = keep(session.store, artisan(village="2341 2341 2346"))
    log = actions.log_of(session)
    bundle.write_parcel(log, tmp_path / "stick", "hub")
    parcels.take(hub, tmp_path / "stick")
    assert actions.sync_now(session).refused == 1
    where = actions.status(session, kept.id)
    assert where.state == "refused" and where.reason and "Aadhaar" in where.reason.id


def test_what_is_remembered_stays_small():
    log = MemoryLog()
    for n in range(1, 40):
        refusals.note(log, [Version("AAAAAA", AREA, k) for k in range(n * 100, n * 100 + 100)])
    told = refusals.hear(log, [[AREA, "AAAAAA", 3999, "No", 5_000_000], [AREA, "AAAAAA", 7777, "No", 6_000_000]])
    assert set(told) == {Version("AAAAAA", AREA, 7777)} and refusals.since(log) == 6_000_000 - refusals.SLACK_MS
    assert len(log.get(refusals.TOLD)) < 40_000
