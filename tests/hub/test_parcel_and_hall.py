"""Without a network: a stick to the hub or a neighbour, and a hall in which one laptop serves the others."""

import hashlib

import httpx
import pytest

from samarth_desktop.errors import KnownError
from samarth_desktop.hub.auth import admission
from samarth_desktop.hub.feed import parcels
from samarth_desktop.hub.files import files
from samarth_desktop.sync import bundle, identity, peer_sync
from tests.postgres_fixture import Inline, enrol, sync
from tests.sync.memory import MemoryLog

AREA = "9/164"
NOW = 1_800_000_000_000


def laptops(hub, client, count):
    logs = [MemoryLog() for _ in range(count)]
    for log in logs:
        enrol(log, client, hub, AREA)
    return logs


def test_a_stick_brings_operations_and_photos_to_the_hub_once(hub, client, tmp_path):
    a, b = laptops(hub, client, 2)
    rows = {a.write(AREA).row for _ in range(3)}
    photo = b"\xff\xd8" + bytes(5000)
    a.files[AREA, hashlib.sha256(photo).hexdigest()] = photo
    stick = tmp_path / "work.parcel"
    assert bundle.write_parcel(a, stick, "hub") == bundle.Transferred(3, 1)
    assert b"Sita" not in stick.read_bytes()
    for _ in range(2):
        assert parcels.take(hub, stick)["taken"] == 3
    assert files.place(hub, AREA, hashlib.sha256(photo).hexdigest()).read_bytes() == photo
    assert a.marks("hub").get((AREA, a.device()), 0) == 0  # only the hub's own word counts as sent
    sync(b, client)
    assert set(b.state()) == rows
    done = sync(a, client)
    assert (done.pushed, done.waiting) == (0, 0)


def test_a_stick_to_a_neighbour_is_carried_on_to_the_hub(hub, client, tmp_path):
    a, b, c = laptops(hub, client, 3)
    first = a.write(AREA)
    sync(a, client), sync(b, client)
    second = a.write(AREA, first.row, {"name_en": "Changed"})
    b_card = identity.enrolled(b).card
    identity.keep_cards(a, {"b": identity.read_card(b_card, identity.enrolled(a).hub_key())})
    stick = tmp_path / "for-b"
    bundle.write_parcel(a, stick, b.device())
    for new in (1, 0):
        assert bundle.read_parcel(b, stick, NOW).operations == new
    with pytest.raises(KnownError):
        bundle.read_parcel(c, stick, NOW)
    sync(b, client), sync(c, client)
    assert c.state()[second.row] == {"name_en": "Changed"}


@pytest.mark.parametrize("damage", ["cut", "changed", "swapped"])
def test_a_damaged_parcel_gives_nothing(hub, client, tmp_path, damage):
    (a,) = laptops(hub, client, 1)
    a.write(AREA)
    stick = tmp_path / "p"
    bundle.write_parcel(a, stick, "hub")
    raw = bytearray(stick.read_bytes())
    if damage == "cut":
        raw = raw[: len(raw) // 2]
    elif damage == "changed":
        raw[-90] ^= 1
    else:
        raw = raw.replace(b'"for":"hub"', b'"for":"hxb"')
    stick.write_bytes(raw)
    with pytest.raises(KnownError):
        parcels.take(hub, stick)


def test_a_parcel_of_a_revoked_laptop_is_refused(hub, client, tmp_path):
    (a,) = laptops(hub, client, 1)
    a.write(AREA)
    bundle.write_parcel(a, tmp_path / "p", "hub")
    with hub.engine.begin() as conn:
        admission.revoke(conn, hub.keys, a.device())
    with pytest.raises(KnownError):
        parcels.take(hub, tmp_path / "p")


def in_hall(log):
    return httpx.Client(transport=Inline(peer_sync.hall_app(log)))


def test_a_hall_agrees_and_its_server_takes_everything_to_the_hub(hub, client):
    host, a, b, far = laptops(hub, client, 4)
    row = a.write(AREA, f={"name_en": "Sita"}).row
    b.write(AREA)
    host.write(AREA)
    with in_hall(host) as web:
        for log in (a, b, a, b):
            peer_sync.visit(log, "http://127.0.0.1", web)
    assert a.state() == b.state() == host.state() and len(a.state()) == 3
    b.write(AREA, row, {"name_en": "Sita Devi"})
    with in_hall(host) as web:
        peer_sync.visit(b, "http://127.0.0.1", web)
    assert a.marks("hub").get((AREA, a.device()), 0) == 0
    sync(host, client), sync(far, client)
    assert far.state() == b.state()
    done = sync(b, client)  # the hub has it all already, each operation once
    assert (done.pushed, done.waiting) == (0, 0)


def test_a_hall_listens_to_nobody_from_another_programme(hub, client):
    host, a = laptops(hub, client, 2)
    stranger = MemoryLog()
    stranger.settings = dict(a.settings)
    state = stranger.settings[identity.STATE]
    stranger.settings[identity.STATE] = state.replace(identity.enrolled(a).card[1], identity.enrolled(host).card[1])
    with in_hall(host) as web, pytest.raises(KnownError):
        peer_sync.visit(stranger, "http://127.0.0.1", web)


def test_a_hall_over_real_sockets_is_found_by_its_neighbours(hub, client):
    host, a = laptops(hub, client, 2)
    a.write(AREA)
    with peer_sync.serving(host, "127.0.0.1") as url:
        found = peer_sync.neighbours(1.5, "127.0.0.1")
        assert peer_sync.Neighbour(host.device(), url) in found
        assert peer_sync.visit(a, url).operations == 1
    assert host.state() == a.state()
