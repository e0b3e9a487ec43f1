"""Who fulfils the rule of a workshop: enough sessions, and all that must be attended (DOMAIN, "Workshop or fair")."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.kinds.workshop.record import Workshop

USUAL_PERCENT = 60
"""What is asked where nobody said anything: two of three sessions."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How many of the sessions are needed, and the numbers of those that must be attended."""

    needed: int
    sessions: int
    must: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """One participant of a workshop over all its sessions: `last` is her newest copy, `attended` the row ids of the
    sessions in which she was."""

    participant: str
    last: Attendance
    attended: frozenset[str]

    @property
    def came(self) -> bool:
        """Whether she was in any session."""
        return bool(self.attended)


def rule_of(workshop: Workshop, sittings: Sequence[Sitting]) -> Rule:
    """The rule of a workshop; at least one session is always needed."""
    percent = USUAL_PERCENT if workshop.attend_percent is None else workshop.attend_percent
    needed = max(1, -(-percent * len(sittings) // 100)) if sittings else 1
    return Rule(needed, len(sittings), tuple(one for one in sittings if one.must_attend))


def presences(rows: Iterable[Attendance]) -> list[Presence]:
    """The attendance of a workshop by participant, in the order in which they first came; staff is not among them."""
    by: dict[str, list[Attendance]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.in_at or "~", one.id)):
        if not row.deleted:
            by[row.participant or row.id].append(row)
    found = []
    for participant, of in by.items():
        if not any(one.staff for one in of):
            named = max(of, key=lambda one: (bool(one.name), one.seen))
            found.append(Presence(participant, named, frozenset(one.session for one in of if one.here)))
    return found


def lacking(rule: Rule, attended: Collection[str]) -> Text | None:
    """Why somebody who was in these sessions does not fulfil the rule; None where she does."""
    missed = next((one for one in rule.must if one.id not in attended), None)
    if len(attended) < rule.needed:
        return Tn(
            "Came to {count} session only; {needed} of {sessions} are needed.",
            "Came to {count} sessions only; {needed} of {sessions} are needed.",
            len(attended),
            needed=rule.needed,
            sessions=rule.sessions,
        )
    return None if missed is None else T("Was not in session {n}, which must be attended.", n=missed.number or 0)
