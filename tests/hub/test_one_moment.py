"""A backup of the hub is one moment, also while laptops push; a torn one is refused with a sentence."""

import threading
import zipfile

import pytest
from sqlalchemy import select

from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import backup, consistency
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.context import open_hub
from samarth_desktop.hub.feed import feed
from tests import postgres_fixture
from tests.bench.bench_sync import device, packs
from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog

AREAS = ["9/164", "9/165"]


def restored(server, file):
    fresh = postgres_fixture.fresh_hub(*server, empty=True)
    other = fresh.__enter__()
    url = other.engine.url.render_as_string(hide_password=False)
    other.engine.dispose()
    return fresh, other, url, lambda: backup.restore(other.folder, url, file)


def test_a_backup_while_laptops_push_is_whole(hub, client, server, tmp_path):
    made = [device(hub, n, AREAS) for n in range(3)]
    with hub.engine.connect() as conn:
        known = [auth.device(conn, code) for code, _, _ in made]
    stop = threading.Event()

    def write(n):
        code, key, _ = made[n]
        for area in AREAS:
            for pack in packs(code, key, area, 400, 4):
                if stop.is_set():
                    return
                feed.take(hub.engine, hub.keys, pack, known[n])

    writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for one in writers:
        one.start()
    try:
        files = [tmp_path / f"{n}.zip" for n in range(3)]
        for file in files:
            backup.write(hub, file)
    finally:
        stop.set()
        for one in writers:
            one.join()
    sizes = []
    for file in files:
        fresh, other, url, restore = restored(server, file)
        restore()
        again = open_hub(other.folder, url)
        with again.engine.connect() as conn:
            assert consistency.torn(conn) == []
            sizes.append(len(conn.execute(select(t.op.c.n)).all()))
        again.engine.dispose()
        fresh.__exit__(None, None, None)
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("table, cut", [("op", 1), ("pack", 1), ("stream", 1), ("counter", 1), ("op", 3)])
def test_a_torn_backup_is_refused_and_leaves_nothing(hub, client, server, tmp_path, table, cut):
    log = MemoryLog()
    enrol(log, client, hub, *AREAS)
    for area in AREAS * 2:
        log.write(area)
        sync(log, client)
    backup.write(hub, tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as whole, zipfile.ZipFile(tmp_path / "torn.zip", "w") as torn:
        for name in whole.namelist():
            content = whole.read(name)
            if name == f"tables/{table}":
                content = b"".join(content.splitlines(keepends=True)[:-cut])
            torn.writestr(name, content)
    fresh, other, url, restore = restored(server, tmp_path / "torn.zip")
    with pytest.raises(KnownError) as no:
        restore()
    assert "torn" in no.value.text.id and AREAS[1] in str(no.value.text.args)
    assert not (other.folder / "hub-keys.json").exists()
    backup.restore(other.folder, url, tmp_path / "whole.zip")  # the same hub, still empty, takes a whole one
    fresh.__exit__(None, None, None)


def test_a_hub_that_is_torn_itself_writes_no_backup(hub, client, tmp_path):
    log = MemoryLog()
    enrol(log, client, hub, AREAS[0])
    log.write(AREAS[0])
    sync(log, client)
    with hub.engine.begin() as conn:
        conn.execute(t.counter.update().values(seq=t.counter.c.seq + 1))
    with pytest.raises(KnownError) as no:
        backup.write(hub, tmp_path / "hub.zip")
    assert AREAS[0] in str(no.value.text.args) and not (tmp_path / "hub.zip").exists()
