"""On partitions, and so on a cluster: what ordinary work asks goes to one area's partition or a table that is everywhere."""

import json
import re
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.errors import ConnectionFailure
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from samarth_desktop import paths
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.feed import feed, oplog
from samarth_desktop.hub.read_model import fold
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.sync import client as sync_client
from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog

AREA, NEAR, FAR = "9/164", "9/165", "27/490"
SPLIT = ("op", "pack", "stream", "record", "summary", "likely_double", "aside")


@pytest.fixture
def split(hub):
    """The hub on partitions."""
    with hub.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.connection.driver_connection.execute(paths.resource("hub/partitions.sql").read_text())
    hub.engine.dispose()
    return hub


def _listed(name):
    return set(re.findall(r"'(\w+)'", re.search(name, paths.resource("hub/citus.sql").read_text(), re.S)[1]))


def test_every_table_has_its_place_on_a_cluster():
    """A table that is added without a line in citus.sql would stay on the coordinator alone."""
    everywhere = _listed(r"create_reference_table\(name\)(.*?);")
    by_area = _listed(r"colocate_with => 'op'\)(.*?);") | {"op"}
    cleared = _listed(r"truncate_local_data.*?unnest(.*?);")
    assert everywhere | by_area == set(t.metadata.tables) and not everywhere & by_area
    assert cleared == set(t.metadata.tables) - {"epoch"}  # one row, and its counter
    for name in by_area:
        assert next(iter(t.metadata.tables[name].primary_key.columns)).name == "area", name


def test_partitions_and_migrations_agree_and_splitting_twice_changes_nothing(split):
    with split.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.connection.driver_connection.execute(paths.resource("hub/partitions.sql").read_text())
        assert compare_metadata(MigrationContext.configure(conn, opts={"include_object": _whole}), t.metadata) == []
        there = "SELECT relname FROM pg_class WHERE relkind = 'p' AND relnamespace = 'public'::regnamespace"
        assert {row.relname for row in conn.execute(text(there))} == set(SPLIT)


def _whole(thing, name, kind, reflected, compare_to):
    return not (kind == "table" and name.rpartition("_")[2].isdecimal())


class Watch:
    """Every statement on the split tables, and how many partitions of each its plan touches."""

    def __init__(self, hub):
        self.found = []
        self._busy = False
        event.listen(hub.engine, "before_cursor_execute", self._look)

    def _look(self, conn, cursor, statement, parameters, context, many):
        first = statement.split(None, 1)[0].upper()
        if self._busy or first not in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
            return
        for values in parameters if many else [parameters]:
            self._busy = True
            try:
                plan = cursor.execute("EXPLAIN (FORMAT JSON) " + statement, values).fetchone()[0]
            finally:
                self._busy = False
            touched = {}
            for relation in re.findall(r'"Relation Name": "(\w+?)_(\d+)"', json.dumps(plan)):
                if relation[0] in SPLIT:
                    touched.setdefault(relation[0], set()).add(relation[1])
            self.found.append((statement, touched))

    def wide(self):
        return {statement for statement, touched in self.found if any(len(one) > 1 for one in touched.values())}


@pytest.mark.parametrize("who", ["of the area", "a guest", "of a whole state"])
def test_ordinary_work_asks_one_area_at_a_time(split, client, who):
    a, b = MemoryLog(), MemoryLog()
    enrol(a, client, split, {"of the area": AREA, "a guest": FAR, "of a whole state": "9"}[who])
    enrol(b, client, split, "9")
    for area in (AREA, NEAR, "9/166"):
        b.write(area)
    sync(b, client), sync(a, client)
    rows = {}
    watch = Watch(split)
    kinds = sorted(RECORDS.keys() - {"certificate"})
    for kind in kinds:
        rows[kind] = a.write(AREA, f={"name_en": "Sita", "birth_date": date(1990, 1, 2).isoformat()}, kind=kind).row
    sync(a, client)
    for kind in kinds:
        a.write(AREA, rows[kind], {"remarks": "once more", "name_en": "Sita Devi"}, kind)
        a.write(AREA, f={"holder": rows["artisan"], "shg": rows["shg"]}, kind=kind)
    a.write(AREA, f={"remarks": "a full number 999941057058"}, kind="artisan")  # is kept aside
    sync(a, client), sync(b, client), sync(a, client)
    fold.catch_up(split.engine)
    assert len(watch.found) > 60 and any(touched for _, touched in watch.found)
    assert watch.wide() == set()


def test_moved_rows_ask_only_where_they_have_been(split, client):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        enrol(log, client, split, "9")
    row = a.write(AREA, f={"name_en": "Sita"}).row
    child = a.write(AREA, f={"holder": row}, kind="consent").row
    sync(a, client), sync(b, client)
    watch = Watch(split)
    for one, kind in ((row, "artisan"), (child, "consent")):
        a.write(AREA, one, {MOVED_TO: NEAR}, kind)
        a.write(
            NEAR, one, {"name_en": "Sita", MOVED_TO: ""} if kind == "artisan" else {"holder": row, MOVED_TO: ""}, kind
        )
    b.write(AREA, row, {"mobile": "9876543210"}), b.write(AREA, f={"holder": row}, kind="document")
    sync(a, client), sync(b, client), sync(a, client)
    assert watch.wide() == set()
    a.write(NEAR, row, {ERASED: True})
    sync(a, client), sync(b, client)  # an erasure may ask everywhere
    with split.engine.connect() as conn:
        assert not conn.execute(select(t.op.c.line).where(t.op.c.line.contains("Sita"))).all()


@pytest.mark.parametrize("dead", ["*", AREA])
def test_a_machine_that_is_down_keeps_its_own_areas_waiting_and_no_others(split, client, monkeypatch, dead):
    """As a cluster answers while a machine is down: every statement on an area there fails, in whatever step."""
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        enrol(log, client, split, "9")
    for area in (AREA, NEAR):
        b.write(area), a.write(area)
    sync(b, client), sync(a, client), sync(b, client)

    def down(conn, cursor, statement, parameters, context, many):
        values = parameters.values() if isinstance(parameters, dict) else parameters
        if dead in values:
            raise gone()

    for log in (a, b):
        log.write(AREA), log.write(NEAR)
    event.listen(split.engine, "before_cursor_execute", down)
    monkeypatch.setattr(oplog, "copy_ops", _failing(oplog.copy_ops, dead))
    first, second = sync(a, client), sync(b, client)
    alive_ones = [NEAR] if dead == AREA else [AREA, NEAR]
    again = sync(a, client)  # what is left waits all together: that is an answer too, and the rest comes down
    assert (again.waiting, again.pulled) == (first.waiting, len(alive_ones))
    alive = NEAR if dead == AREA else AREA
    assert (first.refused, second.refused) == (0, 0) and first.waiting == (1 if dead == AREA else 0)
    assert len([op for op in b.ops.values() if op and op.area == alive and op.device == a.device()]) == 2
    if dead == AREA:
        assert all(sync_client.AWAY in done.said for done in (first, second, again))
    assert fold.catch_up(split.engine)
    with split.engine.connect() as conn:
        assert alive not in fold.behind(conn)
    event.remove(split.engine, "before_cursor_execute", down)
    monkeypatch.undo()
    for log in (a, b, a):
        done = sync(log, client)
    assert (done.waiting, done.refused) == (0, 0) and a.state() == b.state()
    with split.engine.connect() as conn:
        assert feed.areas_of(conn, _of_state())


def gone():
    """As Citus says it, over a line to the coordinator that holds."""
    return OperationalError("connection to the remote node failed", {}, ConnectionFailure())


def _failing(right, dead):
    def copy_ops(conn, seal, *more):
        if seal.area == dead:
            raise gone()
        return right(conn, seal, *more)

    return copy_ops


def _of_state():
    from types import SimpleNamespace

    return SimpleNamespace(reads=lambda area: True)
