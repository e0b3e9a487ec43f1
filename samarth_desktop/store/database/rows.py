"""Operations and records as rows: how they are written, and read back as frozen values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, bindparam, func, select
from sqlalchemy.engine import Row

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.engine import to_json

R = TypeVar("R", bound=Record)
T = TypeVar("T")
CHUNK = 500


class LogEntry(NamedTuple):
    """An operation in its place in the local log: `seq` is the order of arrival."""

    seq: int
    op: Op


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most `size`: what one statement takes."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def op_of(row: Row[Any]) -> Op:
    """The operation of a row of `op`."""
    sup = {key: tuple(Version(*version) for version in versions) for key, versions in row.sup.items()}
    return Op(row.device, row.area, row.n, row.kind, row.row, row.hlc, row.author, row.schema, row.f, sup)


def op_values(held: LogEntry) -> dict[str, Any]:
    """The column values of an operation."""
    op = held.op
    return {
        "seq": held.seq,
        "device": op.device,
        "area": op.area,
        "n": op.n,
        "kind": op.kind,
        "row": op.row,
        "hlc": op.hlc,
        "author": op.author,
        "schema": op.schema,
        "f": op.f,
        "sup": op.sup,
    }


def op_row(held: LogEntry) -> tuple[Any, ...]:
    """An operation as its row is kept, in the order of the columns."""
    seq, op = held
    sup = to_json(op.sup) if op.sup else "{}"
    return (seq, op.device, op.area, op.n, op.kind, op.row, op.hlc, op.author, op.schema, to_json(op.f), sup)


def among(column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """The condition that a column is one of these, however many: they travel as one text."""
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))


def among_given(column: Column[Any]) -> ColumnElement[bool]:
    """The same for a statement that is made once and carried out with :func:`given`: making one takes longer than
    SQLite needs for it."""
    return column.in_(select(func.json_each(bindparam("given")).table_valued("value").c.value))


def given(values: Iterable[Any]) -> dict[str, str]:
    """The parameters of a statement with :func:`among_given`."""
    return {"given": json.dumps(list(values))}


_OPS = select(tables.op).where(among_given(tables.op.c.row)).order_by(tables.op.c.seq)


def ops_of(connection: Connection, rows: Sequence[str]) -> dict[str, list[LogEntry]]:
    """The operations of each of these rows, in order of arrival; rows without any are left out."""
    found: dict[str, list[LogEntry]] = defaultdict(list)
    if rows:
        for row in connection.execute(_OPS, given(rows)).all():
            found[row.row].append(LogEntry(row.seq, op_of(row)))
    return dict(found)


def record_values(record: Record, area: str, complete: bool) -> dict[str, Any]:
    """The column values of a record in its own table."""
    return {**vars(record), "area": area, "complete": complete}


def record_of(record_class: type[R], row: Row[Any]) -> R:
    """The record of a row of its table."""
    values = dict(row._mapping)
    del values["area"], values["complete"]
    made = object.__new__(record_class)  # every field has a column; the constructor would take them one by one
    made.__dict__.update(values)
    return made


def stamped(record: R, values: Mapping[str, Any]) -> R:
    """The record with what the program fills in. `dataclasses.replace` would call the constructor with eighty
    arguments: a tenth of an import."""
    made = object.__new__(type(record))
    made.__dict__.update(record.__dict__, **values)
    return made


def plain(value: Any) -> Any:
    """A wire value as it comes back from JSON, so that values can be compared."""
    if value is None or type(value) in (str, int, bool):  # nearly all of them, and the same either way
        return value
    return json.loads(json.dumps(value))
