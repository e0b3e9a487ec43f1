"""Products with their photos, makers' labels, seller accounts, listings and sales."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (

)


def upgrade() -> None:
    """Makes the tables."""
    run = op.get_bind().exec_driver_sql
    for statement in STATEMENTS:
        run(statement)
