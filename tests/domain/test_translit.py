"""Latin into Devanagari and back: the list, the rules behind it, and the file learned from the list."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installer import names as learning
from samarth_desktop.domain.names import translit
from samarth_desktop.domain.names.phonemes import phonemes, spell
from samarth_desktop.domain.names.translit_model import SoundModel

WORDS = learning.words()
PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DEVA = st.text(st.sampled_from("रमशकसनतलदयवअआइएाीिेुो्ंज़"), min_size=1, max_size=8)


def one_nasal(word: str) -> str:
    """चन्द्र and चंद्र are one spelling here."""
    return re.sub("[ङञणनम]्(?=[क-ढत-धप-भ])", "ं", unicodedata.normalize("NFC", word))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ramesh", "रमेश"), ("Sunita", "सुनीता"), ("laxmi", "लक्ष्मी"), ("gyan", "ज्ञान"), ("shrivastava", "श्रीवास्तव"),
        ("kandasamy", "कन्दसामी"), ("chakraborty", "चक्रवर्ती"), ("khatoon", "खातून"), ("ramkishan", "रामकिशन"),
        ("zardozi", "जरदोजी"), ("chhattisgarh", "छत्तीसगढ़"), ("thomas", "थॉमस"), ("usha", "उषा"), ("khan", "खान"), ("venkateswarlu", "वेंकटेश्वरलु"), ("muraleedharan", "मुरलीधरन"), ("basavaraj", "बसवराज"),
        ("bandyopadhyay", "बंद्योपाध्याय"), ("mohapatra", "महापात्र"), ("basumatary", "बसुमतारी"), ("longkumer", "लोंगकुमेर"), ("lyngdoh", "लिंगदोह"), ("thokchom", "थोकचोम"), ("namgyal", "नामग्याल"), ("kerketta", "केरकेट्टा"), ("dhaliwal", "धालीवाल"), ("christopher", "क्रिस्टोफर"),
        ("rukhsar", "रुखसार"), ("naikoo", "नाइकू"), ("shekhawat", "शेखावत"),
    ],
)  # fmt: skip
def test_the_usual_word_comes_first(typed: str, wanted: str) -> None:
    assert translit.candidates(typed)[0] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("rampyare", "रामप्यारे"),
        ("sukhmati", "सुखमती"),
        ("devkaran", "देवकरण"),
        ("raghuraj", "रघुराज"),
        ("kishanpal", "किशनपाल"),
    ],
)
def test_the_rules_reach_words_that_are_not_in_the_list(typed: str, wanted: str) -> None:
    assert wanted not in {word for word, _, _ in WORDS}
    assert wanted in translit.candidates(typed)


def test_whole_names_keep_initials_and_what_is_no_word() -> None:
    assert translit.to_devanagari("S. K. Sharma")[0] == "एस. के. शर्मा"
    assert translit.to_devanagari("Ram Prasad, 2")[0] == "राम प्रसाद, 2"
    assert translit.to_latin("एस. के. शर्मा") == "S. K. Sharma"
    assert translit.to_latin("रमेश कुमार") == "Ramesh Kumar"
    assert translit.candidates_latin("दीपक")[:2] == ("Deepak", "Dipak")


def test_of_two_words_the_less_sure_one_changes_first() -> None:
    assert translit.to_devanagari("Mohd Rizwan Ansari", 2) == ("मोहम्मद रिजवान अंसारी", "मोहम्मद रिज़वान अंसारी")
    written = translit.to_devanagari("Ramesh Oindrila", 4)
    assert [name.split()[0] for name in written] == ["रमेश"] * 4
    assert len(set(written)) == 4


def test_what_is_listed_as_usual_comes_before_what_only_the_rules_reach() -> None:
    """The list says of each word how it is spelled; the likelier of two that share a spelling is first."""
    listed = {word: weight for word, _, weight in WORDS}
    for typed in ("thomas", "tagore", "senthil", "paul", "muhammad", "farooq", "usha"):
        first = translit.candidates(typed)[0]
        assert listed[first] == max(weight for word, spelled, weight in WORDS if typed in spelled[:1])


def test_an_editor_asks_for_the_word_at_the_end() -> None:
    assert translit.last_word("रमेश kumar") == ("kumar", translit.candidates("kumar"))
    assert translit.last_word("ramesh ") == ("", ())
    assert translit.candidates("") == translit.candidates("१२") == ()


def test_a_z_offers_both_ways_of_writing() -> None:
    assert {"रियाज", "रियाज़"} <= set(translit.candidates("riyaz"))


@given(st.text(max_size=12))
def test_any_text_gives_words_or_nothing(text: str) -> None:
    for word in translit.candidates(text):
        assert re.fullmatch("[\u0900-\u097f]+", word)
    assert len(translit.to_devanagari(text)) <= 4


@given(DEVA)
def test_sounds_and_spelling_agree(word: str) -> None:
    once = spell(phonemes(word))
    assert spell(phonemes(once)) == once


def test_sounds_give_every_listed_word_back() -> None:
    plain = {re.sub("(?<=[कखग])\u093c", "", word) for word, _, _ in WORDS}  # these dots are not kept
    assert [word for word in plain if spell(phonemes(word)) != word] == []


def test_the_learned_file_fits_the_list_and_the_rules() -> None:
    learned = (learning.NAMES / "sounds.tsv").read_text(encoding="ascii")
    assert learned == learning.text(learning.learn(WORDS)), "run python installer/names.py"


def test_unseen_words_are_written_right_often_enough() -> None:
    """Learned without every tenth word of the list, then asked for those, by the rules alone."""
    model = SoundModel(learning.learn([row for at, row in enumerate(WORDS) if at % 10]))
    asked = [(spellings[0], one_nasal(word)) for word, spellings, _ in WORDS[::10]]
    right = sum(word in [one_nasal(spell(said)) for _, said in model.from_latin(typed, 3)] for typed, word in asked)
    assert right / len(asked) > 0.65


def test_pairs_of_every_region_come_out() -> None:
    asked = [
        (a, b) for name, spelled, _ in PAIRS for a, b in zip(name.split(), spelled.split("|")[0].split(), strict=False)
    ]
    asked = [(word, latin) for word, latin in asked if latin.isalpha()]
    first = sum(one_nasal(translit.candidates(latin)[0]) == one_nasal(word) for word, latin in asked)
    third = sum(one_nasal(word) in map(one_nasal, translit.candidates(latin, 3)) for word, latin in asked)
    assert first / len(asked) > 0.8
    assert third / len(asked) > 0.9
