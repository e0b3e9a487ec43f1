"""Questions with several answers as form tools export them: a column of ones and zeros for each answer.

A question is of several words: one word before a stroke is a group of questions (``house/electricity``).
"""

from collections.abc import Mapping, Sequence

from samarth_desktop.domain.fields.field import Kind
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, columns_of, meaning_of

Answers = tuple[tuple[int, str], ...]
"""The columns of one question, each with the answer that it stands for."""

_YES = frozenset({"1", "true", "yes", "y", "हाँ", "हां"})
_NO = frozenset({"0", "false", "no", "n", "नहीं", "नही"})
_TEXTS = (Kind.LINE, Kind.NOTE, Kind.CHOICES)
_LEAST = 2  # answers that make a question


def questions(plan: ColumnMapping, samples: Sequence[Sequence[str]]) -> dict[str, tuple[str, Answers]]:
    """By key of a field that no other column gives: the question, and its columns."""
    asked: dict[str, list[tuple[int, str]]] = {}
    for at, head in enumerate(plan.heads):
        question, stroke, answer = head.rpartition("/")
        if stroke and answer.strip() and " " in question.strip() and _are_answers(samples[at]):
            asked.setdefault(question, []).append((at, answer.strip()))
    fields, meaning = columns_of(plan.kind), meaning_of(plan.kind)
    found: dict[str, tuple[str, Answers]] = {}
    for question, columns in asked.items():
        key = meaning(question)
        field, own = fields.get(key), {at for at, _ in columns}
        given = any(one == key and at not in own for at, one in enumerate(plan.keys))
        if len(columns) >= _LEAST and field and field.kind in _TEXTS and not given:
            found.setdefault(key, (question.strip(), tuple(columns)))
    return found


def _are_answers(samples: Sequence[str]) -> bool:
    return bool(samples) and all(text.strip().casefold() in _YES | _NO for text in samples)


def chosen(cells: Sequence[str], answers: Answers) -> str:
    """The answers that a row says yes to."""
    return "; ".join(text for at, text in answers if at < len(cells) and cells[at].strip().casefold() in _YES)


def without(plan: ColumnMapping, found: Mapping[str, tuple[str, Answers]]) -> ColumnMapping:
    """The plan in which none of their columns is taken for the field itself."""
    used = {(key, at) for key, (_, answers) in found.items() for at, _ in answers}
    return plan.with_keys(["" if (key, at) in used else key for at, key in enumerate(plan.keys)])
