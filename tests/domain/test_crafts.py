"""Crafts, the products of UP's districts, and the trades of PM Vishwakarma."""

import re

import pytest

from samarth_desktop.domain.names.phonetic_key import phonetic_key
from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.odop import odop_products
from samarth_desktop.domain.reference import crafts
from samarth_desktop.kinds.artisan.record import SECTORS, VISHWAKARMA_TRADES

HINDI = re.compile(r"[\u0900-\u097f]")


def test_the_table_holds_together() -> None:
    all_crafts = crafts.crafts()
    assert len({c.code for c in all_crafts}) == len(all_crafts) >= 150
    assert {c.sector for c in all_crafts} == {choice.code for choice in SECTORS}
    trades = {choice.code for choice in VISHWAKARMA_TRADES}
    assert {c.trade for c in all_crafts} - {""} == trades
    for one in all_crafts:
        assert HINDI.search(one.words.hi) and not HINDI.search(one.words.en), one.code
        assert not re.search("[A-Za-z]", one.words.hi), one.code
        assert bool(one.maker.hi) == bool(one.maker.en), one.code
        assert not HINDI.search(one.gi), one.code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("chikan", "chikankari"),
        ("चिकन", "chikankari"),
        ("Zardozi", "zardozi"),
        ("ज़रदोज़ी", "zardozi"),
        ("जरदोजी", "zardozi"),
        ("kumhar", "pottery"),
        ("कुम्हार", "pottery"),
        ("मधुबनी", "madhubani"),
        ("madhubany", "madhubani"),
        ("achar", "pickle"),
        ("अचार", "pickle"),
        ("dhokraa", "dhokra"),
        ("baluchri", "baluchari"),
        ("kaleen", "carpet"),
    ],
)
def test_the_craft_meant_comes_first(typed: str, code: str) -> None:
    assert crafts.suggest(typed, 3)[0].code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mitti ke bartan", "pottery"),
        ("mitti ka bartan", "pottery"),
        ("mitti", "pottery"),
        ("bunai", "handloom_weaving"),
        ("hathkargha bunai", "handloom_weaving"),
        ("kali mitti", "black_pottery"),
        ("bunkari", "handloom_weaving"),
    ],
)
def test_a_hindi_name_is_found_in_latin_letters(typed: str, code: str) -> None:
    found = crafts.suggest(typed, 6)
    assert code in [one.code for one in found]
    meant = [one.code for one in found if crafts.is_meant(typed, one)]
    assert meant[0] == code


def test_every_craft_is_found_by_its_hindi_name_in_latin_letters() -> None:
    from samarth_desktop.domain.names.translit import to_latin

    missed = [one.code for one in crafts.crafts() if one not in crafts.suggest(to_latin(one.words.hi), 30)]
    assert len(missed) * 14 <= len(crafts.crafts()), missed  # English words in Hindi letters come out otherwise


@pytest.mark.parametrize("typed", ["mitti", "mithi", "madhur", "chika nkari", "zar", "dhokraa", "baluchri"])
def test_only_what_is_typed_is_meant(typed: str) -> None:
    """What Enter may write begins with the typed text in some spelling; what merely resembles it is never meant."""
    for one in crafts.crafts():
        if crafts.is_meant(typed, one):
            names = [*one.others, one.words.en, one.words.hi, one.maker.en, one.maker.hi, one.gi]
            begins = any(key(name).startswith(key(typed)) for name in names if name)
            said = any(phonetic_key(name.split()[0]) == phonetic_key(typed.split()[0]) for name in names if name)
            assert begins or said, (typed, one.code)
    assert not crafts.is_meant("mitti", crafts.craft("madhubani"))


def test_suggestions_end_at_n_and_keep_to_the_sector() -> None:
    assert len(crafts.suggest("weaving", 5)) == 5
    assert {c.sector for c in crafts.suggest("weav", 50, "khadi")} == {"khadi"}
    assert "muga" in {c.code for c in crafts.suggest("silk", 20)}
    assert crafts.suggest("", 5) == crafts.suggest("qqqqqq", 5) == []


def test_every_craft_is_found_by_its_name_and_code() -> None:
    for one in crafts.crafts():
        assert crafts.craft(one.code) == one
        assert one in crafts.suggest(one.words.hi, 20), one.code
        assert one in crafts.suggest(one.words.en, 20), one.code
    assert crafts.craft("astronaut") is None


def test_a_certificate_names_the_craft_in_its_language() -> None:
    assert crafts.facts("चिकनकारी", "en") == {"craft": "Chikankari", "maker": "Chikan embroiderer"}
    assert crafts.facts("chikankari", "hi") == {"craft": "चिकनकारी", "maker": "चिकन कारीगर"}
    assert crafts.facts("चाँद बनाना", "hi") == {"craft": "चाँद बनाना"}
    # A craft that we do not know is spelled in the script of the sentence; nothing typed is nothing said.
    assert crafts.facts("चाँद बनाना", "en") == {"craft": "Chand Banana"}
    assert crafts.facts("candle making", "hi") == {"craft": "कैंडल मेकिंग"}
    assert crafts.facts("", "en") == crafts.facts("شبنم", "hi") == {}


def test_every_district_of_uttar_pradesh_has_its_product() -> None:
    for district in place.districts("9"):
        products = odop_products(district.code)
        assert products, district.en
        for product in products:
            assert HINDI.search(product.hi) and not HINDI.search(product.en)
    assert odop_products("482") == ()
    assert [p.en for p in odop_products("162")] == ["Chikankari", "Zari-zardozi"]
    assert odop_products("129")[0].hi == "हथकरघा वस्त्र"
