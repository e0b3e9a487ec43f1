"""Every text has one form on paper and one in a seal, and says which of its letters have none."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from samarth_desktop import typefaces
from samarth_desktop.domain.paper.paper_text import DRAWN, as_printed, as_sealed, same_words, undrawable

ANY = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.characters(min_codepoint=0x900, max_codepoint=0x97F),
        st.characters(min_codepoint=0xC0, max_codepoint=0x36F),
        st.sampled_from("*~०0।\u200d\u2011’"),
    ),
    max_size=24,
)


@pytest.mark.parametrize("weight", typefaces.WEIGHTS)
def test_the_table_is_what_the_typeface_draws(weight: str) -> None:
    with TTFont(typefaces.face(weight)) as font:
        assert {chr(code) for code in font.getBestCmap() if code >= 0x20} == DRAWN


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("शबनम बानो", "शबनम बानो"),
        ("Rāṭhī Ṛta é ā ñ", "Rāthī Rta é ā ñ"),
        ("R\u0323ta r\u0325", "Rta r"),
        ("Sh\u2011ri \u2032x\u2033", "Sh-ri 'x\""),
        ("‘राम’ “श्याम”", "‘राम’ “श्याम”"),
        ("वार्ड १२", "वार्ड 12"),
        ("۱۲ ੩ ৪", "12 3 4"),
        ("मो० असलम", "मो. असलम"),
        ("स्व0 करीम", "स्व. करीम"),
        ("वि० खं० हरख, नं० 5, मोः० क", "वि. खं. हरख, नं. 5, मोः. क"),
        ("सेक्टर 10", "सेक्टर 10"),
        ("राम। लाल॥", "राम। लाल॥"),
        ("क\u200dष क्\u200dष", "क\u200dष क्\u200dष"),
        ("राम\u200b\ufeff\u202eलाल\u2060", "रामलाल"),
        ("a\tb\nc\u3000d", "a b c d"),
        ("ＡＢ ﬁ", "AB fi"),
        ("अाशा जा\u093cहिद", "आशा ज\u093cाहिद"),
    ],
)
def test_as_printed(typed: str, printed: str) -> None:
    assert as_printed(typed) == printed and undrawable(typed) == ()


@pytest.mark.parametrize("typed", ["شبنم", "ਗੁਰਮੀਤ", "শবনম", "தமிழ்", "ગીતા", "తెలుగు", "ଓଡ଼ିଆ", "王", "😀", "𑒀"])
def test_scripts_that_are_not_served_are_named(typed: str) -> None:
    assert undrawable(f"राम {typed} Ram") == tuple(dict.fromkeys(typed))


@settings(max_examples=150)
@given(ANY)
def test_a_form_is_final(text: str) -> None:
    printed, sealed = as_printed(text), as_sealed(text)
    assert as_printed(printed) == printed and as_sealed(sealed) == sealed == as_sealed(printed)
    assert undrawable(printed) == undrawable(text)
    assert all(ch.isascii() or "\u0900" <= ch <= "\u097f" for ch in sealed)
    assert "~" not in sealed and not any(unicodedata.category(ch) == "Cf" for ch in sealed)


@settings(max_examples=150)
@given(ANY, ANY, ANY)
def test_a_page_that_holds_a_text_says_it(before: str, text: str, after: str) -> None:
    page = f"{as_printed(before)}\n{as_printed(text)}\n{as_printed(after)}"
    assert same_words(text, page)
    assert same_words(as_sealed(text), page)


@pytest.mark.parametrize("name", ["Rāṭhī O’Neil", "‘राम’ ~ असलम", "मो० असलम", "Straße · Øre"])
def test_what_is_sealed_can_be_found_on_the_page(name: str) -> None:
    assert same_words(as_sealed(name), f"…\n{as_printed(name)}\n…")
