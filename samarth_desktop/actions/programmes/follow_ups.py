"""Follow-ups: what is to be done for whom and until when; by village, on paper, and done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import follow_up_rows

AHEAD = timedelta(days=14)
"""Until so long after today a proposed follow-up is due."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One follow-up with whom it is about. `mobile` is masked."""

    follow_up: FollowUp
    registration: str
    name: LocalizedName
    village: str
    mobile: str

    @property
    def title(self) -> Text:
        """What it is about and what is to be done."""
        about = Text(self.follow_up.title)
        return T("{about}: {todo}", about=about, todo=self.follow_up.todo) if self.follow_up.todo else about


def due(session: Session, until: date | None = None, *, done: bool = False) -> list[Visit]:
    """The open follow-ups that are due by a day (None: all), the most overdue first; with `done` also those done."""
    with session.store.read() as reader:
        return [
            Visit(
                one.follow_up,
                one.registration,
                LocalizedName(one.name_hi, one.name_en),
                one.village,
                masked(one.mobile),
            )
            for one in follow_up_rows.find(reader, until, done=done)
        ]


def villages(visits: Sequence[Visit]) -> list[tuple[str, int]]:
    """The villages of some visits with how many each has, most first."""
    counts: dict[str, int] = {}
    for visit in visits:
        counts[visit.village] = counts.get(visit.village, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def note(session: Session, follow_up: FollowUp) -> FollowUp:
    """Keeps a new or changed follow-up. KnownError where it says neither an obstacle nor what it is about."""
    if not (follow_up.obstacle or follow_up.what.strip()):
        raise KnownError(T("Choose an obstacle, or write what it is about."))
    with writing(session, Deed.RECORDS) as unit:
        holder = unit.holder(follow_up.holder)
        if holder is None:
            raise KnownError(T("This record is not on this laptop any more."))
        if gone := unit.gone_to(holder):
            raise KnownError(gone)
        saved = unit.save(replace(follow_up, who=follow_up.who or session.author), session.author)
        unit.commit()
    return saved


def close(session: Session, row: str, remark: str = "", *, clears_obstacle: bool = False) -> FollowUp:
    """Marks a follow-up as done today. With `clears_obstacle` the person's ticked obstacle goes, too."""
    with writing(session, Deed.RECORDS) as unit:
        one = _open(unit, row)
        saved = unit.save(replace(one, done_on=session.today, remark=remark.strip() or one.remark), session.author)
        if clears_obstacle and one.obstacle:
            _clear(unit, session, one)
        unit.commit()
    return saved


def reopen(session: Session, row: str) -> FollowUp:
    """Takes "done" back. An obstacle that was cleared with it stays cleared: whoever ticks it again says so."""
    with writing(session, Deed.RECORDS) as unit:
        saved = unit.save(replace(_open(unit, row), done_on=None), session.author)
        unit.commit()
    return saved


def _open(unit: UnitOfWork, row: str) -> FollowUp:
    found = unit.get(FollowUp, row)
    if found is None or found.deleted:
        raise KnownError(T("This record is not on this laptop any more."))
    return found


def _clear(unit: UnitOfWork, session: Session, one: FollowUp) -> None:
    person = unit.get(Artisan, unit.kept(one.holder))
    if person is not None and one.obstacle in person.obstacles:
        left = tuple(code for code in person.obstacles if code != one.obstacle)
        unit.save(replace(person, obstacles=left), session.author)


def proposed(session: Session, holder: Artisan, there: Sequence[FollowUp]) -> list[FollowUp]:
    """A follow-up for each ticked obstacle that has none that is open: a proposal, nothing is kept."""
    open_ones = {one.obstacle for one in there if one.open}
    return [
        FollowUp(holder=holder.id, obstacle=code, due=session.today + AHEAD)
        for code in holder.obstacles
        if code not in open_ones
    ]
