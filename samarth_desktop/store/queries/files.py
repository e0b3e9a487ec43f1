"""Which photos and scans some row still names: one that none names goes."""

from collections.abc import Collection

from sqlalchemy import Connection, Select, Text, bindparam, func, select

from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader


def in_use(reader: Reader, name: str) -> bool:
    """Whether a record names this photo or scan, or named it before and has it queued for the hub."""
    ways: list[Select[tuple[str]]] = [select(tables.blob.c.hash).where(tables.blob.c.hash == name)]
    for kind in KINDS.values():
        columns = tables.RECORD_TABLES[kind.name].c
        ways += [select(columns.id).where(columns[key] == name) for key in kind.files]
    return any(reader.connection.execute(way.limit(1)).first() is not None for way in ways)


def unnamed(connection: Connection, names: Collection[str]) -> list[str]:
    """Those of these files that nothing names any more: no operation, also of what was written over since, no queue and
    no half-typed form. Reads the whole log once for each; erasures are rare."""
    texts = (tables.op.c.f, tables.blob.c.hash, tables.draft.c.texts)
    ways = [select(1).where(func.instr(column.cast(Text), bindparam("name"))).limit(1) for column in texts]
    return [one for one in sorted(set(names)) if not any(connection.scalar(way, {"name": one}) for way in ways)]
