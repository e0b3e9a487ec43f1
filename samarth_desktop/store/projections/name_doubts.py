"""Which names wait for a person's look, up to which operation all were looked at, and by which rules: a note of this
folder alone.

A note is a setting ``name doubt:ROW:KEY``; ``name kept:ROW:KEY`` holds a digest of the name that somebody left as it
is, so that it is not asked about again until it changes. No note holds a name.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.text import RULES
from samarth_desktop.domain.names.name_doubts import name_doubts
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

KINDS: tuple[type[Record], ...] = (Artisan, Shg, Member)
"""The records whose names are looked at."""
_LOOKED, _RULES, _NOTE, _KEPT = "looked at names", "rules of names", "name doubt:", "name kept:"
_op, _setting = tables.op.c, tables.setting.c


@dataclass(frozen=True, slots=True)
class Part:
    """The next rows to look at, written after what was looked at and up to operation `upto`; `last` when that is the
    newest. `fresh` when nothing was looked at by these rules yet."""

    rows: tuple[str, ...]
    upto: int
    last: bool
    fresh: bool


def next_part(reader: Reader, most: int) -> Part:
    """The rows of the next `most` operations that nobody looked at by the rules of this program."""
    fresh = reader.setting(_RULES) != RULES
    looked = 0 if fresh else int(reader.setting(_LOOKED) or 0)
    kinds = [kind.KIND for kind in KINDS]
    wanted = select(_op.seq, _op.row).where(_op.seq > looked, _op.kind.in_(kinds)).order_by(_op.seq).limit(most)
    found = reader.connection.execute(wanted).all()
    last = len(found) < most
    newest = reader.connection.scalar(select(func.max(_op.seq))) or 0
    rows = tuple(dict.fromkeys(one.row for one in found))
    return Part(rows, newest if last else found[-1].seq, last, fresh)


def look(unit: UnitOfWork, rows: Sequence[str]) -> None:
    """Notes what is doubted of these rows as they are now. A row with a name that stops a certificate is judged anew:
    an earlier program, or another laptop's, may have called it complete."""
    found: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(rows, ())
    refused: list[str] = []
    gone = set(rows)
    for kind in KINDS:
        for record in unit.get_many(kind, rows):
            if not record.deleted:
                gone.discard(record.id)
            doubts = list(name_doubts(record))
            found[record.id] = tuple((doubt.key, doubt.text) for doubt in doubts)
            if any(doubt.refused for doubt in doubts):
                refused.append(record.id)
    if refused:
        unit.rebuild(refused)
    for row in gone:  # erased: not even a digest of her name stays
        unit.connection.execute(delete(tables.setting).where(_of_row(_KEPT, row)))
    held = _keys_of(unit, found)
    wanted = {
        f"{_NOTE}{row}:{key}"
        for row, doubts in found.items()
        for key, text in doubts
        if unit.setting(f"{_KEPT}{row}:{key}") != digest_of(text)
    }
    if settled := held - wanted:
        unit.connection.execute(delete(tables.setting).where(_setting.key.in_(sorted(settled))))
    if wanted - held:
        unit.put_settings(dict.fromkeys(sorted(wanted - held), "1"))


def looked(unit: UnitOfWork, upto: int) -> None:
    """Notes how far was looked, by which rules."""
    unit.put_settings({_LOOKED: str(upto), _RULES: RULES})


def noted(reader: Reader, most: int) -> list[tuple[str, str]]:
    """The rows and keys that wait, oldest rows first."""
    wanted = select(_setting.key).where(_setting.key.between(_NOTE, _NOTE + "\uffff")).order_by(_setting.key)
    found = [key[len(_NOTE) :].partition(":") for key in reader.connection.execute(wanted.limit(most)).scalars()]
    return [(row, key) for row, _, key in found]


def kept(reader: Reader, most: int) -> dict[tuple[str, str], str]:
    """The rows and keys of the names that somebody left as they are, with the digest of the name."""
    wanted = select(_setting.key, _setting.value).where(_setting.key.between(_KEPT, _KEPT + "\uffff"))
    found = reader.connection.execute(wanted.order_by(_setting.key).limit(most)).all()
    parts = [(one.key[len(_KEPT) :].partition(":"), one.value) for one in found]
    return {(row, key): digest for (row, _, key), digest in parts}


def waiting(reader: Reader) -> int:
    """How many names wait."""
    wanted = select(func.count()).where(_setting.key.between(_NOTE, _NOTE + "\uffff"))
    return reader.connection.scalar(wanted) or 0


def keep(unit: UnitOfWork, row: str, key: str, text: str) -> None:
    """This name stays as it is."""
    unit.put_settings({f"{_KEPT}{row}:{key}": digest_of(text)})


def unkeep(unit: UnitOfWork, row: str, key: str) -> None:
    """It is asked about again."""
    unit.connection.execute(delete(tables.setting).where(_setting.key == f"{_KEPT}{row}:{key}"))


def _keys_of(reader: Reader, rows: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for row in rows:
        found.update(reader.connection.execute(select(_setting.key).where(_of_row(_NOTE, row))).scalars())
    return found


def _of_row(note: str, row: str) -> ColumnElement[bool]:
    return _setting.key.between(f"{note}{row}:", f"{note}{row}:\uffff")


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
