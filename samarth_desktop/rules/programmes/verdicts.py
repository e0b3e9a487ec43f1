"""What one programme says of many: decided once for all of whom its rules know the same.

A sheet of thousands has a few dozen kinds of people as far as a programme's rules can see.
"""

from collections.abc import Hashable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.rules.programmes.eligibility import Verdict, groups_of, look
from samarth_desktop.rules.programmes.facts import Facts
from samarth_desktop.rules.programmes.rule_checks import READS, completed_years

_KEPT = 4096
_TOLD = frozenset({"birth_date", "household", "enrolled", "answers"})  # of which a rule tells apart less than is known


class Verdicts:
    """The verdicts of one programme on one day."""

    def __init__(self, programme: Programme, today: date) -> None:
        self._programme, self._today = programme, today
        tests = {rule.test for group in groups_of(programme) for rule in group.rules}
        reads = {fact for test in tests for fact in READS[test]}
        self._plain = attrgetter("kind", *sorted(reads - _TOLD))
        self._told_of = sorted(reads & _TOLD)
        self._kept: dict[tuple[Hashable, ...], Verdict] = {}

    def of(self, facts: Facts) -> Verdict:
        """As :func:`eligibility.look` says; for equal facts the same object."""
        key = self._plain(facts), *[self._told(facts, fact) for fact in self._told_of]
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = look(self._programme, facts, self._today)
        return found

    def _told(self, facts: Facts, fact: str) -> Hashable:
        """What a rule can tell apart of a fact: of a date of birth the age, of a household whether there is one."""
        value: Any = getattr(facts, fact)
        if fact == "birth_date":
            return completed_years(value, self._today) if value else None
        if fact == "household":
            return bool(value)
        return repr(sorted(value.items())) if isinstance(value, Mapping) else value
