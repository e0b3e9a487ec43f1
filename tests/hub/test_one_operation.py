"""One operation never stops a laptop: whatever is wrong with it, the rest is taken, and somebody is told which it was."""

import json
import logging

import httpx
import pytest
from sqlalchemy import select

from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.__main__ import main
from samarth_desktop.hub.certificates import certificate_register
from samarth_desktop.hub.feed import feed, parcels, quarantine
from samarth_desktop.sync import bundle, peer_sync, wire
from tests.postgres_fixture import Inline, enrol, sync
from tests.sync.memory import MemoryLog

AREA, OTHER = "9/164", "9/165"
ISSUER = "ABCDEF"
SERIAL = f"A-{ISSUER}-000001-7"
ISSUED = {"serial": SERIAL, "state": "valid", "issued_on": "2026-02-01"}


def laptops(hub, client, count=1, *areas):
    """The first is the issuer of the certificate, the others an office's: both may say whether it holds."""
    with hub.engine.connect() as conn:
        there = conn.execute(select(t.device.c.code).where(t.device.c.code == ISSUER)).scalar()
    logs = [MemoryLog("" if there or n else ISSUER) for n in range(count)]
    for n, log in enumerate(logs):
        enrol(log, client, hub, *(areas or (AREA, OTHER)), role="office" if n else "coordinator")
    return logs


def states(hub):
    with hub.engine.connect() as conn:
        return {row.state for row in conn.execute(select(t.certificate).where(t.certificate.c.serial == SERIAL))}


def in_log(hub, device):
    with hub.engine.connect() as conn:
        rows = conn.execute(select(t.op.c.area, t.op.c.n, t.op.c.line).where(t.op.c.device == device)).all()
    return {(area, n): line for area, n, line in rows}


def moved(log):
    """A certificate whose holder went to another district, and what was printed after that."""
    row = log.write(AREA, f=ISSUED, kind="certificate").row
    log.write(AREA, row, {MOVED_TO: OTHER}, kind="certificate")
    log.write(OTHER, row, {**ISSUED, MOVED_TO: ""}, kind="certificate")
    log.write(OTHER, row, {"printed": 2}, kind="certificate")
    return row


@pytest.mark.parametrize("state", ["valid", "revoked"])
@pytest.mark.parametrize("way", ["line", "stick"])
def test_a_certificate_keeps_its_serial_wherever_its_holder_went(hub, client, tmp_path, way, state):
    a, b = laptops(hub, client, 2)
    row = moved(a)
    if way == "stick":
        bundle.write_parcel(a, tmp_path / "p", "hub")
        assert parcels.take(hub, tmp_path / "p") == {"taken": 4, "refused": 0, "photos": 0}
    done = sync(a, client)
    assert (done.waiting, done.refused, states(hub)) == (0, 0, {"valid"})
    sync(b, client)
    b.write(OTHER, row, {"state": state}, kind="certificate")
    assert sync(b, client).waiting == 0 and states(hub) == {state}


def test_a_certificates_state_is_the_one_that_its_operations_say_in_any_order_of_arrival(hub, client):
    a, b = laptops(hub, client, 2)
    row = a.write(AREA, f=ISSUED, kind="certificate").row
    sync(a, client), sync(b, client)
    a.write(AREA, row, {"state": "replaced"}, kind="certificate")
    b.clock.last += 1 << 32
    b.write(AREA, row, {"state": "revoked"}, kind="certificate")  # later, and without a's
    sync(b, client), sync(a, client), sync(b, client)
    assert a.state()[row]["state"] == b.state()[row]["state"] == "revoked" and states(hub) == {"revoked"}


POISON = [
    ("a serial of any length", {**ISSUED, "serial": "A" * 100}, "certificate"),
    ("a date of any length", {**ISSUED, "issued_on": "2026-02-01T00:00:00Z"}, "certificate"),
    ("a kind with a NUL", {"name_en": "Sita"}, "arti\x00san"),
]


@pytest.mark.parametrize("about, f, kind", POISON, ids=[one[0] for one in POISON])
@pytest.mark.parametrize("way", ["line", "stick", "hall"])
def test_an_operation_that_cannot_be_taken_in_is_refused_alone(hub, client, tmp_path, caplog, about, f, kind, way):
    a, b = laptops(hub, client, 2)
    before, odd, after = a.write(AREA), a.write(AREA, f=f, kind=kind), a.write(AREA)
    with caplog.at_level(logging.WARNING, "samarth.hub"):
        if way == "stick":
            bundle.write_parcel(a, tmp_path / "p", "hub")
            assert parcels.take(hub, tmp_path / "p")["refused"] == 1
        elif way == "hall":
            with httpx.Client(transport=Inline(peer_sync.hall_app(b))) as web:
                peer_sync.visit(a, "http://127.0.0.1", web)
            assert {before.row, after.row} <= set(b.state())
            sync(b, client)
        done = sync(a, client)
    assert done.waiting == 0
    held = in_log(hub, a.device())
    assert held[AREA, odd.n] == "0" and held[AREA, after.n] != "0" != held[AREA, before.n]
    if way == "line":
        assert done.refused == 1 and set(a.refused) == {odd.version}
        (told,) = [json.loads(one.getMessage()) for one in caplog.records if "refused" in one.getMessage()]
        assert (told["laptop"], told["n"], told["row"]) == (a.device(), odd.n, odd.row)
        assert "Sita" not in caplog.text
    with hub.engine.connect() as conn:
        assert quarantine.by_device(conn)[a.device()] == {"count": 1, "rows": [odd.row]}
        (kept,) = conn.execute(select(t.quarantine)).all()
        for pack in feed.packs_after(conn, AREA, 0, "", 10**9)[0]:
            assert pack.seal.signer == a.device() or wire.genuine(pack, hub.keys.sign.public_key())
    assert json.loads(kept.line)[4] == f
    (late,) = laptops(hub, client, 1)
    sync(late, client)
    assert {before.row, after.row} <= set(late.state()) and odd.row not in late.state()


def test_what_an_operation_began_is_taken_back_with_it(hub, client, monkeypatch):
    """An erasure that fails half way leaves nothing half erased, and what stands beside it in the pack is taken."""
    (a,) = laptops(hub, client)
    row = a.write(AREA).row
    sync(a, client)
    erasing, beside = a.write(AREA, row, {ERASED: True}), a.write(AREA)
    right = feed.erasing.erase

    def half(conn, keys, by):
        right(conn, keys, by)
        raise LookupError

    with monkeypatch.context() as patched:
        patched.setattr(feed.erasing, "erase", half)
        assert sync(a, client).refused == 1
    held = in_log(hub, a.device())
    assert "Sita" in held[AREA, 1] and held[AREA, erasing.n] == "0" and "Sita" in held[AREA, beside.n]


def test_a_database_that_is_away_refuses_no_operation(hub, client, monkeypatch):
    from sqlalchemy.exc import OperationalError

    (a,) = laptops(hub, client)
    a.write(AREA, f=ISSUED, kind="certificate")
    right = certificate_register.note

    def away(*arguments):
        monkeypatch.setattr(certificate_register, "note", right)
        raise OperationalError("INSERT", {}, Exception("could not extend file: No space left on device"))

    monkeypatch.setattr(certificate_register, "note", away)
    done = sync(a, client)
    assert (done.refused, done.waiting) == (0, 0) and states(hub) == {"valid"}


def test_one_pack_on_a_stick_stops_nothing_that_follows(hub, client, tmp_path, monkeypatch):
    (a,) = laptops(hub, client)
    a.write(AREA), a.write(OTHER)
    bundle.write_parcel(a, tmp_path / "p", "hub")
    right = feed._take

    def odd(engine, keys, pack, via):
        if pack.seal.area == AREA:
            raise LookupError
        return right(engine, keys, pack, via)

    monkeypatch.setattr(feed, "_take", odd)
    assert parcels.take(hub, tmp_path / "p") == {"taken": 1, "refused": 1, "photos": 0}


def test_an_erasure_reaches_who_holds_only_the_area_to_which_she_moved(hub, client):
    (old,), (new,) = laptops(hub, client, 1, AREA), laptops(hub, client, 1, OTHER)
    (both,) = laptops(hub, client)
    row = both.write(AREA).row
    sync(both, client), sync(old, client)
    both.write(AREA, row, {MOVED_TO: OTHER})
    both.write(OTHER, row, {"name_en": "Sita", MOVED_TO: ""})
    sync(both, client), sync(new, client)
    assert new.state()[row]["name_en"] == "Sita"
    old.write(AREA, row, {ERASED: True})
    for log in (old, new, both):
        assert sync(log, client).waiting == 0
    assert new.state()[row].get(ERASED) and both.state()[row].get(ERASED)
    late = both.write(OTHER, both.write(OTHER).row, {"name_en": "Gita"})
    assert sync(both, client).waiting == 0 and in_log(hub, both.device())[OTHER, late.n] != "0"


def test_a_row_that_moves_after_its_erasure_is_told_there_too(hub, client):
    (old,), (new,) = laptops(hub, client, 1, AREA), laptops(hub, client, 1, OTHER)
    (both,) = laptops(hub, client)
    row = both.write(AREA).row
    sync(both, client), sync(old, client)
    old.write(AREA, row, {ERASED: True})
    sync(old, client)
    both.write(AREA, row, {MOVED_TO: OTHER})
    both.write(OTHER, row, {"name_en": "Sita", MOVED_TO: ""})
    sync(both, client), sync(new, client)
    assert new.state()[row].get(ERASED) and not new.state()[row].get("name_en")


def test_the_officers_list_names_laptop_and_row(server, tmp_path, capsys, hub, client):
    (a,) = laptops(hub, client)
    odd = a.write(AREA, f={**ISSUED, "serial": "A" * 100, "reason": "Sita Devi"}, kind="certificate")
    sync(a, client)
    url = hub.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    common = ["--data", str(hub.folder), "--database", url]
    assert main(["devices", *common, "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["refused"] == {"count": 1, "rows": [odd.row]}
    assert main(["devices", *common]) == 0
    said = capsys.readouterr().out
    assert odd.row in said and a.device() in said and "Sita" not in said


def test_what_is_kept_since_before_names_its_row_too(server):
    import sqlalchemy as sa

    from samarth_desktop.hub.admin import database
    from tests import postgres_fixture

    with postgres_fixture.fresh_hub(*server, empty=True) as hub:
        url = hub.engine.url.render_as_string(hide_password=False)
        database.migrate(url, "0001")
        row = "0198f2a0-0000-7000-8000-000000000001"
        lines = [json.dumps(["artisan", row, "1", "Asha", {"name_en": "Sita"}]), "no line", '["artisan","Sita"]']
        values = {"area": AREA, "device": "ABCDEF", "digest": "", "reason": "", "via": "", "laptop": ""}
        table = sa.table("aside", *(sa.column(name) for name in (*values, "n", "line")))
        with hub.engine.begin() as conn:
            for n, line in enumerate(lines, start=1):
                conn.execute(sa.insert(table).values(**values, n=n, line=line))
        database.migrate(url)
        with hub.engine.connect() as conn:
            assert quarantine.by_device(conn) == {"ABCDEF": {"count": 3, "rows": [row]}}
