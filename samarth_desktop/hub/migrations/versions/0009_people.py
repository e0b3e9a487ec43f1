"""The people of each laptop, as its card lists them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("device", sa.Column("people", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False))
