"""The names of a record that a person should look at, each with why, and the better spelling where one is meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from samarth_desktop.domain.fields.field import Field, Record, fields_of
from samarth_desktop.domain.fields.text import judge
from samarth_desktop.domain.fields.text.scripts import look_alikes
from samarth_desktop.domain.names.name_cell import Facts, settle
from samarth_desktop.i18n import T, Text

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class NameDoubt:
    """A name under `key` that is doubted. `better` are the values to write instead, `rest` what would be unread then;
    both empty where nobody can tell what is meant. `refused`: no certificate is printed with it. `twin` is the key of
    the other script where the same stands: one fault of one name, told once."""

    key: str
    text: str
    reason: Text
    better: Mapping[str, Any]
    rest: Mapping[str, str]
    refused: bool = False
    twin: str = ""


def name_doubts(record: Record) -> Iterator[NameDoubt]:
    """What is to be doubted of the names (of people, groups, places, crafts) of a record, in their order."""
    if record.deleted:
        return
    found: dict[tuple[str, str, str, Any], NameDoubt] = {}
    for key, field in fields_of(type(record)).items():
        text = getattr(record, key) if field.names and not field.system else ""
        if text and (one := _doubt(record, key, field, text)):
            name = (key.removesuffix(f"_{field.script}"), text, one.reason.id, one.better.get(key))
            before = found.get(name)
            found[name] = one if before is None else _as_one(before, one)
    yield from found.values()


def _as_one(first: NameDoubt, second: NameDoubt) -> NameDoubt:
    better, rest = {**second.better, **first.better}, {**second.rest, **first.rest}
    return replace(first, better=better, rest=rest, twin=second.key)


def mended(record: R, doubt: NameDoubt) -> R:
    """The record with the better spelling."""
    return replace(record, **doubt.better, unread={**record.unread, **doubt.rest})


def _doubt(record: Record, key: str, field: Field, text: str) -> NameDoubt | None:
    verdict = judge(field, text)
    if verdict.refused is not None:
        return NameDoubt(key, text, verdict.refused, {}, {}, refused=True)
    facts = Facts(fields_of(type(record)), {key: verdict.text}, {}, [], lambda other: getattr(record, other))
    settle(facts, (key,))
    facts.values.setdefault(key, "")  # there was no name, only a relative's
    if facts.values == {key: text} and (latin := look_alikes(text)) is not None:
        facts.values[key] = latin
    better = {} if facts.values == {key: text} else facts.values
    reasons = [*verdict.doubts, verdict.mended]
    if not better and not verdict.doubts:
        return None
    if verdict.text == text or verdict.doubts:
        return NameDoubt(key, text, next(one for one in reasons if one is not None), better, facts.unread)
    said = T("Better written so: {text}", text=verdict.text) if verdict.text else T("This says nothing. Empty it.")
    return NameDoubt(key, text, said, better, facts.unread)
