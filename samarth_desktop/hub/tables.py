"""The hub's tables. What belongs to an area carries the area first in its key, so that partitions or Citus can
distribute it; the few that any request may ask (devices, codes, epochs, what is erased, the register) live everywhere.

What a laptop's ordinary work needs is written in its area alone, so that one machine of a cluster that is down keeps
nobody else waiting (`resources/hub/citus.sql`)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()
OF_HOLDER = """"substring"(line, '(?:"holder|"shg)":"([^"]+)"'::text)"""
"""The person or group to which a row belongs, as its operation's line names it; as PostgreSQL writes it itself."""


def _area() -> Column[str]:
    return Column("area", String(32), primary_key=True)


def _at(name: str = "at") -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


op = Table(
    "op",
    metadata,
    _area(),
    Column("device", String(16), primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("row", String(64), nullable=False),
    Column("line", Text, nullable=False),
    Index("op_row", "row", "area"),
    Index("op_of_holder", text(OF_HOLDER), postgresql_where=text(OF_HOLDER + " IS NOT NULL")),
)
"""The log: every operation once, as the line that was signed."""

pack = Table(
    "pack",
    metadata,
    _area(),
    Column("seq", BigInteger, primary_key=True),
    Column("device", String(16), nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("signer", String(16), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("via", String(16), nullable=False),
    Column("laptop", String(120), nullable=False),
    _at(),
    Index("pack_stream", "area", "device", "last"),
)
"""The feed: what came together, numbered per area without gaps by operations (`seq` is the last one's number)."""

stream = Table(
    "stream",
    metadata,
    _area(),
    Column("device", String(16), primary_key=True),
    Column("n", BigInteger, nullable=False),
)
"""How far each device's operations are in the log: what makes "exactly once"."""

counter = Table("counter", metadata, _area(), Column("seq", BigInteger, nullable=False))

quarantine = Table(
    "aside",
    metadata,
    _area(),
    Column("device", String(16), primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("line", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("via", String(16), nullable=False),
    Column("laptop", String(120), nullable=False),
    Column("row", String(64), nullable=False, server_default=""),
    _at(),
)
"""What was not taken into the log, kept for a person to look at."""

erased = Table("erased", metadata, _area(), Column("row", String(64), primary_key=True))

certificate = Table(
    "certificate",
    metadata,
    _area(),
    Column("serial", String(40), primary_key=True),
    Column("issued", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("row", String(64), nullable=False, server_default=""),
    Column("kid", String(16), nullable=False, server_default=""),
    Column("seals", ARRAY(Text), nullable=False, server_default="{}"),
    Index("certificate_serial", "serial"),
    Index("certificate_kid", "kid"),
    Index("certificate_row", "row"),
)
"""What the public page may say of a serial: its state and date, no name; the key that sealed it, and the seals that
were printed (the first eight bytes of each one's hash, in hex)."""

guest = Table(
    "guest",
    metadata,
    _area(),
    Column("device", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("operations", Integer, nullable=False),
)
"""How much a laptop sent into an area that it does not have, by day (UTC)."""

holding = Table(
    "holding",
    metadata,
    Column("row", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Index("holding_holder", "holder"),
)
"""Whose a certificate is, by the ids of both rows: also after an erasure took it out of the log."""

merged = Table(
    "merged",
    metadata,
    Column("row", String(64), primary_key=True),
    Column("kept", String(64), nullable=False),
    Index("merged_kept", "kept"),
)
"""Into which record a person's double was merged, "" where that was undone."""

blob = Table(
    "blob",
    metadata,
    _area(),
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    _at(),
)

snapshot = Table(
    "snapshot",
    metadata,
    _area(),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("index", JSONB, nullable=False),
    _at(),
)

scope = Table(
    "scope",
    metadata,
    _area(),
    Column("device", String(16), primary_key=True),
    _at("since"),
    Column("until", DateTime(timezone=True)),
)
"""Which areas a device has, and had: work that was under way when an area was taken away still arrives."""

heard = Table(
    "heard",
    metadata,
    _area(),
    Column("device", String(16), primary_key=True),
    _at("synced"),
    Column("waiting", Integer, nullable=False),
    Column("schema", Integer, nullable=False),
)
"""When a laptop was last heard from, in its first area; how much waited there, and which keys its program writes."""

wandered = Table(
    "wandered", metadata, _area(), Column("row", String(64), primary_key=True), Index("wandered_row", "row")
)
"""The areas in which rows that moved have been, so that nobody looks for a row in all areas."""

known_area = Table("known_area", metadata, _area())
"""The areas in which there is anything."""

device = Table(
    "device",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("person", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("certificates", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("laptop", String(120), nullable=False),
    Column("replaces", String(16), nullable=False, server_default=""),
    _at("enrolled"),
    Column("revoked", DateTime(timezone=True)),
    Column("synced", DateTime(timezone=True)),
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("waits", Boolean, nullable=False, server_default=text("false")),
    Column("people", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Index("device_kid", text("(certificates ->> 'kid')")),
)

code = Table(
    "code",
    metadata,
    Column("id", String(4), primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("person", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("used_by", LargeBinary),
)

epoch = Table(
    "epoch",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False),
    _at(),
    UniqueConstraint("id"),
)
"""One row for each life of this hub: a new one begins when it is restored from a backup."""

epoch_mark = Table(
    "epoch_mark",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("area", String(32), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""Where each area's feed stood when an epoch began."""

failed_attempts = Table(
    "knock",
    metadata,
    Column("who", String(64), primary_key=True),
    Column("hour", BigInteger, primary_key=True),
    Column("tries", Integer, nullable=False),
)
"""Requests that may be counted through, per caller (a keyed hash of the address) and hour."""

office_session = Table(
    "office_session",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person", String(200), nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
)
"""Officers who are signed in at the office page: by the hash of what their browser shows."""

setting = Table("setting", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))
"""What the office has chosen for all laptops."""

# The read model: made from the log by :mod:`samarth_desktop.hub.read_model`, and again from nothing at any time.

folded = Table(
    "folded",
    metadata,
    _area(),
    Column("seq", BigInteger, nullable=False),
    Column("conflicts", BigInteger, nullable=False),
    _at(),
)
"""How far each area's feed is folded into `record` and `summary`, when, and how many fields wait for a person there."""

record = Table(
    "record",
    metadata,
    _area(),
    Column("row", String(64), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("parent", String(64), nullable=False),
    Column("shown", JSONB, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Index("record_kind", "area", "kind"),
    Index("record_parent", "area", "parent", postgresql_where=text("parent <> ''")),
)
"""Each record that is in an area: the values that show, and the row that it belongs to."""

summary = Table(
    "summary",
    metadata,
    _area(),
    Column("row", String(64), primary_key=True),
    Column("kind", String(40), nullable=False),
    *(
        Column(name, Text, nullable=False, server_default="")
        for name in ("registration", "name_hi", "name_en", "relative", "village", "district", "mobile", "state")
    ),
    Column("words", ARRAY(Text), nullable=False),
    Index("summary_words", "words", postgresql_using="gin"),
    Index("summary_listed", "area", "kind", "row"),
)
"""What lists show of a record, and the words by which it is found in either script."""

likely_double = Table(
    "likely_double",
    metadata,
    _area(),
    Column("row", String(64), primary_key=True),
    Column("other_area", String(32), nullable=False),
    Column("other", String(64), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reasons", JSONB, nullable=False),
)
"""Two people, perhaps of two areas, who are probably one."""
