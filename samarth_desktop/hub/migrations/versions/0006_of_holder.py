"""What belongs to a person or group is found by her: it follows her to another district."""

from alembic import op

revision = "0006"
down_revision = "0005"

_OF_HOLDER = """"substring"(line, '(?:"holder|"shg)":"([^"]+)"'::text)"""


def upgrade() -> None:
    op.execute(f"CREATE INDEX op_of_holder ON op (({_OF_HOLDER})) WHERE {_OF_HOLDER} IS NOT NULL")
