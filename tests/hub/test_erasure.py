"""An erasure at the hub: what belongs to the row goes too, files only when no row of the area names them any more."""

import hashlib
import itertools

import pytest

from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.domain.oplog.op import ERASED
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.files import files
from samarth_desktop.kinds.registry import KINDS
from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog

AREA = "9/164"
SECRET = "9811122233"
CHILDREN = [(kind.name, key) for kind in KINDS.values() for key in kind.belongs_by]


def laptops(hub, client, count=2):
    logs = [MemoryLog() for _ in range(count)]
    for log in logs:
        enrol(log, client, hub, AREA)
    return logs


def named(kind, log):
    """The number by which a new record of this kind is called, where somebody gives it."""
    number = certificate_serial("onboarding", log.device(), 1)
    return {KINDS[kind].number: number} if KINDS[kind].number else {}


def said(hub):
    with hub.engine.connect() as conn:
        return str(conn.execute(t.op.select()).all())


@pytest.mark.parametrize("late", [False, True])
def test_what_belongs_to_an_erased_row_goes_with_it(hub, client, late):
    """Of every kind that belongs to another, by each field that says so; also what arrives after the erasure."""
    a, b, c = laptops(hub, client, 3)
    parents = [a.write(AREA, f={"name_en": "Ujala"}, kind="shg").row for _ in CHILDREN]
    sync(a, client), sync(b, client)
    children = [
        b.write(AREA, f={**named(kind, b), key: parent, "note": SECRET}, kind=kind).row
        for (kind, key), parent in zip(CHILDREN, parents, strict=True)
    ]
    for log in (b, c) if not late else ():
        sync(log, client)
    for parent in parents:
        a.write(AREA, parent, {ERASED: True}, kind="shg")  # by a program that knows no children
    sync(a, client), sync(b, client), sync(c, client), sync(b, client)
    assert SECRET not in said(hub)
    with hub.engine.connect() as conn:
        assert {*parents, *children} <= set(conn.execute(t.erased.select().with_only_columns(t.erased.c.row)).scalars())
    for child in children:
        assert c.state()[child][ERASED] is True, "whoever holds the area hears of it"


def test_what_only_mentions_an_erased_row_stays(hub, client):
    (a,) = laptops(hub, client, 1)
    gone = a.write(AREA).row
    a.write(AREA, f={"name_en": "Gita", f"apart:{gone}": True, "remarks": gone})
    a.write(AREA, gone, {ERASED: True})
    sync(a, client)
    assert "Gita" in said(hub)


def test_a_file_goes_when_no_row_of_the_area_names_it(hub, client):
    """By each two fields that name a file; every pair has a file of its own, so that one laptop says them all."""
    fields = [(kind.name, key) for kind in KINDS.values() for key in kind.files]
    (a,) = laptops(hub, client, 1)
    pairs = {}
    for (one, one_key), (two, two_key) in itertools.combinations_with_replacement(fields, 2):
        content = f"{one} {one_key} {two} {two_key}".encode()
        name = hashlib.sha256(content).hexdigest()
        a.files[AREA, name] = content
        pairs[name] = a.write(AREA, f={one_key: name}, kind=one), a.write(AREA, f={two_key: name}, kind=two)
    sync(a, client)
    for which, stays in enumerate((True, False)):
        assert all(files.place(hub, AREA, name).exists() for name in pairs)
        for both in pairs.values():
            a.write(AREA, both[which].row, {ERASED: True}, kind=both[which].kind)
        sync(a, client)
        left = {name for name in pairs if files.place(hub, AREA, name).exists()}
        assert left == (set(pairs) if stays else set())
