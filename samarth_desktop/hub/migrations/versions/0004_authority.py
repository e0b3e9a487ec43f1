"""Guests are counted, a register's line knows its row, and a laptop that was shut out is so under all its codes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_FOLLOW_THE_CHAIN = """
WITH RECURSIVE tied(code, revoked) AS (
    SELECT code, revoked FROM device WHERE revoked IS NOT NULL
    UNION
    SELECT device.code, tied.revoked FROM device JOIN tied
        ON device.replaces = tied.code
        OR device.code = (SELECT other.replaces FROM device AS other WHERE other.code = tied.code)
)
UPDATE device SET revoked = (SELECT min(tied.revoked) FROM tied WHERE tied.code = device.code)
WHERE revoked IS NULL AND code IN (SELECT code FROM tied)
"""


def upgrade() -> None:
    op.create_table(
        "guest",
        sa.Column("area", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("operations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area", "device", "day"),
    )
    op.add_column("certificate", sa.Column("row", sa.String(length=64), server_default="", nullable=False))
    op.add_column("device", sa.Column("waits", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.execute(_FOLLOW_THE_CHAIN)
