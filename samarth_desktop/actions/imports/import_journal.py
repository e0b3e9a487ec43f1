"""The journal of an import: which operations are its own, part by part, under one id.

The same file goes on under the same id where it was not finished. What was given for all rows of it at another time
does not make its people new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.imports.import_head import ImportHead
from samarth_desktop.actions.session import Session
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import import_runs
from samarth_desktop.store.queries.import_runs import ImportRun

KEPT_FOR = timedelta(days=90)
"""So long an import can be taken back (DESIGN, "One action is one unit of work")."""


@dataclass(slots=True)
class ImportJournal:
    """Notes the parts of one import. `excused` are the keys that were given for all rows of this file before."""

    run: ImportRun
    excused: frozenset[str]
    _noted: bool = False

    def part(self, unit: UnitOfWork, before: int, rows: int) -> None:
        """Notes, in the unit that writes them, the operations after the local number `before`; `rows` counts the rows
        that the import took by now."""
        if unit.newest == before:
            return
        self.run = replace(self.run, rows=rows)
        import_runs.keep(unit, self.run)
        import_runs.note_part(unit, self.run.id, before + 1, unit.newest)
        self._noted = True

    def finish(self, session: Session) -> None:
        """Says that all of the file was taken in, and forgets imports that are too old to be taken back."""
        if not self._noted and not self.run.rows:
            return
        self.run = replace(self.run, finished=True)
        with writing(session, Deed.RECORDS) as unit:
            import_runs.keep(unit, self.run)
            import_runs.forget_before(unit, (datetime.now(UTC) - KEPT_FOR).isoformat(timespec="seconds"))
            unit.commit()


def begin(session: Session, kind: str, file: str, digest: str, head: ImportHead) -> ImportJournal:
    """The journal of an import that is about to begin or to go on. Nothing is written yet."""
    with session.store.read() as reader:
        runs = import_runs.every(reader)
    same = [one for one in runs if digest and (one.kind, one.digest) == (kind, digest)]
    excused = frozenset(key for one in same for key in one.head)
    said = head.as_kept()
    for one in same:
        if not one.finished and not one.undone and dict(one.head) == said:
            return ImportJournal(one, excused)
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    number = _new_id(session, digest, [one.id for one in runs])
    return ImportJournal(ImportRun(number, file, digest, kind, said, moment, session.author), excused)


def _new_id(session: Session, digest: str, taken: Sequence[str]) -> str:
    """A short id that a person can type: the day and four characters of the file's own."""
    first = f"{session.today:%y%m%d}-{(digest or 'FFFF')[:4].upper()}"
    return next(
        one
        for number in range(1, len(taken) + 2)
        if (one := first if number == 1 else f"{first}-{number}") not in taken
    )
