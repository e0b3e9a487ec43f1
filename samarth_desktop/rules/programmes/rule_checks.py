"""The closed set of tests that rules of programmes are made of: each answers yes, no or not known.

A test gives with its answer the keys of what would have to be asked, and the value that decided, as a word or a number
that :mod:`eligibility` puts into a sentence.
"""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from samarth_desktop.domain.places import place, place_name_key
from samarth_desktop.domain.programmes.odop import odop_products
from samarth_desktop.domain.programmes.rule_model import Answer, Rule
from samarth_desktop.domain.reference import crafts
from samarth_desktop.i18n import LocalizedName
from samarth_desktop.rules.programmes.facts import Facts

name_key = functools.lru_cache(8192)(place_name_key.key)  # a look over everybody meets the same few crafts
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


class Asked(NamedTuple):
    """Of what a rule is asked: which programme, and on which day."""

    programme: str
    today: date


class Outcome(NamedTuple):
    """What a test says. `ask` marks a hit that a person has to look at: it never says no."""

    answer: Answer
    missing: tuple[str, ...] = ()
    value: object = ""
    ask: bool = False


Check = Callable[[Rule, Facts, Asked], Outcome]


def _listed(value: str, allowed: tuple[str, ...], key: str) -> Outcome:
    if not value:
        return Outcome(UNKNOWN, (key,))
    return Outcome(YES if value in allowed else NO, (), value)


def _state(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    return _named(_listed(facts.state, rule.values, "state"), place.state)


def _district(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    return _named(_listed(facts.district, rule.values, "district"), place.district)


def _named(outcome: Outcome, find: Callable[[str], Any]) -> Outcome:
    found = find(str(outcome.value)) if outcome.value else None
    return outcome._replace(value=LocalizedName(found.hi, found.en)) if found else outcome


def _odop(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    """The person's own word goes first; a craft that is one of the district's products says yes."""
    product = str(facts.answers.get(f"{asked.programme}.product") or "")
    products = odop_products(facts.district)
    if not facts.district:
        return Outcome(UNKNOWN, ("district",))
    if not products:
        return Outcome(NO, (), "")
    if facts.odop_product in ("yes", "no"):
        said = product or facts.craft or LocalizedName(products[0].hi, products[0].en)
        return Outcome(YES if facts.odop_product == "yes" else NO, (), said)
    for text in (product, facts.craft):
        if text and any(name_key(text) in (name_key(one.hi), name_key(one.en)) for one in products):
            return Outcome(YES, (), text)
    return Outcome(UNKNOWN, ("odop_product",))


def _holder(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    if facts.kind not in rule.values:
        return Outcome(NO, (), facts.kind)
    if facts.kind == "shg" and rule.further:
        return _listed(facts.mission, rule.further, "mission")
    return Outcome(YES, (), facts.kind)


def _sector(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    return _listed(facts.sector, rule.values, "sector")


def _craft(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    if rule.further and facts.trade:
        return Outcome(YES if facts.trade in rule.further else NO, (), facts.trade)
    if not facts.craft:
        return Outcome(UNKNOWN, ("vishwakarma_trade" if rule.further else "craft",))
    known = crafts.craft(facts.craft)
    if rule.further and known is not None and known.trade in rule.further:
        return Outcome(YES, (), facts.craft)
    names = {name_key(facts.craft)} | ({name_key(known.words.hi), name_key(known.words.en)} if known else set())
    if names & {name_key(value) for value in rule.values}:
        return Outcome(YES, (), facts.craft)
    # A craft that our table does not know may still be of a trade; one in words of the list is known not to be.
    return Outcome(UNKNOWN, ("vishwakarma_trade",), facts.craft) if rule.further else Outcome(NO, (), facts.craft)


def _gender(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    return _listed(facts.gender, rule.values, "gender")


def _age(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    """Completed years. A year of birth alone leaves the age open within a year of a limit."""
    if facts.birth_date:
        age = completed_years(facts.birth_date, asked.today)
        return Outcome(YES if _within(rule, age) else NO, (), age)
    if facts.birth_year is None:
        return Outcome(UNKNOWN, ("birth_date",))
    age = asked.today.year - facts.birth_year
    near = any(limit is not None and abs(age - limit) <= 1 for limit in (rule.least, rule.most))
    if near:
        return Outcome(UNKNOWN, ("birth_date",), age)
    return Outcome(YES if _within(rule, age) else NO, (), age)


def completed_years(born: date, today: date) -> int:
    """The age on a day, from a date of birth."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _within(rule: Rule, age: int) -> bool:
    return (rule.least is None or age >= rule.least) and (rule.most is None or age <= rule.most)


def _settlement(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    return _listed(facts.settlement, rule.values, "gram_panchayat")


def _category(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    said = "" if facts.category == "unsaid" and "unsaid" not in rule.values else facts.category
    return _listed(said, rule.values, "category")


def _disability(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    if not facts.disability:
        return Outcome(UNKNOWN, ("disability",))
    if facts.disability == "none":
        return Outcome(NO, (), "none")
    if rule.least and facts.disability_percent is None:
        return Outcome(UNKNOWN, ("disability_percent",))
    enough = not rule.least or (facts.disability_percent or 0) >= rule.least
    return Outcome(YES if enough else NO, (), facts.disability)


def _paper(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    """A paper nobody has shown yet may still be there: not known, never no. One that ran out says no."""
    there = [one for one in facts.papers if one.key in rule.values]
    valid = next((one for one in there if one.valid_until is None or one.valid_until >= asked.today), None)
    if valid is not None:
        return Outcome(YES, (), valid.key)
    return Outcome(NO, (), there[0].key) if there else Outcome(UNKNOWN, rule.values)


def _enrolled(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    held = [code for code in rule.values if facts.enrolled.get(code, "withdrawn") != "withdrawn"]
    return Outcome(YES, (), held[0]) if held else Outcome(NO, (), ", ".join(rule.values))


def _never_enrolled(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    held = [code for code in rule.values if code in facts.enrolled]
    return Outcome(NO, (), held[0]) if held else Outcome(YES)


def _household(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    if facts.same_household:
        return Outcome(UNKNOWN, (), ", ".join(facts.same_household), ask=True)
    return Outcome(YES) if facts.household else Outcome(UNKNOWN, ("ration_card",))


def _tax(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    return _listed(facts.tax_status, rule.values, "tax_status")


def _answer(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    stored = facts.answers.get(f"{asked.programme}.{rule.field}")
    if stored is True:
        stored = "yes"
    if isinstance(stored, (list, tuple)):
        return Outcome(YES if set(stored) & set(rule.values) else NO, (), ", ".join(map(str, stored)))
    if isinstance(stored, dict) or stored in (None, "", False):  # a text that could not be read says nothing
        return Outcome(UNKNOWN, (rule.field,))
    return _listed(str(stored), rule.values, rule.field)


CHECKS: Mapping[str, Check] = {
    "state": _state,
    "district": _district,
    "odop_product": _odop,
    "holder": _holder,
    "sector": _sector,
    "craft": _craft,
    "gender": _gender,
    "age": _age,
    "settlement": _settlement,
    "category": _category,
    "disability": _disability,
    "paper": _paper,
    "enrolled": _enrolled,
    "never_enrolled": _never_enrolled,
    "household": _household,
    "tax": _tax,
    "answer": _answer,
}
"""By the name of the test (:data:`rule_model.TESTS`)."""

READS: Mapping[str, tuple[str, ...]] = {
    "active": ("active",),
    "state": ("state",),
    "district": ("district",),
    "odop_product": ("district", "odop_product", "craft", "answers"),
    "holder": ("mission",),
    "sector": ("sector",),
    "craft": ("craft", "trade"),
    "gender": ("gender",),
    "age": ("birth_date", "birth_year"),
    "settlement": ("settlement",),
    "category": ("category",),
    "disability": ("disability", "disability_percent"),
    "paper": ("papers",),
    "enrolled": ("enrolled",),
    "never_enrolled": ("enrolled",),
    "household": ("household", "same_household"),
    "tax": ("tax_status",),
    "answer": ("answers",),
}
"""By the name of the test, the facts that it looks at, beside the kind of the holder."""
