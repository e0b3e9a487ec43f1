"""The same change for many numbers on paper, of whatever kinds, in one unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.many import planning
from samarth_desktop.actions.many.planning import Change, Stays
from samarth_desktop.actions.registration import showing
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.search import lookups


@dataclass(frozen=True, slots=True)
class Changed:
    """The numbers whose records were changed, and those that were not, with the reasons; both in the given order."""

    changed: tuple[str, ...]
    stays: tuple[Stays, ...]


def change(session: Session, numbers: Sequence[str], wish: Change) -> Changed:
    """Changes the records of these numbers where that goes, all in one unit. A certificate's means its holder."""
    there: dict[str, tuple[str, str]] = {}
    stays: dict[str, Stays] = {}
    with writing(session, Deed.RECORDS) as unit:
        for number in dict.fromkeys(numbers):
            try:
                there[number] = _row(unit, number)
            except KnownError as error:
                stays[number] = Stays("", number, LocalizedName("", ""), "", (error.text,))
        refused: dict[str, Stays] = {}
        for kind in dict.fromkeys(kind for kind, _ in there.values()):
            rows = dict.fromkeys(row for of_kind, row in there.values() if of_kind == kind)
            for part in lookups.chunks(list(rows), planning.AT_ONCE):
                made, _ = planning.within(unit, session, kind, part, wish)
                refused |= {one.row: one for one in made.stays}
        unit.commit()
    stays |= {number: refused[row] for number, (_, row) in there.items() if row in refused}
    changed = tuple(number for number, (_, row) in there.items() if row not in refused)
    return Changed(changed, tuple(stays[number] for number in numbers if number in stays))


def _row(reader: Reader, typed: str) -> tuple[str, str]:
    found = showing.find(reader, typed)
    if found.KIND == Certificate.KIND:
        holder = reader.holder(reader.kept(getattr(found, "holder", "")))
        found = holder or found
    return found.KIND, found.id
