"""The imports of this laptop with what each wrote, so that one can be taken back; the evidence of a consent that many
gave on one list."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    """CREATE TABLE import_run (
    id TEXT NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    head TEXT NOT NULL,
    begun TEXT NOT NULL,
    author TEXT NOT NULL,
    rows INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    undone TEXT NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE import_part (
    import_id TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (import_id, first)
)
 WITHOUT ROWID,
 STRICT""",
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
    evidence TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """INSERT INTO consent SELECT *, '' FROM consent_before""",
    """DROP TABLE consent_before""",
    """CREATE INDEX consent_holder ON consent (holder)""",
)


def upgrade() -> None:
    """Makes the tables, and the column."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
