"""Words as a field worker says them: what was heard and corrected does not come back."""

import pytest
from babel.messages.pofile import read_po

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
NEVER = ("नामांकित", "कुंजियाँ", "परदे पर", "रुकावटें", "कर स्थिति", "विक्रेता की", "कोई मान")


def hindi() -> dict[str, str]:
    with (I18N / "hi/LC_MESSAGES/samarth.po").open("rb") as stream:
        return {forms(m.id)[0]: " ".join(forms(m.string)) for m in read_po(stream) if m.id}


@pytest.mark.parametrize(("english", "said"), SAID.items())
def test_the_word_of_the_field(english: str, said: str) -> None:
    assert hindi()[english] == said


@pytest.mark.parametrize("word", NEVER)
def test_the_word_of_the_office_is_nowhere(word: str) -> None:
    assert [text for text in hindi().values() if word in text] == []
