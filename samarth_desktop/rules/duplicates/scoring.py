"""Whether two records are one person: a score from 0 to 1 with its reasons, after Fellegi and Sunter.

Every field adds its weight of evidence, the natural log of m/u, to the prior odds; the sum becomes a probability.
m is how often the field so agrees in two records of one person, u how often by chance in records of two; u of names
and villages comes from the people who are there (`around`), so the same name says much where few have it. A missing
value says nothing. At :data:`LIST` a pair is worth showing, at :data:`WARN` worth a warning; nothing is ever merged
by rule. Another given name outweighs everything that a family shares, so twins, co-wives and brothers stay apart;
another father and another age outweigh a shared name and village, so namesakes do.
"""

import functools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from samarth_desktop.domain.names import matching
from samarth_desktop.domain.names.matching import Form, Likeness, Near, Resemblance
from samarth_desktop.i18n import N_, T, Text, Tn
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.frequencies import NOWHERE, Frequencies, two_names

LIST = 0.5
WARN = 0.85

_HOPELESS = -14.0  # below this nothing else can lift a pair into the list, so nothing else is compared
_OTHER_NAME = -11.0
"""Not by chance alone: all that a family shares must not make one person of two of its children."""
_NO_NAME = -2.0
# m of a given name that agrees so, over the share of people with that name (SAME) or with one so near it (the rest).
_M_NAME = {Near.SAME: 0.8, Near.SPELLED: 0.1, Near.SLIP: 0.08, Near.INITIAL: 0.03}
_U_NEAR = {Near.SPELLED: 0.005, Near.SLIP: 0.0015, Near.INITIAL: 0.12}
_BOTH_KNOWN = 1.5  # two spellings that many have are two names more often
_SURNAME_WORTH = 0.4  # a surname is shared with the relative and the neighbours
_MOST_SURNAME = 1.8
_REST = {"same": 0.3, "more": -0.5, "other": -2.5}
_GIVEN_MISSING = -1.5
_OTHER_RELATIVE = -4.2
_OTHER_HOUSE = -3.5  # a father does not change his surname, as a bride does
_OTHER_RELATION = -2.2  # a husband here, a father there: the names cannot agree
_RELATION_SLIP = -2.3  # the same name, once as the husband's and once as the father's
_M_VILLAGE, _M_PHONE = 0.85, 0.65
_MOST_VILLAGE, _MOST_RELATIVE = 6.0, 8.0
_HOUSE = 4  # people with one phone
_NAME_SAID = {
    Likeness.SAME: N_("Same name: {a}, {b}"),
    Likeness.SPELLED: N_("Name in another spelling: {a}, {b}"),
    Likeness.PART: N_("One name has a part more: {a}, {b}"),
    Likeness.INITIAL: N_("The initial fits: {a}, {b}"),
    Likeness.TAIL: N_("One name has a part more: {a}, {b}"),
    Likeness.SLIP: N_("One letter differs: {a}, {b}"),
    Likeness.SURNAME: N_("Same given name, another surname: {a}, {b}"),
    Likeness.OTHER: N_("Another name: {a}, {b}"),
}


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
    panchayat: str = ""
    district: str = ""
    category: str = ""
    mobile: str = ""
    phone_owner: str = ""
    aadhaar_last4: str = ""
    bank: str = ""
    voter_id: str = ""
    pan: str = ""

    def __reduce__(self) -> tuple[type["Person"], tuple[Any, ...]]:
        """Its values in their order: what dataclasses do for an object with slots takes ten times as long, and an
        import sends thousands of people to another process."""
        return Person, _values(self)


_values = attrgetter(*(field.name for field in fields(Person)))


def person_of(record_id: str, artisan: Artisan) -> Person:
    """What is compared of a registered person."""
    return Person(
        id=record_id,
        names=written(artisan.name_hi, artisan.name_en, artisan.name_on_aadhaar),
        relation=artisan.relation,
        relatives=written(artisan.relative_hi, artisan.relative_en),
        birth_date=artisan.birth_date,
        birth_year=artisan.birth_year,
        estimated=artisan.birth_date is None,
        gender=artisan.gender,
        village=artisan.village or artisan.village_other,
        village_code=artisan.village_code,
        panchayat=artisan.gram_panchayat,
        district=artisan.district,
        category=artisan.category,
        mobile=artisan.mobile,
        phone_owner=artisan.phone_owner,
        aadhaar_last4=artisan.aadhaar_last4,
        bank=artisan.bank_account,
        voter_id=artisan.voter_id,
        pan=artisan.pan,
    )


def written(*names: str) -> tuple[str, ...]:
    """The forms in which a name is written, each once, empty ones left out."""
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


def score(a: Person, b: Person, frequencies: Frequencies = NOWHERE, least: float = 0.0) -> Match:
    """Whether `a` and `b` are one person; the same for `b` and `a` up to the order of the names in the reasons.

    `around` tells how common names and villages are where both live. A pair that cannot reach `least` is not looked
    at to the end: its score is then only known to be lower.
    """
    best, numbers = _best(a.names, b.names, frequencies), list(_numbers(a, b))
    name = best[0] if best else _NO_NAME
    total = frequencies.prior + sum([name, *[reason.weight for reason in numbers]])
    if total <= _HOPELESS:
        return Match(_share(total), () if _log_odds(least) > _HOPELESS else (_named(best), *numbers))
    phone = _phone(a, b, frequencies)
    more = [*_birth(a, b), *_station(a, b), *([phone] if phone else ())]
    total += sum([reason.weight for reason in more])
    around: list[Reason] = []
    if total + _MOST_RELATIVE + _MOST_VILLAGE > _log_odds(least):
        around = [*_relative(a, b, frequencies), *_village(a, b, frequencies, phone)]
        total += sum([reason.weight for reason in around])
    elif least:
        return Match(_share(total), ())
    reasons = sorted((_named(best), *numbers, *more, *around), key=lambda reason: -abs(reason.weight))
    return Match(_share(total), tuple(reasons))


def is_one_of(person: Person, others: Iterable[Person], frequencies: Frequencies, least: float) -> bool:
    """Whether this is, with at least this score, one of these other people."""
    return any(score(person, other, frequencies, least).score >= least for other in others)


def _share(total: float) -> float:
    """The score of a sum of evidence."""
    return 1 / (1 + math.exp(-total))


def evidence(a: Person, b: Person, frequencies: Frequencies) -> float:
    """The sum of what speaks for one person, in natural logs; without the prior, however hopeless the pair."""
    phone = _phone(a, b, frequencies)
    reasons = [_named(_best(a.names, b.names, frequencies)), *_station(a, b), *_village(a, b, frequencies, phone)]
    return sum(reason.weight for reason in reasons) + sum(evidence_beside_name(a, b, frequencies))


def evidence_beside_name(a: Person, b: Person, frequencies: Frequencies) -> list[float]:
    """The weight of each thing that tells a person beside name and place: papers, birth, relative, phone."""
    phone = _phone(a, b, frequencies)
    reasons = [*_numbers(a, b), *_birth(a, b), *_relative(a, b, frequencies), *([phone] if phone else ())]
    return [reason.weight for reason in reasons]


def named_otherwise(a: Person, b: Person, frequencies: Frequencies) -> bool:
    """Whether the names only look alike: two that people have side by side (Kamal, Komal)."""
    best = _best(a.names, b.names, frequencies)
    return best is not None and best[0] == _OTHER_NAME


@functools.lru_cache(16)
def _log_odds(score: float) -> float:
    """The sum of evidence that makes this score; of 0 or less and 1 or more those of scores close by."""
    share = min(max(score, 1e-9), 1 - 1e-9)
    return math.log(share / (1 - share))


_Best = tuple[float, Resemblance, Form, Form]
"""The weight of the best agreement of two names, what agrees, and the two forms."""


def _best(mine: tuple[str, ...], other: tuple[str, ...], frequencies: Frequencies) -> _Best | None:
    """The best agreement of any two written forms: its weight, what agrees, and those forms."""
    best: _Best | None = None
    key = (-math.inf, "", "")
    for one in matching.forms(mine):
        for two in matching.forms(other):
            like = matching.resemble(one, two)
            weight = _agreement(like, frequencies)
            if weight < key[0]:
                continue
            # Among equals the same pair whichever record comes first.
            first, second = sorted((one.spelled, two.spelled))
            this = (weight, first, second)
            if this > key:
                best, key = (weight, like, one, two), this
    return best


def _agreement(like: Resemblance, frequencies: Frequencies) -> float:
    """The weight of what two names have in common; `_OTHER_NAME` when they are two."""
    if like.level is Likeness.OTHER:
        return _OTHER_NAME
    (near, one, two), *others = like.shared
    if near in (Near.SPELLED, Near.SLIP) and two_names(one, two):
        return _OTHER_NAME
    both_known = near is not Near.SAME and frequencies.often(one) and frequencies.often(two)
    if near is Near.SLIP and both_known:
        return _OTHER_NAME
    if near is Near.SAME:
        weight = math.log(_M_NAME[near] / frequencies.share_of_name(one))
    else:
        weight = math.log(_M_NAME[near] / _U_NEAR[near])
        if near is Near.SPELLED and both_known:
            weight -= _BOTH_KNOWN
    more = (math.log(1 / frequencies.share_of_name(part)) for how, part, _ in others if how is not Near.INITIAL)
    if like.level is Likeness.TAIL:
        weight += _GIVEN_MISSING
    return weight + min(_SURNAME_WORTH * sum(more), _MOST_SURNAME) + _REST[like.rest]


def _named(best: _Best | None) -> Reason:
    """What the names say."""
    if best is None:
        return Reason(T("A name is missing"), _NO_NAME)
    weight, like, mine, other = best
    level = Likeness.OTHER if weight == _OTHER_NAME else like.level
    if level is Likeness.SAME and mine.spelled == other.spelled:
        return Reason(T("Same name"), weight)
    return Reason(Text(_NAME_SAID[level], {"a": mine.text, "b": other.text}), weight)


def _relative(a: Person, b: Person, frequencies: Frequencies) -> Iterator[Reason]:
    best = _best(a.relatives, b.relatives, frequencies)
    if best is None:
        return
    weight, like, mine, other = best
    differ = bool(a.relation and b.relation and a.relation != b.relation)
    if like.level is Likeness.SURNAME:
        weight += _OTHER_HOUSE
    if weight < 0 and differ:
        yield Reason(T("The relatives cannot be compared: husband, father or mother"), _OTHER_RELATION)
    elif weight < 0:
        yield Reason(T("Another relative: {a}, {b}", a=mine.text, b=other.text), max(weight, _OTHER_RELATIVE))
    else:
        yield Reason(
            T("Same relative: {a}", a=mine.text), min(weight, _MOST_RELATIVE) + (_RELATION_SLIP if differ else 0.0)
        )


def _birth(a: Person, b: Person) -> Iterator[Reason]:
    first, second = year_of(a), year_of(b)
    if first is None or second is None:
        return
    # The first of January stands for a year of birth when nobody knows the day.
    whole = not any(one.estimated or (one.birth_date and one.birth_date.timetuple().tm_yday == 1) for one in (a, b))
    if whole and a.birth_date and b.birth_date:
        if a.birth_date == b.birth_date:
            yield Reason(T("Same date of birth: {date}", date=a.birth_date), 7.0)
            return
        if _slip(a.birth_date, b.birth_date):
            yield Reason(T("Nearly the same date of birth"), 3.5)
            return
        yield Reason(T("Another date of birth: {a}, {b}", a=a.birth_date, b=b.birth_date), -2.8)
    apart = abs(first - second)
    if apart == 0:
        yield Reason(T("Same year of birth: {year}", year=first), 3.3)
    else:
        weight = next((weight for most, weight in _APART if apart <= most), _FAR_APART)
        yield Reason(Tn("{count} year apart in age", "{count} years apart in age", apart), weight)


_APART = ((1, 1.5), (2, 0.9), (3, 0.5), (5, -2.5), (8, -4.5))
_FAR_APART = -8.0
"""Most years apart in age, and the weight of that: people here are 14 to 110, most of them 20 to 60. Villages and
families give the same names again, so what speaks for a namesake's name must not outweigh another age."""


def year_of(person: Person) -> int | None:
    """The year of birth, known or estimated from an age; None when neither is."""
    return person.birth_date.year if person.birth_date else person.birth_year


def _slip(a: date, b: date) -> bool:
    """Day and month swapped, or one of the three parts wrong by a slip."""
    if a.year == b.year:
        return (a.month, a.day) == (b.day, b.month) or a.month == b.month or a.day == b.day
    return (a.day, a.month) == (b.day, b.month) and abs(a.year - b.year) in (1, 2, 3, 10)


def _phone(a: Person, b: Person, frequencies: Frequencies) -> Reason | None:
    if not (a.mobile and b.mobile):
        return None
    strength = math.log(_M_PHONE * frequencies.many / _HOUSE)
    if a.mobile == b.mobile:
        if a.phone_owner == b.phone_owner == "own":
            return Reason(T("Same mobile number"), strength + 1.5)
        return Reason(T("Same mobile number, which a family may share"), strength)
    if matching.one_slip("0" + a.mobile, "0" + b.mobile):
        return Reason(T("One digit of the mobile number differs"), strength - 1.0)
    return Reason(T("Another mobile number"), -1.5)


def _village(a: Person, b: Person, frequencies: Frequencies, phone: Reason | None) -> Iterator[Reason]:
    """Village and phone both say that two records belong to one house or lane, so only the stronger one counts."""
    found = _same_village(a, b, frequencies)
    if found and phone and phone.weight > 0:
        found = Reason(found.text, min(max(found.weight / 10, -0.5), 0.5))
    if found:
        yield found


def _same_village(a: Person, b: Person, frequencies: Frequencies) -> Reason | None:
    if a.village_code and a.village_code == b.village_code:
        return Reason(
            T("Same village"), math.log(_M_VILLAGE / frequencies.share_of_place(matching.place_key(a.village)))
        )
    if not (a.village and b.village):
        same = a.panchayat and b.panchayat and matching.compare(a.panchayat, b.panchayat) in _SAME_PLACE
        return Reason(T("Same gram panchayat"), 2.2) if same else None
    level = Likeness.SAME if a.village == b.village else matching.compare(a.village, b.village)
    if level in _SAME_PLACE:
        share = max(frequencies.share_of_place(matching.place_key(one.village)) for one in (a, b))
        return Reason(T("Same village"), min(math.log(_M_VILLAGE / share), _MOST_VILLAGE) - _SAME_PLACE[level])
    said = T("Another village: {a}, {b}", a=a.village, b=b.village)
    if any(one and two and matching.compare(one, two) in _SAME_PLACE for one, two in _wider(a, b)):
        return Reason(T("The same gram panchayat, another village"), 0.5)
    return Reason(said, -2.6)


_SAME_PLACE = {Likeness.SAME: 0.0, Likeness.SPELLED: 0.7, Likeness.PART: 0.7, Likeness.SLIP: 0.7}


def _wider(a: Person, b: Person) -> tuple[tuple[str, str], ...]:
    """The village of one may be written by its gram panchayat, or both lie in one."""
    return (a.village, b.panchayat), (a.panchayat, b.village), (a.panchayat, b.panchayat)


def _numbers(a: Person, b: Person) -> Iterator[Reason]:
    if a.aadhaar_last4 and b.aadhaar_last4:
        if a.aadhaar_last4 == b.aadhaar_last4:
            yield Reason(T("Same last four digits of Aadhaar"), 6.5)
        else:
            yield Reason(T("Other last four digits of Aadhaar"), -4.5)
    if a.bank and a.bank == b.bank:
        yield Reason(T("Same bank account"), 4.0)
    if a.voter_id and b.voter_id:
        same = a.voter_id == b.voter_id
        yield Reason(T("Same voter ID") if same else T("Another voter ID"), 8.0 if same else -3.0)
    if a.pan and b.pan:
        same = a.pan == b.pan
        yield Reason(T("Same PAN") if same else T("Another PAN"), 8.0 if same else -3.0)


def _station(a: Person, b: Person) -> Iterator[Reason]:
    if a.gender and b.gender and a.gender != b.gender:
        yield Reason(T("Another gender"), -4.0)
    if a.category and b.category and a.category != b.category and "unsaid" not in (a.category, b.category):
        yield Reason(T("Another social category"), -2.0)
    if a.district and b.district and a.district != b.district:
        yield Reason(T("Another district"), -2.0)
