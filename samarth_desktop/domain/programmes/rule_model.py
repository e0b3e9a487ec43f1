"""The rules for joining a programme, as data: groups of a closed set of tests.

Codes that a test may name are those of the records; `tests/domain/test_rule_file.py` holds both equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samarth_desktop.domain.programmes.wording import NO_WORDS, Words

JOIN, STAY = "join", "stay"
WHEN = (JOIN, STAY)
"""When a rule is asked: at entry (who may join), and later at each stage (who still fulfils)."""
NEEDS = ("all", "any")


class Answer(StrEnum):
    """What a rule says of somebody. Not known never keeps anybody out."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Test:
    """What one test may be given: `values` the codes that its list `in` may hold (none: any text), `least` whether the
    list must be there; further entries by name."""

    values: tuple[str, ...] = ()
    listed: bool = True
    further: tuple[str, ...] = ()


GENDERS = ("female", "male", "other")
SECTORS = ("handicraft", "handloom", "khadi", "village_industry", "food", "other")
CATEGORIES = ("general", "obc", "sc", "st", "unsaid")
TAX = ("none_yet", "gstin", "enrolment", "handicraft_exemption")
MISSIONS = ("nrlm", "nulm", "other")

TESTS: Mapping[str, Test] = {
    "state": Test(),  # LGD codes
    "district": Test(),  # LGD codes
    "odop_product": Test(listed=False),
    "holder": Test(("artisan", "shg"), further=("missions",)),
    "sector": Test(SECTORS),
    "craft": Test(listed=False, further=("trades",)),  # names in either script; trades of PM Vishwakarma
    "gender": Test(GENDERS),
    "age": Test(listed=False, further=("from", "to")),  # completed years
    "settlement": Test(("urban", "rural")),
    "category": Test(CATEGORIES),
    "disability": Test(listed=False, further=("percent",)),
    "paper": Test(),  # keys of papers of which one is there and valid
    "enrolled": Test(),  # codes of programmes
    "never_enrolled": Test(),
    "household": Test(listed=False),
    "tax": Test(TAX),
    "answer": Test(further=("field",)),  # of the programme's own field; yes and no for a yesno
}
"""The closed set: nothing else can be asked by a file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a key of TESTS with what it is given, and its words. `holders` says of whom it is asked."""

    key: str
    test: str
    words: Words
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    field: str = ""
    further: tuple[str, ...] = ()
    holders: tuple[str, ...] = ("artisan", "shg")
    at: tuple[str, ...] = WHEN


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of which all, or any one, must hold. `words` name the group where one is enough."""

    rules: tuple[Rule, ...]
    need: str = "all"
    words: Words = NO_WORDS
