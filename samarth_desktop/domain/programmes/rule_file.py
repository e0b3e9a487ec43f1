"""Reads the rules of a programme from its file, checked to the last code."""

import re
from typing import TYPE_CHECKING

from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme_model import HOLDERS, AskedDocument, ExtraField
from samarth_desktop.domain.programmes.rule_model import MISSIONS, NEEDS, TESTS, WHEN, Rule, RuleGroup
from samarth_desktop.domain.programmes.wording import NO_WORDS
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.domain.programmes.file_table import Table

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_OLDEST = 120


def rule_groups(
    table: "Table", fields: tuple[ExtraField, ...], documents: tuple[AskedDocument, ...]
) -> tuple[RuleGroup, ...]:
    """The groups of rules of a programme's table."""
    seen: set[str] = set()
    return tuple(_group(one, fields, documents, seen) for one in table.tables("rules"))


def _group(
    table: "Table", fields: tuple[ExtraField, ...], documents: tuple[AskedDocument, ...], seen: set[str]
) -> RuleGroup:
    need = table.one_of("need", NEEDS, "all")
    words = table.words("words", NO_WORDS)
    rules = []
    for one in table.tables("rule"):
        rules.append(_rule(one, fields, documents))
        if rules[-1].key in seen:
            raise one.wrong("key", T("“{value}” is there twice.", value=rules[-1].key))
        seen.add(rules[-1].key)
    if not rules:
        raise table.wrong("rule", T("it is missing."))
    table.finish()
    return RuleGroup(tuple(rules), need, words)


def _rule(table: "Table", fields: tuple[ExtraField, ...], documents: tuple[AskedDocument, ...]) -> Rule:
    test = table.one_of("test", tuple(TESTS))
    said = TESTS[test]
    values = table.texts("in", None if said.listed else ()) if said.listed or test == "craft" else ()
    if said.listed and not values:
        raise table.wrong("in", T("it is missing."))
    if said.values:
        for value in values:
            if value not in said.values:
                allowed = ", ".join(said.values)
                raise table.wrong("in", T("“{value}” is not one of: {allowed}.", value=value, allowed=allowed))
    made = Rule(
        key=table.named("key", _KEY),
        test=test,
        words=table.words("words"),
        values=values,
        least=_years(table, "from") if test == "age" else _percent(table) if test == "disability" else None,
        most=_years(table, "to") if test == "age" else None,
        field=table.named("field", _KEY) if test == "answer" else "",
        further=_further(table, test),
        holders=table.some_of("holders", HOLDERS),
        at=table.some_of("at", WHEN),
    )
    _check(table, made, fields, documents)
    table.finish()
    return made


def _years(table: "Table", key: str) -> int | None:
    value = table.whole(key, -1, -1, _OLDEST)
    return None if value < 0 else value


def _percent(table: "Table") -> int | None:
    value = table.whole("percent", 0, 0, 100)
    return value or None


def _further(table: "Table", test: str) -> tuple[str, ...]:
    if test == "holder":
        return table.some_of("missions", MISSIONS) if "missions" in table.data else ()
    return table.texts("trades", ()) if test == "craft" else ()


def _check(table: "Table", rule: Rule, fields: tuple[ExtraField, ...], documents: tuple[AskedDocument, ...]) -> None:
    """What a rule names is there."""
    if rule.test == "age" and rule.least is None and rule.most is None:
        raise table.wrong("from", T("it is missing."))
    if rule.test == "age" and rule.least is not None and rule.most is not None and rule.most < rule.least:
        raise table.wrong("to", T("it is less than “from”."))
    if rule.test == "craft" and not rule.values and not rule.further:
        raise table.wrong("in", T("it is missing."))
    if rule.test in ("state", "district"):
        known = place.state if rule.test == "state" else place.district
        for code in rule.values:
            if not code.isdigit() or not known(code):
                raise table.wrong("in", T("“{value}” is no LGD code.", value=code))
    if rule.test == "paper":
        asked = {one.key for one in documents}
        for key in rule.values:
            if key not in asked:
                raise table.wrong("in", T("“{value}” is no paper that this programme asks for.", value=key))
    if rule.test == "answer":
        _check_answer(table, rule, fields)


def _check_answer(table: "Table", rule: Rule, fields: tuple[ExtraField, ...]) -> None:
    field = next((one for one in fields if one.key == rule.field), None)
    if field is None:
        raise table.wrong("field", T("“{value}” is no field of this programme.", value=rule.field))
    allowed = ("yes", "no") if field.kind == "yesno" else tuple(option.code for option in field.options)
    if not allowed:
        raise table.wrong(
            "field", T("a rule asks for a choice or a yes or no; “{value}” is neither.", value=rule.field)
        )
    for value in rule.values:
        if value not in allowed:
            said = ", ".join(allowed)
            raise table.wrong("in", T("“{value}” is not one of: {allowed}.", value=value, allowed=said))
