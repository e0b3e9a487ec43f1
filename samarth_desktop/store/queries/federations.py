"""Village organisations and federations: the mission's list, published to everybody in the reference area or kept on
this laptop, then what groups of a district have written."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks, op_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

KIND = "federation_list"
_SETTING = "federations"
_ROW, _END = "federation_list:", "federation_list;"
_PART = 100  # names of one operation: well under its 48 KB
_MOST = 200
VO, CLF = "vo", "clf"


@dataclass(frozen=True, slots=True)
class Federation:
    """One organisation of the list: ``vo`` (village organisation, ALF) or ``clf`` (cluster, city), of a district."""

    kind: str
    name: str
    district: str


def publish(unit: UnitOfWork, found: Sequence[Federation], on: str, author: str) -> None:
    """Writes a list for every laptop as a new version, a row a part; nothing merges in it."""
    version = 1 + max((number for number, _ in _published(unit).values()), default=0)
    parts = list(chunks(list(found), _PART))
    for number, part in enumerate(parts):
        names = [[one.kind, one.name, one.district] for one in part]
        values = {"version": version, "parts": len(parts), "on": on, "names": names}
        unit.say_to_all(KIND, f"{_ROW}{version:05d}#{number:04d}", values, author)


def keep(unit: UnitOfWork, found: Sequence[Federation]) -> None:
    """Keeps a list on this laptop, in the place of the one before."""
    names = [[one.kind, one.name, one.district] for one in found]
    unit.put_settings({_SETTING: json.dumps(names, ensure_ascii=False)})


def listed(reader: Reader) -> list[Federation]:
    """The list that holds here: the newest that was published whole, and this laptop's own."""
    versions: dict[int, list[dict[str, object]]] = {}
    for number, values in _published(reader).values():
        versions.setdefault(number, []).append(values)
    whole = [number for number, parts in versions.items() if len(parts) == parts[0].get("parts")]
    said = [name for values in versions.get(max(whole, default=0), ()) for name in _rows(values.get("names"))]
    return [Federation(*name) for name in dict.fromkeys([*said, *_rows(json.loads(reader.setting(_SETTING) or "[]"))])]


def _rows(names: object) -> list[tuple[str, str, str]]:
    rows = names if isinstance(names, list) else []
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows if isinstance(row, list) and len(row) == 3]


def _published(reader: Reader) -> dict[str, tuple[int, dict[str, object]]]:
    """Version and values of each part, the first word on each row."""
    op = tables.op.c
    wanted = select(tables.op).where(op.row >= _ROW, op.row < _END, op.area == REFERENCE)
    first: dict[str, tuple[int, dict[str, object]]] = {}
    for one in sorted((op_of(row) for row in reader.connection.execute(wanted)), key=lambda one: one.rank):
        version = one.f.get("version")
        if isinstance(version, int):
            first.setdefault(one.row, (version, dict(one.f)))
    return first


def names(reader: Reader, district: str) -> tuple[list[str], list[str]]:
    """Village organisations or ALFs, and cluster or city federations of a district: those of the list, then what groups
    have written besides, most groups first."""
    group = tables.RECORD_TABLES[Shg.KIND].c
    there = listed(reader)
    found = []
    for kind, column in ((VO, group.village_organisation), (CLF, group.federation)):
        wanted = select(column).where(column != "", group.deleted.is_(False), group.district == district)
        wanted = wanted.group_by(column).order_by(func.count().desc(), column).limit(_MOST)
        own = [one.name for one in there if one.kind == kind and one.district == district]
        found.append(list(dict.fromkeys([*own, *reader.connection.scalars(wanted)])))
    return found[0], found[1]
