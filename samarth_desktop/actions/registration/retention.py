"""Whose records are to be looked at: whether they are still needed, or go. Nothing goes by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.oplog.op import moment_ms
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.consent.record import Consent, in_force
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.retention import SILENT, UNFINISHED, WITHDRAWN, periods
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import keeping, lists
from samarth_desktop.store.search import lookups


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody whose record is perhaps not needed any more: since when, and why."""

    row: str
    name: LocalizedName
    village: str
    since: date
    why: Text


def to_look_at(session: Session) -> list[Kept]:
    """Everybody whose record is to be looked at, who has waited longest first."""
    with session.store.read() as reader:
        found = dict(_due(reader, session.today))
        names = lists.summaries(reader, list(found))
    kept = [
        Kept(row, LocalizedName(one.name_hi, one.name_en), one.village, since, why)
        for row, (since, why) in found.items()
        if (one := names.get(row)) is not None and one.active
    ]
    return sorted(kept, key=lambda one: (one.since, one.row))


def _due(reader: Reader, today: date) -> Iterator[tuple[str, tuple[date, Text]]]:
    """Row ids, since when and why; a later reason of the same person wins."""
    yield from _silent(reader, today - periods()[SILENT].after)
    before = today - periods()[UNFINISHED].after
    begun = keeping.unfinished_before(reader, before)
    consents = lookups.children_of(reader, Consent, begun, "holder")
    for row in begun:
        if in_force(consents.get(row, ())) is None:
            yield row, (before, T("Never finished, and no consent is noted."))
    taken_back = keeping.withdrawn_before(reader, today - periods()[WITHDRAWN].after)
    consents = lookups.children_of(reader, Consent, list(taken_back), "holder")
    for row, day in taken_back.items():
        if in_force(consents.get(row, ())) is None:
            yield row, (day, T("Consent was taken back on {day}.", day=day))


def _silent(reader: Reader, before: date) -> Iterator[tuple[str, tuple[date, Text]]]:
    """Nothing was written for long, and no programme goes on."""
    quiet = keeping.untouched_since(reader, before)
    enrolments = lookups.children_of(reader, Enrolment, list(quiet), "holder")
    for row, stamp in quiet.items():
        if all(one.stage in STOPPED or one.stage == "first_sale" for one in enrolments.get(row, ())):
            day = datetime.fromtimestamp(moment_ms(stamp) / 1000, UTC).date()
            yield row, (day, T("Nothing was written since {day}, and no programme goes on.", day=day))
