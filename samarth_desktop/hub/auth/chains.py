"""The codes that one laptop had, one after the other: it takes a new one when its folder was copied or restored."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from samarth_desktop.hub import tables as t

A_DAY = timedelta(days=1)
RENEWALS_A_DAY = 8
"""New codes in one chain: a copied or restored folder needs one, a hall prepared from one folder a handful."""


def older(conn: Connection, replaced: str) -> tuple[str, ...]:
    """`replaced` and what that one replaced, and so on; nothing for ""."""
    if not replaced:
        return ()
    chain = select(t.device.c.code, t.device.c.replaces).where(t.device.c.code == replaced).cte(recursive=True)
    chain = chain.union(select(t.device.c.code, t.device.c.replaces).where(t.device.c.code == chain.c.replaces))
    before = {row.code: row.replaces for row in conn.execute(select(chain.c.code, chain.c.replaces))}
    found, code = [], replaced
    while code and code not in found:
        found.append(code)
        code = before.get(code, "")
    return tuple(found)


def whole(conn: Connection, code: str) -> list[str]:
    """Every code that is tied to this one, both ways: what it replaced, what replaced it, and their others."""
    rows = conn.execute(select(t.device.c.code, t.device.c.replaces).where(t.device.c.replaces != "")).all()
    pairs = [{row.code, row.replaces} for row in rows]
    found, more = {code}, True
    while more:
        tied = {one for pair in pairs if found & pair for one in pair}
        more = not tied <= found
        found |= tied
    return sorted(found)


def renewed_today(conn: Connection, code: str) -> int:
    """How many codes of a laptop's chain are younger than a day, its first enrolment apart."""
    fresh = (t.device.c.replaces != "", t.device.c.enrolled > func.now() - A_DAY)
    return conn.execute(select(func.count()).where(t.device.c.code.in_(whole(conn, code)), *fresh)).scalar_one()


def laptops(rows: Sequence[Row[Any]]) -> list[tuple[Row[Any], list[str]]]:
    """Each laptop's row, that of its present code, with the codes before it. A code that still syncs after another
    replaced it is a laptop of its own: their folder was copied."""
    by_code = {row.code: row for row in rows}
    next_ones: dict[str, list[Row[Any]]] = {}
    for row in rows:
        next_ones.setdefault(row.replaces, []).append(row)
    found = []
    for row in rows:
        after = next_ones.get(row.code, [])
        if after and not (row.synced and all(row.synced > one.enrolled for one in after)):
            continue
        chain, code = [], row.replaces
        while code and code not in chain:
            chain.append(code)
            code = by_code[code].replaces if code in by_code else ""
        found.append((row, chain))
    return found
