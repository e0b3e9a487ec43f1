"""Attribute sets of marketplaces' categories: published to everybody in the reference area, a row a set and a row an
attribute; on a laptop that may not publish kept in a setting."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.domain.reference.attribute_set import Attribute, AttributeSet, from_values, newest, to_values
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import op_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

KIND, PART = "attribute_set", "attribute"
_SETTING = "attribute sets"
_ROW, _END = "attribute_set:", "attribute_set;"
_PART_ROW, _PART_END = "attribute:", "attribute;"


def publish(unit: UnitOfWork, made: AttributeSet, on: str, author: str) -> None:
    """Writes a set for every laptop: nothing merges, the first word on a row stands."""
    head = {"marketplace": made.marketplace, "categories": list(made.categories), "version": made.version, "on": on}
    unit.say_to_all(KIND, _ROW + made.name, {**head, "count": len(made.attributes)}, author)
    for number, one in enumerate(made.attributes):
        unit.say_to_all(PART, f"{_PART_ROW}{made.name}#{number:04d}", to_values(one), author)


def keep(unit: UnitOfWork, made: AttributeSet) -> None:
    """Keeps a set on this laptop only, in the place of an earlier one of the same name."""
    every = {one.name: one for one in _local(unit)}
    every[made.name] = made
    said = [
        {
            "marketplace": one.marketplace,
            "categories": list(one.categories),
            "version": one.version,
            "attributes": [to_values(attribute) for attribute in one.attributes],
        }
        for one in every.values()
    ]
    unit.put_settings({_SETTING: json.dumps(said, ensure_ascii=False)})


def every(reader: Reader) -> list[AttributeSet]:
    """The sets that hold here: published ones, and over them what this laptop loaded itself."""
    return newest([*_published(reader), *_local(reader)])


def is_published(reader: Reader, made: AttributeSet) -> bool:
    """Whether the set of this name was published already."""
    return any(one.name == made.name for one in _published(reader))


def _local(reader: Reader) -> list[AttributeSet]:
    try:
        said = json.loads(reader.setting(_SETTING) or "[]")
    except ValueError:
        return []
    return [_set(one, [from_values(part) for part in one.get("attributes", ())]) for one in said]


def _published(reader: Reader) -> list[AttributeSet]:
    heads = first_words(reader, _ROW, _END)
    parts = first_words(reader, _PART_ROW, _PART_END)
    found = []
    for row, op in sorted(heads.items(), key=lambda pair: pair[1].rank):
        name = row.removeprefix(_ROW)
        mine = [parts[key].f for key in sorted(parts) if key.startswith(f"{_PART_ROW}{name}#")]
        if len(mine) == op.f.get("count"):  # all of it has arrived
            found.append(_set(op.f, [from_values(one) for one in mine]))
    return found


def first_words(reader: Reader, start: str, end: str) -> dict[str, Op]:
    """The first word on each row of the reference area whose name begins so; found by the index of rows."""
    op = tables.op.c
    wanted = select(tables.op).where(op.row >= start, op.row < end, op.area == REFERENCE)
    found: dict[str, Op] = {}
    for row in reader.connection.execute(wanted):
        one = op_of(row)
        if one.row not in found or one.rank < found[one.row].rank:
            found[one.row] = one
    return found


def _set(values: Mapping[str, Any], attributes: list[Attribute]) -> AttributeSet:
    categories = values.get("categories")
    return AttributeSet(
        str(values.get("marketplace") or ""),
        tuple(str(one) for one in categories) if isinstance(categories, list) else (),
        str(values.get("version") or ""),
        tuple(attributes),
    )
