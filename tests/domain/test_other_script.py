"""Inside a sentence of a certificate stands one script only, whichever was typed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from samarth_desktop.domain.names.other_script import drawable, in_both, in_script_of, is_devanagari
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words, plain_words
from samarth_desktop.domain.reference import table
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.certificates.certificate import (
    Attended,
    CertificateData,
    PrintSettings,
    for_artisan,
    for_group,
    for_participant,
)

PAPER = PrintSettings(issued=date(2026, 11, 12))
HINDI: dict[str, Any] = {
    "name_hi": "सुनीता", "relative_hi": "राम सिंह", "craft": "चौरसी कटाई", "village": "बड़ा गाँव", "block": "हरख",
    "gram_panchayat": "मोहना",
}  # fmt: skip
LATIN: dict[str, Any] = {
    "name_en": "Sunita", "relative_en": "Ram Singh", "craft": "Chaurasi katai", "village": "Bada Gaon", "block": "Harakh",
    "gram_panchayat": "Mohana",
}  # fmt: skip
URDU = dict.fromkeys(("name_hi", "relative_hi", "village", "craft", "block", "gram_panchayat"), "شبنم")


def odop():
    found = programme("UP-ODOP")
    assert found is not None
    return found


def person(**values: Any) -> Artisan:
    return Artisan(**{"relation": "father", "gender": "female", "district": "129", "state": "9", **values})


def made(**values: Any) -> CertificateData:
    return for_artisan(person(**values), odop(), "A-7KQ4MX-00198-C", PAPER)


def lines(data: CertificateData, language: str) -> str:
    return "\n".join(plain_words(line) for line in data.lines(language))


def has_latin(text: str) -> bool:
    return any("A" <= ch <= "z" and ch.isalpha() for ch in text)


@pytest.mark.parametrize(
    "typed", [HINDI, LATIN, {**HINDI, "block": "Harakh"}, {**LATIN, "relative_en": "", "relative_hi": "राम"}]
)
def test_no_foreign_script_stands_inside_a_sentence(typed: dict[str, Any]) -> None:
    data = made(**typed)
    assert not is_devanagari(lines(data, "en")) and not has_latin(lines(data, "hi"))
    for words in (data.craft, data.place):
        assert words.en and not is_devanagari(words.en)
        assert is_devanagari(words.hi) and not has_latin(words.hi)


def test_groups_and_workshops_too() -> None:
    nrlm = programme("NRLM")
    assert nrlm is not None
    for values in ({"name_hi": "माँ गौरी"}, {"name_en": "Maa Gauri"}):
        group = Shg(district="129", state="9", village="Zaidpur", block="हरख", gram_panchayat="Mohana", **values)
        data = for_group(group, nrlm, "S-7KQ4MX-00001-X", PAPER, members=12)
        assert not is_devanagari(lines(data, "en")) and not has_latin(lines(data, "hi"))
    for title, venue in (Words("पैकेजिंग", ""), Words("", "Block office")), (Words("", "Packing"), Words("हरख", "")):
        attended = Attended(title, venue, date(2026, 11, 3), group=Words("माँ गौरी", ""))
        data = for_participant(person(**HINDI), odop(), "T-7KQ4MX-00001-X", PAPER, attended)
        assert not is_devanagari(lines(data, "en")) and not has_latin(lines(data, "hi"))


def test_the_english_line_says_what_a_person_would_write() -> None:
    assert lines(made(**HINDI), "en").splitlines()[0] == (
        "daughter of Shri Ram Singh, village Bada Gaon, block Harakh, district Barabanki,"
    )
    assert lines(made(**LATIN), "hi").startswith("पिता श्री राम सिंह, ग्राम ")


def test_what_was_typed_wins_then_the_directory_then_the_sound() -> None:
    listed = {"block": Words("हरख़", "Harakhpur"), "village": Words("", "Zaidpur Khas")}
    data = for_artisan(person(**HINDI), odop(), "", PAPER, places=listed)
    assert "block Harakhpur" in lines(data, "en") and "विकास खंड हरख," in lines(data, "hi")
    assert "village Zaidpur Khas" in lines(data, "en") and "ग्राम बड़ा गाँव" in lines(data, "hi")
    both = replace(person(**HINDI), village_other="Bara Gaon")
    assert "village Bara Gaon" in lines(for_artisan(both, odop(), "", PAPER, places=listed), "en")


def test_a_script_that_cannot_be_drawn_gives_way_to_the_other() -> None:
    data = made(**{**URDU, **LATIN, "craft": "Weaving", "village": "شبنم", "village_other": "Zaidpur"})
    assert data.name == data.plain_name == Words("", "Sunita")
    for line in (*data.lines_hi, *data.lines_en, data.place.hi, data.place.en):
        assert "ش" not in line
    assert "राम सिंह" in lines(data, "hi") and "village Zaidpur" in lines(data, "en")


def test_the_stored_record_is_not_touched() -> None:
    holder = person(**HINDI)
    for_artisan(holder, odop(), "", PAPER)
    assert holder == person(**HINDI)


@pytest.mark.parametrize(
    ("typed", "hi", "en"),
    [
        ("मो. असलम", "मो. असलम", "Md. Aslam"),
        ("Mohd. Aslam", "मो. असलम", "Mohd. Aslam"),
        ("डॉ. राजू", "डॉ. राजू", "Dr. Raju"),
        ("Dr. Raju", "डॉ. राजू", "Dr. Raju"),
        ("डॉ॰ राजू", "डॉ॰ राजू", "Dr. Raju"),
        ("राजू।", "राजू।", "Raju"),
        ("वार्ड १२", "वार्ड 12", "Ward 12"),
        ("12", "12", "12"),
        ("", "", ""),
        ("شبنم", "", ""),
    ],
)
def test_one_text_in_both_scripts(typed: str, hi: str, en: str) -> None:
    assert in_both(typed) == Words(hi, en)
    assert in_script_of("en", "", typed) == en


@pytest.mark.parametrize(
    ("hi", "en"),
    [
        ("हैंड ब्लॉक प्रिंटिंग", "Hand Block Printing"),
        ("ऑनलाइन पैकेजिंग", "Online Packaging"),
        ("सेल्फ़ हेल्प ग्रुप", "Self Help Group"),
    ],
)
def test_english_words_are_spelled_as_hindi_writes_them(hi: str, en: str) -> None:
    assert in_both(hi) == in_both(en) == Words(hi, en)


def test_a_name_of_a_person_is_spelled_by_its_sound_only() -> None:
    assert "हॉल" in in_script_of("hi", "Chand Hall") and "हॉल" not in in_script_of("hi", "Chand Hall", person=True)


def test_the_list_of_english_words_can_be_printed_and_has_none_twice() -> None:
    rows = list(table.rows("names/loanwords.tsv"))
    assert len({en for en, _ in rows}) == len(rows) > 200 and rows == sorted(rows)
    for en, hi in rows:
        assert en.isascii() and en.islower() and is_devanagari(hi) and drawable(hi) == hi


# What stands between the holder and the relative


@pytest.mark.parametrize(
    ("relation", "gender", "hi", "en"),
    [
        ("husband", "female", "पति श्री राम सिंह", "wife of Shri Ram Singh"),
        ("husband", "male", "द्वारा श्री राम सिंह", "care of Shri Ram Singh"),
        ("husband", "other", "पति श्री राम सिंह", "spouse of Shri Ram Singh"),
        ("father", "female", "पिता श्री राम सिंह", "daughter of Shri Ram Singh"),
        ("father", "male", "पिता श्री राम सिंह", "son of Shri Ram Singh"),
        ("father", "other", "पिता श्री राम सिंह", "child of Shri Ram Singh"),
        ("mother", "male", "माता श्रीमती राम सिंह", "son of Smt. Ram Singh"),
    ],
)
def test_gender_decides_how_a_relative_is_called(relation: str, gender: str, hi: str, en: str) -> None:
    data = made(**HINDI, relation=relation, gender=gender)
    assert lines(data, "hi").startswith(f"{hi}, ") and lines(data, "en").startswith(f"{en}, ")


@pytest.mark.parametrize("typed", ["स्व० करीम", "स्व. श्री करीम", "श्री स्वर्गीय करीम", "Late Karim", "Lt. Sh. Karim"])
def test_a_late_relative_is_late_in_both_languages(typed: str) -> None:
    key = "relative_hi" if is_devanagari(typed) else "relative_en"
    data = made(**{**HINDI, "relative_hi": "", key: typed})
    assert lines(data, "hi").startswith("पिता स्व. करीम, ")
    assert lines(data, "en").startswith("daughter of Late Karim, ")
    data = made(**{**HINDI, "relative_hi": typed, "relative_en": "Karim"})
    assert lines(data, "en").startswith("daughter of Late Karim, ")


def test_titles_of_the_holder_are_set_once_and_the_seal_has_none() -> None:
    data = made(**{**HINDI, "name_hi": "श्रीमती श्रीमति मीरा", "name_en": "Smt Meera"}, honorific="smt")
    assert data.name == Words("श्रीमती मीरा", "Smt. Meera") and data.plain_name == Words("मीरा", "Meera")
    data = made(**{**HINDI, "name_hi": "राम"}, honorific="smt", gender="male")
    assert data.name.hi == "राम"
