"""Dates that end soon: waivers, incubation, training due, papers; for Today and the lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.i18n import LocalizedName
from samarth_desktop.kinds.enrolment.record import add_months
from samarth_desktop.rules.programmes.dates import INCUBATION, PAPER, SOON, TRAINING, WAIVER, Ends
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import board, lists


@dataclass(frozen=True, slots=True)
class Ending:
    """One date of one person or group, and how many days are left (less than 0: it is over)."""

    ends: Ends
    row: str
    name: LocalizedName
    village: str
    days: int

    @property
    def urgent(self) -> bool:
        """Whether it ends within a week, or is over."""
        return self.days <= 7


def soon(session: Session) -> list[Ending]:
    """All dates that end within 30 days, and those that ended within the last 30, the nearest first."""
    today = session.today
    with session.store.read() as reader:
        found = [*_of_programmes(reader, session, today), *_of_papers(reader, today)]
        names = lists.summaries(reader, list({row for row, _ in found}))
    made = [
        Ending(ends, row, LocalizedName(one.name_hi, one.name_en), one.village, (ends.day - today).days)
        for row, ends in found
        if (one := names.get(row)) is not None and one.active
    ]
    return sorted(made, key=lambda one: (one.days < 0, one.days if one.days >= 0 else -one.days, one.row))


def rows_within(reader: Reader, session: Session, days: int) -> frozenset[str]:
    """The row ids of those of whom something ends within so many days from today (at most 30)."""
    today = session.today
    found = (*_of_programmes(reader, session, today), *_of_papers(reader, today))
    return frozenset(row for row, ends in found if 0 <= (ends.day - today).days <= days)


def _of_papers(reader: Reader, today: date) -> Iterator[tuple[str, Ends]]:
    for holder, kind, day in board.papers_ending(reader, today - SOON, today + SOON):
        yield holder, Ends(PAPER, kind, day)


def _of_programmes(reader: Reader, session: Session, today: date) -> Iterator[tuple[str, Ends]]:
    known = programmes(session.library)
    for key, column, months in (
        (WAIVER, "listed_on", {one.code: one.waiver_months for one in known}),
        (INCUBATION, "listed_on", {one.code: one.incubation_months for one in known}),
        (TRAINING, "registered_on", {one.code: one.training_months for one in known}),
    ):
        yield from _ends(reader, key, column, {code: n for code, n in months.items() if n}, today)


def _ends(reader: Reader, key: str, column: str, months: dict[str, int], today: date) -> Iterator[tuple[str, Ends]]:
    for span in sorted(set(months.values())):
        codes = [code for code, n in months.items() if n == span]
        first, last = add_months(today - SOON, -span), add_months(today + SOON, -span)
        for holder, code, day in board.ending(reader, column, first - SOON, last + SOON, codes):
            end = add_months(day, span)
            if today - SOON <= end <= today + SOON:
                yield holder, Ends(key, code, end)
