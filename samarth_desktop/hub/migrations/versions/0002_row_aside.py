"""What is kept aside names its row, so that the office can tell whose record it was."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = re.compile(r"[0-9a-fA-F-]{32,36}")


def upgrade() -> None:
    op.add_column("aside", sa.Column("row", sa.String(length=64), server_default="", nullable=False))
    aside = sa.table("aside", *(sa.column(name) for name in ("area", "device", "n", "digest", "line", "row")))
    key = (aside.c.area, aside.c.device, aside.c.n, aside.c.digest)
    conn = op.get_bind()
    for held in conn.execute(sa.select(aside)).all():
        where = [column == getattr(held, column.name) for column in key]
        conn.execute(sa.update(aside).where(*where).values(row=_row_of(held.line)))


def _row_of(line: str) -> str:
    try:
        row = json.loads(line)[1]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return row if isinstance(row, str) and _ID.fullmatch(row) else ""
