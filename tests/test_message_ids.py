"""Message ids: every one stands in the sources as a literal, or extraction does not find it and it stays English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.kinds.registry import RECORDS

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "samarth_desktop"
IDS = {"T": 1, "N_": 1, "Tn": 2, "gettext": 1, "ngettext": 2}
"""How many of the first arguments are message ids."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def through_variables(source: str) -> list[str]:
    """The calls whose message id is no literal, as ``line: call``."""
    found = []
    for name, call in calls(ast.parse(source)):
        ids = call.args[: IDS.get(name, 0)]
        if name in IDS and (len(ids) < IDS[name] or not all(map(is_literal, ids))):
            found.append(f"{call.lineno}: {ast.unparse(call)}")
    return found


@pytest.mark.parametrize(
    "source",
    [
        'one, many = "{count} row", "{count} rows"\nTn(one, many, 3)',
        "T(label)",
        "words.T(LABELS[key])",
        'T("Name: " + name)',
        'T(f"Name {name}")',
        'T("a" if x else "b")',
        "catalog.gettext(text)",
        "Tn('{count} row', many, 2)",
        "N_(x)",
        "T(*parts)",
    ],
)
def test_an_id_through_a_variable_is_noticed(source: str) -> None:
    assert through_variables(source)


@pytest.mark.parametrize("source", ['T("Name")', 'Tn("{count} row", "{count} rows", n)', 'T("{n} of {m}", n=1, m=2)'])
def test_a_literal_id_is_right(source: str) -> None:
    assert through_variables(source) == []


def test_no_id_goes_through_a_variable() -> None:
    """``Text(label)`` is for what ``N_`` marked where it is written; T, Tn and N_ take literals alone."""
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in SOURCES.rglob("*.py")
        if path.name != "i18n.py" and (wrong := through_variables(path.read_text("utf-8")))
    }
    assert found == {}


def template() -> set[str]:
    with (ROOT / "resources" / "i18n" / "samarth.pot").open("rb") as stream:
        return {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(stream) if m.id}


def test_every_marked_text_is_in_the_template_wherever_it_stands() -> None:
    """Also in the braces of an f-string, which Babel does not read by itself."""
    known, missing = template(), {}
    for path in SOURCES.rglob("*.py"):
        if path.name != "i18n.py":
            for name, call in calls(ast.parse(path.read_text("utf-8"))):
                first = call.args[0] if name in ("T", "N_", "Tn") and call.args else None
                if isinstance(first, ast.Constant) and first.value and first.value not in known:
                    missing[first.value] = str(path.relative_to(ROOT))
    assert missing == {}


def test_what_is_said_by_its_id_was_marked_somewhere() -> None:
    known, missing = template(), {}
    for path in SOURCES.rglob("*.py"):
        for name, call in calls(ast.parse(path.read_text("utf-8"))):
            if name == "Text" and call.args and isinstance(call.args[0], ast.Constant):
                words = call.args[0].value
                if any(letter.isalpha() for letter in words) and words not in known:
                    missing[words] = str(path.relative_to(ROOT))
    assert missing == {}


def test_the_words_of_every_described_field_were_marked() -> None:
    known, missing = template(), set()
    for record in RECORDS.values():
        for field in fields_of(record).values():
            said = [field.label, field.hint, field.unit, *(choice.label for choice in field.choices)]
            missing |= {words for words in said if sum(map(str.isalpha, words)) > 1 and words not in known}
    assert missing == set()
