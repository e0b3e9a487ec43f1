"""Whether a row of a sheet that names a record by its number can be about that record.

A column of numbers that was sorted alone leaves every row beside somebody else's number. A correction keeps most of
what is known: a name in another spelling or script, a husband's surname, another mobile. So a row is doubted when its
name has nothing in common with the record's, or only a part that many share while all else differs.
"""

from samarth_desktop.domain.names import matching
from samarth_desktop.domain.names.matching import Form, Likeness
from samarth_desktop.domain.names.person_names import tokens, word_keys
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.duplicates import scoring
from samarth_desktop.rules.duplicates.frequencies import Frequencies
from samarth_desktop.rules.duplicates.scoring import Person

_WEAK = (Likeness.SURNAME, Likeness.SLIP, Likeness.TAIL, Likeness.INITIAL)
_AGREES = 1.2
"""Evidence that counts as an agreement: the same mobile, relative or year of birth, or a year beside it."""
_MUCH_BETTER = 3.0
"""So much more evidence (natural log) must speak for another record than for the one whose number stands there."""
_OF_GROUPS = """
    समूह समुह महिला स्वयं सहायता बचत गट जय माँ मां माता श्री एसएचजी आजीविका ग्राम
    samuh samooh group mahila women self help swayam svayam sahayata sahayta bachat gat shg jai jay maa ma mata shri
    shree sri ajeevika aajeevika gram
"""
_COMMON_TO_GROUPS = frozenset(key for word in _OF_GROUPS.split() for key in word_keys(word))


def other_person(row: Person, held: Person, around: Frequencies) -> bool:
    """Whether the row's name is not that of `held`; False where either has no name."""
    if not row.names or not held.names:
        return False
    level = _likeness(row.names, held.names)
    if level is Likeness.OTHER:
        return True
    if level not in _WEAK and not scoring.named_otherwise(row, held, around):
        return False
    evidence = scoring.evidence_beside_name(row, held, around)
    return any(weight < 0 for weight in evidence) and not any(weight >= _AGREES for weight in evidence)


def contradicts(row: Person, held: Person, around: Frequencies) -> bool:
    """Whether anything that the row says is not as `held` has it: then another record may fit better."""
    if row.mobile and held.mobile not in ("", row.mobile):
        return True
    named = _likeness(row.names, held.names)
    return named not in (Likeness.SAME, Likeness.SPELLED, Likeness.UNKNOWN) or any(
        weight < 0 for weight in scoring.evidence_beside_name(row, held, around)
    )


def fits_better(row: Person, held: Person, other: Person, around: Frequencies) -> bool:
    """Whether `other` is somebody whom the row describes much better than `held`."""
    return scoring.evidence(row, other, around) - scoring.evidence(row, held, around) >= _MUCH_BETTER


def other_group(row: Shg, held: Shg) -> bool:
    """Whether the row's name is not that of the group `held`. What every group is called does not count; a group with
    the same code may have taken another name."""
    if row.shg_code and row.shg_code == held.shg_code:
        return False
    mine, other = _group_words(row), _group_words(held)
    return bool(mine and other) and not _share(mine, other)


def same_group_name(row: Shg, held: Shg) -> bool:
    """Whether every telling word of one name stands in the other."""
    mine, other = _group_words(row), _group_words(held)
    return bool(mine) and {one[0] for one in mine} == {one[0] for one in other}


def _likeness(mine: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """The best likeness of any two written forms."""
    found = [_alike(one, two) for one in matching.forms(mine) for two in matching.forms(other)]
    return max(found, key=lambda level: level.value, default=Likeness.UNKNOWN)


def _alike(one: Form, two: Form) -> Likeness:
    """A given name that is also a family name elsewhere (Meena) counts: here somebody said who is meant."""
    level = matching.resemble(one, two).level
    shared = set(one.parts[0].keys).intersection(two.parts[0].keys)
    return Likeness.SURNAME if level is Likeness.OTHER and shared else level


def _group_words(group: Shg) -> list[tuple[str, ...]]:
    """The keys of each word of the names, without those that every group has unless there are no others."""
    words = [word_keys(word) for name in (group.name_hi, group.name_en) if name for word in tokens(name)]
    every = [tuple(one) for one in words if one]
    return [one for one in every if _COMMON_TO_GROUPS.isdisjoint(one)] or every


def _share(mine: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> bool:
    return any(
        not set(one).isdisjoint(two) or matching.one_slip(one[0], two[0]) for one in mine for two in other
    ) or matching.one_slip("".join(one[0] for one in mine), "".join(two[0] for two in other))
