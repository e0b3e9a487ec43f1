"""What may happen to a hub, a laptop or a person, and that nothing is lost by it."""

import copy
from concurrent.futures import ThreadPoolExecutor

import pytest

from samarth_desktop.domain.oplog.op import ERASED
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import backup
from samarth_desktop.hub.auth import admission, auth
from samarth_desktop.hub.context import open_hub
from samarth_desktop.hub.feed import snapshot
from tests import postgres_fixture
from tests.postgres_fixture import enrol, sync, web
from tests.sync.memory import MemoryLog

AREA = "9/164"


def laptops(hub, client, count=2):
    logs = [MemoryLog() for _ in range(count)]
    for log in logs:
        enrol(log, client, hub, AREA)
    return logs


def test_a_hub_restored_from_a_backup_gets_everything_again(server, hub, client, tmp_path):
    a, b = laptops(hub, client)
    early = a.write(AREA).row
    sync(a, client), sync(b, client)
    backup.write(hub, tmp_path / "hub.zip")
    late = b.write(AREA, f={"name_en": "Late"}).row
    sync(b, client), sync(a, client)
    lost = a.write(AREA, f={"name_en": "Unsent"}).row
    with postgres_fixture.fresh_hub(*server, empty=True) as other:
        url = other.engine.url.render_as_string(hide_password=False)
        other.engine.dispose()
        backup.restore(other.folder, url, tmp_path / "hub.zip")
        restored = open_hub(other.folder, url)
        c = MemoryLog()
        with web(restored) as again:
            sync(a, again)  # a has b's late one too and hands it on
            enrol(c, again, restored, AREA)
            sync(b, again), sync(c, again), sync(a, again)
        restored.engine.dispose()
    assert set(c.state()) == {early, late, lost}
    assert a.state() == b.state() == c.state()


def test_a_copied_folder_takes_a_new_code_and_loses_nothing(hub, client):
    (a,) = laptops(hub, client, 1)
    a.write(AREA)
    sync(a, client)
    twin = copy.deepcopy(a)
    mine, theirs = a.write(AREA, f={"name_en": "Mine"}), twin.write(AREA, f={"name_en": "Theirs"})
    old = a.device()
    sync(a, client)
    done = sync(twin, client)
    assert done.said and twin.device() != old == a.device()
    sync(a, client), sync(twin, client)
    assert a.state() == twin.state() and {mine.row, theirs.row} <= set(a.state())
    with hub.engine.connect() as conn:
        kept = conn.execute(t.quarantine.select()).all()
    assert [(row.device, row.n, row.reason) for row in kept] == [(old, 2, "clash")]


def test_a_laptop_restored_from_an_old_copy_never_reuses_numbers(hub, client):
    a, b = laptops(hub, client)
    a.write(AREA)
    sync(a, client)
    old = copy.deepcopy(a)
    a.write(AREA)
    sync(a, client)
    sync(old, client)
    assert old.device() != a.device()
    old.write(AREA)
    sync(old, client), sync(a, client), sync(b, client)
    assert old.state() == a.state() == b.state() and len(b.state()) == 3


def test_an_area_taken_away_still_gets_the_work_that_was_under_way(hub, client):
    a, b = laptops(hub, client)
    a.write(AREA)
    with hub.engine.begin() as conn:
        auth.set_areas(conn, a.device(), ["9/165"])
    assert sync(a, client).waiting == 0
    other = b.write(AREA)
    sync(b, client), sync(a, client)
    assert other.row not in a.state()


def test_work_outside_the_areas_waits_with_the_reason_and_goes_when_granted(hub, client):
    (a,) = laptops(hub, client, 1)
    outside, inside = a.write("9/165", kind="workshop"), a.write(AREA)
    done = sync(a, client)
    assert (done.pushed, done.refused, done.waiting) == (1, 1, 1)
    assert list(a.refused) == [outside.version] and inside.version not in a.refused
    with hub.engine.begin() as conn:
        auth.set_areas(conn, a.device(), [AREA, "9/165"])
    assert sync(a, client).waiting == 0


def test_one_bad_record_is_set_aside_and_the_rest_goes_on(hub, client):
    a, b = laptops(hub, client)
    good = a.write(AREA)
    bad = a.write(AREA, f={"remarks": "Aadhaar 2345 6789 0124"})
    more = a.write(AREA)
    done = sync(a, client)
    assert (done.refused, done.waiting) == (1, 0) and list(a.refused) == [bad.version]
    sync(b, client)
    assert set(b.state()) == {good.row, more.row}
    with hub.engine.connect() as conn:
        for table in t.metadata.sorted_tables:
            assert "6789 0124" not in str(conn.execute(table.select()).all())


def test_an_erased_person_goes_everywhere_and_what_comes_late_is_blanked(hub, client):
    a, b = laptops(hub, client)
    row = a.write(AREA, f={"name_en": "Sita", "mobile": "9876543210"}).row
    sync(a, client), sync(b, client)
    b.write(AREA, row, {"mobile": "9876500000"})  # an old laptop still works on her
    a.write(AREA, row, {ERASED: True})
    sync(a, client), sync(b, client)
    c = MemoryLog()
    enrol(c, client, hub, AREA)
    sync(c, client)
    values = [value for op in c.ops.values() for key, value in op.f.items() if key != ERASED]
    assert values == [None, None, None]
    with hub.engine.connect() as conn:
        assert "98765" not in str(conn.execute(t.op.select()).all())


def test_work_and_an_erasure_at_the_same_instant_leave_nothing_of_the_person(hub, client):
    areas = [AREA, "9/165"]
    writer, eraser = MemoryLog(), MemoryLog()
    for log in (writer, eraser):
        enrol(log, client, hub, *areas)
    with web(hub) as one, web(hub) as two, ThreadPoolExecutor(2) as both:
        for n in range(15):
            row = writer.write(areas[0], f={"mobile": f"98765{n:05}"}).row
            sync(writer, one), sync(eraser, two)
            writer.write(areas[1], row, {"mobile": f"98764{n:05}"})
            eraser.write(areas[0], row, {ERASED: True})
            for done in [both.submit(sync, writer, one), both.submit(sync, eraser, two)]:
                assert done.result().waiting == 0
    with hub.engine.connect() as conn:
        assert "9876" not in str(conn.execute(t.op.select()).all())


def test_a_snapshot_brings_an_area_and_the_feed_goes_on(hub, client, monkeypatch):
    a, b = laptops(hub, client)
    for _ in range(600):
        a.write(AREA)
    sync(a, client)
    (made,) = snapshot.write_all(hub)
    assert made["seq"] == 600 and made["frames"] >= 1
    a.write(AREA)
    sync(a, client)
    asked = []
    client._transport.fault = lambda request, answered: asked.append(request.url.path)
    assert sync(b, client).pulled == 601
    assert f"/v1/snapshots/{made['sha256']}" in asked
    assert b.state() == a.state()


def test_a_snapshot_with_an_erased_person_is_given_to_nobody(hub, client):
    (a,) = laptops(hub, client, 1)
    rows = [a.write(AREA).row for _ in range(501)]
    sync(a, client)
    snapshot.write_all(hub)
    a.write(AREA, rows[0], {ERASED: True})
    sync(a, client)
    with hub.engine.connect() as conn:
        assert not conn.execute(t.snapshot.select()).all()


def test_a_revoked_laptop_is_shut_out_and_its_work_is_kept_aside(hub, client):
    (a,) = laptops(hub, client, 1)
    a.write(AREA)
    with hub.engine.begin() as conn:
        assert admission.revoke(conn, hub.keys, a.device())
    with pytest.raises(KnownError) as no:
        sync(a, client)
    assert no.value.reason == "revoked"


def test_an_older_and_a_newer_program_understand_each_other(hub, client):
    a, b = laptops(hub, client)
    newer = a.write(
        AREA, f={"name_en": "Sita", "a_field_of_tomorrow": {"code": "new", "n": 1}}, kind="kind_of_tomorrow"
    )
    sync(a, client), sync(b, client)
    assert b.state()[newer.row] == a.state()[newer.row]


def test_a_full_disk_at_the_hub_keeps_the_work_here(hub, client, monkeypatch):
    (a,) = laptops(hub, client, 1)
    a.write(AREA)
    monkeypatch.setattr(type(hub), "has_room", lambda self: False)
    with pytest.raises(KnownError) as no:
        sync(a, client)
    assert no.value.reason == "full"
    monkeypatch.undo()
    assert sync(a, client).waiting == 0


def test_clocks_years_off_neither_lose_nor_spread(hub, client, monkeypatch):
    a, b = laptops(hub, client)
    import time

    row = b.write(AREA, f={"name_en": "Right"}).row
    sync(b, client), sync(a, client)
    real = time.time
    monkeypatch.setattr("tests.sync.memory.time.time", lambda: real() + 70 * 365 * 86400)
    ahead = a.write(AREA, row, {"name_en": "From 2096"})
    monkeypatch.undo()
    sync(a, client), sync(b, client)
    assert b.state()[row]["name_en"] == "From 2096"
    later = b.write(AREA, row, {"name_en": "Seen and changed"})
    assert later.hlc < ahead.hlc  # her clock was not carried away
    sync(b, client), sync(a, client)
    assert a.state()[row] == b.state()[row] == {"name_en": "Seen and changed"}
    assert not a.conflicting_values(row)
