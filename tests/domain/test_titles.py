"""Before a name stands one title, however many were typed there and however they are spelled."""

import pytest

from samarth_desktop.domain.names.titles import fitting, titled, without_titles

MEN = ["श्री ", "श्रीमान ", "श्री. ", "Shri ", "SHRI ", "Sh. ", "Sh.", "Sri ", "Shree ", "Mr. ", "Mr ", "जनाब "]
WOMEN = [
    "श्रीमती ",
    "श्रीमति ",
    "श्री मती ",
    "श्री मति ",
    "Smt. ",
    "SMT ",
    "Smt.",
    "Mrs. ",
    "Ms ",
    "सुश्री ",
    "कु० ",
    "कु. ",
    "Km. ",
]
LATE = ["स्व० ", "स्व0 ", "स्व. ", "स्वः ", "स्वर्गीय ", "स्व.", "(स्व.) ", "Late ", "late. ", "Lt. ", "LATE ", "दिवंगत "]


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("typed", ["", *MEN, *(a + b for a in MEN[:4] for b in MEN[:4])])
def test_a_man_has_one_title(typed: str, language: str) -> None:
    assert titled("shri", f"{typed}राम लाल", language) == {"hi": "श्री राम लाल", "en": "Shri राम लाल"}[language]


@pytest.mark.parametrize("typed", ["", *WOMEN, *(a + b for a in WOMEN[:5] for b in WOMEN[:5])])
def test_a_woman_has_one_title(typed: str) -> None:
    assert titled("smt", f"{typed}मीरा देवी", "hi") == "श्रीमती मीरा देवी"
    assert titled("km", f"{typed}Meera", "en") == "Km. Meera"


@pytest.mark.parametrize("other", ["", "श्री ", "Shri ", "Sh. "])
@pytest.mark.parametrize("typed", LATE)
def test_who_has_died_is_late_and_nothing_else(typed: str, other: str) -> None:
    for name in (typed + other + "करीम", other + typed + "करीम"):
        assert titled("shri", name, "hi") == "स्व. करीम"
        assert titled("shri", name, "en") == "Late करीम"
    assert titled("smt", typed + "सीता देवी", "hi") == "स्व. सीता देवी"


@pytest.mark.parametrize("typed", ["Ram Lal (Late)", "Ram Lal (Lt.)", "Ram Lal, Late", "Shri Ram Lal (स्व०)"])
def test_late_behind_a_name_counts(typed: str) -> None:
    assert titled("shri", typed, "en") == "Late Ram Lal"


def test_late_said_elsewhere_counts() -> None:
    assert titled("shri", "Karim", "en", late=True) == "Late Karim"


@pytest.mark.parametrize(
    "typed", ["डॉ. राजू", "Dr. Raju", "Pt. Ram", "पं. राम", "श्री डॉ. राजू", "Shri Dr. Raju", "हाजी अहमद"]
)
def test_an_earned_title_stays_alone(typed: str) -> None:
    assert titled("shri", typed, "hi") == typed.removeprefix("श्री ").removeprefix("Shri ")


@pytest.mark.parametrize(
    "name",
    [
        "मो. असलम",
        "Md. Aslam",
        "A.V. Ram",
        "श्रीराम",
        "श्रीकांत",
        "Shrikant",
        "Mrinal",
        "Laten Singh",
        "कुसुम",
        "Smita",
        "स्वप्न",
    ],
)
def test_what_only_looks_like_a_title_is_a_name(name: str) -> None:
    assert without_titles(name) == (name, False)
    assert titled("shri", name, "en") == f"Shri {name}"


def test_a_name_keeps_at_least_one_word() -> None:
    for name in ("श्री", "Km", "कुमारी", "Sri", "Late", "Shri."):
        assert without_titles(name)[0] == name
    assert without_titles("Shri Sri") == ("Sri", False)


def test_a_part_of_a_name_is_kept_beside_a_title_that_it_contradicts() -> None:
    assert titled("smt", "Sri Devi", "en") == "Smt. Sri Devi"
    assert titled("smt", "Kumari Devi", "en") == "Smt. Kumari Devi"
    assert titled("km", "Kumari Devi", "en") == "Km. Devi"


def test_without_a_title_to_set_a_name_stays_as_typed() -> None:
    assert titled("", "Smt. Meera", "en") == "Smt. Meera"


@pytest.mark.parametrize(("honorific", "gender", "set_"), [("smt", "male", ""), ("km", "male", ""), ("shri", "female", ""),
    ("smt", "female", "smt"), ("shri", "male", "shri"), ("smt", "other", "smt"), ("shri", "", "shri")])  # fmt: skip
def test_a_title_that_contradicts_the_gender_is_not_set(honorific: str, gender: str, set_: str) -> None:
    assert fitting(honorific, gender) == set_
