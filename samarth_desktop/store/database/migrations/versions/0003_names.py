"""The derived tables get the field's names. Nothing is written anew but the indexes of the summaries."""

from alembic import op

revision = "0003"
down_revision = "0002"

RENAMED = (
    ("card", "summary"),
    ("block", "blocking_key"),
    ("word", "vocabulary"),
    ("near", "deletion_variant"),
    ("found", "search_fts"),
    ("placed", "place_fts"),
)
# SQLite renames no index.
INDEXES = (
    "CREATE INDEX summary_hi ON summary (kind, active, sort_hi)",
    "CREATE INDEX summary_unfinished ON summary (kind) WHERE complete = 0 AND active = 1",
    "CREATE INDEX summary_en ON summary (kind, active, sort_en)",
    "CREATE INDEX summary_created ON summary (kind, active, created)",
    "CREATE INDEX summary_village ON summary (kind, active, village, sort_hi)",
    "CREATE INDEX summary_number ON summary (kind, active, registration)",
    "CREATE INDEX summary_registration ON summary (registration)",
)


def upgrade() -> None:
    """Renames the tables, and makes the indexes under the new name."""
    run = op.get_bind().exec_driver_sql
    for old, new in RENAMED:
        run(f"ALTER TABLE {old} RENAME TO {new}")
    for index in INDEXES:
        _, _, name, *_ = index.split()
        run(f"DROP INDEX {name.replace('summary', 'card', 1)}")
        run(index)
