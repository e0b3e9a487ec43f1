"""What the office has chosen for all its laptops."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.hub import tables as t
from samarth_desktop.sync.freshness import USUAL_DAYS

_HALLS = "halls_days"
LEAST_DAYS, MOST_DAYS = 1, 90
"""What may be chosen; a laptop does not trust its own clock for longer."""


def halls_days(conn: Connection) -> int:
    """After how many days without a word from the hub a laptop neither serves nor visits a hall."""
    kept = conn.execute(select(t.setting.c.value).where(t.setting.c.key == _HALLS)).scalar()
    return int(kept) if kept else USUAL_DAYS


def set_halls_days(conn: Connection, days: int) -> None:
    """Laptops hear of it with their next greeting."""
    days = min(max(days, LEAST_DAYS), MOST_DAYS)
    add = insert(t.setting).values(key=_HALLS, value=str(days))
    conn.execute(add.on_conflict_do_update(index_elements=["key"], set_={"value": str(days)}))
