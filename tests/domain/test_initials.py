"""Initials of every kind, from one script into the other and in the check of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.domain.names import matching, person_names, translit
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.names.word_lists import LETTERS

LATIN = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("hindi", "latin"),
    [
        ("के. एल. शर्मा", "K. L. Sharma"), ("ए.पी.जे. अब्दुल कलाम", "A.P.J. Abdul Kalam"), ("के.एल.शर्मा", "K.L.Sharma"),
        ("एस के शर्मा", "S K Sharma"), ("टी एन शेषन", "T N Seshan"), ("शर्मा एस के", "Sharma S K"), ("के रमेश", "K Ramesh"),
        ("आर॰ के॰ सिंह", "R. K. Singh"), ("आर० के० सिंह", "R. K. Singh"), ("के।एल। शर्मा", "K.L. Sharma"),
        ("जे.पी", "J.P"), ("एस.एच.जी", "S.H.G"), ("ज़ेड. ए. खान", "Z. A. Khan"), ("डब्लू. सी. बनर्जी", "W. C. Banerjee"),
        ("अ. क. शर्मा", "A. K. Sharma"), ("रा. स. यादव", "R. S. Yadav"), ("मो. आर. खान", "Md. R. Khan"),
        ("डॉ. बी. आर. अंबेडकर", "Dr. B. R. Ambedkar"), ("राम कु. शर्मा", "Ram Kr. Sharma"), ("राम जी", "Ram Ji"),
        ("नूर बी", "Noor Bi"), ("राम जी यादव", "Ram Ji Yadav"),
    ],
)  # fmt: skip
def test_from_hindi(hindi: str, latin: str) -> None:
    assert in_script_of("en", hindi, person=True) == latin


@pytest.mark.parametrize(
    ("latin", "hindi"),
    [
        ("K. L. Sharma", "के. एल. शर्मा"), ("A.P.J. Abdul Kalam", "ए.पी.जे. अब्दुल कलाम"), ("S K Sharma", "एस के शर्मा"),
        ("RK Singh", "आर के सिंह"), ("rk singh", "आर के सिंह"), ("RK SINGH", "आर के सिंह"), ("a k sharma", "ए के शर्मा"),
        ("APJ Abdul Kalam", "ए पी जे अब्दुल कलाम"), ("SK Sharma", "एस के शर्मा"), ("Sk. Rahim", "शेख रहीम"),
        ("Md. R. Khan", "मो. आर. खान"), ("Smt. K. Devi", "श्रीमती के. देवी"), ("Ram Kr. Sharma", "राम कु. शर्मा"),
        ("RAM LAL", "राम लाल"), ("ABU KHAN", "अबू खान"), ("Ch. Charan Singh", "च. चरण सिंह"),
    ],
)  # fmt: skip
def test_from_latin(latin: str, hindi: str) -> None:
    assert in_script_of("hi", latin, person=True) == hindi


@given(st.lists(LATIN, min_size=1, max_size=3), st.sampled_from([".", ". ", " "]), st.booleans())
def test_letters_come_back(letters: list[str], between: str, behind: bool) -> None:
    initials = between.join(letters) + between.rstrip()
    name = f"Sharma {initials}" if behind and between != " " else f"{initials} Sharma"
    hindi = translit.to_devanagari(name, 1)[0]
    assert not any(letter.isascii() and letter.isalpha() for letter in hindi)
    assert translit.to_latin(hindi) == name
    assert person_names.tokens(hindi)[: len(letters)] == person_names.tokens(name)[: len(letters)] or behind


@pytest.mark.parametrize("said", sorted(LETTERS))
def test_every_way_to_say_a_letter_is_known(said: str) -> None:
    assert translit.to_latin(f"{said}. रामन").startswith(f"{LETTERS[said].upper()}. R")
    assert person_names.tokens(f"{said}. रामन")[0] == LETTERS[said]


def test_a_check_of_names_knows_the_letter_that_sounds_like_a_particle() -> None:
    for written in ("के.जी. नारायणन", "के. जी. नारायणन", "के जी नारायणन"):
        assert person_names.tokens(written) == ("k", "g", "नारायणन")
    assert matching.compare("के.जी. नारायणन", "K.G. Narayanan") is matching.Likeness.SAME
    assert person_names.tokens("राम जी") == ("राम",) and person_names.tokens("राम जी यादव") == ("राम", "यादव")
