"""The look for doubles at the door of sync: who came, by network, stick, hall or import, and is probably here already.

Goes on a part at a time from where it stopped, so that a district that arrives at once stops nobody's work, and a
laptop that is switched off meanwhile looks on at the next start.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.not_duplicate import is_not_duplicate
from samarth_desktop.rules.duplicates.scoring import WARN
from samarth_desktop.store.duplicates import candidates, pairs, scan_state
from samarth_desktop.store.duplicates.scan_state import Waiting
from samarth_desktop.store.log.reader import Reader

PART = 250
"""So many operations are looked at in one go: a tenth of a second among 20,000 people."""


@dataclass(frozen=True, slots=True)
class ScanStep:
    """What a part brought: how many of those who came from elsewhere are probably here already, and whether no more
    parts are left."""

    found: int
    done: bool


def scan_next(session: Session) -> ScanStep:
    """Looks at the next part and keeps what was found."""
    device = session.store.device
    with session.store.read() as reader:
        part = scan_state.next_part(reader, PART, device)
        pairs = _doubles(reader, part.rows)
    if part.upto > part.after:
        with writing(session, Deed.HALL) as unit:
            scan_state.note(unit, part.upto, pairs)
            unit.commit()
    return ScanStep(len(pairs.keys() & part.came), part.last)


def scan(session: Session, parts: int) -> int:
    """Looks at no more than so many parts; gives how many of those who came are probably here already. The rest is
    looked at another time."""
    found = 0
    for _ in range(parts):
        looked = scan_next(session)
        found += looked.found
        if looked.done:
            break
    return found


def waiting(session: Session) -> Waiting:
    """How many people wait for somebody to decide whether they are here twice."""
    with session.store.read() as reader:
        return scan_state.waiting(reader, session.store.device)


def _doubles(reader: Reader, rows: Sequence[str]) -> dict[str, str]:
    """By row, who is probably the same person."""
    people = [one for one in reader.get_many(Artisan, rows) if one.active and not one.deleted]
    likely = pairs.flagged(reader, people) if people else set()
    found: dict[str, str] = {}
    for person in people:
        if person.id in likely:
            near = candidates.candidates(reader, person, least=WARN)
            others = (one.summary for one in near if one.summary.active and one.summary.kind == Artisan.KIND)
            other = next((summary.id for summary in others if not is_not_duplicate(person, summary.id)), "")
            if other and other not in found:  # a pair is one
                found[person.id] = other
    return found
