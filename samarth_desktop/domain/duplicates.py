"""Whether two records are one person: a score from 0 to 1 with its reasons, after Fellegi and Sunter.

Every field adds its weight of evidence (natural log of the odds) to a prior; the sum becomes a probability. A
missing value says nothing. At :data:`LIST` a pair is worth showing, at :data:`WARN` worth a warning; nothing is
ever merged by rule. Another given name outweighs everything that a family shares, so twins, co-wives and brothers
stay apart; another father outweighs a shared name and village, so namesakes do.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from samarth_desktop.domain import name_match
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.fold import loosen
from samarth_desktop.domain.name_match import Likeness
from samarth_desktop.domain.names import keys, tokens
from samarth_desktop.i18n import N_, T, Text, Tn

LIST = 0.5
WARN = 0.85

_PRIOR = -6.5
_HOPELESS = -14.0  # below this nothing else can lift a pair into the list, so nothing else is compared
_NAME = {
    Likeness.SAME: 5.5, Likeness.SPELLED: 4.4, Likeness.PART: 4.0, Likeness.INITIAL: 2.5, Likeness.TAIL: 1.5,
    Likeness.SLIP: 1.0, Likeness.SURNAME: 0.5, Likeness.UNKNOWN: -2.0, Likeness.OTHER: -11.0,
}  # fmt: skip
_RELATIVE = {
    Likeness.SAME: 4.5, Likeness.SPELLED: 3.8, Likeness.PART: 3.5, Likeness.INITIAL: 2.0, Likeness.TAIL: 1.5,
    Likeness.SLIP: 1.0, Likeness.SURNAME: 0.5, Likeness.OTHER: -4.5,
}  # fmt: skip
_NAME_SAID = {
    Likeness.SAME: N_("Same name: {a}, {b}"),
    Likeness.SPELLED: N_("Name in another spelling: {a}, {b}"),
    Likeness.PART: N_("One name has a part more: {a}, {b}"),
    Likeness.INITIAL: N_("The initial fits: {a}, {b}"),
    Likeness.TAIL: N_("One name has a part more: {a}, {b}"),
    Likeness.SLIP: N_("A letter is missing in one name: {a}, {b}"),
    Likeness.SURNAME: N_("Same given name, another surname: {a}, {b}"),
    Likeness.UNKNOWN: N_("A name is missing"),
    Likeness.OTHER: N_("Another name: {a}, {b}"),
}
_COMMON_NAME = -1.0
_OTHER_RELATION = -1.2  # a husband here, a father there: the names cannot agree


@dataclass(frozen=True, slots=True)
class Person:
    """What the comparison looks at. Empty texts and None mean: not known.

    `names` and `relatives` hold every written form (Hindi, English, as on Aadhaar); `relation` is ``father``,
    ``husband`` or ``mother``; `estimated` is true for a year of birth from an age; `village` is as written and
    `village_code` of the Local Government Directory; `phone_owner` is ``own``, ``family`` or ``none``. `bank` may be
    an account number or any stable digest of it.
    """

    id: str
    names: tuple[str, ...]
    relation: str = ""
    relatives: tuple[str, ...] = ()
    birth_date: date | None = None
    birth_year: int | None = None
    estimated: bool = False
    gender: str = ""
    village: str = ""
    village_code: str = ""
    district: str = ""
    mobile: str = ""
    phone_owner: str = ""
    aadhaar_last4: str = ""
    bank: str = ""
    voter_id: str = ""
    pan: str = ""


def person_of(record_id: str, artisan: Artisan) -> Person:
    """What is compared of a registered person."""
    return Person(
        id=record_id,
        names=_written(artisan.name_hi, artisan.name_en, artisan.name_on_aadhaar),
        relation=artisan.relation,
        relatives=_written(artisan.relative_hi, artisan.relative_en),
        birth_date=artisan.birth_date,
        birth_year=artisan.birth_year,
        estimated=artisan.birth_date is None,
        gender=artisan.gender,
        village=artisan.village or artisan.village_other,
        village_code=artisan.village_code,
        district=artisan.district,
        mobile=artisan.mobile,
        phone_owner=artisan.phone_owner,
        aadhaar_last4=artisan.aadhaar_last4,
        bank=artisan.bank_account,
        voter_id=artisan.voter_id,
        pan=artisan.pan,
    )


def _written(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for or against, with its weight of evidence (negative speaks against)."""

    text: Text
    weight: float

    @property
    def positive(self) -> bool:
        """Whether it speaks for one person."""
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class Match:
    """How sure it is that two records are one person, 0 to 1, and why, the strongest reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def listed(self) -> bool:
        """Whether it is worth showing."""
        return self.score >= LIST

    @property
    def warned(self) -> bool:
        """Whether it is worth a warning."""
        return self.score >= WARN


def score(a: Person, b: Person) -> Match:
    """Whether `a` and `b` are one person; the same for `b` and `a` up to the order of the names in the reasons."""
    reasons = [*_name(a, b), *_numbers(a, b)]
    if _PRIOR + sum(reason.weight for reason in reasons) > _HOPELESS:
        reasons += [*_relative(a, b), *_birth(a, b), *_place(a, b), *_gender(a, b)]
    total = _PRIOR + sum(reason.weight for reason in reasons)
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return Match(1 / (1 + math.exp(-total)), tuple(reasons))


def _best(mine: tuple[str, ...], other: tuple[str, ...]) -> tuple[Likeness, str, str]:
    """The best agreement of any two written forms, and those forms."""
    pairs = [(one, two) for one in mine if one for two in other if two]
    if not pairs:
        return Likeness.UNKNOWN, "", ""
    levels = [name_match.compare(one, two) for one, two in pairs]
    # Among equals the same pair whichever record comes first.
    best = max(range(len(pairs)), key=lambda at: (levels[at].value, sorted(pairs[at])))
    return levels[best], *pairs[best]


def _name(a: Person, b: Person) -> Iterator[Reason]:
    level, mine, other = _best(a.names, b.names)
    weight = _NAME[level]
    if weight > 3 and name_match.common(mine) and name_match.common(other):
        weight += _COMMON_NAME
    if level is Likeness.SAME and name_match.spelled(mine) == name_match.spelled(other):
        yield Reason(T("Same name"), weight)
    else:
        yield Reason(Text(_NAME_SAID[level], {"a": mine, "b": other}), weight)


def _relative(a: Person, b: Person) -> Iterator[Reason]:
    level, mine, other = _best(a.relatives, b.relatives)
    if level is Likeness.UNKNOWN:
        return
    differ = bool(a.relation and b.relation and a.relation != b.relation)
    if level in (Likeness.OTHER, Likeness.SURNAME) and differ:
        yield Reason(T("The relatives cannot be compared: husband, father or mother"), _OTHER_RELATION)
    elif level is Likeness.OTHER:
        yield Reason(T("Another relative: {a}, {b}", a=mine, b=other), _RELATIVE[level])
    else:
        common = name_match.common(mine) and name_match.common(other)
        weight = _RELATIVE[level] - (1.0 if differ else 0.0) + (_COMMON_NAME if common else 0.0)
        yield Reason(T("Same relative: {a}", a=mine), weight)


def _birth(a: Person, b: Person) -> Iterator[Reason]:
    if a.birth_date and b.birth_date and not (a.estimated or b.estimated):
        if a.birth_date == b.birth_date:
            yield Reason(T("Same date of birth: {date}", date=a.birth_date), 4.5)
            return
        if _slip(a.birth_date, b.birth_date):
            yield Reason(T("Nearly the same date of birth"), 2.5)
            return
        yield Reason(T("Another date of birth: {a}, {b}", a=a.birth_date, b=b.birth_date), -1.5)
    first, second = _year(a), _year(b)
    if first is None or second is None:
        return
    apart = abs(first - second)
    if apart == 0:
        yield Reason(T("Same year of birth: {year}", year=first), 2.0)
    else:
        weight = next(
            (weight for most, weight in ((1, 1.4), (2, 0.7), (3, 0.2), (5, -1.5), (8, -3.0)) if apart <= most), -6.5
        )
        yield Reason(Tn("{count} year apart in age", "{count} years apart in age", apart), weight)


def _year(person: Person) -> int | None:
    return person.birth_date.year if person.birth_date else person.birth_year


def _slip(a: date, b: date) -> bool:
    """Day and month swapped, or one of the three parts wrong by a slip."""
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return True
    return (a.day, a.month) == (b.day, b.month) and abs(a.year - b.year) in (1, 2, 3, 10)


def _place(a: Person, b: Person) -> Iterator[Reason]:
    if a.village_code and a.village_code == b.village_code:
        yield Reason(T("Same village"), 2.2)
    elif a.village and b.village:
        level = name_match.compare(a.village, b.village)
        if level in (Likeness.SAME, Likeness.SPELLED, Likeness.PART):
            yield Reason(T("Same village"), 2.2 if level is Likeness.SAME else 1.6)
        else:
            yield Reason(T("Another village: {a}, {b}", a=a.village, b=b.village), -2.0)
    if a.district and b.district and a.district != b.district:
        yield Reason(T("Another district"), -2.0)


def _numbers(a: Person, b: Person) -> Iterator[Reason]:
    if a.mobile and b.mobile:
        if a.mobile != b.mobile:
            yield Reason(T("Another mobile number"), -0.3)
        elif a.phone_owner == b.phone_owner == "own":
            yield Reason(T("Same mobile number"), 4.5)
        else:
            yield Reason(T("Same mobile number, which a family may share"), 3.0)
    if a.aadhaar_last4 and b.aadhaar_last4:
        if a.aadhaar_last4 == b.aadhaar_last4:
            yield Reason(T("Same last four digits of Aadhaar"), 5.5)
        else:
            yield Reason(T("Other last four digits of Aadhaar"), -4.5)
    if a.bank and a.bank == b.bank:
        yield Reason(T("Same bank account"), 4.0)
    if a.voter_id and b.voter_id:
        same = a.voter_id == b.voter_id
        yield Reason(T("Same voter ID") if same else T("Another voter ID"), 6.0 if same else -3.0)
    if a.pan and b.pan:
        same = a.pan == b.pan
        yield Reason(T("Same PAN") if same else T("Another PAN"), 6.0 if same else -3.0)


def _gender(a: Person, b: Person) -> Iterator[Reason]:
    if a.gender and b.gender and a.gender != b.gender:
        yield Reason(T("Another gender"), -4.0)


@lru_cache(1 << 10)  # the index and the look for doubles ask for the same people
def blocking_keys(person: Person) -> tuple[str, ...]:
    """Keys of which any true double shares at least one, for looking candidates up: a few short texts.

    Phone, papers, village with each telling name part and with the relative, name part with relative, name part
    with year of birth (those beside it too, for ages that are off), Aadhaar digits with a name part.
    """
    found = {mark + value for mark, value in _exact_numbers(person) if value}
    parts = {loosen(key) for name in person.names for word in tokens(name) if len(key := _first_key(word)) > 1}
    telling = sorted(part for part in parts if part and part not in _WEAK_LOOSE) or sorted(parts - {""})
    village = person.village_code or "".join(loosen(_first_key(word)) for word in tokens(person.village))
    relatives = {loosen(_first_key(word)) for name in person.relatives for word in tokens(name)[:1]}
    found.update(f"h{village}:{relative}" for relative in relatives if village and relative)
    year = _year(person)
    for part in telling:
        if village:
            found.add(f"v{village}:{part}")
        if person.aadhaar_last4:
            found.add(f"a{person.aadhaar_last4}:{part}")
        found.update(f"r{relative}:{part}" for relative in relatives if relative)
        if year is not None:
            found.update(f"y{near // 2}:{part}" for near in (year - 1, year + 1))
    return tuple(sorted(found))


@lru_cache(1 << 14)
def _first_key(word: str) -> str:
    return keys(word)[0]


def _exact_numbers(person: Person) -> tuple[tuple[str, str], ...]:
    return (("m", person.mobile), ("b", person.bank), ("i", person.voter_id), ("p", person.pan))


_WEAK_LOOSE = frozenset(loosen(weak) for weak in name_match.WEAK_FOLDS)
