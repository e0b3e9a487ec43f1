"""A laptop whose data file broke goes on with what could be read: nothing at the hub is doubled, clashes or is lost,
what the office had comes back, and what it had not arrives as far as it could be read."""

import random
import shutil

import pytest
from sqlalchemy import func, select

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.engine import connect
from samarth_desktop.store.folder import backup, vault
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.folder.salvage import Salvaged, salvage
from tests.store.people import KEYS
from tests.sync.computers import Computer, Place
from tests.sync.test_unsent_work import Work, client, hub, template

__all__ = ["client", "hub", "template"]
_PAGE = 4096


def _break(laptop: Computer, seed: int, pages: int) -> None:
    with laptop.on() as data:
        connection = connect(data / vault.DATABASE, KEYS.data)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (last,) = connection.execute("SELECT max(rootpage) FROM sqlite_master").fetchone()  # after it: content only
        connection.close()
        content = bytearray((data / vault.DATABASE).read_bytes())
        for page in random.Random(seed).sample(range(last + 1, len(content) // _PAGE + 1), pages):
            content[(page - 1) * _PAGE + 9 : (page - 1) * _PAGE + 29] = bytes(20)
        (data / vault.DATABASE).write_bytes(content)


def _salvage(laptop: Computer) -> Salvaged:
    with laptop.on() as data:
        new = data.with_name("new")
        shutil.copytree(data, new, ignore=shutil.ignore_patterns("samarth.db*", "in-use.lock"))
        found = salvage(data / vault.DATABASE, KEYS.data, new / vault.DATABASE)
        backup.take_place(new, data)
        return found


@pytest.mark.parametrize(("seed", "pages"), [(1, 6), (2, 25), (3, 60)])
def test_a_broken_laptop_goes_on(seed, pages, hub, client, template, tmp_path, monkeypatch):
    unit = Work(hub, client, f"9/{163 + seed}", tmp_path)
    laptop = Computer(Place(tmp_path, "linux", monkeypatch))
    laptop.begin(template)
    with laptop.store() as store:
        unit.enrol(store)
        for _ in range(40):
            unit.register(store)
        unit.sync(store)
        sent = set(unit.expected)
        for _ in range(40):
            unit.register(store)
        with store.read() as reader:
            total = reader.connection.scalar(select(func.count()).select_from(tables.op))
    _break(laptop, seed, pages)
    found = _salvage(laptop)
    assert found.operations + found.come_again + found.lost == total
    with laptop.store() as store:
        assert not [problem for problem in check(store, every=True) if "missing" not in problem.id]
        if not found.settings:
            unit.enrol(store)
        unit.register(store)
        unit.sync(store)
        assert unit.sync(store).waiting == 0
        with store.read() as reader:
            saved = {row for row in unit.expected if reader.ops(row)}
            assert sent <= saved, "the office had it"
            assert all(reader.get(Artisan, row) or reader.ops(row) for row in saved)
        assert saved <= unit.at_hub()
        assert len(saved) >= 162 - found.lost  # the newest that broke may be others'
        assert check(store, every=True) == []
    unit.expected = dict.fromkeys(saved, 1)
    unit.arrived(once=True)
