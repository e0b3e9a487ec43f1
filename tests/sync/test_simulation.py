"""Scripts in the village, and the bugs that they must catch when planted."""

import httpx
import pytest

from samarth_desktop.domain.oplog import op
from samarth_desktop.hub.feed import oplog
from samarth_desktop.store.log import exchange, reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections import projector
from samarth_desktop.sync.client import Round
from tests.sync.simulation import HOUR, Crash, Village


@pytest.fixture
def village(hub, tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made = Village(hub)
    yield made
    made.close()


def lose_once(path, when_answered):
    """A fault that loses the first request to `path`, or its answer."""
    left = [1]

    def fault(request, answered):
        if request.url.path == path and answered == when_answered and left:
            left.clear()
            raise httpx.ReadError("cut")

    return fault


def busy(village):
    """Two people on the same row without the other's work, seen and unseen; lost answers; work during a push."""
    village.write(0, 0, "name_en")
    village.sync(0), village.sync(1), village.sync(2)
    village.laptops[1].offset_ms = 3 * HOUR
    village.write(1, 0, "name_en")
    village.sync(1), village.sync(2)
    village.write(2, 0, "craft")
    village.write(2, 0, "name_en")  # saw the one of laptop b, whose clock is three hours ahead
    village.write(0, 0, "name_en")  # saw neither
    village.sync(0, lose_once("/v1/push", True))
    village.write(0, 0, "remarks")
    left = [1]

    def meanwhile(request, answered):
        if request.url.path == "/v1/push" and answered and left:
            left.clear()
            village.write(0, 0, "craft")

    village.sync(0, meanwhile)
    village.tell_the_truth()


def crash_in_apply(village, monkeypatch):
    """The battery dies while what came is written."""
    village.write(0, 0, "name_en")
    village.sync(0)
    right = UnitOfWork.apply

    def dies(self, ops, trusted_ms=None):
        monkeypatch.setattr(UnitOfWork, "apply", right)
        raise Crash

    monkeypatch.setattr(UnitOfWork, "apply", dies)
    village.sync(1)


def test_nothing_is_lost(village, monkeypatch):
    busy(village)
    crash_in_apply(village, monkeypatch)
    village.check()


def last_write_wins(monkeypatch):
    right = op.heads

    def newest_only(ops, *rules):
        return {key: of_key[:1] for key, of_key in right(ops, *rules).items()}

    for place in (op, projector, reader):
        if hasattr(place, "heads"):
            monkeypatch.setattr(place, "heads", newest_only)


def deaf_clock(monkeypatch):
    monkeypatch.setattr(op.Clock, "observe", lambda self, stamp, trusted: None)


def no_dedupe(monkeypatch):
    monkeypatch.setattr(oplog, "lock_stream", lambda conn, seal: seal.first - 1)


def cursor_first(monkeypatch):
    right = exchange.StoreLog.apply

    def early(self, peer, deliveries, cursors, trusted_ms):
        with self._store.unit_of_work() as unit:
            exchange._set_cursors(unit.connection, peer, cursors)
            unit.commit()
        return right(self, peer, deliveries, cursors, trusted_ms)

    monkeypatch.setattr(exchange.StoreLog, "apply", early)


def acknowledge_all(monkeypatch):
    right = Round._take_receipt

    def everything(self, pack, receipt, stuck):
        mine = self.log.streams().get(pack.seal.stream, 0)
        right(self, pack, {**receipt, "have": mine} if not receipt.get("no") else receipt, stuck)

    monkeypatch.setattr(Round, "_take_receipt", everything)


@pytest.mark.parametrize("bug", [last_write_wins, deaf_clock, no_dedupe, cursor_first, acknowledge_all])
def test_a_planted_bug_is_caught(village, monkeypatch, bug):
    bug(monkeypatch)
    with pytest.raises(AssertionError):
        busy(village)
        crash_in_apply(village, monkeypatch)
        village.check()
