"""Faults that the machine of :mod:`tests.sync.test_lives` must see, planted one at a time.

Here a short life is played in which each of them matters; that the machine itself comes upon each of them,
:mod:`tests.bench.lives` shows in some minutes.
"""

import pytest
from sqlalchemy import select

from samarth_desktop.domain.oplog.op import MOVED_TO
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.feed import erasing, oplog
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.sync import wire
from samarth_desktop.sync.client import Round
from tests.sync.district import BOTH, FIRST, SECOND, District


def short_life(district):
    """A moves with her certificate, which is printed again and revoked; B moves and is erased; one operation is odd, and
    once the hub takes nothing."""
    a, b = district.people[0], district.registers(0)
    district.issues(0, a), district.issues(0, b)
    for who in range(4):
        district.sync(who)
    district.moves(0, a, SECOND), district.moves(0, b, SECOND)
    district.prints_again(0, a), district.revokes(0, a)
    district.corrects(1, a, name_en="Gita"), district.writes_oddly(1)
    district.sync(0), district.sync_in_trouble(1)
    for who in range(4):
        district.sync(who)
    district.erases(0, b)


@pytest.fixture
def district(hub, tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made = District(hub, (BOTH, BOTH, (FIRST,), (SECOND,)))
    made.registers(0)
    yield made
    made.close()


def test_a_short_life_ends_well(district):
    short_life(district)
    district.check()


def rows_read_by_another_place(monkeypatch):
    """All lines of a row are read as if they stood where the last of them stands."""

    def misread(conn, rows):
        held = conn.execute(select(t.op).where(t.op.c.row.in_(rows)).order_by(t.op.c.area, t.op.c.n)).all()
        read = (wire.op_of(one.line.encode(), held[-1].area, held[-1].device, 1, 1) for one in held)
        return [op for op in read if op is not None]

    monkeypatch.setattr(oplog, "ops_of_rows", misread)


def a_refused_one_leaves_no_hole(monkeypatch):
    """What cannot be taken in is refused, and stays in the log that everybody gets."""
    right = oplog.put_line
    monkeypatch.setattr(oplog, "put_line", lambda *place, hole=False: None if hole else right(*place))


def a_failed_push_ends_the_round(monkeypatch):
    def no_less(self, packs, stuck, no):
        raise no

    monkeypatch.setattr(Round, "_send_less", no_less)
    monkeypatch.setattr(Round, "_tried", lambda self, step: step())


def the_old_district_is_not_told(monkeypatch):
    """A move leaves the row in the old district as if it were still there."""
    right = UnitOfWork._write

    def write(self, kind, row, area, author, f, sup):
        stays = {MOVED_TO: ""} if set(f) == {MOVED_TO} and f[MOVED_TO] else f
        return right(self, kind, row, area, author, stays, sup)

    monkeypatch.setattr(UnitOfWork, "_write", write)


def an_erasure_stays_in_one_district(monkeypatch):
    """The eraser says it in one district, and the hub tells no other."""
    right, tell = UnitOfWork._erase_one, erasing.tell

    def one_only(self, row, author):
        areas = {op.area for _, op in self.ops(row)}
        write = self._write
        self._write = lambda kind, row, area, *more: write(kind, row, area, *more) if area == min(areas) else None
        try:
            right(self, row, author)
        finally:
            del self._write

    monkeypatch.setattr(UnitOfWork, "_erase_one", one_only)
    monkeypatch.setattr(erasing, "tell", lambda conn, keys, by, areas: tell(conn, keys, by, areas & {by.area}))


PLANTED = [
    rows_read_by_another_place,
    a_refused_one_leaves_no_hole,
    a_failed_push_ends_the_round,
    the_old_district_is_not_told,
    an_erasure_stays_in_one_district,
]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(district, monkeypatch, fault):
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        short_life(district)
        district.check()
