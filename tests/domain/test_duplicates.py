"""Who is one person and who is not, on the cases that every village has."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarth_desktop.domain.names import matching
from samarth_desktop.domain.names.matching import Likeness
from samarth_desktop.i18n import Text, catalog
from samarth_desktop.rules.duplicates.blocking import blocking_keys
from samarth_desktop.rules.duplicates.in_short import in_short
from samarth_desktop.rules.duplicates.scoring import LIST, WARN, Person, score

SUNITA = Person(
    id="1",
    names=("सुनीता देवी",),
    relation="husband",
    relatives=("रमेश यादव",),
    birth_date=date(1988, 3, 4),
    birth_year=1988,
    gender="female",
    village="रामपुर",
    district="9/164",
    mobile="9839022218",
    phone_owner="own",
)
TWIN = Person(
    id="2",
    names=("राम कुमार",),
    relation="father",
    relatives=("मोहन लाल",),
    birth_date=date(2001, 1, 9),
    gender="male",
    village="बेलवा",
    mobile="9839000001",
    phone_owner="family",
)
SAME = {
    "other script": replace(SUNITA, names=("Suneeta Devi",), relatives=("Ramesh Yadav",), village="Rampur"),
    "swapped parts": replace(SUNITA, names=("देवी सुनीता",), relatives=("यादव रमेश",)),
    "title and no village": replace(SUNITA, names=("श्रीमती सुनीता देवी",), village="", district=""),
    "another phone, age from talk": replace(
        SUNITA, mobile="7007000000", birth_date=None, birth_year=1990, estimated=True
    ),
    "surname of the husband": replace(SUNITA, names=("Sunita Yadav",)),
    "initial of the husband": replace(SUNITA, relatives=("R. Yadav",)),
    "father for husband, same phone": replace(SUNITA, relation="father", relatives=("शिव लाल",)),
    "day and month swapped": replace(SUNITA, birth_date=date(1988, 4, 3), mobile=""),
}
OTHERS = {
    "twin": (TWIN, replace(TWIN, names=("श्याम कुमार",))),
    "twin whose name sounds alike": (TWIN, replace(TWIN, names=("राज कुमार",))),
    "twin sisters": (replace(TWIN, names=("सीता",), gender="female"), replace(TWIN, names=("गीता",), gender="female")),
    "co-wife": (SUNITA, replace(SUNITA, names=("मुन्नी देवी",), birth_date=date(1990, 1, 1), phone_owner="family")),
    "namesake, other husband": (
        SUNITA,
        replace(SUNITA, relatives=("दिनेश यादव",), birth_date=date(1979, 5, 5), birth_year=1979, mobile="6306000000"),
    ),
    "namesake, other age": (
        replace(SUNITA, relatives=()),
        replace(SUNITA, relatives=(), birth_date=None, birth_year=1965, mobile="6306000000"),
    ),
    "brother": (TWIN, replace(TWIN, names=("श्याम कुमार",), birth_date=date(1998, 2, 2))),
    "wife and husband": (SUNITA, replace(SUNITA, names=("रमेश यादव",), gender="male", relation="father")),
}


@pytest.mark.parametrize("case", SAME)
def test_one_person_written_down_twice_is_warned_of(case: str) -> None:
    assert score(SUNITA, replace(SAME[case], id="9")).score >= WARN


@pytest.mark.parametrize("case", OTHERS)
def test_two_people_are_not_even_listed(case: str) -> None:
    a, b = OTHERS[case]
    assert score(a, replace(b, id="9")).score < LIST


def test_a_double_shares_a_key_with_the_first_record() -> None:
    first = set(blocking_keys(SUNITA))
    assert [case for case, person in SAME.items() if first.isdisjoint(blocking_keys(person))] == []
    assert len(first) < 12


def test_the_reasons_can_be_said_in_both_languages_and_the_strongest_comes_first() -> None:
    match = score(SUNITA, replace(SAME["other script"], id="9"))
    assert "Same relative: रमेश यादव" in [catalog("en").say(reason.text) for reason in match.reasons]
    weights = [abs(reason.weight) for reason in match.reasons]
    assert weights == sorted(weights, reverse=True)
    told = score(*OTHERS["namesake, other age"])
    assert any(not reason.positive and "23" in catalog("en").say(reason.text) for reason in told.reasons)


def test_every_reason_has_a_single_word_and_none_is_told_twice() -> None:
    pairs = [(SUNITA, other) for other in SAME.values()] + list(OTHERS.values())
    for one, other in pairs:
        reasons = [reason.text for reason in score(one, other).reasons]
        found = in_short(reasons, (Text("Mobile number"), Text("Craft")))
        words = [word.id for word in (*found.same, *found.near, *found.other)]
        assert not found.rest and len(words) == len(set(words)), (reasons, words)
        assert "Craft" in words and "Mobile" in words


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("Raj Kumar Yadav", "राजकुमार यादव", Likeness.SAME),
        ("सुनीता", "Sunita Devi", Likeness.PART),
        ("S. Sharma", "सुरेश शर्मा", Likeness.INITIAL),
        ("Brijesh Pandey", "ब्रजेश पाण्डेय", Likeness.SPELLED),
        ("Sunita Verma", "सुनीता यादव", Likeness.SURNAME),
        ("Anita Yadav", "सुनीता यादव", Likeness.OTHER),
        ("Mohammad Ali", "मोहम्मद अकबर", Likeness.OTHER),
        ("Ram Yadav", "श्याम यादव", Likeness.OTHER),
        ("सरस्वती पटेल", "पटेल दिनेश", Likeness.OTHER),
        ("Mohit Devi", "मीता देवी", Likeness.OTHER),
        ("Savita", "Savia", Likeness.SLIP),
        ("मीता गुप्ता", "मीता सिंह", Likeness.SURNAME),
        ("Kamlesh", "Kamesh", Likeness.SLIP),
        ("Rajendra", "Gajendra", Likeness.OTHER),
        ("", "Ramesh", Likeness.UNKNOWN),
    ],
)
def test_names_compare(a: str, b: str, level: Likeness) -> None:
    assert matching.compare(a, b) is level


PEOPLE = st.builds(
    Person,
    id=st.just("x"),
    names=st.lists(st.sampled_from(["राम कुमार", "Ram Kumar", "सुनीता", "S. Devi", "", "Kumar Ram"]), max_size=2).map(
        tuple
    ),
    relation=st.sampled_from(["", "father", "husband"]),
    relatives=st.lists(st.sampled_from(["रमेश", "Ramesh Yadav", "Dinesh"]), max_size=2).map(tuple),
    birth_date=st.none() | st.dates(date(1950, 1, 1), date(2010, 1, 1)),
    birth_year=st.none() | st.integers(1950, 2010),
    estimated=st.booleans(),
    gender=st.sampled_from(["", "female", "male"]),
    village=st.sampled_from(["", "रामपुर", "Rampur", "Belwa"]),
    mobile=st.sampled_from(["", "9839022218", "9839022219"]),
    phone_owner=st.sampled_from(["", "own", "family"]),
    aadhaar_last4=st.sampled_from(["", "1234", "9999"]),
)


@settings(deadline=None)  # the list of names is read at the first slip
@given(PEOPLE, PEOPLE)
def test_the_score_is_a_symmetric_probability(a: Person, b: Person) -> None:
    there, back = score(a, b), score(b, a)
    assert there.score == pytest.approx(back.score)
    assert 0 <= there.score <= 1
    for reason, language in itertools.product(there.reasons, ("hi", "en")):
        assert catalog(language).say(reason.text)


@settings(deadline=None)  # the list of names is read at the first slip
@given(PEOPLE, st.permutations(["सुनीता", "राम", "यादव"]))
def test_the_order_of_the_parts_does_not_matter(person: Person, parts: list[str]) -> None:
    named, swapped = replace(person, names=("सुनीता राम यादव",)), replace(person, names=(" ".join(parts),))
    assert score(named, swapped).score == pytest.approx(score(named, named).score)
    assert set(blocking_keys(swapped)) == set(blocking_keys(named))
