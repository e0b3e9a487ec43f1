"""Rows that moved to another area or were merged into another record (filled by the program when it opens the folder);
the moment of a withdrawal of consent."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """CREATE TABLE elsewhere (
    "row" TEXT NOT NULL,
    area TEXT NOT NULL,
    kept TEXT NOT NULL,
    PRIMARY KEY ("row")
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE INDEX elsewhere_kept ON elsewhere (kept)""",
    """DROP INDEX consent_holder""",
    """ALTER TABLE consent RENAME TO consent_before""",
    """CREATE TABLE consent (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    notice_version TEXT DEFAULT '' NOT NULL,
    notice_language TEXT DEFAULT '' NOT NULL,
    how TEXT DEFAULT '' NOT NULL,
    witness TEXT DEFAULT '' NOT NULL,
    given_on TEXT,
    withdrawn_on TEXT,
    withdrawn_at TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """INSERT INTO consent SELECT *, '' FROM consent_before""",
    """DROP TABLE consent_before""",
    """CREATE INDEX consent_holder ON consent (holder)""",
)


def upgrade() -> None:
    """Makes the table and its index."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
