"""The register knows the seals of its certificates: by which key, and the first eight bytes of each one's hash."""

import hashlib
import json

import base45
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("certificate", sa.Column("kid", sa.String(length=16), server_default="", nullable=False))
    op.add_column("certificate", sa.Column("seals", ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.create_index("certificate_kid", "certificate", ["kid"])
    conn = op.get_bind()
    write = sa.text("UPDATE certificate SET kid = :kid, seals = ARRAY[:seal] WHERE serial = :serial")
    with conn.begin_nested():
        lines = conn.execute(sa.text("SELECT line FROM op WHERE kind = 'certificate'")).scalars().all()
        found = [one for line in lines if (one := _sealed(line))]
        if found:
            conn.execute(write, found)


def _sealed(line: str) -> dict[str, str] | None:
    """Serial, key id and seal in the line of an operation, as programs before this one wrote them."""
    try:
        f = json.loads(line)[4]
        text = str(f["payload"])
        data = base45.b45decode(text.removeprefix("SAMARTH1:") if text[:1] == "S" else text.partition("#")[2])
        # A COSE_Sign1 message: 8 bytes of frame, then the key id.
        return {
            "serial": str(f["serial"]),
            "kid": data[8:16].hex(),
            "seal": hashlib.sha256(data).hexdigest()[:16],
        }
    except (ValueError, LookupError, TypeError):
        return None
