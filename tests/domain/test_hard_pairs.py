"""Pairs that are hard to tell: who is one person, and who only looks so, with what the program says of them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarth_desktop.domain.names.matching import one_slip
from samarth_desktop.rules.duplicates.blocking import blocking_keys
from samarth_desktop.rules.duplicates.frequencies import NOWHERE, Frequencies, sample
from samarth_desktop.rules.duplicates.scoring import LIST, WARN, Person, score

WEAVER = Person(
    id="1",
    names=("कौशल्या देवी", "Kaushalya Devi"),
    relation="husband",
    relatives=("रामसेवक मौर्य", "Ramsewak Maurya"),
    birth_date=date(1984, 7, 23),
    birth_year=1984,
    gender="female",
    village="परसौनी",
    panchayat="सिसवा",
    district="9/164",
    category="obc",
    mobile="9839022218",
    phone_owner="own",
)
POTTER = Person(
    id="2",
    names=("Selvam",),
    relation="father",
    relatives=("Kandasamy",),
    birth_year=1990,
    estimated=True,
    gender="male",
    village="Pudupatti",
    mobile="9445230300",
    phone_owner="family",
)
KASHMIRI = replace(
    POTTER, names=("Ghulam Nabi Bhat",), relatives=("Abdul Rashid Bhat",), village="Budgam", mobile="9419012345"
)
SURE, SHOWN, NOT = (WARN, 1.0), (LIST, 1.0), (0.0, LIST)
NO_PHONE = {"mobile": "", "phone_owner": "none"}
AGED = {"birth_date": None, "birth_year": 1985, "estimated": True}
HARD = {
    # one person
    "other script, husband's surname dropped": (WEAVER, {"names": ("Kausalya Debi",), "relatives": ("Ram Sevak",)}, SURE),
    "matra, other phone, age a year off": (WEAVER, {"names": ("कोशल्या देवी",), "mobile": "7007012345", **AGED}, SURE),
    "two letters swapped": (WEAVER, {"names": ("कौशलय्ा देवी",), **AGED}, SURE),
    "a letter changed inside the name": (WEAVER, {"names": ("Kaushaliya Devi",), **NO_PHONE}, SURE),
    "space mistyped as a letter": (WEAVER, {"names": ("कौशल्याबदेवी",)}, SURE),
    "Ram Sevak written apart": (WEAVER, {"relatives": ("Ram Sevak Mourya",), **NO_PHONE}, SURE),
    "father for husband": (WEAVER, {"relation": "father", "relatives": ("शिवपूजन लोधी",)}, SURE),
    "Kumari before, Devi after the wedding": (WEAVER, {"names": ("कौशल्या कुमारी",), **NO_PHONE}, SURE),
    "village by its gram panchayat": (WEAVER, {"village": "सिसवा", **AGED}, SURE),
    "one digit of the phone": (WEAVER, {"mobile": "9839022288", "village": "", "panchayat": "", **AGED}, SURE),
    "two digits swapped": (WEAVER, {"mobile": "9839022281", **AGED}, SURE),
    "1 January for the year": (WEAVER, {"birth_date": date(1984, 1, 1), **NO_PHONE}, SURE),
    "day and month swapped": (POTTER, {"birth_date": None, "names": ("செல்வம்", "Selvam"), "village": "Puthupatti"}, SURE),
    "late father": (POTTER, {"relatives": ("Late Kandaswamy",), "birth_year": 1991}, SURE),
    "abbreviated": (KASHMIRI, {"names": ("Gh. Nabi Bhat",), "mobile": "", "birth_year": 1991}, SHOWN),
    "other person's phone, no relative": (WEAVER, {"relatives": (), "mobile": "7007012345"}, SURE),
    # two people
    "daughter of the same name, 20 years younger": (WEAVER, {"birth_date": date(2004, 7, 2), "birth_year": 2004, "mobile": "7007012345"}, NOT),
    "co-wife": (WEAVER, {"names": ("सावित्री देवी",), **AGED, "phone_owner": "family"}, NOT),
    "sister, one phone": (POTTER, {"names": ("Selvi",), "gender": "female"}, NOT),
    "brother": (POTTER, {"names": ("Kumaravel",), "birth_year": 1990}, NOT),
    "father and son, one phone": (POTTER, {"names": ("Kandasamy",), "relatives": ("Arumugam",), "birth_year": 1962}, NOT),
    "namesake, other husband and age": (WEAVER, {"relatives": ("छोटेलाल यादव",), "birth_date": date(1971, 2, 3), "birth_year": 1971, "mobile": "7007012345"}, NOT),
    "namesake, other husband, same age": (WEAVER, {"relatives": ("छोटेलाल यादव",), **AGED, "mobile": "7007012345"}, NOT),
    "the same name and nothing else known": (replace(POTTER, relatives=(), birth_year=None, mobile="", village=""), {}, NOT),
    "one phone of a group": (WEAVER, {"names": ("फूलमती",), "relatives": ("भोला निषाद",), **AGED}, NOT),
}  # fmt: skip
TWINS = """राम श्याम|सीता गीता|सुनीता अनीता|रमेश राकेश|सुनील अनिल|सविता सरिता|मीना मीरा|विजय अजय|आशा ऊषा|सलीम नसीम
गुरप्रीत हरप्रीत|अमल कमल|Rina Tina|Ramesh Suresh|Rajesh Rakesh|Imran Irfan|Pinki Rinki|Mohan Sohan|Lakshman Bharat|Rani Ravi
Kamal Komal|Kiran Karan|Salma Salim|Manju Manoj|Lalit Lalita|Nirmal Nirmala|Raju Raja""".replace("\n", "|").split("|")


@pytest.mark.parametrize("case", HARD)
def test_hard_pairs(case: str) -> None:
    one, changes, (least, most) = HARD[case]
    other = replace(one, id="9", **changes)
    found = score(one, other).score
    assert least <= found <= most, found


@pytest.mark.parametrize("names", TWINS)
def test_twins_are_two_people(names: str) -> None:
    first, second = names.split()
    born = {"birth_date": date(2001, 1, 9), "birth_year": 2001, "gender": "", "phone_owner": "family"}
    one = replace(WEAVER, names=(first + " कुमार",), relation="father", **born)
    assert score(one, replace(one, id="9", names=(second + " कुमार",))).score < LIST


def test_a_rare_name_says_more_than_one_that_everybody_has() -> None:
    bare = {"birth_date": None, "birth_year": None, "relatives": (), **NO_PHONE}
    common, rare = (replace(WEAVER, names=(name,), **bare) for name in ("Sunita Devi", "Theophila Kerketta"))
    village = [((f"Sunita {surname}", "सुनीता"), ("Ramesh",), "परसौनी") for surname in ("Devi", "Yadav")] * 100
    here = sample(200, village)
    assert score(rare, replace(rare, id="9"), here).score > 20 * score(common, replace(common, id="9"), here).score


def test_the_more_people_the_more_must_agree() -> None:
    some = replace(POTTER, village="", mobile="")
    odds = [score(some, replace(some, id="9"), Frequencies(people)).score for people in (1_000, 20_000, 1_200_000)]
    assert odds == sorted(odds, reverse=True)
    assert odds[0] > odds[-1]


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("ramesh", "ramsh", True), ("ramesh", "rameshh", True), ("ramesh", "ramehs", True), ("ramesh", "rumesh", True),
        ("kavita", "avita", True), ("ramesh", "armesh", True), ("sita", "gita", False), ("ramesh", "ramhse", False),
        ("ram", "rama", True), ("ram", "rm", False), ("सविता", "सवीता", True), ("", "a", False),
    ],
)  # fmt: skip
def test_one_slip_of_the_pen(a: str, b: str, slip: bool) -> None:
    assert one_slip(a, b) is slip
    assert one_slip(b, a) is slip


WORDS = st.text("abgiknrsu", min_size=5, max_size=9)


@settings(deadline=None)  # the list of names is read at the first slip
@given(WORDS, st.integers(1, 7), st.sampled_from("abgiknrsu"), st.sampled_from(["in", "out", "other", "swap"]))
def test_every_single_slip_behind_the_first_letter_is_known(word: str, at: int, letter: str, kind: str) -> None:
    at = min(at, len(word) - 2)
    made = {
        "in": word[:at] + letter + word[at:],
        "out": word[:at] + word[at + 1 :],
        "other": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[kind]
    assert one_slip(word, made)


FIELDS = ("names", "relatives", "birth_date", "birth_year", "gender", "village", "panchayat", "category", "mobile")
EMPTY = Person(id="", names=())


@settings(deadline=None)  # the list of names is read at the first slip
@given(st.sets(st.sampled_from(FIELDS)), st.sampled_from([WEAVER, POTTER, KASHMIRI]))
def test_what_is_missing_never_speaks_for_one_person(missing: set[str], person: Person) -> None:
    """Of the same person twice, every value that is left out makes it less sure or leaves it as it was."""
    fewer = replace(person, id="9", **{key: getattr(EMPTY, key) for key in missing})
    assert score(person, fewer).score <= score(person, replace(person, id="9")).score + 1e-9
    assert score(person, fewer).score == pytest.approx(score(fewer, person).score)


@settings(deadline=None)  # the list of names is read at the first slip
@given(st.sets(st.sampled_from(FIELDS[1:]), max_size=2), st.sampled_from([WEAVER, POTTER, KASHMIRI]))
def test_the_same_person_with_two_values_missing_shares_a_key(missing: set[str], person: Person) -> None:
    fewer = replace(person, id="9", **{key: getattr(EMPTY, key) for key in missing})
    assert not set(blocking_keys(person)).isdisjoint(blocking_keys(fewer))


@pytest.mark.parametrize("case", [case for case, (*_, band) in HARD.items() if band is not NOT])
def test_one_person_shares_a_key_however_mistyped(case: str) -> None:
    one, changes, _ = HARD[case]
    assert not set(blocking_keys(one)).isdisjoint(blocking_keys(replace(one, id="9", **changes)))


@pytest.mark.parametrize(
    "typed", ["Xaushalya Devi", "aushalya Devi", "Akushalya Devi", "Kuashalya", "कौशलया देवीी", "zzzz"]
)
def test_a_name_mistyped_at_its_beginning_still_meets_the_first_record(typed: str) -> None:
    for changes in (NO_PHONE, AGED, {"mobile": "7007012345", "village": ""}, {"relatives": ("शिव",), **AGED}):
        again = replace(WEAVER, id="9", names=(typed,), **changes)
        assert not set(blocking_keys(WEAVER)).isdisjoint(blocking_keys(again)), changes


def test_a_person_has_few_keys_and_a_crowd_of_first_of_januaries_is_none_of_them() -> None:
    assert len(blocking_keys(WEAVER)) <= 7
    assert not [key for key in blocking_keys(replace(WEAVER, birth_date=date(1984, 1, 1))) if key[0] == "d"]


@settings(deadline=None)  # the list of names is read at the first slip
@given(st.sampled_from(sorted(HARD)), st.sampled_from([-1.0, 0.05, LIST, WARN, 0.99, 1.0, 2.0]))
def test_stopping_early_changes_no_score_that_is_high_enough(case: str, least: float) -> None:
    one, changes, _ = HARD[case]
    other = replace(one, id="9", **changes)
    whole, early = score(one, other), score(one, other, NOWHERE, least)
    assert early == whole if whole.score >= least else early.score < least


def test_nobody_around_is_an_ordinary_district() -> None:
    assert NOWHERE.share_of_name("rmes") < 0.1
    assert sample(0, []).prior == NOWHERE.prior
