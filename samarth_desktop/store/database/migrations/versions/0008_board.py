"""An index by which it is counted who is how far in a programme."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the index."""
    run = op.get_bind().exec_driver_sql
    run("CREATE INDEX enrolment_programme_stage_deleted_holder ON enrolment (programme, stage, deleted, holder)")
