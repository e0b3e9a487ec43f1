"""The versions of programmes that the office published to everybody, as this laptop follows them.

An operation of the kind ``programme`` in the reference area is one whole version: its row is ``CODE@VERSION``, its
values the file's text, the day and who. Nothing merges: the first word on a row stands, a later one can only withdraw
it. Of each code the highest version that is not withdrawn is followed; of one of which no version is left, the last is
told as withdrawn. Both lie in settings, because operations are not found by kind.
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
_KEY, _GONE = "published", "published_gone"
TEXT, ON, BY, WITHDRAWN = "text", "on", "by", "withdrawn"


def concern(ops: Iterable[Op]) -> bool:
    """Whether one of these operations is about published programmes."""
    return any(op.kind == PROGRAMME and op.area == REFERENCE for op in ops)


def read(reader: Reader) -> tuple[Published, ...]:
    """The versions that this laptop follows."""
    return _kept(reader, _KEY)


def gone(reader: Reader) -> tuple[Published, ...]:
    """Of each programme of which every version was withdrawn the last one, with the day and the person of that."""
    return _kept(reader, _GONE)


def _kept(reader: Reader, key: str) -> tuple[Published, ...]:
    try:
        return tuple(Published(*row) for row in json.loads(reader.setting(key) or "[]"))
    except (ValueError, TypeError):
        return ()


def versions(reader: Reader, code: str) -> set[int]:
    """The numbers of all versions of a programme that were ever published, also of the withdrawn ones."""
    op = tables.op.c
    told = select(op.row).where(op.kind == PROGRAMME, op.area == REFERENCE).distinct()
    rows = [row.partition("@") for row in reader.connection.execute(told).scalars()]
    return {int(number) for name, _, number in rows if name == code and number.isdecimal()}


def note(connection: Connection) -> None:
    """Works out anew what is followed and what is gone, after an operation about it."""
    standing, withdrawn = _versions_of(connection)
    gone = [several[-1] for code, several in sorted(withdrawn.items()) if code not in standing]
    for key, told in ((_KEY, _followed(standing, withdrawn)), (_GONE, gone)):
        rows = [[one.code, one.version, one.text, one.on, one.by, one.before] for one in told]
        value = {"key": key, "value": json.dumps(rows, ensure_ascii=False)}
        connection.execute(insert(tables.setting).prefix_with("OR REPLACE"), [value])


_Versions = dict[str, list[Published]]


def _number(one: Published) -> int:
    return one.version


def _versions_of(connection: Connection) -> tuple[_Versions, _Versions]:
    """All versions by code: those that stand, and those that were withdrawn, as it happened, with day and person."""
    op = tables.op.c
    said: dict[str, list[Op]] = {}
    for row in connection.execute(select(tables.op).where(op.kind == PROGRAMME, op.area == REFERENCE)):
        said.setdefault(row.row, []).append(op_of(row))
    standing: _Versions = {}
    withdrawn: _Versions = {}
    for ops in said.values():
        ops.sort(key=lambda one: one.rank)
    for name, ops in sorted(said.items(), key=lambda pair: pair[1][-1].rank):
        code, _, number = name.partition("@")
        first = next((one for one in ops if TEXT in one.f), None)
        if first is None or not number.isdecimal():
            continue
        taken = next((one for one in ops if one.f.get(WITHDRAWN)), None)
        on, by = (taken.f[WITHDRAWN], taken.f.get(BY)) if taken else (first.f.get(ON), first.f.get(BY))
        one = Published(code, int(number), str(first.f[TEXT] or ""), str(on or ""), str(by or ""))
        (withdrawn if taken else standing).setdefault(code, []).append(one)
    return standing, withdrawn


def _followed(standing: _Versions, withdrawn: _Versions) -> list[Published]:
    found = []
    for code, several in standing.items():
        several.sort(key=_number)
        last = several[-1]
        gone = [one for one in withdrawn.get(code, []) if one.version > last.version]
        earlier = gone or several[:-1]  # a version that was withdrawn was followed before this one
        before = max(earlier, key=_number).text if earlier else ""
        found.append(Published(last.code, last.version, last.text, last.on, last.by, before))
    return sorted(found, key=lambda one: one.code)
