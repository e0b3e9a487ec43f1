"""What may stand in a field of text: good names untouched, one reading mended, nothing meant refused."""

import os
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from samarth_desktop import paths
from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.fields.parsing import read, tidy
from samarth_desktop.domain.fields.text import devanagari, encoding, judge, several, verdict
from samarth_desktop.domain.fields.text.nothing import UNKNOWN, WORDS, is_nothing
from samarth_desktop.domain.places import place
from samarth_desktop.domain.reference import crafts
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.sheets import column_mapping, old_fonts

LONG = bool(os.environ.get("SAMARTH_LONG_TESTS"))
ARTISAN, SHG = fields_of(Artisan), fields_of(Shg)
HI, EN = ARTISAN["name_hi"], ARTISAN["name_en"]
LISTED = [
    line.split("\t") for line in paths.resource("names/words.tsv").read_text("utf-8").splitlines() if line[:1] != "#"
]
WORDS_HI = [written for written, *_ in LISTED if len(written) > 1]
WORDS_EN = [spelled for _, spellings, *_ in LISTED for spelled in spellings.split() if len(spelled) > 1]
NAMES_HI = st.lists(st.sampled_from(WORDS_HI), min_size=1, max_size=3).map(" ".join)
NAMES_EN = st.lists(st.sampled_from(WORDS_EN), min_size=1, max_size=3).map(lambda words: " ".join(words).title())


# The list has common words of place names and of sentences, too.
NO_NAMES_OF_THE_LIST = {"alias", "urf", "उर्फ", "vidhwa"}


def clean(field, text):
    verdict = judge(field, text)
    return (verdict.text, verdict.mended, verdict.doubts, verdict.refused) == (text, None, (), None)


# -- good names ------------------------------------------------------------------------------------------------------


def test_every_name_of_our_lists_stands_as_it_is():
    wrong = [word for word in WORDS_HI if not clean(HI, word)]
    wrong += [word for word in WORDS_EN for shown in (word, word.title()) if not clean(EN, shown)]
    assert set(map(str.casefold, wrong)) <= NO_NAMES_OF_THE_LIST, wrong


def test_every_place_and_craft_of_our_tables_stands_as_it_is():
    village, craft = ARTISAN["village"], ARTISAN["craft"]
    places = [name for state in place.states() for one in place.districts(state.code) for name in (one.en, one.hi)]
    named = [name for one in crafts.crafts() for name in (one.words.en, one.words.hi)]
    assert [name for name in places if not clean(village, name)] == []
    assert [name for name in named if not clean(craft, name)] == []


@pytest.mark.parametrize("text", ["महिला समूह 17", "Mahila Samuh 17", "वार्ड 5", "Ward 12 North"])
@pytest.mark.parametrize(("key", "of"), [("village", "artisan"), ("name", "shg")])
def test_a_figure_stands_in_the_name_of_a_place_or_group_and_is_doubted_in_a_persons(text, key, of):
    script = "hi" if text[0] > "z" else "en"
    assert clean(ARTISAN["village"] if of == "artisan" else fields_of(Shg)[f"name_{script}"], text)
    assert judge(ARTISAN[f"name_{script}"], text).doubts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"abSoxक०", "राम", "of", "S.", "एस.", "17", "na", "पति", "उर्फ", "urf", "'s"]),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", " "]),
)
def test_the_short_look_at_an_ordinary_text_says_what_the_long_one_does(parts, between):
    text = between.join(parts)
    for names in (verdict.PERSON, verdict.NAME, verdict.PLACE):
        for script in ("hi", "en", ""):
            said = verdict.judge_line.__wrapped__(names, script, text)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(verdict, "_is_ordinary", lambda *of: False)
                assert verdict.judge_line.__wrapped__(names, script, text) == said, (names, script, text)


@pytest.mark.parametrize(
    "name",
    [
        "डॉ० ए.पी. शर्मा", "मो. आरिफ", "श्रीमान्", "र्‍याक्ट", "क", "दद", "राजकुमारी", "पप्पू", "लिल्ली", "क़मर ज़हाँ", "ॐ प्रकाश",
        "देशपाण्डे-कुलकर्णी", "उमा पति त्रिपाठी", "गणपति राव", "पुत्री देवी", "माता प्रसाद", "पिता प्रसाद", "दुःखी राम",
    ],
)  # fmt: skip
def test_good_hindi_names(name):
    assert clean(HI, unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    "name",
    ["S. K. Sharma", "K", "O'Neil-D'Souza", "Ramesh Patni", "Neel", "Neil", "Nila", "Nana", "Wo Lee", "Md. Arif",
     "A.V. Ram/Shyam", "Zoë José", "M.O. Khan", "Sofia", "Dodo"],
)  # fmt: skip
def test_good_english_names(name):
    assert clean(EN, name)


@given(NAMES_HI, NAMES_EN)
@settings(max_examples=2000 if LONG else 150)
def test_names_of_good_words_are_taken_apart_by_nobody(hindi, english):
    relation = any(several.may_be_several(word) for word in (*hindi.split(), *english.split()))
    assume(not relation and not NO_NAMES_OF_THE_LIST & {*hindi.split(), *english.casefold().split()})
    assert clean(HI, hindi) and clean(EN, english)


# -- nothing ---------------------------------------------------------------------------------------------------------

SHEET_ERRORS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "####", "Err:502"]
SIGNS = ["-", "--", "---", "—", ".", "..", "...", "*", "/", "।", "?".replace("?", "•"), "( )", "~"]


@pytest.mark.parametrize("text", [*sorted(WORDS), *SIGNS, *SHEET_ERRORS])
def test_what_stands_for_nothing_is_an_empty_cell_in_every_field(text):
    for record in (Artisan, Shg, Member):
        for key, field in fields_of(record).items():
            for written in {text, text.upper(), text.title(), f"  {text} "}:
                got = read(field, written)
                coded = field.kind in (Kind.CHOICE, Kind.CHOICES) and got.wrong is None
                zero = field.kind in (Kind.WHOLE, Kind.MONEY) and got.value == 0
                flag = field.kind is Kind.FLAG
                asked = text in UNKNOWN and field.kind not in (Kind.LINE, Kind.NOTE) and got.wrong is not None
                assert coded or zero or flag or asked or (got.wrong is None and not got.value), (key, written, got)


def test_a_word_that_is_a_code_of_the_list_stays_one():
    assert read(ARTISAN["disability"], "None").value == "none"
    assert read(ARTISAN["years_of_experience"], "शून्य").value == 0
    assert read(SHG["savings"], "शून्य").value == 0


def test_a_formula_gone_wrong_is_said():
    for key in ("name_hi", "village", "mobile", "birth_date", "craft"):
        assert read(ARTISAN[key], "#REF!").said, key


# -- lost letters ----------------------------------------------------------------------------------------------------


def broken(text, times=1, codec="cp1252"):
    """The text as a program shows it that reads UTF-8 as a Western code page."""
    for _ in range(times):
        raw = text.encode("utf-8")
        if codec == "cp1252":
            text = "".join(bytes([one]).decode("cp1252", "replace") for one in raw)
            text = "".join(chr(one) if shown == "\ufffd" else shown for one, shown in zip(raw, text, strict=True))
        else:
            text = raw.decode(codec)
    return text


@given(NAMES_HI, st.integers(1, 2), st.sampled_from(["cp1252", "latin-1", "mac_roman"]))
@settings(max_examples=2000 if LONG else 120)
def test_letters_that_went_through_a_wrong_encoding_come_back_and_it_is_said(name, times, codec):
    assume(not several.may_be_several(name) and name not in ("उर्फ",))
    got = read(HI, broken(name, times, codec))
    assert got.value == tidy(name) and got.said


def test_letters_come_back_in_every_text_and_also_without_their_hard_spaces():
    for word in ("ठाकुर", "सुनीता देवी", "भगवती प्रसाद", "ज़ैदपुर", "चिकनकारी"):
        for key in ("name_hi", "village", "craft", "technique", "bank_branch"):
            assert read(ARTISAN[key], broken(word)).value == unicodedata.normalize("NFC", word), key
        assert encoding.restored(broken(word).replace("\xa0", " ")) == word
    assert read(EN, broken("D’Souza")).value == "D’Souza"


@pytest.mark.parametrize(
    "text", ["?????", "???? ????", "सु\ufffd\ufffdता", "à¤¸à¥ à¤¨à¥", "Sunita à¤¸à¥", "Ra??? Kumar"]
)
def test_letters_that_are_lost_are_unread_with_the_way_out(text):
    for field in (HI, EN, ARTISAN["village"]):
        got = read(field, text)
        assert got.wrong is not None and "UTF-8" in got.wrong.id


# -- script ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("name_hi", "Sunita Devi"), ("name_en", "सुनीता"), ("name_hi", "सुनीता Devi"), ("name_hi", "ਸੁਨੀਤਾ"), ("name_en", "سنیتا"),
        ("name_en", "Sunita \ue012"), ("name_en", "Sunita ☎"), ("name_en", "Ѕunіtа"), ("name_hi", "राम 2"), ("name_en", "Ram <b>"),
    ],
)  # fmt: skip
def test_a_wrong_script_or_sign_is_doubted_and_blocks_nothing(key, text):
    got = read(ARTISAN[key], text)
    assert got.wrong is None and got.value == text and got.said


def test_letters_in_fancy_dress_are_the_letters():
    assert read(EN, "𝓢𝓾𝓷𝓲𝓽𝓪 Ｄｅｖｉ").value == "Sunita Devi"
    assert read(EN, "So\ufb01a\u00ad Su\u200bnita\ufe0f").value == "Sofia Sunita"


@pytest.mark.parametrize("text", ["âéÙèÌæ Îðßè", "·¤×Üæ Îðßè", "ÚU×ðàæ"])
def test_an_old_font_in_a_hindi_field_is_unread(text):
    assert read(HI, text).wrong is not None


def test_a_column_without_a_hindi_letter_is_asked_about_as_a_whole():
    plan = column_mapping.guess("artisans", ["name_hi", "name_en", "village", "relative_hi"])
    shusha = (("saunaIta dovaI", "kmalaa dovaI"), ("Sunita", "Kamla"), ("Zaidpur", "Deva"), ("रमेश", "Ram"))
    assert old_fonts.doubted(plan, shusha) == {0}
    chanakya = (("âéÙèÌæ Îðßè",), ("Sunita",), ("ãÚU¹", "ÚU×ðàæ"), ("रमेश",))
    assert old_fonts.doubted(plan, chanakya) == {0, 2}
    good = (("सुनीता", "Kamla"), ("José",), ("Zaidpur",), ("NA", "---"))
    assert old_fonts.doubted(plan, good) == frozenset()


# -- ill-formed Hindi ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("अाशा", "आशा"), ("जा़हिद", "ज़ाहिद"), ("अोम", "ओम"), ("एेश्वर्या", "ऐश्वर्या"), ("भार्इ", "भाई"), ("साेहन", "सोहन"), ("गेातम", "गोतम"),
        ("सीींता", "सींता"), ("चंाद", "चांद"), ("रााम", "राम"), ("धु्रव", "ध्रुव"), ("क्ाम", "काम"), ("सुन ीता", "सुनीता"), ("सु\u200bनीता", "सुनीता"),
        ("रा\u200dम", "राम"), ("ड़़ली", "ड़ली"), ("राम््", "राम्"),
    ],
)  # fmt: skip
def test_what_has_one_reading_is_mended_and_said(written, meant):
    got = read(HI, written)
    assert got.value == unicodedata.normalize("NFC", meant)
    assert got.said or "\u200b" in written


@pytest.mark.parametrize("text", ["ारमुगा", "देेवी", "सुुमन", "परमािसयम", "बरगोहाइे"])
def test_what_has_no_one_reading_is_doubted(text):
    got = read(HI, text)
    assert got.value == unicodedata.normalize("NFC", text) and got.said


@given(st.text(st.sampled_from("अआईकगडनमरसहड़ािीुूेोंँ़्\u200c\u200d \u0950"), max_size=14).map(tidy))
@settings(max_examples=5000 if LONG else 300)
def test_mending_twice_changes_nothing_and_loses_no_letter(text):
    once = devanagari.put_right(text)
    assert devanagari.put_right(once) == once
    letters = [ch for ch in unicodedata.normalize("NFD", text) if "क" <= ch <= "ह"]
    assert [ch for ch in unicodedata.normalize("NFD", once) if "क" <= ch <= "ह"] == letters
    if devanagari.is_well_formed(text):
        assert once == text


@given(
    st.text(max_size=30),
    st.sampled_from(["name_hi", "name_en", "relative_hi", "village", "craft", "technique", "remarks"]),
)
@example("\x80Ãß", "remarks")  # on a Mac a letter's half, which is no reading of it
@example("\x80Ã©tat", "remarks")  # a letter's two bytes, seen as such when what nobody sees is gone
@settings(max_examples=5000 if LONG else 300)
def test_whatever_is_typed_gives_an_answer_that_stands(text, key):
    field = ARTISAN[key]
    got = read(field, text)
    if got.wrong is None and got.value:
        again = read(field, got.value)
        assert (again.value, again.wrong) == (got.value, None)


# -- no name ---------------------------------------------------------------------------------------------------------

NO_NAMES = [
    "9000000001",
    "९८३९०२२२१८",
    "12",
    "+91 98390",
    "🙂🙂",
    "xx",
    "XXX",
    "aaaa",
    "ककक",
    "₹",
    "1/2",
    "SC",
    "(OBC)",
    "٣٤",
    "ँ",
    "$$",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_letter_is_no_name(text):
    for key in ("name_hi", "name_en", "relative_hi", "guardian_name"):
        assert read(ARTISAN[key], text).wrong is not None, key


def test_a_ward_may_be_a_number_and_a_group_of_one_letter_is_none():
    assert read(ARTISAN["village"], "12").value == "12"
    assert read(SHG["name_hi"], "1234").wrong is not None and read(ARTISAN["craft"], "55").wrong is not None


def test_what_a_passbook_or_card_says_is_not_taken_apart():
    for key in ("bank_holder", "name_on_aadhaar"):
        assert clean(ARTISAN[key], "SUNITA DEVI W/O RAMESH") and read(ARTISAN[key], "9000000001").wrong is not None


# -- several facts ---------------------------------------------------------------------------------------------------

WIFE = [
    "W/o",
    "w/o.",
    "W/O",
    "w / o",
    "W\\o",
    "w/0",
    "W.O.",
    "wife of",
    "WIFE OF",
    "पत्नी",
    "पत्नी श्री",
    "की पत्नी",
    "धर्मपत्नी",
    "पत्नी:",
    "W/o Shri",
    "W/o-",
]
CHILD = [
    "S/o",
    "D/o",
    "d/o.",
    "S/O Shri",
    "son of",
    "daughter of",
    "पुत्र",
    "पुत्री श्री",
    "सुपुत्री",
    "की बेटी",
    "का पुत्र",
    "सुपुत्र -",
]


@pytest.mark.parametrize("joining", [*WIFE, *CHILD])
@pytest.mark.parametrize(
    ("name", "relative"), [("सुनीता देवी", "रमेश कुमार"), ("Sunita Devi", "Ramesh Kumar"), ("राधा", "श्याम")]
)
def test_name_and_relative_in_one_box_are_cut(joining, name, relative):
    parts = several.apart(f"{name} {joining} {relative}")
    assert (parts.name, parts.relative) == (name, relative)
    assert parts.relation == ("husband" if joining in WIFE else "father")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("सुनीता देवी w/o", ("सुनीता देवी", "husband", "", "", "")),
        ("सुनीता देवी (SC)", ("सुनीता देवी", "", "", "SC", "")),
        ("रमेश s/o मोहन (9839012345)", ("रमेश", "father", "मोहन", "", "9839012345")),
        ("Asha C/o Meena", ("Asha", "", "Meena", "", "")),
        ("राधा (पत्नी श्याम)", ("राधा", "husband", "श्याम", "", "")),
        ("गीता पुत्री श्रीमती सीता", ("गीता", "mother", "सीता", "", "")),
        ("सुनीता देवी पति श्री रमेश", ("सुनीता देवी", "husband", "रमेश", "", "")),
        ("सुनीता देवी पति रमेश", ("सुनीता देवी", "husband", "रमेश", "", "")),
        ("Ram S/O Shyam R/O Deva", ("Ram", "father", "Shyam", "Deva", "")),
        ("राम पुत्र श्री श्याम लाल निवासी देवा", ("राम", "father", "श्याम लाल", "देवा", "")),
        ("सुनीता देवी w/o रमेश कुमार 9839012345", ("सुनीता देवी", "husband", "रमेश कुमार", "", "9839012345")),
        ("रमेश कुमार 9839012345", ("रमेश कुमार", "", "", "", "9839012345")),
        ("रेखा देवी ध०प० राजू", ("रेखा देवी", "husband", "राजू", "", "")),
        ("रेखा w/oसुरेश", ("रेखा", "husband", "सुरेश", "", "")),
        ("राम (उम्र 34)", ("राम", "", "", "उम्र 34", "")),
        ("W/o Ramesh", ("", "husband", "Ramesh", "", "")),
        ("Wife of Ram", ("", "husband", "Ram", "", "")),
        ("मीना W/o स्व. राम लाल", ("मीना", "husband", "स्व. राम लाल", "", "")),
    ],
)
def test_kinds_of_boxes(text, parts):
    found = several.apart(text)
    assert (found.name, found.relation, found.relative, found.rest, found.mobile) == parts


@pytest.mark.parametrize(
    ("text", "name"),
    [("W/o Ramesh", "Ramesh"), ("पत्नी श्री रमेश", "श्री रमेश"), ("पति - राम", "राम"), ("पिता का नाम राम", "राम"), ("माता प्रसाद", ""),
     ("पति राम", ""), ("Late Ram", ""), ("H/o", "")],
)  # fmt: skip
def test_a_relatives_own_word_of_relation_goes(text, name):
    assert several.own_name(text).relative == name


@given(NAMES_HI, st.sampled_from([*WIFE, *CHILD]), NAMES_HI)
@settings(max_examples=1000 if LONG else 100)
def test_no_letter_of_a_name_gets_lost_in_the_cut(name, joining, relative):
    assume(not any(several.may_be_several(word) for word in (*name.split(), *relative.split())))
    no_names = ("श्री", "श्रीमती", "सुश्री", "स्व", "उर्फ", "का", "की", "के")  # "Ram ki patni Sita": its own way of saying it
    assume(all(word not in no_names for word in (*name.split(), *relative.split())))
    parts = several.apart(f"{name} {joining} {relative}")
    assert (parts.name, parts.relative) == (name, relative)


def test_the_signs_of_nothing_are_no_names():
    assert all(is_nothing(text) for text in (*WORDS, *SIGNS, *SHEET_ERRORS))
    assert not any(is_nothing(word) for word in (*WORDS_HI, *WORDS_EN))
    assert all(a != b for a, b in pairwise(sorted(WORDS)))
