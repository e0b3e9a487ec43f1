"""Names that a person should look at: found part by part, then kept, taken as proposed or written anew, and taken back.

Nothing is changed by the look itself. Who came by sync, hall or stick is looked at the same way, and so is everybody
once when a newer program knows more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record, changed, fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.names.name_doubts import NameDoubt, mended, name_doubts
from samarth_desktop.domain.names.other_script import is_devanagari
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.registry import KINDS, parent_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections import name_doubts as notes

PART = 250
SHOWN = 500


@dataclass(frozen=True, slots=True)
class DoubtfulName:
    """A name that waits. `kind` and `open_row` say which form shows it (a member's is her group's), `label` where it
    stands in the record, `twin` the label of the other script where the same stands."""

    row: str
    kind: str
    open_row: str
    registration: str
    village: str
    label: str
    doubt: NameDoubt
    twin: str = ""

    @property
    def better(self) -> str:
        """The proposed spelling, "" where there is none."""
        return str(self.doubt.better.get(self.doubt.key, ""))


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, to take it back: the records before and after, and the names (row, key) that were kept."""

    written: tuple[tuple[Record, Record], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


def look_on(session: Session) -> bool:
    """Looks at the next part and notes what was found; True when no more is left."""
    with session.store.read() as reader:
        part = notes.next_part(reader, PART)
    if part.rows or part.fresh:
        with writing(session, Deed.HALL) as unit:
            notes.look(unit, part.rows)
            notes.looked(unit, part.upto)
            unit.commit()
    return part.last


def waiting(session: Session) -> int:
    """How many names wait."""
    with session.store.read() as reader:
        return notes.waiting(reader)


def listing(session: Session) -> list[DoubtfulName]:
    """The names that wait, as they are now; the first 500."""
    with session.store.read() as reader:
        noted = dict.fromkeys(notes.noted(reader, SHOWN))
        records = _records(reader, [row for row, _ in noted])
        return [
            _shown(record, doubt)
            for record in records.values()
            for doubt in name_doubts(record)
            if (record.id, doubt.key) in noted
        ]


def kept(session: Session) -> list[DoubtfulName]:
    """The names that somebody left as they are, as long as they stay so; the first 500."""
    with session.store.read() as reader:
        noted = notes.kept(reader, SHOWN)
        records = _records(reader, [row for row, _ in noted])
        return [
            _shown(record, doubt)
            for record in records.values()
            for doubt in name_doubts(record)
            if noted.get((record.id, doubt.key)) == notes.digest_of(doubt.text)
        ]


def _records(reader: Reader, rows: Sequence[str]) -> dict[str, Record]:
    return {one.id: one for kind in notes.KINDS for one in reader.get_many(kind, list(dict.fromkeys(rows)))}


def _shown(record: Record, doubt: NameDoubt) -> DoubtfulName:
    return DoubtfulName(
        row=record.id,
        kind=KINDS[record.KIND].parent or record.KIND,
        open_row=parent_of(record) or record.id,
        registration=getattr(record, "registration", ""),
        village=getattr(record, "village", ""),
        label=fields_of(type(record))[doubt.key].label,
        doubt=doubt,
        twin=fields_of(type(record))[doubt.twin].label if doubt.twin else "",
    )


def keep(session: Session, names: Sequence[DoubtfulName]) -> Decided:
    """These stay as they are and are not asked about again."""
    with writing(session, Deed.HALL) as unit:
        for name in names:
            notes.keep(unit, name.row, name.doubt.key, name.doubt.text)
        notes.look(unit, [name.row for name in names])
        unit.commit()
    return Decided(kept=tuple((name.row, name.doubt.key) for name in names))


def accept(session: Session, names: Sequence[DoubtfulName]) -> Decided:
    """Writes the proposed spellings, all in one unit; who was changed meanwhile by somebody else is passed over."""
    with writing(session, Deed.HALL) as unit:
        before = _records(unit, [name.row for name in names])
        after = dict(before)
        for name in names:
            record = after.get(name.row)
            doubts = name_doubts(record) if record else ()
            doubt = next((one for one in doubts if (one.key, one.text) == (name.doubt.key, name.doubt.text)), None)
            if record is not None and doubt is not None and doubt.better:
                after[name.row] = mended(record, doubt)
        return _written(unit, session, before, after)


def write(session: Session, name: DoubtfulName, text: str) -> Decided:
    """Writes another text for a name; where the same stood in both scripts, into the field of the script in which it is
    written, and the other one is emptied. KnownError when it may not stand there either."""
    with writing(session, Deed.HALL) as unit:
        before = _records(unit, [name.row])
        record = before.get(name.row)
        if record is None:
            raise KnownError(T("This record is not on this laptop any more."))
        described, doubt = fields_of(type(record)), name.doubt
        script = "hi" if is_devanagari(text) else "en"
        key = doubt.twin if doubt.twin and described[doubt.twin].script == script else doubt.key
        got = read(described[key], text)
        if got.wrong is not None:
            raise KnownError(got.wrong)
        emptied = dict.fromkeys(filter(None, (doubt.key, doubt.twin)), "")
        values: dict[str, Any] = emptied | {key: got.value}
        return _written(unit, session, before, {name.row: replace(record, **values)})


def _written(unit: UnitOfWork, session: Session, before: dict[str, Record], after: dict[str, Record]) -> Decided:
    rows = [row for row in before if after[row] != before[row]]
    unit.save_all([after[row] for row in rows], session.author)
    notes.look(unit, rows)
    unit.commit()
    return Decided(written=tuple((before[row], after[row]) for row in rows))


def undo(session: Session, decided: Decided) -> None:
    """Takes a decision back; what somebody wrote since stays."""
    with writing(session, Deed.HALL) as unit:
        now = _records(unit, [before.id for before, _ in decided.written])
        back = [_taken_back(now[old.id], old, new) for old, new in decided.written if old.id in now]
        unit.save_all(back, session.author)
        for row, key in decided.kept:
            notes.unkeep(unit, row, key)
        notes.look(unit, [*(record.id for record in back), *(row for row, _ in decided.kept)])
        unit.commit()


def _taken_back(now: Record, old: Record, new: Record) -> Record:
    keys = [key for key in changed(old, new) if getattr(now, key) == getattr(new, key)]
    kept = {key: text for key, text in now.unread.items() if key not in keys}
    unread = kept | {key: old.unread[key] for key in keys if key in old.unread}
    return replace(now, unread=unread, **{key: getattr(old, key) for key in keys})
