"""Latin into Devanagari and back: the list, the rules behind it, and the file learned from the list."""

import math
import re
from array import array
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installer import names as learning
from samarth_desktop import paths
from samarth_desktop.domain.names import translit, translit_file, translit_net
from samarth_desktop.domain.names.phonemes import one_nasal, phonemes, spell
from samarth_desktop.domain.names.translit_known import KnownWords, Marks
from samarth_desktop.domain.names.translit_net import NameNet
from samarth_desktop.domain.names.translit_words import Known, WordList

WORDS = learning.words()
PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DEVA = st.text(st.sampled_from("रमशकसनतलदयवअआइएाीिेुो्ंज़"), min_size=1, max_size=8)


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


def test_of_two_words_as_sure_the_first_changes_first() -> None:
    """What many have in common stands last and is rarely in doubt."""
    for name in ("फूलमती देवी", "सुनीता शर्मा", "विमला शर्मा"):
        first, second = translit.candidates_latin(name, 2)
        assert first.split()[1] == second.split()[1] and first != second


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


def test_dots_are_offered_with_and_without() -> None:
    assert {"रियाज", "रियाज़"} <= set(translit.candidates("riyaz"))
    assert "फ़राज़" in translit.candidates("faraz")[:3]
    assert {"सादिक", "सादिक़"} <= set(translit.candidates("sadiq", 3))


@pytest.mark.parametrize("typed", ["chandra", "nandini", "anjana", "ganga", "pandey"])
def test_the_first_three_are_three_words(typed: str) -> None:
    """चन्द्र and चंद्र are one: both are offered only behind what else may be meant."""
    assert len({one_nasal(word) for word in translit.candidates(typed, 3)}) == 3


@given(st.text("aeioybdhklmnprstvz", min_size=3, max_size=9))
def test_y_between_consonants_is_a_vowel(latin: str) -> None:
    """Byju is बैजू: nobody writes व्य्जू."""
    known = {one.word for one in translit_file.opened().seen.by_latin(latin)}
    made = translit.candidates(latin, 3)
    assert [word for word in made if re.search("\u094dय\u094d[^य]", word) and word not in known] == []


@pytest.mark.parametrize(("typed", "wanted"), [("byju", "बैजू"), ("joydev", "जयदेव"), ("sulayman", "सुलेमान")])
def test_names_with_y_come_out(typed: str, wanted: str) -> None:
    assert wanted in translit.candidates(typed, 3)


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


def test_the_learned_file_is_of_these_words_rules_and_signs() -> None:
    learned = translit_file.opened()
    assert learned.learned_from == learning.inputs(), "run python -m installer.names"
    for name, held in ((translit_file.WORDS, learned.words), (translit_file.SEEN, learned.seen)):
        assert WordList.indexed(paths.resource(name).read_bytes()).index == held.index


def test_the_model_is_small_enough_to_be_read_at_once() -> None:
    files = (translit_file.MODEL, translit_file.SEEN, translit_file.COMMON)
    assert sum(paths.resource(name).stat().st_size for name in files) < 1_000_000


def test_common_words_of_hindi_are_known_by_their_marks() -> None:
    common = translit_file.common()
    assert [common.grade(word) for word in ("भारत", "प्रकाश", "शान्ति", "क्खगघ")] == [3, 3, 0, 0]
    assert common.grade(one_nasal("शान्ति")) == 3
    made = Marks.of({"राम": 1, "लाल": 2, "दिव्य": 3}, 5)
    assert [made.grade(word) for word in ("राम", "लाल", "दिव्य", "रमा", "")] == [1, 2, 3, 0, 0]


def test_what_is_told_of_a_word() -> None:
    known = KnownWords(Marks.of({"राम": 1, "लाल": 2, "दिव्य": 3}, 5), Marks.of({"राम": 3}, 2))
    assert known.traits("राम") == [0, 3, 4, 5] and known.traits("राम", ours=False) == [0]
    assert known.traits("रामलाल") == [6] and known.traits("दिव्या") == [7] and known.traits("रमा") == []


def test_a_net_says_the_same_of_a_word_whatever_stood_before() -> None:
    """Each letter is seen with four to either side, and ends are told from letters."""
    assert translit_net.seen("ab") == [[0, 0, 0, 27, 1, 2, 27, 0, 0], [0, 0, 27, 1, 2, 27, 0, 0, 0]]
    net = NameNet(
        array("b", [*[50] * translit_net.CELLS, *[0] * (translit_net.INPUTS - translit_net.CELLS), *range(16)]), [b"00"]
    )
    (cells,) = net.cells("a")
    assert cells == pytest.approx([math.tanh(1.0)] * translit_net.CELLS)
    assert net.worth(cells, b"00") == pytest.approx(translit_net.WEIGHT * sum(range(16)) * math.tanh(1.0))


def test_nothing_was_learned_from_the_words_that_are_kept_for_measuring() -> None:
    own = {(spelling, word) for word, spelled, _ in WORDS for spelling in spelled}
    kept = [one for one in learning.pairs() if learning.held_out(one.latin) and (one.latin, one.deva) not in own]
    seen = translit_file.opened().seen
    assert len(kept) > 800
    assert [one for one in kept if any(known.word == one.deva for known in seen.by_latin(one.latin))] == []


def test_every_word_of_the_lists_is_found_where_it_lies() -> None:
    learned = translit_file.opened()
    for word, spellings, weight in WORDS[::97]:
        assert learned.words.by_word(word) == Known(word, spellings, weight)
        for place, spelling in enumerate(spellings):
            assert Known(word, spellings, weight, place) in list(learned.words.by_latin(spelling))
    assert learned.words.by_word("रमेशशश") is None and learned.words.by_word("") is None
    assert list(learned.words.by_latin("zzzz")) == []


@cache
def right_share(given: bool, to_latin: bool, alike: int = 1) -> tuple[float, float, float]:
    """Of the words kept for measuring that so many people write `alike`: first right, one of three right, and one of
    three weighted by how common."""
    asked: dict[str, Counter[str]] = defaultdict(Counter)
    for one in learning.pairs():
        if learning.held_out(one.latin) and one.given == given:
            text, wanted = (one.deva, one.latin) if to_latin else (one.latin, one_nasal(one.deva))
            asked[text][wanted] += one.count
    tally: Counter[str] = Counter()
    for text, wanted in asked.items():
        if max(wanted.values()) < alike:
            continue
        made = translit.candidates_latin(text, 3) if to_latin else translit.candidates(text, 3)
        three = [word.lower() if to_latin else one_nasal(word) for word in made]
        tally["words"] += 1
        tally["first"] += three[0] in wanted
        tally["three"] += any(word in wanted for word in three)
        tally["times"] += wanted.total()
        tally["times right"] += sum(wanted[word] for word in set(three))
    return tally["first"] / tally["words"], tally["three"] / tally["words"], tally["times right"] / tally["times"]


def test_unseen_given_names_are_written_right_often_enough() -> None:
    first, three, _ = right_share(given=True, to_latin=False)
    assert first > 0.58 and three > 0.845
    first, three, _ = right_share(given=True, to_latin=True)
    assert first > 0.73 and three > 0.9


def test_names_of_the_south_and_the_east_are_too() -> None:
    """Many of these pairs are slips of a scanner: what counts is how many people have a name that comes out right."""
    _, three, people = right_share(given=False, to_latin=False)
    assert three > 0.56 and people > 0.7
    _, three, _ = right_share(given=False, to_latin=False, alike=3)
    assert three > 0.745
    _, _, people = right_share(given=False, to_latin=True)
    assert people > 0.73


def test_pairs_of_every_region_come_out() -> None:
    asked = [
        (a, b) for name, spelled, _ in PAIRS for a, b in zip(name.split(), spelled.split("|")[0].split(), strict=False)
    ]
    asked = [(word, latin) for word, latin in asked if latin.isalpha()]
    first = sum(one_nasal(translit.candidates(latin)[0]) == one_nasal(word) for word, latin in asked)
    third = sum(one_nasal(word) in map(one_nasal, translit.candidates(latin, 3)) for word, latin in asked)
    assert first / len(asked) > 0.8
    assert third / len(asked) > 0.9
