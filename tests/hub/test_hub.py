"""The hub itself: schema, counts, log, photos and the feed under writers."""

import concurrent.futures
import hashlib
import json
import logging

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from samarth_desktop import paths
from samarth_desktop.domain.oplog.exchange import Photo
from samarth_desktop.domain.oplog.op import ERASED
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission, auth
from samarth_desktop.hub.feed import feed, parcels
from samarth_desktop.hub.files import files
from samarth_desktop.i18n import T
from samarth_desktop.sync import bundle, wire
from samarth_desktop.sync.hub_client import Refusal
from tests import postgres_fixture
from tests.bench.bench_sync import device, packs
from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog

AREA = "9/164"


def test_the_migrations_make_the_tables(hub):
    with hub.engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), t.metadata) == []


def test_what_belongs_to_an_area_carries_it_first():
    for table in t.metadata.sorted_tables:
        if "area" in table.c and table.name != "epoch_mark":
            assert next(iter(table.primary_key.columns)).name == "area", table.name


def test_the_feed_has_no_holes_under_many_writers(hub):
    writers = 6
    made = [device(hub, n, [AREA]) for n in range(writers)]
    with hub.engine.connect() as conn:
        known = [auth.device(conn, code) for code, _, _ in made]

    def write(n):
        code, key, _ = made[n]
        for pack in packs(code, key, AREA, 60, 5):
            feed.take(hub.engine, hub.keys, pack, known[n])

    seen, cursor = [], 0
    with concurrent.futures.ThreadPoolExecutor(writers) as pool:
        unit = [pool.submit(write, n) for n in range(writers)]
        while True:
            ended = all(one.done() for one in unit)
            with hub.engine.connect() as conn:
                came, cursor, _ = feed.packs_after(conn, AREA, cursor, "", 10**9)
            seen += [(pack.seal.device, n) for pack in came for n in range(pack.seal.first, pack.seal.last + 1)]
            if ended and not came:
                break
    [one.result() for one in unit]
    assert len(seen) == len(set(seen)) == writers * 60


def test_photos_arrive_in_pieces_and_are_read_back(hub, client):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        enrol(log, client, hub, AREA)
    photo = bytes(range(256)) * 400
    name = hashlib.sha256(photo).hexdigest()
    a.files[AREA, name] = photo
    begun = files.place(hub, AREA, name).with_suffix(".part")
    begun.parent.mkdir(parents=True)
    begun.write_bytes(photo[:50_001])  # what a cut left there
    sent = []
    client._transport.fault = lambda request, answered: (
        sent.append(request.read()) if request.method == "PUT" and not answered else None
    )
    done = sync(a, client)
    assert (done.photos_sent, done.photos_waiting) == (1, 0)
    assert sent == [photo[50_001:]]
    assert files.place(hub, AREA, name).read_bytes() == photo


def test_what_came_on_a_stick_goes_over_no_line_again(hub, client, tmp_path):
    """A file that the hub has whole is not sent; one that is whole but that nobody looked at, and one begun, are ended;
    one that cannot be read here keeps back no other, on the stick and on the line."""
    a = MemoryLog()
    enrol(a, client, hub, AREA)
    photos = [bytes([n]) * 5_000 for n in range(1, 6)]
    names = [hashlib.sha256(photo).hexdigest() for photo in photos]
    for name, photo in zip(names[:3], photos[:3], strict=True):
        a.files[AREA, name] = photo
    bundle.write_parcel(a, tmp_path / "p", "hub")
    assert parcels.take(hub, tmp_path / "p")["photos"] == 3
    for name, photo, there in zip(names[3:], photos[3:], (5_000, 1_000), strict=True):
        a.files[AREA, name] = photo
        begun = files.place(hub, AREA, name).with_suffix(".part")
        begun.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(photo[:there])
    here = a.photos
    a.photos = lambda limit: [Photo(AREA, "00" * 32, 9, damaged), *here(limit)]
    sent = []
    client._transport.fault = lambda request, answered: (
        sent.append(len(request.read())) if request.method == "PUT" and not answered else None
    )
    done = sync(a, client)
    assert (sorted(sent), done.photos_sent, done.photos_waiting) == ([0, 4_000], 2, 1)
    for name, photo in zip(names, photos, strict=True):
        assert files.place(hub, AREA, name).read_bytes() == photo
    assert bundle.write_parcel(a, tmp_path / "p", "hub").photos == 0


def damaged():
    raise KnownError(T("This photo is damaged."))


def test_a_hub_of_before_is_sent_the_photos_all_the_same(hub, client):
    a = MemoryLog()
    enrol(a, client, hub, AREA)
    a.files[AREA, hashlib.sha256(b"photo").hexdigest()] = b"photo"
    unknown = []

    def before(request, answered):
        if request.url.path == "/v1/photos/held" and not answered:
            request.url = request.url.copy_with(path="/v1/photos/what")
            unknown.append(request)

    client._transport.fault = before
    assert sync(a, client).photos_sent == 1 and unknown


def test_a_photo_with_other_content_is_not_taken(hub, client):
    (a,) = [MemoryLog()]
    enrol(a, client, hub, AREA)
    wrong = hashlib.sha256(b"what was promised").hexdigest()
    a.files[AREA, wrong] = b"what was sent"
    done = sync(a, client)
    assert (done.photos_sent, done.photos_waiting) == (0, 1)
    assert not files.place(hub, AREA, wrong).exists()


def test_an_erased_persons_photo_goes(hub, client):
    a = MemoryLog()
    enrol(a, client, hub, AREA)
    name = hashlib.sha256(b"face").hexdigest()
    a.files[AREA, name] = b"face"
    row = a.write(AREA, f={"photo": name, "name_en": "Sita"}).row
    sync(a, client)
    assert files.place(hub, AREA, name).exists()
    a.write(AREA, row, {ERASED: True})
    sync(a, client)
    assert not files.place(hub, AREA, name).exists()
    with hub.engine.connect() as conn:
        assert not conn.execute(t.blob.select()).all()


def test_the_log_and_the_counts_hold_no_personal_data(hub, client, caplog):
    a = MemoryLog()
    with caplog.at_level(logging.INFO, "samarth.hub"):
        enrol(a, client, hub, AREA)
        a.write(AREA, f={"name_en": "Sita Devi", "mobile": "9876543210"})
        sync(a, client)
        client.get("http://testserver/v1/photos/" + "ab" * 32 + "?area=9/164")
        counts = client.get("http://testserver/metrics").text
    assert "samarth_operations 1" in counts and 'route="/v1/push",status="200"' in counts
    said = " ".join(record.getMessage() for record in caplog.records if record.name == "samarth.hub")
    for secret in ("Sita", "9876543210", a.device(), "ab" * 32, "Asha", AREA):
        assert secret not in said and secret not in counts
    routes = {json.loads(record.getMessage())["route"] for record in caplog.records if record.name == "samarth.hub"}
    assert "/v1/push" in routes and "/v1/photos/{sha256}" in routes


def test_a_database_that_is_away_is_told_and_the_work_stays(hub, client, monkeypatch):
    from sqlalchemy.exc import OperationalError

    a = MemoryLog()
    enrol(a, client, hub, AREA)
    a.write(AREA)
    right = feed.take

    def full(*arguments):
        monkeypatch.setattr(feed, "take", right)
        raise OperationalError("COPY", {}, Exception("could not extend file: No space left on device"))

    monkeypatch.setattr(feed, "take", full)
    assert sync(a, client).waiting == 0  # asked again, and then taken


def test_a_restored_hub_takes_back_the_laptops_that_enrolled_after_the_backup_when_an_officer_says_so(
    server, hub, client, tmp_path
):
    from samarth_desktop.hub.admin import backup
    from samarth_desktop.hub.context import open_hub

    backup.write(hub, tmp_path / "hub.zip")
    late = MemoryLog()
    enrol(late, client, hub, AREA)
    late.write(AREA)
    sync(late, client)
    with postgres_fixture.fresh_hub(*server, empty=True) as other:
        url = other.engine.url.render_as_string(hide_password=False)
        other.engine.dispose()
        backup.restore(other.folder, url, tmp_path / "hub.zip")
        restored = open_hub(other.folder, url)
        with postgres_fixture.web(restored) as again:
            with pytest.raises(Refusal) as no:  # whether it was shut out since, only an officer knows
                sync(late, again)
            assert no.value.reason == "waits"
            with restored.engine.begin() as conn:
                assert admission.readmit(conn, restored.keys, late.device())
            assert sync(late, again).waiting == 0
        with restored.engine.connect() as conn:
            assert conn.execute(select(t.op.c.device)).scalars().all() == [late.device()]
        restored.engine.dispose()


def test_no_more_is_taken_at_once_than_agreed(client):
    answer = client.post("http://testserver/v1/enrol", content=bytes(5 * 1024 * 1024))
    assert answer.status_code == 413 and wire.hear(answer.content)["reason"] == "long"


def test_it_works_the_same_on_partitions(hub, client):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        enrol(log, client, hub, "9")
    early = {a.write(area).row for area in (AREA, "9/165", "9/166")}
    sync(a, client)
    with hub.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.connection.driver_connection.execute(paths.resource("hub/partitions.sql").read_text())
    late = {a.write(area).row for area in (AREA, "9/165", "9/167")}
    a.write(AREA, a.write(AREA).row, {ERASED: True})
    sync(a, client), sync(b, client)
    assert set(a.state()) == set(b.state()) and early | late < set(b.state())
    with hub.engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn, opts={"include_object": _whole}), t.metadata) == []


def _whole(thing, name, kind, reflected, compare_to):
    return not (kind == "table" and name.rpartition("_")[2].isdecimal())
