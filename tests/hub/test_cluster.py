"""The hub on a real Citus cluster of three nodes, one of which loses its power meanwhile (long check; tests/citus_cluster.py)."""

import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import pytest
from sqlalchemy import func, select, text

from samarth_desktop import paths
from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.__main__ import main as hub_main
from samarth_desktop.hub.context import open_engine
from samarth_desktop.hub.read_model import lists
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.sync import identity
from samarth_desktop.sync.client import AWAY, Outcome, Round
from tests import citus_cluster
from tests.journeys import in_process, process_harness
from tests.postgres_fixture import hub_client
from tests.sync.memory import MemoryLog

AREAS = [f"9/{n}" for n in range(160, 170)]
SITA = {"village": "Mau", "mobile": "9876543211", "birth_date": "1990-01-02", "gender": "female"}
_WHY_NOT = "minutes: asked by check --long" if "SAMARTH_LONG_TESTS" not in os.environ else citus_cluster.missing()
pytestmark = pytest.mark.skipif(bool(_WHY_NOT), reason=_WHY_NOT or "-")


@dataclass
class Office:
    """A hub on the cluster, used from its commands and over its socket; every answer that was no is kept."""

    cluster: citus_cluster.Cluster
    hub: process_harness.HubProcess
    answers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = httpx.Client(
            timeout=60, event_hooks={"response": [lambda one: self.answers.append(one.status_code)]}
        )
        self.url = f"http://127.0.0.1:{self.hub.port}"
        self.engine = open_engine(self.cluster.coordinator.url(), 2)

    def says(self, *words: str, code: int = 0) -> str:
        with process_harness.as_slow_as_the_hub():
            done = in_process.run(hub_main, [*words, *self.hub.where], os.environ)
        assert done.returncode == code, done.stdout + done.stderr
        return str(done.stderr if code else done.stdout)

    def laptop(self, code: str = "") -> MemoryLog:
        log = MemoryLog()
        identity.enrol(log, hub_client(self.client, self.url), code or self.hub.code("9"))
        return log

    def sync(self, log: MemoryLog) -> Outcome:
        return Round(log, hub_client(self.client, self.url)).run()

    def close(self) -> None:
        self.client.close()
        self.engine.dispose()
        self.hub.stop()


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """A hub that had some work, then was stopped and spread over the cluster as the README says."""
    ground = process_harness.ground()
    with citus_cluster.running(ground / "nodes") as cluster:
        (ground / "hub").mkdir()
        made = Office(cluster, process_harness.HubProcess(ground / "hub", database=cluster.coordinator.url()).start())
        early = made.laptop()
        for area in AREAS[:2]:
            early.write(area)
        assert made.sync(early).pushed == 2
        made.hub.stop()
        cluster.spread(paths.resource("hub/citus.sql"))
        made.hub.start()
        yield made
        made.close()


def test_nothing_is_left_behind_on_the_coordinator(office: Office) -> None:
    """Neither rows of before on its disk, nor a table that only it has."""
    tables = "FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    with office.engine.connect() as conn:
        full = set(conn.execute(text(f"SELECT relname {tables} AND pg_relation_size(oid) > 0")).scalars())
        spread = set(conn.execute(text("SELECT table_name::text FROM citus_tables")).scalars())
        of_workers = conn.execute(text("SELECT count(*) FROM citus_shards WHERE table_name = 'op'::regclass")).scalar()
        kept = conn.execute(select(func.count()).select_from(t.op)).scalar()
    assert full == {"alembic_version", "epoch"} and spread == set(t.metadata.tables)  # an epoch is one row for ever
    assert of_workers > 2 and kept == 2


def test_the_whole_life_of_a_hub_on_a_cluster(office: Office) -> None:
    a, b = office.laptop(), office.laptop()
    rows = {}
    for area in AREAS:
        for kind in sorted(RECORDS.keys() - {"certificate"}):
            rows[area, kind] = a.write(area, f={"name_en": "Sita Devi", "remarks": "x"}, kind=kind).row
    moved, gone, stays = (rows[area, "artisan"] for area in AREAS[:3])
    office.sync(a), office.sync(b)
    b.write(AREAS[2], stays, {"mobile": "9876543210"}), b.write(AREAS[2], f={"holder": stays}, kind="consent")
    a.write(AREAS[0], moved, {MOVED_TO: AREAS[3]}), a.write(AREAS[3], moved, {"name_en": "Sita", MOVED_TO: ""})
    a.write(AREAS[1], gone, {ERASED: True})
    for log in (b, a, b, a):
        done = office.sync(log)
    assert (done.waiting, done.refused) == (0, 0) and a.state() == b.state()
    near = a.write(AREAS[4], f={"name_hi": "गुलाबी देवी", "relative_hi": "राम लाल", **SITA}).row
    far = a.write(AREAS[9], f={"name_en": "Gulabi Devi", "relative_en": "Ram Lal", **SITA}).row
    office.sync(a)
    assert json.loads(office.says("fold", "--doubles", "--json"))["doubles"] >= 1
    with office.engine.connect() as conn:
        assert [row.row for row in lists.records(conn, AREAS, "artisan", "गुलाबी").rows if row.row in (near, far)]
        assert {near, far} in [{pair.one.row, pair.other.row} for pair in lists.doubles(conn, AREAS) if pair.other]
        before = lists.counts(conn, AREAS)
    a.write(AREAS[9], far, {ERASED: True})
    office.sync(a)
    office.says("fold", "--rebuild", "--doubles")
    with office.engine.connect() as conn:
        assert lists.counts(conn, AREAS)[AREAS[4]] == before[AREAS[4]]
        assert far not in {one for row in conn.execute(select(t.likely_double)) for one in (row.row, row.other)}
    assert {one["area"] for one in json.loads(office.says("snapshot", "--json"))} == set(AREAS)
    assert "samarth_operations_not_folded 0" in office.client.get(office.url + "/metrics").text
    assert max(office.answers) < 400


def test_a_node_without_power_keeps_only_its_own_areas_waiting(office: Office) -> None:
    a, b = office.laptop(), office.laptop()
    spare, officer = office.hub.code("9"), _code(office, "office")
    for area in AREAS:
        a.write(area)
    office.sync(a), office.sync(b)
    dead = office.cluster.workers[1]
    away = [area for area in AREAS if office.cluster.of_area(area) is dead]
    alive = [area for area in AREAS if area not in away]
    assert away and alive
    office.answers.clear()
    dead.kill()
    try:
        for log in (a, b):
            for area in AREAS:
                log.write(area)
        for log in (a, b, a):  # the third time only what must wait is left: that is told too, and the rest comes down
            done = office.sync(log)
            assert (done.waiting, done.refused, done.said.count(AWAY)) == (len(away), 0, 1)
        assert {op.area for op in a.ops.values() if op and op.device == b.device()} == set(alive)
        assert set(office.answers) == {200}
        for work in ("devices", "backup", "snapshot"):
            more = [str(office.hub.folder / "away.zip")] if work == "backup" else ["--json"]
            told = office.says(work, *more, code=2)
            assert "does not answer" in told and "Traceback" not in told
        with pytest.raises(KnownError):
            office.laptop(spare)
        page = office.client.post(office.url + "/office", data={"code": officer})
        assert page.status_code == 503 and page.text.startswith("<!doctype html>") and 500 not in office.answers
        _wait_until(lambda: _folded(office, alive) == set(alive))
    finally:
        dead.start()
    for log in (a, b, a, b):
        done = office.sync(log)
    assert (done.waiting, done.refused, done.said) == (0, 0, ()) and a.state() == b.state()
    late = office.laptop(spare)  # its code is still good
    office.sync(late)
    assert late.state() == a.state()
    _wait_until(lambda: _folded(office, AREAS) == set(AREAS))
    with office.engine.connect() as conn:
        held = set(conn.execute(select(t.op.c.device, t.op.c.area, t.op.c.n)).all())
    for log in (a, b):
        told = {
            (log.device(), area, n)
            for (area, code), last in log.marks(HUB).items()
            if code == log.device()
            for n in range(1, last + 1)
        }
        assert len(told) >= len(AREAS) and told <= held  # what was acknowledged is there
    backup = office.hub.folder / "whole.zip"
    office.says("backup", str(backup))
    assert backup.stat().st_size > 0


def test_a_silent_node_keeps_only_its_own_areas_waiting_and_nobody_for_long(office: Office) -> None:
    """A machine that stands still refuses nothing. Whoever was in the middle of something there is let go, too."""
    a, b, busy = office.laptop(), office.laptop(), office.laptop()
    for area in AREAS:
        a.write(area)
    office.sync(a), office.sync(b)
    still = office.cluster.workers[1]
    away = [area for area in AREAS if office.cluster.of_area(area) is still]
    alive = [area for area in AREAS if area not in away]
    office.answers.clear()
    for n in range(300):
        busy.write(away[n % len(away)])
    with ThreadPoolExecutor(30) as crowd:
        under_way = crowd.submit(office.sync, busy)
        time.sleep(0.3)
        with still.silent():
            for log in (a, b):
                for area in AREAS:
                    log.write(area)
            for log in (a, b, a):
                begun = time.monotonic()
                done = office.sync(log)
                assert (done.waiting, done.refused, done.said.count(AWAY)) == (len(away), 0, 1)
                assert time.monotonic() - begun < 40
            assert {op.area for op in a.ops.values() if op and op.device == b.device()} >= set(alive)
            begun = time.monotonic()
            asked = [crowd.submit(office.client.get, office.url + "/health") for _ in range(29)]
            assert {one.result().status_code for one in asked} == {200}
            assert "samarth_machines_away 1" in office.client.get(office.url + "/metrics").text
            assert time.monotonic() - begun < 10
            _wait_until(lambda: _folded(office, alive) == set(alive))
            under_way.result(60)
    assert not {500, 507} & set(office.answers)
    _wait_until(lambda: not any(office.sync(log).waiting for log in (a, b, busy)))
    for log in (a, b, busy):
        assert office.sync(log).said == ()
    assert a.state() == b.state() == busy.state()
    assert "samarth_machines_away 0" in office.client.get(office.url + "/metrics").text


def _code(office: Office, role: str) -> str:
    words = ("code", "--json", "--name", "Asha", "--role", role, "--area", "9")
    return str(json.loads(office.says(*words))["code"])


def _folded(office: Office, areas: list[str]) -> set[str]:
    """Those of these areas of which everything is folded."""
    lag = select(t.folded.c.area).join(t.counter, t.counter.c.area == t.folded.c.area)
    whole = set()
    with office.engine.connect() as conn:
        for area in areas:
            alone = lag.where(t.folded.c.area == area, t.counter.c.area == area, t.counter.c.seq == t.folded.c.seq)
            whole |= set(conn.execute(alone).scalars())
    return whole


def _wait_until(true: Callable[[], bool]) -> None:
    """For the process that folds, which looks every two seconds."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.5)
