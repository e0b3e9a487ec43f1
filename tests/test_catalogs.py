"""The catalogs: every text of the program is in them, Hindi has all of them, placeholders agree."""

import importlib.util
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.gui.theme.qt_words import WORDS
from samarth_desktop.i18n import T, Text, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.registry import KINDS

ROOT = Path(__file__).parent.parent
I18N = ROOT / "resources" / "i18n"


def messages(name: str) -> dict[str | tuple[str, ...], Message]:
    with (I18N / name).open("rb") as stream:
        return {m.id: m for m in read_po(stream) if m.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_every_text_of_the_sources_is_in_the_template() -> None:
    spec = importlib.util.spec_from_file_location("catalog_tool", ROOT / "installer" / "catalog.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert {m.id for m in tool.extract() if m.id} == set(messages("samarth.pot"))


def test_notes_for_translators_are_in_every_catalog() -> None:
    """What a short or ambiguous word means stands beside it where it is translated."""
    for name in ("samarth.pot", "hi/LC_MESSAGES/samarth.po"):
        known = messages(name)
        told = dict(line.split("\t") for line in (I18N / "notes.tsv").read_text("utf-8").splitlines()[2:])
        assert sum(text in known for text in told) > 40
        assert [text for text, note in told.items() if text in known and note not in known[text].auto_comments] == []


def test_a_state_of_india_is_not_the_status_of_a_certificate() -> None:
    """Both were "State", which Hindi called a part of the country."""
    assert fields_of(Certificate)["state"].label != fields_of(Artisan)["state"].label


@pytest.mark.parametrize("language", ["hi", "en"])
def test_catalog_is_complete(language: str) -> None:
    words = messages(f"{language}/LC_MESSAGES/samarth.po")
    assert set(words) == set(messages("samarth.pot"))
    assert [m.id for m in words.values() if not all(forms(m.string))] == []


def test_hindi_placeholders_agree() -> None:
    for message in messages("hi/LC_MESSAGES/samarth.po").values():
        allowed = set().union(*(placeholders(one) for one in forms(message.id)))
        for form in forms(message.string):
            assert placeholders(form) <= allowed | {"count"}, message.id
            if isinstance(message.id, str):
                assert placeholders(form) == allowed, message.id


def test_hindi_is_in_devanagari() -> None:
    """A Hindi text with Latin words and no Devanagari letter at all is one that was forgotten."""
    forgotten = [
        form
        for message in messages("hi/LC_MESSAGES/samarth.po").values()
        for form in forms(message.string)
        if not any("ऀ" <= ch <= "ॿ" for ch in form) and any(map(is_word, re.sub(r"{.*?}", " ", form).split()))
    ]
    assert forgotten == []


def is_word(text: str) -> bool:
    """Whether this is an English word, not a name, a unit or an address."""
    return len(text) > 3 and text.isalpha() and text.islower()


@pytest.mark.parametrize(
    ("paise", "said"), [(12_345_600, "₹1,23,456"), (1250, "₹12.50"), (-6140, "-₹61.40"), (-5, "-₹0.05"), (-900, "-₹9")]
)
def test_money_is_said_as_it_is_also_below_nothing(paise: int, said: str) -> None:
    assert catalog("hi").money(paise) == catalog("en").money(paise) == said


@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_field_that_is_a_question_needs_no_colon(language: str) -> None:
    words = catalog(language)
    asked = fields_of(Artisan)["phone_owner"].label
    said = words.say(T("{field}: {reason}", field=Text(asked), reason=T("This is needed.")))
    assert said == f"{words.say(asked)} {words.say(T('This is needed.'))}" and "?" in said


def test_a_choice_of_a_record_is_no_word_of_a_dialog() -> None:
    """Both were "Orientation": a first workshop was called the direction of paper."""
    labels = {
        one.label for kind in KINDS.values() for field in fields_of(kind.record).values() for one in field.choices
    }
    assert len(labels) > 60 and labels & WORDS <= {"None"}
