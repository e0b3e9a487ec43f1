"""The rules of a programme file: the closed set of tests, its codes, and where a fault stands."""

from datetime import date

import pytest

from samarth_desktop.domain.fields import choices
from samarth_desktop.domain.programmes import programme_model, rule_model
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.domain.programmes.programme_file import further, load
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan import record as artisan
from samarth_desktop.kinds.document.record import KINDS as PAPERS
from samarth_desktop.kinds.enrolment.record import WAY
from samarth_desktop.kinds.fund.record import FUND_KINDS
from samarth_desktop.kinds.shg.record import MISSIONS
from samarth_desktop.rules.programmes.rule_checks import CHECKS

RULED = """
[[programme]]
code = "BR-X"
name = { hi = "जाँच", en = "Trial" }
partner = { hi = "बिहार", en = "Bihar" }
stages = ["registered", "documents_complete", "verified", "listed"]
verify = "second_person"
fairs = { a_year = 2, exempt_field = "rank", exempt = ["master"] }

[[programme.document]]
key = "artisan_card"
label = { hi = "कार्ड", en = "Card" }
dated = true

[[programme.field]]
key = "rank"
label = { hi = "स्तर", en = "Rank" }
kind = "choice"
choices = [
    { code = "master", hi = "उस्ताद", en = "Master" },
    { code = "learner", hi = "शागिर्द", en = "Learner" },
]

[[programme.rules]]
[[programme.rules.rule]]
key = "adult"
test = "age"
from = 18
words = { hi = "18 साल या ज़्यादा", en = "18 or older" }
[[programme.rules.rule]]
key = "rank"
test = "answer"
field = "rank"
in = ["master"]
words = { hi = "उस्ताद", en = "A master" }

[[programme.rules]]
need = "any"
words = { hi = "कार्ड या हथकरघा", en = "A card or handloom" }
[[programme.rules.rule]]
key = "card"
test = "paper"
in = ["artisan_card"]
words = { hi = "कार्ड", en = "A card" }
[[programme.rules.rule]]
key = "loom"
test = "sector"
in = ["handloom"]
words = { hi = "हथकरघा", en = "Handloom" }
"""


def codes(choices) -> tuple[str, ...]:
    return tuple(choice.code for choice in choices)


def test_the_codes_of_rules_are_those_of_the_records() -> None:
    assert codes(artisan.GENDERS) == rule_model.GENDERS
    assert codes(artisan.SECTORS) == rule_model.SECTORS
    assert codes(artisan.CATEGORIES) == rule_model.CATEGORIES
    assert codes(artisan.TAX) == rule_model.TAX
    assert codes(MISSIONS) == rule_model.MISSIONS
    assert WAY == programme_model.STAGES
    assert codes(FUND_KINDS) == programme_model.FUND_KINDS
    assert {*choices.PANCHSUTRA_OF, "nrlm"} == set(programme_model.PANCHSUTRA)
    assert rule_model.TESTS.keys() == CHECKS.keys(), "every test of the set is there, and no other"


def test_what_a_file_says_is_what_is_read() -> None:
    (made,) = load(RULED)
    assert made.stages == ("registered", "documents_complete", "verified", "listed")
    assert (made.verify, made.fairs.a_year, made.fairs.values) == ("second_person", 2, ("master",))
    assert made.documents[0].dated
    assert [group.need for group in made.rules] == ["all", "any"]
    assert [(rule.key, rule.test, rule.least, rule.values) for rule in made.rules[0].rules] == [
        ("adult", "age", 18, ()),
        ("rank", "answer", None, ("master",)),
    ]


@pytest.mark.parametrize("code", ["UP-ODOP-TOOLKIT", "PM-VISHWAKARMA"])
def test_further_programmes_are_files_that_are_right(code: str) -> None:
    text = further(code)
    assert text is not None
    (made,) = load(text)
    assert made.code == code and made.sources and made.stages[-1] == "trained"
    assert {paper.key for paper in made.documents} <= {choice.code for choice in PAPERS}
    assert code not in {one.code for one in programmes()}, "an office takes it in, it is not in use by itself"
    assert further("../UP-ODOP") is None


def test_every_shipped_programme_says_where_it_was_read() -> None:
    for one in programmes():
        assert one.sources and all(source.as_of for source in one.sources), one.code
        for rule in (rule for group in one.rules for rule in group.rules):
            assert rule.words.hi and rule.words.en


@pytest.mark.parametrize(
    ("was", "becomes", "line", "said"),
    [
        ('test = "age"', 'test = "height"', 27, "“height” is not one of: state, district"),
        ("from = 18", "form = 18", 25, "it is missing"),
        ("from = 18", 'from = "18"', 28, "wrong form"),
        ("from = 18", "from = 18\nto = 17", 29, "less than"),
        ('field = "rank"', 'field = "rang"', 33, "“rang” is no field of this programme"),
        ('in = ["master"]\nwords', 'in = ["mester"]\nwords', 34, "“mester” is not one of: master, learner"),
        ('in = ["artisan_card"]', 'in = ["card"]', 43, "“card” is no paper that this programme asks for"),
        ('in = ["handloom"]', 'in = ["loom"]', 48, "“loom” is not one of: handicraft"),
        ('in = ["handloom"]', "in = []", 48, "it is missing"),
        ('need = "any"', 'need = "most"', 38, "“most” is not one of: all, any"),
        ('key = "loom"', 'key = "card"', 46, "“card” is there twice"),
        ('"documents_complete", "verified"', '"verified", "documents_complete"', 6, "stand in order"),
        ('exempt = ["master"]', 'exempt = ["mester"]', 8, "no choice of that field"),
        ('hi = "उस्ताद", en = "Master" }', 'hi = "उस्ताद" }', 19, "it is missing"),
        ('words = { hi = "हथकरघा", en = "Handloom" }', "", 45, "it is missing"),
    ],
)
def test_a_fault_is_told_with_its_line(was: str, becomes: str, line: int, said: str) -> None:
    assert was in RULED
    with pytest.raises(KnownError) as caught:
        load(RULED.replace(was, becomes))
    told = catalog("en").say(caught.value.text)
    assert said in told
    assert told.startswith(f"Line {line}. "), told


def test_a_paper_says_what_is_certified_where_the_answer_that_its_own_sentence_asks_for_is_missing() -> None:
    sentence = '[programme.wording.artisan]\nbody.hi = ["**{rank}** हैं।"]\nbody.en = ["is a **{rank}**."]\n'
    (made,) = load(RULED + sentence)
    said = made.wording["artisan"].sentence
    assert said("en", {"rank": "Master", "programme": "Trial"}) == "is a **Master**."
    assert said("en", {"programme": "Trial"}) == "is registered as an artisan under **Trial**."
    assert said("hi", {"programme": "जाँच"}).startswith("को **जाँच** के अंतर्गत")


def test_a_programme_says_until_when_it_runs() -> None:
    dated = RULED.replace('code = "BR-X"', 'code = "BR-X"\nsigned = 2024-08-08\nuntil = 2027-03-31')
    (made,) = load(dated)
    assert (made.signed, made.until) == (date(2024, 8, 8), date(2027, 3, 31))
    assert load(RULED)[0].until is None
    for wrong, line in (("2024-08-07", 5), ('"2027-03-31"', 5)):
        with pytest.raises(KnownError) as refused:
            load(dated.replace("2027-03-31", wrong))
        assert refused.value.text.args["line"] == line
