"""Which areas there are, and in which a row that moved has been: small tables that every machine of a cluster has.

When a laptop was heard from stands by its area from now on, so that a greeting writes on one machine only.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MOVED = """
INSERT INTO wandered SELECT DISTINCT op.area, op."row" FROM op
WHERE op."row" IN (SELECT moved."row" FROM op AS moved WHERE moved.line LIKE '%"~moved\\_to"%') AND op."row" <> ''
"""


def upgrade() -> None:
    op.create_table(
        "wandered",
        sa.Column("area", sa.String(length=32), nullable=False),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("area", "row"),
    )
    op.create_index("wandered_row", "wandered", ["row"])
    op.create_table(
        "known_area", sa.Column("area", sa.String(length=32), nullable=False), sa.PrimaryKeyConstraint("area")
    )
    op.create_table(
        "heard",
        sa.Column("area", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("synced", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area", "device"),
    )
    op.create_index("certificate_row", "certificate", ["row"])
    op.execute(_MOVED)
    op.execute("INSERT INTO known_area SELECT area FROM counter")
    op.drop_column("device", "schema")
