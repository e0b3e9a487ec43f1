"""Shut out means shut out: under every code of a laptop, after a new one, after the hub was restored from a backup."""

import json

import pytest
from sqlalchemy import select, update

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.__main__ import main
from samarth_desktop.hub.admin import backup, database
from samarth_desktop.hub.auth import admission, auth, chains
from samarth_desktop.hub.context import open_hub
from samarth_desktop.sync import identity
from samarth_desktop.sync.hub_client import Refusal
from tests import postgres_fixture
from tests.postgres_fixture import enrol, hub_client, sync, web
from tests.sync.memory import MemoryLog

AREA = "9/164"


def laptop(hub, client, role="coordinator"):
    log = MemoryLog()
    enrol(log, client, hub, AREA, role=role)
    return log


def renew(log, client):
    """Takes a new code, as a copied folder does; gives the laptop as it was before."""
    import copy

    old = copy.deepcopy(log)
    line = hub_client(client)
    me = identity.enrolled(log)
    line.identity = lambda: (me.device, me.key, list(me.card))
    identity.renew(log, line, {}, lambda device: {})
    return old


def revoke(hub, log):
    with hub.engine.begin() as conn:
        assert admission.revoke(conn, hub.keys, log.device())


def is_out(log, client):
    try:
        sync(log, client)
    except Refusal as no:
        return no.reason == "revoked"
    return False


@pytest.mark.parametrize("whose", range(3))
def test_whichever_code_is_revoked_all_codes_of_the_laptop_are(hub, client, whose):
    other, log = laptop(hub, client), laptop(hub, client)
    first = renew(log, client)
    second = renew(log, client)
    revoke(hub, (first, second, log)[whose])
    for one in (first, second, log):
        one.write(AREA)
        assert is_out(one, client)
    sync(other, client)
    assert identity.revoked(other) == {first.device(), second.device(), log.device()}


def test_new_codes_are_limited_by_the_day(hub, client):
    log = laptop(hub, client)
    for _ in range(chains.RENEWALS_A_DAY):
        renew(log, client)
    with pytest.raises(Refusal) as no:
        renew(log, client)
    assert no.value.status == 429
    with hub.engine.begin() as conn:
        conn.execute(update(t.device).values(enrolled=auth.now() - chains.A_DAY))
    log.put({identity.NEXT: ""})
    renew(log, client)


def test_one_laptop_is_one_line_with_its_earlier_codes(hub, client):
    log, twin = laptop(hub, client), laptop(hub, client)
    codes = [log.device()]
    for _ in range(2):
        renew(log, client)
        codes.append(log.device())
    original = renew(twin, client)
    sync(log, client), sync(twin, client), sync(original, client)  # a copied folder: the original goes on too
    with hub.engine.connect() as conn:
        lines = {one["code"]: one["chain"] for one in admission.devices(conn)}
    assert lines == {codes[2]: [codes[1], codes[0]], twin.device(): [original.device()], original.device(): []}


@pytest.fixture
def restored(hub, client, server, tmp_path):
    """Gives a function that restores the hub from the backup written by its first call."""
    opened = []

    def again(*, write=False):
        if write:
            backup.write(hub, tmp_path / "hub.zip")
            return None
        fresh = postgres_fixture.fresh_hub(*server, empty=True)
        other = fresh.__enter__()
        url = other.engine.url.render_as_string(hide_password=False)
        other.engine.dispose()
        backup.restore(other.folder, url, tmp_path / "hub.zip")
        found = open_hub(other.folder, url)
        wires = web(found)
        opened.append((fresh, found, wires))
        return found, wires

    yield again
    for fresh, found, wires in opened:
        wires.close()
        found.engine.dispose()
        fresh.__exit__(None, None, None)


@pytest.mark.parametrize("since", ["revoked only", "enrolled and revoked", "renewed and revoked"])
def test_a_restored_hub_keeps_shut_out_whom_any_laptop_knows_to_be(hub, client, restored, since):
    honest, lost = laptop(hub, client), laptop(hub, client)
    sync(honest, client), sync(lost, client)
    if since == "enrolled and revoked":
        restored(write=True)
        lost = laptop(hub, client)
    else:
        restored(write=True)
    old = renew(lost, client) if since == "renewed and revoked" else lost
    revoke(hub, lost)
    sync(honest, client)
    again, wires = restored()
    assert sync(honest, wires).waiting == 0  # brings the word back
    for one in (old, lost):
        one.write(AREA)
        assert is_out(one, wires)
    with again.engine.connect() as conn:
        assert lost.device() not in set(conn.execute(select(t.op.c.device)).scalars())
    fresh = MemoryLog()
    enrol(fresh, wires, again, AREA)
    sync(fresh, wires)
    assert lost.device() in identity.revoked(fresh)


def test_words_of_two_lives_stand_beside_each_other(hub, client, restored):
    """The hub shuts somebody out, is restored from before that, and shuts out somebody else: both words hold."""
    honest, first, second = (laptop(hub, client) for _ in range(3))
    sync(honest, client)
    restored(write=True)
    revoke(hub, first)
    sync(honest, client)
    again, wires = restored()
    revoke(again, second)
    late = MemoryLog()
    enrol(late, wires, again, AREA)
    for log in (late, honest, late):
        assert sync(log, wires).waiting == 0
    assert identity.revoked(honest) == identity.revoked(late) == {first.device(), second.device()}
    assert is_out(first, wires) and is_out(second, wires)
    assert sync(honest, wires).pushed == 0


def test_who_enrolled_after_the_backup_waits_for_an_officer(hub, client, restored):
    restored(write=True)
    late, carried = laptop(hub, client), laptop(hub, client)
    again, wires = restored()
    late.write(AREA)
    with pytest.raises(Refusal) as no:
        sync(late, wires)
    assert no.value.reason == "waits" and "office" in no.value.text.id
    with again.engine.begin() as conn:
        (one,) = [one for one in admission.devices(conn) if one["code"] == late.device()]
        assert one["waits"] and not one["revoked"]
        assert admission.readmit(conn, again.keys, late.device())
        assert not admission.readmit(conn, again.keys, "NOSUCH")
    assert sync(late, wires).waiting == 0
    assert carried.device()  # never came: nothing is known of it


def test_a_readmitted_laptop_stays_so_after_another_restore(hub, client, restored):
    honest, lost = laptop(hub, client), laptop(hub, client)
    revoke(hub, lost)
    restored(write=True)
    with hub.engine.begin() as conn:
        assert admission.readmit(conn, hub.keys, lost.device())
    sync(honest, client)
    assert not is_out(lost, client) and not identity.revoked(honest)
    _, wires = restored()
    assert is_out(lost, wires)  # nobody has told this hub yet
    sync(honest, wires)
    assert not is_out(lost, wires)


def test_the_commands_readmit_and_restore_say_what_they_do(hub, client, server, tmp_path, capsys):
    log = laptop(hub, client)
    old = renew(log, client)
    url = hub.engine.url.render_as_string(hide_password=False)

    def command(*words, folder=hub.folder, url=url):
        status = main([*words, "--data", str(folder), "--database", url])
        return status, capsys.readouterr()

    assert command("devices", "revoke", old.device())[0] == 0
    (listed,) = json.loads(command("devices", "--json")[1].out)
    assert (listed["code"], listed["chain"], bool(listed["revoked"])) == (log.device(), [old.device()], True)
    assert command("readmit", log.device())[0] == 0
    (listed,) = json.loads(command("devices", "--json")[1].out)
    assert listed["revoked"] == "" and not is_out(log, client)
    assert old.device() in command("devices")[1].out
    status, said = command("readmit", "NOSUCH", "--lang", "hi")
    assert status == 2 and "NOSUCH" in said.err
    assert command("backup", str(tmp_path / "hub.zip"))[0] == 0
    with postgres_fixture.fresh_hub(*server, empty=True) as other:
        away = other.engine.url.render_as_string(hide_password=False)
        other.engine.dispose()
        status, said = command("restore", str(tmp_path / "hub.zip"), folder=other.folder, url=away)
    assert status == 0 and "readmit" in said.err and "revoke" in said.err


def test_a_hub_from_before_shuts_out_whole_chains_and_says_so(server):
    """Migrated from a hub where only one code of a laptop was revoked, and nobody was told."""
    with postgres_fixture.fresh_hub(*server, empty=True) as other:
        url = other.engine.url.render_as_string(hide_password=False)
        database.migrate(url, "0001")
        made = {"person": "Asha", "role": "coordinator", "key": bytes(32), "box": bytes(32), "laptop": ""}
        names = ("code", "replaces", "person", "role", "key", "box", "laptop", "revoked")
        with other.engine.begin() as conn:
            for code, before, out in (("A", "", None), ("B", "A", auth.now()), ("C", "B", None), ("D", "", None)):
                values = {**made, "code": code, "replaces": before, "revoked": out}
                place = ", ".join(f"%({name})s" for name in names)
                conn.exec_driver_sql(f"INSERT INTO device ({', '.join(names)}) VALUES ({place})", values)
        other.engine.dispose()
        database.migrate(url)
        hub = open_hub(other.folder, url)
        with hub.engine.connect() as conn:
            out = conn.execute(select(t.device.c.code).where(t.device.c.revoked.is_not(None))).scalars().all()
            told = conn.execute(select(t.op.c.row).where(t.op.c.kind == "revoked_device")).scalars().all()
        assert sorted(out) == sorted(told) == ["A", "B", "C"]
        hub.engine.dispose()
        open_hub(other.folder, url).engine.dispose()  # said once
