"""Whose each certificate is, and which people were merged into which: what decides which of her certificates holds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SAID = """
CREATE TEMPORARY VIEW said AS
SELECT "row", kind, line::jsonb -> 4 AS f, lpad(split_part(line::jsonb ->> 2, '.', 1), 16, '0') AS at
FROM op WHERE kind = 'certificate' OR (kind = 'artisan' AND line LIKE '%"merged_into"%')
"""
_HOLDERS = """
INSERT INTO holding SELECT DISTINCT ON ("row") "row", f ->> 'holder' FROM said
WHERE kind = 'certificate' AND f ->> 'holder' <> '' ORDER BY "row", at DESC
"""
_MERGES = """
INSERT INTO merged SELECT DISTINCT ON ("row") "row", coalesce(f ->> 'merged_into', '') FROM said
WHERE kind = 'artisan' AND f ? 'merged_into' ORDER BY "row", at DESC
"""
_ONE_IS_VALID = """
WITH entry AS (
    SELECT holding."row", holder, max(f ->> 'serial') AS serial, max(f ->> 'issued_on') AS issued,
        max(f ->> 'certificate_kind') AS kind, max(f ->> 'programme') AS programme, max(f ->> 'subject') AS subject,
        max(f ->> 'demo') AS demo
    FROM said JOIN holding ON holding."row" = said."row" GROUP BY holding."row", holder
), ranked AS (
    SELECT entry.serial, row_number() OVER (
        PARTITION BY holder, kind, programme, subject, demo ORDER BY entry.issued DESC NULLS LAST, "row" DESC
    ) AS place
    FROM entry JOIN certificate ON certificate.serial = entry.serial AND certificate.state <> 'replaced'
)
UPDATE certificate SET state = 'replaced'
WHERE state = 'valid' AND serial IN (SELECT serial FROM ranked WHERE place > 1)
    AND serial NOT IN (SELECT serial FROM ranked WHERE place = 1)
"""


def upgrade() -> None:
    op.create_table(
        "holding",
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("row"),
    )
    op.create_index("holding_holder", "holding", ["holder"])
    op.create_table(
        "merged",
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("kept", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("row"),
    )
    op.create_index("merged_kept", "merged", ["kept"])
    for statement in (_SAID, _HOLDERS, _MERGES, _ONE_IS_VALID, "DROP VIEW said"):
        op.execute(statement)
