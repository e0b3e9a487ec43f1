"""The encrypted database file: connections, transactions, types.

SQLCipher's DBAPI under SQLAlchemy's SQLite dialect. The driver's own transaction handling is switched off
(`isolation_level=None`) and every transaction is begun here, because otherwise DDL is not transactional and a
failed migration leaves half of its columns behind.
"""

import functools
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Integer, Text, create_engine, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.types import TypeDecorator
from sqlalchemy.util import LRUCache

BUSY_MS = 10_000
_KEY_BYTES = 32


def open_engine(file: Path, key: bytes) -> Engine:
    """An engine on an encrypted database file.

    `key` is the raw 32-byte data key. The file is made when missing; a wrong key shows at the first statement.
    Connections begin with BEGIN IMMEDIATE when taken with ``execution_options(writes=True)``, else with BEGIN, so
    that a reader sees one state of the data and never waits for the writer.
    """
    if len(key) != _KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    from sqlalchemy.pool import QueuePool

    shared = _shared()
    pool = QueuePool(lambda: connect(file, key), pool_size=3, max_overflow=5, dialect=shared.dialect)
    engine = Engine(pool, shared.dialect, shared.url, execution_options={"compiled_cache": _COMPILED})
    event.listen(engine, "begin", _begin)
    return engine


@functools.cache
def _dbapi() -> Any:
    from sqlcipher3 import dbapi2

    # The driver looks for a way to adapt each value that is no text and no number, and finds none for these two only
    # by way of two exceptions: nearly a microsecond for each empty cell, a twentieth of an import.
    dbapi2.register_adapter(type(None), {}.get)
    dbapi2.register_adapter(bool, int)
    return dbapi2


_COMPILED = LRUCache[Any, Any](500)


@functools.cache
def _shared() -> Engine:
    """Whose dialect all engines of this process have: what was compiled for one serves the others, so that a folder
    which is opened again, as after a lock, finds its statements ready."""
    engine = create_engine("sqlite://", module=_dbapi(), json_serializer=to_json)
    engine.connect().close()  # asks SQLite for its version once
    engine.dispose()
    return engine


def connect(file: Path, key: bytes) -> Any:
    """A DBAPI connection with the key set and the durability that the program promises.

    `synchronous=FULL`: NORMAL lost acknowledged commits in 6 of 10 simulated power cuts, FULL in none of 300.
    """
    connection = _dbapi().connect(str(file), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to stderr, where data must not go
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # A page from here need not be decrypted again. 192 MB brought no more; SQLCipher has no mmap.
    connection.execute("PRAGMA cache_size = -64000")
    # 32 MB instead of 4: a part of an import rewrites some thousand pages; copied after each, it cost a tenth more.
    connection.execute("PRAGMA wal_autocheckpoint = 8000")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def to_json(value: Any) -> str:
    """JSON as stored: short, keys sorted, letters of every script as they are."""
    if type(value) is int:  # the encoder takes twenty times as long
        return str(value)
    return _AS_STORED.encode(value)


_AS_STORED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Day(TypeDecorator[date]):
    """A date as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Codes(TypeDecorator[tuple[str, ...]]):
    """A set of codes as sorted JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return to_json(sorted(value)) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value and value != "[]" else ()


class Json(TypeDecorator[Mapping[str, Any]]):
    """A mapping as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Any] | None, dialect: Dialect) -> str:
        return to_json(value) if value else "{}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Mapping[str, Any]:
        return json.loads(value) if value and value != "{}" else {}


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0 (STRICT tables know no BOOLEAN)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int:
        return int(bool(value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool:
        return bool(value)
