"""One pack with a wrong signature, or one card that proves nothing, stops nobody else's work: it is told, its place is
kept free, and once the office has set it right it comes by itself."""

import json

import pytest
from sqlalchemy import select, update

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.store import Store
from samarth_desktop.sync import doubted
from tests import postgres_fixture
from tests.store.people import HOME, KEYS
from tests.sync.memory import MemoryLog

AREA = HOME


@pytest.fixture(params=["memory", "store"])
def reader(request, tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    if request.param == "memory":
        yield MemoryLog()
        return
    (tmp_path / "data").mkdir()
    with Store.create(tmp_path / "data", KEYS, home_area=HOME) as store:
        yield StoreLog(store)


def spoil(hub, device, first=1):
    """Another signature than the right one on what the hub gives out; gives what sets it right."""
    where = (t.pack.c.device == device, t.pack.c.first >= first)
    with hub.engine.begin() as conn:
        right = conn.execute(select(t.pack.c.first, t.pack.c.signature).where(*where)).all()
        conn.execute(update(t.pack).where(*where).values(signature=bytes(64)))

    def mend():
        with hub.engine.begin() as conn:
            for row in right:
                one = (t.pack.c.device == device, t.pack.c.first == row.first)
                conn.execute(update(t.pack).where(*one).values(signature=row.signature))

    return mend


def rows_of(log, ops):
    return set(log.rows({op.row for op in ops}))


def test_the_others_arrive_and_the_doubted_one_comes_once_it_is_right(hub, client, reader, monkeypatch):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b, reader):
        postgres_fixture.enrol(log, client, hub, AREA)
    first = a.write(AREA)
    postgres_fixture.sync(a, client)
    mend = spoil(hub, a.device())
    hers = [b.write(AREA) for _ in range(3)]
    postgres_fixture.sync(b, client)
    after = a.write(AREA)
    postgres_fixture.sync(a, client)
    done = postgres_fixture.sync(reader, client)
    assert [text.id for text in done.said] == [doubted.SAID] and done.said[0].args == {"count": 1}
    assert rows_of(reader, [first, *hers, after]) == {op.row for op in (*hers, after)}
    assert not postgres_fixture.sync(reader, client).said, "told once a day, not at every round"
    monkeypatch.setattr(doubted, "_DAY_MS", 1)  # the next day
    assert postgres_fixture.sync(reader, client).said, "still not right"
    mend()
    assert not postgres_fixture.sync(reader, client).said
    assert rows_of(reader, [first]) == {first.row}
    assert not json.loads(reader.get(doubted.DOUBTED))


def test_a_card_that_proves_nothing_leaves_only_its_own_laptop_unproven(hub, client, reader, monkeypatch):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b, reader):
        postgres_fixture.enrol(log, client, hub, AREA)
    ops = [log.write(AREA) for log in (a, b)]
    for log in (a, b):
        postgres_fixture.sync(log, client)
    right = auth.cards

    def one_wrong(conn, keys, devices):
        return [(text, said if a.device() not in text else "AAAA") for text, said in right(conn, keys, devices)]

    with monkeypatch.context() as patched:
        patched.setattr(auth, "cards", one_wrong)
        done = postgres_fixture.sync(reader, client)
    assert rows_of(reader, ops) == {ops[1].row} and done.said[0].args == {"count": 1}
    monkeypatch.setattr(doubted, "_DAY_MS", 1)
    assert not postgres_fixture.sync(reader, client).said and rows_of(reader, ops) == {op.row for op in ops}


def test_what_is_here_already_stays_as_it_is(hub, client, reader):
    """A neighbour brought it before; its right signature is kept, so that it can be handed on."""
    a = MemoryLog()
    for log in (a, reader):
        postgres_fixture.enrol(log, client, hub, AREA)
    op = a.write(AREA)
    postgres_fixture.sync(a, client)
    postgres_fixture.sync(reader, client)
    kept = reader.handed(AREA, a.device(), 0, 9)
    spoil(hub, a.device())
    reader.rewind("hub", {AREA: 0})
    assert not postgres_fixture.sync(reader, client).said
    assert reader.handed(AREA, a.device(), 0, 9) == kept and rows_of(reader, [op]) == {op.row}
