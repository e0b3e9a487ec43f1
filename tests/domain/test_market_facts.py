"""Facts of programmes, products, names and tax: each with its source; what no source confirms is marked."""

import re
from datetime import date

import pytest

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.choices import PANCHSUTRA, PANCHSUTRA_OF
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.odop import odop_products
from samarth_desktop.domain.reference import bank, crafts, table
from samarth_desktop.domain.reference.gi import gi_name, suggest
from samarth_desktop.domain.reference.sources import sources
from samarth_desktop.domain.reference.tax import tax_fact
from samarth_desktop.kinds.shg.record import Shg

ADDED = {
    "118": {"Petha", "Footwear of all kinds"},
    "124": {"Agricultural implements and accessories"},
    "126": {"Sattu products"},
    "130": {"Wooden products"},
    "132": {"Brushes and related products"},
    "138": {"Chicory products"},
    "143": {"Processed food"},
    "145": {"Metal products", "Textiles and garments"},
    "147": {"Processed maize"},
    "149": {"Metal products"},
    "154": {"Metal and wooden handicrafts"},
    "155": {"Incense sticks"},
    "161": {"Food products", "School dresses"},
    "174": {"Processed food"},
    "176": {"Mentha products"},
    "177": {"Hosiery"},
    "186": {"Leather products"},
}
"""Products that orders of April 2022 and May 2025 added, by district."""
NEW_GI = (
    "Kashmir Namda", "Kashmir Gabba", "Kashmir Crewel", "Kashmir Chain Stitch", "Kashmir Tweed", "Kashmir Willow Bat",
    "Shikara", "Wagguv", "Basohli Pashmina Woollen Products", "Rajouri Chikri Wood Craft", "Ladakh Wood Carving",
)  # fmt: skip


def test_products_that_were_added_since_2018_are_there_with_month_and_source() -> None:
    assert sum(map(len, ADDED.values())) == 20
    for district, wanted in ADDED.items():
        found = {one.en: one for one in odop_products(district)}
        assert wanted <= found.keys(), district
        assert all(found[en].since in ("2022-04", "2025-05") and found[en].sources for en in wanted)


def test_what_no_source_confirms_is_marked() -> None:
    every = [one for district in place.districts("9") for one in odop_products(district.code)]
    assert sum(not one.confirmed for one in every) == 6
    assert all(one.sources for one in every if one.confirmed)


@pytest.mark.parametrize("name", NEW_GI)
def test_names_registered_since_2023_belong_to_crafts(name: str) -> None:
    assert [one for one in crafts.crafts() if one.gi == name]
    known = gi_name(name)
    assert known is not None and known.confirmed and known.year in ("2023", "2025") and known.sources


HEARSAY = (
    "Agra Leather Footwear", "Nagina Wood Craft", "Banaras Metal Repousse Craft",
    "Solapur Terry Towel", "Puneri Pagadi", "Sawantwadi Ganjifa",
)  # fmt: skip


@pytest.mark.parametrize("name", HEARSAY)
def test_names_that_are_only_said_to_be_registered_are_marked_so(name: str) -> None:
    known = gi_name(name)
    assert known is not None and not known.confirmed
    assert known.year and [one.as_of for one in known.sources] == ["2026-11"], "when it was looked for"
    word = name.split()[1]
    assert known in suggest(name[:6]) and known in suggest(word.upper(), 20), "by its beginning and by a word"


def test_every_gi_name_of_a_craft_has_its_facts() -> None:
    for one in crafts.crafts():
        assert (gi_name(one.gi) is not None) == bool(one.gi), one.code


LOOKED_FOR = ["GI0"]
"""The source of what no source confirms: when one was looked for."""


def test_no_gi_name_is_without_source_and_date_or_the_mark_that_none_was_found() -> None:
    confirmed = 0
    for name, _, year, sure, keys in table.rows("gi.tsv"):
        said = table.words(keys)
        assert sure in ("yes", "no") and all(sources()[key].as_of[:2] == "20" for key in said), name
        if sure == "yes":
            assert said and not set(LOOKED_FOR) & set(said) and re.fullmatch(r"20\d\d(-\d\d)?", year), name
        else:
            assert list(said) == LOOKED_FOR, name
        confirmed += sure == "yes"
    assert confirmed >= 48


def test_no_product_of_a_district_no_rate_and_no_tax_fact_is_without_source_or_mark() -> None:
    for district, en, _, _, sure, keys in table.rows("odop.tsv"):
        assert (sure == "yes") == bool(table.words(keys)), (district, en)
    for code, en, *_, sure, keys in table.rows("hsn_gst.tsv"):
        assert sure == "no" or table.words(keys), (code, en)
    assert all(table.words(keys) for *_, keys in table.rows("tax.tsv"))


def test_every_key_of_a_source_is_listed_and_every_source_is_used() -> None:
    used = {key for *_, keys in table.rows("odop.tsv") for key in table.words(keys)}
    used |= {key for *_, keys in table.rows("gi.tsv") for key in table.words(keys)}
    used |= {key for *_, keys in table.rows("tax.tsv") for key in table.words(keys)}
    assert used <= sources().keys()
    assert all(one.what.hi and one.what.en and one.where and one.as_of[:2] == "20" for one in sources().values())


def test_the_terms_of_nrlm_are_those_of_the_agreement() -> None:
    found = programme.programme("NRLM")
    assert found is not None
    assert (found.waiver_months, found.catalogue_limit, found.signed) == (6, 100, date(2021, 11, 2))
    assert found.sources and found.version > 1
    assert all(p.sources for p in programme.programmes() if p.catalogue_limit)


def test_tax_says_what_each_status_opens() -> None:
    enrolment, exemption = tax_fact("enrolment"), tax_fact("handicraft_exemption")
    assert enrolment is not None and "one state" in enrolment.words.en and enrolment.sources
    assert exemption is not None and "no marketplace" in exemption.words.en and exemption.sources
    assert tax_fact("gstin") is tax_fact("none_yet") is None


@pytest.mark.parametrize(
    ("mission", "fifth", "never"), [("nrlm", "books", "rules"), ("nulm", "rules", "lending"), ("", "books", "rules")]
)
def test_the_five_habits_go_by_the_mission(mission: str, fifth: str, never: str) -> None:
    habits = [choice.code for choice in Shg(mission=mission).habits]
    assert len(habits) == 5 and fifth in habits and never not in habits
    assert {code for five in PANCHSUTRA_OF.values() for code in five} == {choice.code for choice in PANCHSUTRA}


@pytest.mark.parametrize("state", [one.gst for one in place.states()])
def test_a_gstin_of_every_state_is_one(state: str) -> None:
    from stdnum import luhn

    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    body = f"{state}ABCPE1234F1Z"
    assert validators.gstin(body + luhn.calc_check_digit(body, letters)) is None
    assert validators.gstin("39" + body[2:] + luhn.calc_check_digit("39" + body[2:], letters)) is not None
    assert validators.gstin(body + "!") is not None


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("PUNB0SUPGB5", "Uttar Pradesh Gramin Bank"),
        ("BKID0ARYA01", "Uttar Pradesh Gramin Bank"),
        ("PUNB0MBGB06", "Bihar Gramin Bank"),
        ("KGRB0000001", "Karnataka Grameena Bank"),
        ("ALLA0210001", "Indian Bank"),
        ("SBIN0001234", None),
        ("MAHG0000001", None),
    ],
)
def test_a_merged_bank_is_named_with_its_successor(code: str, now: str | None) -> None:
    found = bank.successor(code)
    assert (found.words.en if found else None) == now
    assert found is None or re.search("[\u0900-\u097f]", found.words.hi)


def test_every_merger_has_its_day_and_source() -> None:
    known = {one.begins for one in bank.banks()}
    for begins, *_, keys in table.rows("bank_mergers.tsv"):
        assert begins in known and keys and set(table.words(keys)) <= sources().keys()
