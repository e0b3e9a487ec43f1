"""Places: every district there once, found as people write it, never guessed where two places share a name."""

import csv
import re

import pytest

from samarth_desktop import paths
from samarth_desktop.domain.places import place
from tests.domain.lgd_files import downloaded

DEVANAGARI = re.compile(r"[\u0900-\u097f. -]+|(?:उत्तर|दक्षिण) 24 परगना")


def test_all_states_with_both_names() -> None:
    states = place.states()
    assert len(states) == 36
    assert len({s.iso for s in states}) == len({s.gst for s in states}) == len({s.code for s in states}) == 36
    assert all(DEVANAGARI.fullmatch(s.hi) for s in states)
    assert {s.iso for s in states} >= {"UK", "CG", "OD", "TS", "DH", "LA"}


def test_all_districts_with_both_names() -> None:
    districts = [d for s in place.states() for d in place.districts(s.code)]
    assert len(districts) == len({d.code for d in districts}) == 763
    assert len(place.districts("9")) == 75
    assert [d for d in districts if not DEVANAGARI.fullmatch(d.hi)] == []
    assert [d for d in districts if re.search(r"[\u0900-\u097f]|[A-Z]{4}", d.en)] == []
    for within in place.states():
        names = [d.hi for d in place.districts(within.code)]
        assert len(names) == len(set(names)), within.en


def test_every_name_and_spelling_leads_back() -> None:
    for within in place.states():
        for one in place.districts(within.code):
            for spelling in (one.en, one.hi, one.en.upper(), *one.others, one.code):
                assert place.district(spelling, within.code) == one, spelling


def test_agrees_with_the_directory_where_it_lies_beside() -> None:
    path = downloaded().get("2-district.csv")
    if path is not None:
        with path.open(encoding="utf-8-sig") as stream:
            rows = [(r["State Code"], r["District Code"], r["District Name"]) for r in csv.DictReader(stream)]
    else:
        rows = [("9", "164", "MAHARAJGANJ"), ("27", "469", "AURANGABAD"), ("24", "445", "DOHAD")]
    for state_code, code, name in rows:
        found = place.district(name, state_code)
        assert found is not None and found.code == code, name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("bara banki", "129"),
        ("BARA-BANKI", "129"),
        ("जिला बाराबंकी", "129"),
        ("बाराबंकी ज़िला", "129"),
        ("Barabanki district", "129"),
        ("Allahabad", "120"),
        ("इलाहाबाद", "120"),
        ("Faizabad", "140"),
        ("फैजाबाद", "140"),
        ("Dist. Gurgaon", "62"),
        ("गुड़गाँव", "62"),
        ("Osmanabad", "488"),
        ("Chhatrapati Sambhaji Nagar", "469"),
        ("Warangal Urban", "686"),
        ("Kheeri", "159"),
        ("Shrawasti", "181"),
        ("Varansi", "187"),
        ("Lucknwo", "162"),
        ("Bulandshehr", "134"),
        ("Muzaffernagar", "172"),
        ("Thiruppur", "634"),
        ("चम्पावत", "48"),
        ("१२९", "129"),
        (129, "129"),
    ],
)
def test_finds_a_district_as_people_write_it(text: str | int, code: str) -> None:
    found = place.district(text)
    assert found is not None and found.code == code


NAMESAKES = "Aurangabad Balrampur बलरामपुर Bilaspur Hamirpur Pratapgarh Raigarh Bijapur North Balrampu Raygarh"
# made after the directory's table: rather unknown than a neighbour with nearly the same name
NEWER = "Maihar Mauganj Pandhurna Balotra Beawar Phalodi Salumbar Anupgarh Kekri Deeg"


@pytest.mark.parametrize("text", ["", *f"{NAMESAKES} {NEWER} Bihar Goa Assam Rampu district 9999".split()])
def test_never_guesses_a_district(text: str) -> None:
    assert place.district(text) is None


@pytest.mark.parametrize(
    ("state", "town"),
    [
        ("CG", "Rajpur"),
        *(("UP", town) for town in ("Rampura", "Chandausi", "Mahona", "Khanpur")),
        ("BR", "Madhepur"),
        ("MH", "Satana"),
        ("MP", "Niwali"),
        ("AS", "Lakhipur"),
        ("KA", "Kolhar"),
    ],
)
def test_another_place_with_nearly_the_name_is_no_slip(state: str, town: str) -> None:
    assert place.district(town, state) is None


def test_the_state_decides_between_namesakes() -> None:
    def code(name: str, state: str) -> str | None:
        found = place.district(name, state)
        return found.code if found else None

    assert code("Aurangabad", "Bihar") == "189"
    assert code("औरंगाबाद", "MH") == "469"
    assert code("Balrampur", "U.P.") == "127"
    assert code("Balrampur", "छत्तीसगढ़") == "649"
    assert code("Raigarh", "MH") == "491"
    assert code("Raigarh", "CG") == "386"
    assert code("Bilaspur", "nowhere") is None
    assert code("164", "Bihar") is None


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        *(("UP", t) for t in ("UP", "U.P.", "उ.प्र.", "उत्तर प्रदेश", "Utter Pradesh", 9, "09", "IN-UP")),
        *(("UK", t) for t in ("UT", "Uttaranchal", "उत्तरांचल")),
        ("OD", "Orissa"),
        ("TS", "TG"),
        ("JK", "J & K"),
        ("KL", "State of Kerala"),
        ("JH", "झारखण्ड"),
        ("DH", "Daman & Diu"),
    ],
)
def test_finds_a_state_as_people_write_it(iso: str, text: str | int) -> None:
    found = place.state(text)
    assert found is not None and found.iso == iso


@pytest.mark.parametrize("text", ["", "XX", "99", "Pradesh", "India"])
def test_never_guesses_a_state(text: str) -> None:
    assert place.state(text) is None


def test_names_areas_and_gst() -> None:
    assert place.area("09", 164) == "9/164"
    found = place.district("164")
    assert found is not None and (found.name("hi"), found.name("en")) == ("महाराजगंज", "Maharajganj")
    ladakh, diu = place.state_of_gst("38"), place.state_of_gst("25")
    assert ladakh is not None and ladakh.code == "37"
    assert diu is not None and diu.iso == "DH"
    assert place.state_of_gst("00") is None


def test_the_files_say_whose_facts_they_are() -> None:
    for name in ("states", "districts"):
        head = paths.resource(f"places/{name}.tsv").read_text(encoding="utf-8")[:600]
        assert "Local Government Directory" in head
        assert "lgdirectory.gov.in" in head
        assert "GODL-India" in head
