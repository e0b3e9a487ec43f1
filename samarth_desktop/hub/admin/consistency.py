"""Whether the hub's log and its counts are of one moment: checked by a backup, and again when it is restored.

In every area the feed's counter, the operations and the packs must be equally many; in every stream its number, its
operations and its packs must reach equally far.
"""

from typing import Any

from sqlalchemy import Connection, Select, func, select

from samarth_desktop.hub import tables as t

_op, _pack = t.op.c, t.pack.c


def torn(conn: Connection) -> list[str]:
    """The areas whose parts contradict each other; none in a whole hub. Reads the log once."""
    return sorted({key[0] for counts in (_AREAS, _STREAMS) for key in _differing(conn, counts)})


def _differing(conn: Connection, counts: tuple[Select[Any], ...]) -> set[tuple[str, ...]]:
    """What is counted differently: each of `counts` gives keys and, last, a number."""
    found = [{tuple(key): int(n) for *key, n in conn.execute(one).all() if n} for one in counts]
    return {key for said in found for key in said if len({one.get(key, 0) for one in found}) > 1}


_SPAN = func.sum(_pack.last - _pack.first + 1)
_AREAS = (
    select(t.counter.c.area, t.counter.c.seq),
    select(_op.area, func.count()).group_by(_op.area),
    select(_pack.area, _SPAN).group_by(_pack.area),
    select(_pack.area, func.max(_pack.seq)).group_by(_pack.area),
)
_STREAMS = (
    select(t.stream.c.area, t.stream.c.device, t.stream.c.n),
    select(_op.area, _op.device, func.count()).group_by(_op.area, _op.device),
    select(_op.area, _op.device, func.max(_op.n)).group_by(_op.area, _op.device),
    select(_pack.area, _pack.device, _SPAN).group_by(_pack.area, _pack.device),
    select(_pack.area, _pack.device, func.max(_pack.last)).group_by(_pack.area, _pack.device),
)
