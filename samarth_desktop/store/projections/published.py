"""The versions of programmes that the office published to everybody, as this laptop follows them.

An operation of the kind ``programme`` in the reference area is one whole version: its row is ``CODE@VERSION``, its
values the file's text, the day and who. Nothing merges: the first word on a row stands, a later one can only withdraw
it. Of each code the highest version that is not withdrawn is followed; it lies in a setting, because operations are not
found by kind.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.domain.programmes.programme import Published
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import op_of
from samarth_desktop.store.log.reader import Reader

PROGRAMME = "programme"
_KEY = "published"
TEXT, ON, BY, WITHDRAWN = "text", "on", "by", "withdrawn"


def concern(ops: Iterable[Op]) -> bool:
    """Whether one of these operations is about published programmes."""
    return any(op.kind == PROGRAMME and op.area == REFERENCE for op in ops)


def read(reader: Reader) -> tuple[Published, ...]:
    """The versions that this laptop follows."""
    try:
        return tuple(Published(*row) for row in json.loads(reader.setting(_KEY) or "[]"))
    except (ValueError, TypeError):
        return ()


def versions(reader: Reader, code: str) -> set[int]:
    """The numbers of all versions of a programme that were ever published, also of the withdrawn ones."""
    op = tables.op.c
    told = select(op.row).where(op.kind == PROGRAMME, op.area == REFERENCE).distinct()
    rows = [row.partition("@") for row in reader.connection.execute(told).scalars()]
    return {int(number) for name, _, number in rows if name == code and number.isdecimal()}


def note(connection: Connection) -> None:
    """Works out anew what is followed, after an operation about it."""
    rows = [[one.code, one.version, one.text, one.on, one.by, one.before] for one in _followed(connection)]
    value = {"key": _KEY, "value": json.dumps(rows, ensure_ascii=False)}
    connection.execute(insert(tables.setting).prefix_with("OR REPLACE"), [value])


def _followed(connection: Connection) -> list[Published]:
    op = tables.op.c
    said: dict[str, list[Op]] = {}
    for row in connection.execute(select(tables.op).where(op.kind == PROGRAMME, op.area == REFERENCE)):
        said.setdefault(row.row, []).append(op_of(row))
    standing: dict[str, list[Published]] = {}
    withdrawn: dict[str, list[Published]] = {}
    for name, ops in said.items():
        code, _, number = name.partition("@")
        first = min((one for one in ops if TEXT in one.f), key=lambda one: one.rank, default=None)
        if first is not None and number.isdecimal():
            text, on, by = (str(first.f.get(key) or "") for key in (TEXT, ON, BY))
            kept = withdrawn if any(one.f.get(WITHDRAWN) for one in ops) else standing
            kept.setdefault(code, []).append(Published(code, int(number), text, on, by))
    found = []
    for code, several in standing.items():
        several.sort(key=lambda one: one.version)
        last = several[-1]
        gone = [one for one in withdrawn.get(code, []) if one.version > last.version]
        earlier = gone or several[:-1]  # a version that was withdrawn was followed before this one
        before = max(earlier, key=lambda one: one.version).text if earlier else ""
        found.append(Published(last.code, last.version, last.text, last.on, last.by, before))
    return sorted(found, key=lambda one: one.code)
