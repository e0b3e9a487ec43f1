"""Who was looked at for doubles, up to which operation, and who was found: a note of this folder alone.

A note is a setting ``double:ROW`` that names the row which is probably the same person. What became of the two
(dismissed as no duplicates, merged, erased) stands in their records, so a note that is settled is simply not counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, cast, delete, func, literal, select

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.not_duplicate import MARK
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

_LOOKED, _NOTE = "looked for doubles", "double:"
_op, _setting = tables.op.c, tables.setting.c
_artisan = tables.RECORD_TABLES[Artisan.KIND].c


@dataclass(frozen=True, slots=True)
class Part:
    """The next people to look at, by row id; `came` are those whom another laptop wrote. They were written after the
    operation number `after` and up to `upto`; `last` when that is the newest."""

    rows: tuple[str, ...]
    came: frozenset[str]
    after: int
    upto: int
    last: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """People who are probably here twice and about whom nobody has decided; `came` of them from other laptops."""

    people: int = 0
    came: int = 0


def next_part(reader: Reader, most: int, device: str) -> Part:
    """The people of the next `most` operations that nobody looked at yet."""
    looked = int(reader.setting(_LOOKED) or 0)
    wanted = select(_op.seq, _op.row, _op.device).where(_op.seq > looked, _op.kind == Artisan.KIND)
    found = reader.connection.execute(wanted.order_by(_op.seq).limit(most)).all()
    last = len(found) < most
    newest = reader.connection.scalar(select(func.max(_op.seq))) or 0
    came = frozenset(one.row for one in found if one.device != device)
    rows = tuple(dict.fromkeys(one.row for one in found))
    return Part(rows, came, looked, newest if last else found[-1].seq, last)


def note(unit: UnitOfWork, upto: int, doubles: Mapping[str, str]) -> None:
    """Keeps how far was looked, and who is probably whom."""
    unit.put_settings({_LOOKED: str(upto)} | {_NOTE + row: other for row, other in doubles.items()})
    settled = delete(tables.setting).where(_is_note(), _setting.key.not_in(_open(_setting.key)))
    unit.connection.execute(settled)


def waiting(reader: Reader, device: str) -> Waiting:
    """How many notes are open."""
    came = func.sum(cast(_artisan.created_device != device, Integer))
    row = reader.connection.execute(_open(func.count(), came)).one()
    return Waiting(row[0], row[1] or 0)


def _is_note() -> ColumnElement[bool]:
    return _setting.key.between(_NOTE, _NOTE + "\uffff")


def _open(*what: Any) -> Select[Any]:
    """`what` of the notes whose two people are both still there and were not dismissed as no duplicates."""
    one, other = tables.summary.alias().c, tables.summary.alias().c
    told = func.instr(_artisan.extra.cast(Text), literal('"' + MARK) + other.id + '"')
    return select(*what).where(
        _is_note(),
        one.id == func.substr(_setting.key, len(_NOTE) + 1),
        other.id == _setting.value,
        _artisan.id == one.id,
        one.active.is_(True),
        other.active.is_(True),
        told == 0,
    )
