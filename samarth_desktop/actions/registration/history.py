"""What happened to a record, in words: corrections, stages, certificates, consent, looks at masked numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record, fields_of
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.artisan.record import LIVES
from samarth_desktop.kinds.registry import KINDS, RECORDS, children
from samarth_desktop.store.log.reader import Change, Reader
from samarth_desktop.store.queries import audit

_QUIET = frozenset({*fields_of(Record), "registration", "photo", "birth_year", "village_code", "block_code"})
_AUDITED = {"show": N_("Number shown"), "print": N_("Printed"), "export": N_("Exported")}
_NAMED = 2  # fields named in one line; of more only the count is said


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history: when (UTC), what, and who did it."""

    at: datetime
    what: Text
    who: Text

    @property
    def text(self) -> Text:
        """What and who in one sentence."""
        return T("{what} by {who}", what=self.what, who=self.who)


def history(session: Session, reader: Reader, row: str, kind: str = "", limit: int = 12) -> tuple[Event, ...]:
    """The newest events of a record (of a person or group, where no kind is said) with all that belongs to it, newest
    first."""
    device = session.store.device
    events: list[Event] = []
    for of_kind, of_row in _rows(reader, row, kind):
        for (at, author, where), changes in groupby(reader.history(of_row), lambda c: (c.at, c.author, c.device)):
            what = _words(of_kind, list(changes))
            if what is not None:
                events.append(Event(at, what, _who(author, where, session.author, device)))
    for note in audit.notes(reader, row):
        what = Text(_AUDITED.get(note.act, note.act))
        events.append(Event(datetime.fromisoformat(note.at), what, _who(note.author, device, session.author, device)))
    events.sort(key=lambda event: event.at.astimezone(UTC), reverse=True)
    return tuple(events[:limit])


def _rows(reader: Reader, row: str, kind: str) -> Iterable[tuple[str, str]]:
    record = reader.get(RECORDS[kind], row) if kind else reader.holder(row)
    if record is not None:
        yield record.KIND, row
    for child_kind in children():
        for child in reader.children(child_kind.record, row):
            yield child.KIND, child.id


def _who(author: str, where: str, me: str, here: str) -> Text:
    if author == me and where == here:
        return T("you")
    return Text(author) if where == here or not where else T("{name} ({device})", name=author, device=where)


def _words(kind: str, changes: Sequence[Change]) -> Text | None:
    """What an operation on a row of this kind did; None for what nobody needs to read."""
    new = {change.key: change.new for change in changes}
    first = "created_at" in new
    if told := KINDS[kind].told:
        return told(new, first)
    return T("Registered") if first else _corrected(kind, new)


def _corrected(kind: str, new: dict[str, object]) -> Text | None:
    if "life" in new:
        return Text(next((life.label for life in LIVES if life.code == new["life"]), "Corrected"))
    if "deleted" in new:
        if "merged_into" in new:
            return T("Put together with another record") if new["deleted"] else T("Taken apart again")
        return T("Deleted") if new["deleted"] else T("Brought back")
    described = fields_of(RECORDS[kind])
    labels = [described[key].label for key in new if key in described and key not in _QUIET and described[key].label]
    if not labels:
        return T("Photo changed") if "photo" in new else None
    if len(labels) > _NAMED:
        return T("{n} fields corrected", n=len(labels))
    if len(labels) == 1:
        return T("{field} corrected", field=Text(labels[0]))
    return T("{field} and {other} corrected", field=Text(labels[0]), other=Text(labels[1]))
