"""The office's sessions, its settings, which program a laptop runs; the lists made from the log, and likely doubles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0007"
down_revision = "0006"


def _area() -> sa.Column[str]:
    return sa.Column("area", sa.String(length=32), nullable=False)


def upgrade() -> None:
    op.add_column("device", sa.Column("schema", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "office_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("areas", ARRAY(sa.Text()), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "folded",
        _area(),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("conflicts", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("area"),
    )
    op.create_table(
        "record",
        _area(),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("shown", JSONB(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area", "row"),
    )
    op.create_index("record_kind", "record", ["area", "kind"])
    op.create_index("record_parent", "record", ["area", "parent"], postgresql_where=sa.text("parent <> ''"))
    op.create_table(
        "summary",
        _area(),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("registration", "name_hi", "name_en", "relative", "village", "district", "mobile", "state")
        ),
        sa.Column("words", ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("area", "row"),
    )
    op.create_index("summary_words", "summary", ["words"], postgresql_using="gin")
    op.create_index("summary_listed", "summary", ["area", "kind", "row"])
    op.create_table(
        "likely_double",
        _area(),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("other_area", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=64), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("area", "row", "other"),
    )
