"""The tables. One per record class, made by walking its described fields; the others written out here.

`op` is the truth: append-only, the outbox and the audit trail in one. The record tables, `summary`, `conflict` and the
search tables are projections of it and can be made again. No foreign keys between records: with sync a member may
arrive before its group.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.database.engine import Codes, Day, Flag, Json

VERSION = "0009"
"""The revision of the newest migration; a database says its own in `setting`."""

metadata = MetaData()

_TYPES: Mapping[Kind, Any] = {
    Kind.DATE: Day,
    Kind.WHOLE: Integer,
    Kind.MONEY: Integer,  # paise
    Kind.CHOICES: Codes,
    Kind.FLAG: Flag,
}
_DEFAULTS: Mapping[Kind, str | None] = {
    Kind.DATE: None,
    Kind.WHOLE: None,
    Kind.MONEY: None,
    Kind.CHOICES: "[]",
    Kind.FLAG: "0",
}


def _table(name: str, *parts: Any, **more: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, **more)


def _words(name: str, **more: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **more)


def _number(name: str, **more: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, **more)


def _column(key: str, kind: Kind) -> Column[Any]:
    default = _DEFAULTS.get(kind, "")
    if default is None:
        return Column(key, _TYPES[kind])
    # The default is for columns that a later migration adds to rows that are there.
    shown = text(default) if kind is Kind.FLAG else text(f"'{default}'")
    return Column(key, _TYPES.get(kind, Text), nullable=False, server_default=shown)


def record_table(kind: RecordKind) -> Table:
    """The table of a kind of record: its fields, and what the store keeps beside them."""
    described = fields_of(kind.record)
    return _table(
        kind.name,
        _words("id", primary_key=True),
        _words("area"),
        Column("complete", Flag, nullable=False),
        Column("unread", Json, nullable=False),
        Column("extra", Json, nullable=False),
        _number("seen"),
        *(_column(key, described[key].kind) for key in described),
        *(Index(f"{kind.name}_{key}", key) for key in kind.looked_up),
        *(Index(f"{kind.name}_{'_'.join(keys)}", *keys) for keys in kind.indexes),
    )


RECORD_TABLES: Mapping[str, Table] = {name: record_table(kind) for name, kind in KINDS.items()}

op = _table(
    "op",
    Column("seq", Integer, primary_key=True),
    _words("device"),
    _words("area"),
    _number("n"),
    _words("kind"),
    _words("row"),
    _number("hlc"),
    _words("author"),
    _number("schema"),
    Column("f", Json, nullable=False),
    Column("sup", Json, nullable=False),
    UniqueConstraint("device", "area", "n"),
    Index("op_row", "row", "device", "area", "n"),  # covers the question which records are not sent yet
    sqlite_autoincrement=True,
)
erased = _table("erased", _words("row", primary_key=True), _words("kind"), _number("hlc"), sqlite_with_rowid=False)

elsewhere = _table(
    "elsewhere",
    _words("row", primary_key=True),
    _words("area"),
    _words("kept"),
    Index("elsewhere_kept", "kept"),
    sqlite_with_rowid=False,
)
"""Rows that are written elsewhere now: the area to which one moved, or the record into which it was merged."""

setting = _table("setting", _words("key", primary_key=True), _words("value"), sqlite_with_rowid=False)
counter = _table("counter", _words("name", primary_key=True), _number("value"), sqlite_with_rowid=False)
draft = _table(
    "draft",
    _words("key", primary_key=True),
    _words("page"),
    Column("texts", Json, nullable=False),
    _words("updated"),
)
audit = _table(
    "audit",
    Column("id", Integer, primary_key=True),
    _words("at"),
    _words("author"),
    _words("act"),
    _words("row"),
    _words("detail"),
    Index("audit_row", "row"),
)
blob = _table(
    "blob",
    _words("hash", primary_key=True),
    _words("row", primary_key=True),
    _words("area"),
    _number("size"),
    _words("state"),
    Index("blob_row", "row"),
    Index("blob_state", "state"),
)
revalidation = _table(
    "revalidation", _words("row", primary_key=True), Column("day", Day, nullable=False), sqlite_with_rowid=False
)
"""The next day on which a record will be judged otherwise than it stands there: of few, see `store.projections`."""

conflict = _table("conflict", _words("row", primary_key=True), _words("field", primary_key=True), _words("kind"))

peer = _table("peer", _words("peer", primary_key=True), _words("epoch"), _words("synced"))
sent = _table(
    "sent",
    _words("peer", primary_key=True),
    _words("device", primary_key=True),
    _words("area", primary_key=True),
    _number("n"),
    sqlite_with_rowid=False,
)
pulled = _table(
    "pulled",
    _words("peer", primary_key=True),
    _words("area", primary_key=True),
    _number("cursor"),
    sqlite_with_rowid=False,
)
refused = _table(
    "refused",
    _words("device", primary_key=True),
    _words("area", primary_key=True),
    _number("n", primary_key=True),
    _words("row"),
    _words("reason"),
)
signature = _table(
    "signature",
    _words("device", primary_key=True),
    _words("area", primary_key=True),
    _number("last", primary_key=True),
    _number("first"),
    Column("proof", LargeBinary, nullable=False),
)

import_run = _table(
    "import_run",
    _words("id", primary_key=True),
    _words("file"),
    _words("digest"),
    _words("kind"),
    _words("head"),
    _words("begun"),
    _words("author"),
    _number("rows"),
    Column("finished", Flag, nullable=False),
    _words("undone"),
    sqlite_with_rowid=False,
)
"""The imports of this laptop; what each wrote are the operations of its parts."""

import_part = _table(
    "import_part",
    _words("import_id", primary_key=True),
    _number("first", primary_key=True),
    _number("last"),
    sqlite_with_rowid=False,
)

location = _table(
    "location",
    Column("rid", Integer, primary_key=True),
    _words("level"),
    _words("code"),
    _words("name_en"),
    _words("name_hi"),
    _words("state"),
    _words("district"),
    _words("subdistrict"),
    _words("block"),
    Index("location_within", "level", "district"),
)

summary = _table(
    "summary",
    Column("rid", Integer, primary_key=True),
    _words("id", unique=True),
    _words("kind"),
    _words("registration"),
    _words("name_hi"),
    _words("name_en"),
    _words("relative"),
    _words("village"),
    _words("district"),
    _words("programme"),
    _words("mobile"),
    _words("sort_hi"),
    _words("sort_en"),
    _words("created"),
    Column("complete", Flag, nullable=False),
    Column("active", Flag, nullable=False),
    Index("summary_hi", "kind", "active", "sort_hi"),
    Index("summary_en", "kind", "active", "sort_en"),
    Index("summary_created", "kind", "active", "created"),
    Index("summary_village", "kind", "active", "village", "sort_hi"),
    Index("summary_number", "kind", "active", "registration"),
    Index("summary_registration", "registration"),
    Index("summary_unfinished", "kind", sqlite_where=text("complete = 0 AND active = 1")),
)
"""What a list or a search hit shows of a person, a group or a certificate: narrow, so that a scan is quick."""

blocking_key = _table(
    "blocking_key",
    _words("key", primary_key=True),
    _number("rid", primary_key=True),
    sqlite_with_rowid=False,
)
vocabulary = _table("vocabulary", _words("fold", primary_key=True), sqlite_with_rowid=False)
deletion_variant = _table(
    "deletion_variant",
    _words("part", primary_key=True),
    _words("fold", primary_key=True),
    sqlite_with_rowid=False,
)

# The default categories cut Hindi at every matra. Contentless: the summaries hold the words. No ranks, so no positions.
_SEARCH_FTS = """CREATE VIRTUAL TABLE search_fts USING fts5(
    name, fold, loose, other, other_fold,
    content='', contentless_delete=1, detail=column, prefix='1 2 3',
    tokenize='unicode61 categories ''L* N* Co Mc Mn'' remove_diacritics 0'
)"""
_PLACE_FTS = """CREATE VIRTUAL TABLE place_fts USING fts5(
    name, fold, within,
    content='', contentless_delete=1, detail=column, prefix='2 3',
    tokenize='unicode61 categories ''L* N* Co Mc Mn'' remove_diacritics 0'
)"""
NO_DELETE = """CREATE TRIGGER op_stays BEFORE DELETE ON op
BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END"""
NO_CHANGE = """CREATE TRIGGER op_unchanged BEFORE UPDATE ON op
WHEN NOT EXISTS (SELECT 1 FROM erased WHERE "row" = OLD."row")
    OR NEW.seq IS NOT OLD.seq OR NEW.device IS NOT OLD.device OR NEW.area IS NOT OLD.area
    OR NEW.n IS NOT OLD.n OR NEW.kind IS NOT OLD.kind OR NEW."row" IS NOT OLD."row"
    OR NEW.hlc IS NOT OLD.hlc OR NEW.author IS NOT OLD.author OR NEW.schema IS NOT OLD.schema
    OR NEW.sup IS NOT OLD.sup
BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END"""
BESIDE = (_SEARCH_FTS, _PLACE_FTS, NO_DELETE, NO_CHANGE)
"""Statements for what a Table cannot say: the word index, and the triggers that keep `op` append-only."""
