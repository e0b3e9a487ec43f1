"""Words as a field worker says them: what was heard and corrected does not come back."""

import functools

import pytest
from babel.messages.pofile import read_po

from samarth_desktop.i18n import Text, catalog
from samarth_desktop.paths import resource
from tests.test_catalogs import I18N, forms

SAID = {
    "Sector": "काम की किस्म",
    "Link to this row": "इस पंक्ति से जोड़ें",
    "Keys": "कीबोर्ड के बटन",
    "Tax status as a seller": "GST है या नहीं",
    "Persons employed": "साथ में कितने लोग काम करते हैं",
    "the year follows from the age": "सिर्फ़ उम्र पता हो तो साल अंदाज़ से",
    "Keyboard on the screen": "स्क्रीन पर कीबोर्ड",
    "Obstacles": "क्या दिक़्क़त है",
    "Properties": "सेटिंग",
    "P&roperties": "सेटिंग",
    "Places": "गाँव की सूची",
    "SHG": "समूह",
}
NEVER = ("नामांकित", "कुंजियाँ", "परदे पर", "रुकावटें", "कर स्थिति", "विक्रेता की", "कोई मान", "निर्यात", "प्रकाशित", "त्रुटि")
OTHERWISE = {
    "कार्यालय": "दफ़्तर",
    "प्रशिक्षक": "ट्रेनर",
    "सिंक ": "भेजना-पाना",
    "बैकअप": "नकल",
    "केवल ": "सिर्फ़",
    "डिवाइस": "लैपटॉप",
    "लिस्टिंग": "सूची",
    "पासफ़्रेज़": "पासवर्ड",
    "सर्टिफ़िकेट": "प्रमाणपत्र",
    "वर्कशॉप": "कार्यशाला",
    "उपस्थिति": "हाज़िरी",
}
"""Two words for one thing: the first is not said, the second is."""


@functools.cache
def hindi() -> dict[str, str]:
    with (I18N / "hi/LC_MESSAGES/samarth.po").open("rb") as stream:
        return {forms(m.id)[0]: " ".join(forms(m.string)) for m in read_po(stream) if m.id}


@pytest.mark.parametrize(("english", "said"), SAID.items())
def test_the_word_of_the_field(english: str, said: str) -> None:
    assert hindi()[english] == said


@pytest.mark.parametrize("word", NEVER)
def test_the_word_of_the_office_is_nowhere(word: str) -> None:
    assert [text for text in hindi().values() if word in text] == []


@pytest.mark.parametrize(("other", "ours"), OTHERWISE.items())
def test_one_thing_has_one_word(other: str, ours: str) -> None:
    told = (resource(f"help/{name}.toml").read_text("utf-8") for name in ("pages", "changes"))
    texts = [*hindi().values(), *told]
    assert [text[:200] for text in texts if other in text] == []
    assert any(ours in text for text in texts)


@pytest.mark.parametrize("language", ["hi", "en"])
def test_no_translation_is_marked_as_doubtful(language: str) -> None:
    """What is marked so is left out when the catalog is compiled: the window would say it in English."""
    with (I18N / f"{language}/LC_MESSAGES/samarth.po").open("rb") as stream:
        assert [m.id for m in read_po(stream) if m.id and m.fuzzy] == []


@pytest.mark.parametrize(("english", "said"), SAID.items())
def test_the_program_says_the_word_of_the_field(english: str, said: str) -> None:
    assert catalog("hi").say(Text(english)) == said
