"""Which certificates hold, as the hub writes it from the log: also for what came before this rule was there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import database
from samarth_desktop.hub.context import Hub
from samarth_desktop.sync import wire
from tests import postgres_fixture


@pytest.fixture
def old_hub(server: tuple[str, Path]) -> Iterator[Hub]:
    """A hub of the first schema."""
    with postgres_fixture.fresh_hub(*server, empty=True) as hub:
        with hub.engine.begin() as conn:
            database.run(conn, "0001")
        yield hub


def said(n: int, kind: str, row: str, f: dict[str, Any]) -> dict[str, Any]:
    op = Op("AAAAAA", "9/164", n, kind, row, n << 16, "Sita", 1, f)
    return {"area": op.area, "device": op.device, "n": n, "kind": kind, "row": row, "line": wire.line_of(op).decode()}


def test_an_older_hub_learns_which_of_its_certificates_hold(old_hub: Hub) -> None:
    common = {"certificate_kind": "onboarding", "programme": "UP-ODOP", "state": "valid", "holder": "person"}
    entries = {
        "old": {**common, "serial": "A-1", "issued_on": "2026-11-21"},
        "new": {**common, "serial": "A-2", "issued_on": "2026-11-22"},
        "other": {**common, "serial": "A-3", "issued_on": "2026-11-20", "programme": "SAMARTH"},
    }
    lines = [said(n, "certificate", row, f) for n, (row, f) in enumerate(entries.items(), start=1)]
    lines += [
        said(4, "artisan", "gone", {"deleted": True, "merged_into": "person"}),
        said(5, "artisan", "back", {"deleted": True, "merged_into": "person"}),
        said(6, "artisan", "back", {"deleted": False, "merged_into": None}),
    ]
    with old_hub.engine.begin() as conn:
        conn.execute(insert(t.op), lines)
        for f in entries.values():
            conn.execute(
                text("INSERT INTO certificate VALUES ('9/164', :serial, :issued_on, 'valid')"),
                {"serial": f["serial"], "issued_on": f["issued_on"]},
            )
    with old_hub.engine.begin() as conn:
        database.run(conn)
        states = {row.serial: row.state for row in conn.execute(select(t.certificate.c.serial, t.certificate.c.state))}
        assert states == {"A-1": "replaced", "A-2": "valid", "A-3": "valid"}
        assert {row.row: row.holder for row in conn.execute(select(t.holding))} == dict.fromkeys(entries, "person")
        assert {row.row: row.kept for row in conn.execute(select(t.merged))} == {"gone": "person", "back": ""}
