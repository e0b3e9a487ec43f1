"""Whether somebody may join a programme, and whether she still fulfils it: every rule with its reason."""

import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Field, fields_of
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.rule_model import JOIN, STAY, Answer, Rule, RuleGroup
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import N_, LocalizedName, T, Text, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import KINDS as PAPERS
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.programmes.facts import Facts, Needs
from samarth_desktop.rules.programmes.rule_checks import CHECKS, NO, UNKNOWN, YES, Asked, Outcome

_SETTLEMENT = {"urban": T("Lives in a town"), "rural": T("Lives in a village")}
_HOLDERS = {"artisan": N_("Person"), "shg": N_("Group")}
_VALUE_FIELDS = {
    "sector": "sector", "gender": "gender", "category": "category", "disability": "disability", "tax": "tax_status",
    "craft": "vishwakarma_trade",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says. `missing` are the keys of what is to be asked; `ask` marks a hit that a person looks at."""

    rule: str
    words: Text | LocalizedName
    holds: Answer
    missing: tuple[str, ...] = ()
    value: Text | LocalizedName | str = ""
    ask: bool = False

    @property
    def text(self) -> Text:
        """The rule and what decided, in one sentence."""
        if self.ask:
            return T("{rule}: the same household as {names}. Ask.", rule=self.words, names=self.value)
        if self.holds is UNKNOWN:
            return T("{rule}: not known yet. Ask.", rule=self.words)
        said = self.value and not (self.rule == "holder" and self.holds is YES)  # the rule names them itself
        return T("{rule}: {value}", rule=self.words, value=self.value) if said else T("{rule}", rule=self.words)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The two answers for a programme, with the reasons of both: `eligible` may join, `compliant` still fulfils."""

    programme: str
    version: int
    eligible: Answer
    compliant: Answer
    reasons: tuple[Reason, ...]

    @property
    def against(self) -> tuple[Reason, ...]:
        """The reasons that say no."""
        return tuple(reason for reason in self.reasons if reason.holds is NO)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of all that is to be asked."""
        return tuple(dict.fromkeys(key for reason in self.reasons if reason.holds is UNKNOWN for key in reason.missing))


def answer(programme: Programme, facts: Facts, today: date, at: str = JOIN) -> Answer:
    """Only the answer, quickly: for looks over everybody."""
    asked = Asked(programme.code, today)
    found = YES
    for group in groups_of(programme):
        said = _combined(group.need, (_outcome(rule, facts, asked).answer for rule in _asked(group, facts.kind, at)))
        if said is NO:
            return NO
        found = UNKNOWN if said is UNKNOWN else found
    return found


def needs(programme: Programme) -> Needs:
    """Which facts beside the record's own this programme's rules ask for."""
    tests = {rule.test for group in programme.rules for rule in group.rules}
    household = "household" in tests
    programmes = bool(tests & {"answer", "enrolled", "never_enrolled", "odop_product"})
    return Needs(household or "paper" in tests, programmes, household)


def look(programme: Programme, facts: Facts, today: date) -> Verdict:
    """Both answers with a reason for every rule that is asked of this kind of holder."""
    asked = Asked(programme.code, today)
    answers = {JOIN: [YES], STAY: [YES]}
    reasons: list[Reason] = []
    for group in groups_of(programme):
        rules = [rule for rule in group.rules if facts.kind in rule.holders]
        outcomes = {rule.key: _outcome(rule, facts, asked) for rule in rules}
        for at, held in answers.items():
            held.append(_combined(group.need, (outcomes[rule.key].answer for rule in rules if at in rule.at)))
        reasons += _reasons(group, rules, [outcomes[rule.key] for rule in rules], programme)
    return Verdict(
        programme.code,
        programme.version,
        _combined("all", answers[JOIN]),
        _combined("all", answers[STAY]),
        tuple(reasons),
    )


def decided(verdict: Verdict) -> str:
    """What decided, as it is kept with the enrolment: JSON of each rule's key, answer and value in both languages."""
    rows = [[one.rule, one.holds.value, *_both(one.value)] for one in verdict.reasons]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def kept_answers(kept: str) -> dict[str, tuple[Answer, LocalizedName]]:
    """What decided at entry, by key of the rule: the answer and the value; nothing where it cannot be read."""
    try:
        rows = json.loads(kept or "[]")
        return {str(key): (Answer(said), LocalizedName(str(hi), str(en))) for key, said, hi, en in rows}
    except (ValueError, TypeError):
        return {}


@functools.lru_cache(64)
def _implied(states: tuple[str, ...], holders: tuple[str, ...], settlement: str) -> tuple[RuleGroup, ...]:
    """The rules that follow from where a programme runs and for whom. Their words are the program's own."""
    rules = [Rule("holder", "holder", Words(), holders), Rule("active", "active", Words())]
    if states:
        rules.append(Rule("state", "state", Words(), states))
    if settlement != "any":
        rules.append(Rule("settlement", "settlement", Words(), (settlement,)))
    return (RuleGroup(tuple(rules)),)


def groups_of(programme: Programme) -> tuple[RuleGroup, ...]:
    """All rules of a programme: what follows from where and for whom it runs, then those of its file."""
    implied = _implied(programme.states, programme.holders, programme.settlement)
    own = {rule.key for group in programme.rules for rule in group.rules}
    if own & {rule.key for rule in implied[0].rules}:  # the file says it in its own words
        implied = (RuleGroup(tuple(rule for rule in implied[0].rules if rule.key not in own)),)
    return (*implied, *programme.rules)


def _asked(group: RuleGroup, kind: str, at: str) -> Iterator[Rule]:
    return (rule for rule in group.rules if kind in rule.holders and at in rule.at)


def _outcome(rule: Rule, facts: Facts, asked: Asked) -> Outcome:
    if rule.test == "active":
        return Outcome(YES if facts.active else NO)
    return CHECKS[rule.test](rule, facts, asked)


def _combined(need: str, answers: Iterable[Answer]) -> Answer:
    """All of: one no is no. Any of: one yes is yes. A group that asks nothing of this holder says yes."""
    held = list(answers)
    if not held:
        return YES
    decides, else_ = (NO, YES) if need == "all" else (YES, NO)
    if decides in held:
        return decides
    return UNKNOWN if UNKNOWN in held else else_


def _reasons(
    group: RuleGroup, rules: Sequence[Rule], outcomes: Sequence[Outcome], programme: Programme
) -> list[Reason]:
    """A reason a rule; a group of which any is enough is one reason, with what decided it."""
    each = [
        Reason(
            rule.key, words_of(rule, programme), outcome.answer, outcome.missing, _value(rule, outcome, programme),
            outcome.ask,
        )
        for rule, outcome in zip(rules, outcomes, strict=True)
    ]  # fmt: skip
    if group.need == "all" or len(each) < 2:
        return each
    said = _combined("any", (one.holds for one in each))
    deciding = next((one for one in each if one.holds is said), each[0])
    words = LocalizedName(group.words.hi, group.words.en) if group.words.en else deciding.words
    missing = tuple(dict.fromkeys(key for one in each for key in one.missing)) if said is UNKNOWN else ()
    return [Reason("_or_".join(one.rule for one in each), words, said, missing, deciding.value, deciding.ask)]


def words_of(rule: Rule, programme: Programme) -> Text | LocalizedName:
    """What a rule says, in its file's words, or in the program's own for what follows from where and for whom."""
    if rule.words.en:
        return LocalizedName(rule.words.hi, rule.words.en)
    if rule.test == "state":
        names = [found for code in rule.values if (found := place.state(code))]
        where = LocalizedName(", ".join(one.hi for one in names), ", ".join(one.en for one in names))
        return T("Lives in {place}", place=where)
    if rule.test == "settlement":
        return _SETTLEMENT[rule.values[0]]
    if rule.test == "holder":
        kinds = [Text(_HOLDERS[kind]) for kind in rule.values]
        return T("For {whom} only", whom=kinds[0]) if len(kinds) == 1 else T("For people and groups")
    return T("Lives here and works")


def _value(rule: Rule, outcome: Outcome, programme: Programme) -> Text | LocalizedName | str:
    value = outcome.value
    if value in ("", None):
        return T("moved away or died") if rule.test == "active" and outcome.answer is NO else ""
    if isinstance(value, (Text, LocalizedName)):
        return value
    if rule.test == "age":
        return T("{n} years", n=value)
    if rule.test == "holder" and value in _HOLDERS:
        return Text(_HOLDERS[str(value)])
    if rule.test == "settlement":
        return T("town") if value == "urban" else T("village")
    return _label(rule, str(value), programme)


def _label(rule: Rule, value: str, programme: Programme) -> Text | LocalizedName | str:
    """The words of a code."""
    if rule.test == "answer":
        return _own_label(rule, value, programme)
    if rule.test == "paper":
        asked = next((one for one in programme.documents if one.key == value), None)
        if asked is not None:
            return LocalizedName(asked.label.hi, asked.label.en)
        return Text(next((one.label for one in PAPERS if one.code == value), value))
    if rule.test == "holder":
        return Text(fields_of(Shg)["mission"].choice_label(value))
    described = fields_of(Artisan).get(_VALUE_FIELDS.get(rule.test, ""))
    label = described.choice_label(value) if described else value
    return Text(label) if label != value else value


def _own_label(rule: Rule, value: str, programme: Programme) -> Text | LocalizedName | str:
    asked = next((one for one in programme.fields if one.key == rule.field), None)
    option = next((one for one in asked.options if one.code == value), None) if asked else None
    if option is not None:
        return LocalizedName(option.label.hi, option.label.en)
    return {"yes": T("Yes"), "no": T("No")}.get(value, value)


def _both(value: Text | LocalizedName | str) -> tuple[str, str]:
    if isinstance(value, Text):
        return catalog("hi").say(value), catalog("en").say(value)
    return (value.hi, value.en) if isinstance(value, LocalizedName) else (value, value)


def label_of(key: str, programme: Programme) -> Text | LocalizedName:
    """What a missing key is called: a paper, a field of the programme, a field of the record."""
    labels = {**{one.key: one.label for one in programme.documents}, **{one.key: one.label for one in programme.fields}}
    if key in labels:
        return LocalizedName(labels[key].hi, labels[key].en)
    described: Field | None = fields_of(Artisan).get(key) or fields_of(Shg).get(key)
    if described is not None:
        return Text(described.label)
    return Text(next((one.label for one in PAPERS if one.code == key), key))
