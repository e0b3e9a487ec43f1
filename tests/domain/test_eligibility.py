"""Rules of programmes over people: yes, no and not known, with the reason and what is to be asked."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from samarth_desktop.domain.programmes.programme import programme, programmes
from samarth_desktop.domain.programmes.programme_file import load
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.rule_model import JOIN, STAY, Answer
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.programmes.eligibility import answer, decided, kept_answers, look
from samarth_desktop.rules.programmes.facts import Facts, Paper, household_of, of_records
from samarth_desktop.rules.programmes.rule_checks import CHECKS, READS, Asked
from samarth_desktop.rules.programmes.verdicts import Verdicts

TODAY = date(2026, 11, 25)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
WEAVER = Artisan(
    state="9", district="129", village="ज़ैदपुर", gram_panchayat="ज़ैदपुर", gender="female", sector="handloom",
    craft="बुनाई", odop_product="yes", birth_date=date(1999, 3, 4),
)  # fmt: skip


def ruled(rules: str, more: str = "") -> Programme:
    (made,) = load(
        f"""
[[programme]]
code = "T"
name = {{ hi = "जाँच", en = "Trial" }}
partner = {{ hi = "क", en = "K" }}
{more}
{rules}
"""
    )
    return made


def rule(test: str, **more: object) -> str:
    def toml(value: object) -> str:
        if isinstance(value, (list, tuple)):
            return "[" + ", ".join(f'"{one}"' for one in value) + "]"
        return f'"{value}"' if isinstance(value, str) else str(value)

    lines = "\n".join(f"{key.rstrip('_')} = {toml(value)}" for key, value in more.items())
    key = more.get("key", test)
    head = "" if "key" in more else f'key = "{key}"\n'
    words = 'words = { hi = "नियम", en = "The rule" }'
    return f'[[programme.rules.rule]]\n{head}test = "{test}"\n{words}\n{lines}\n'


def one(test: str, **more: object) -> Programme:
    return ruled("[[programme.rules]]\n" + rule(test, **more))


def says(made: Programme, person: object = WEAVER, *papers: Document, enrolled: tuple[Enrolment, ...] = ()) -> Answer:
    facts = of_records(person, papers, enrolled)  # type: ignore[arg-type]
    verdict = look(made, facts, TODAY)
    assert answer(made, facts, TODAY, JOIN) is verdict.eligible
    assert answer(made, facts, TODAY, STAY) is verdict.compliant
    return verdict.eligible


@pytest.mark.parametrize(
    ("made", "yes", "no", "unknown"),
    [
        (one("state", in_=["9"]), {}, {"state": "27"}, {"state": ""}),
        (one("district", in_=["129"]), {}, {"district": "164"}, {"district": ""}),
        (one("sector", in_=["handloom"]), {}, {"sector": "food"}, {"sector": ""}),
        (one("gender", in_=["female"]), {}, {"gender": "male"}, {"gender": ""}),
        (one("category", in_=["sc", "st"]), {"category": "sc"}, {"category": "obc"}, {"category": "unsaid"}),
        (one("tax", in_=["gstin"]), {"tax_status": "gstin"}, {"tax_status": "none_yet"}, {}),
        (one("disability"), {"disability": "visual"}, {"disability": "none"}, {}),
        (
            one("disability", percent=40),
            {"disability": "visual", "disability_percent": 40},
            {"disability": "visual", "disability_percent": 39},
            {"disability": "visual"},
        ),
        (one("settlement", in_=["rural"]), {}, {"village": "वार्ड 7", "gram_panchayat": ""}, {"gram_panchayat": ""}),
        (one("craft", in_=["Pottery"]), {"craft": "मिट्टी के बर्तन"}, {"craft": "बुनाई"}, {"craft": ""}),
        (one("craft", trades=["potter"]), {"craft": "मिट्टी के बर्तन"}, {"vishwakarma_trade": "tailor"}, {"craft": "कुछ और"}),
        (one("odop_product"), {}, {"odop_product": "no"}, {"odop_product": ""}),
        (one("odop_product"), {"odop_product": "", "district": "164", "craft": "Furniture"}, {"district": "1", "state": "1"}, {"district": ""}),
        (one("holder", in_=["artisan"]), {}, None, None),
    ],
)  # fmt: skip
def test_each_test_has_three_answers(made: Programme, yes: dict, no: dict | None, unknown: dict | None) -> None:
    assert says(made, replace(WEAVER, **yes)) is YES
    assert no is None or says(made, replace(WEAVER, **no)) is NO
    if unknown is not None:
        assert says(made, replace(WEAVER, **unknown)) is UNKNOWN
        verdict = look(made, of_records(replace(WEAVER, **unknown), (), ()), TODAY)
        assert verdict.missing, "it says what is to be asked"


def test_a_group_is_no_person() -> None:
    group = Shg(mission="nulm", state="9", district="129", village="वार्ड 3")
    assert says(one("holder", in_=["artisan"]), group) is NO
    assert says(one("holder", in_=["artisan", "shg"], missions=["nrlm"]), group) is NO
    assert says(one("holder", in_=["artisan", "shg"], missions=["nrlm"]), replace(group, mission="")) is UNKNOWN
    assert says(one("gender", in_=["female"], holders=["artisan"]), group) is YES, "it is not asked of groups"


@pytest.mark.parametrize(
    ("born", "year", "said"),
    [
        (date(2008, 11, 25), None, YES),  # 18 today
        (date(2008, 11, 26), None, NO),
        (date(2008, 2, 29), None, YES),
        (None, 2005, YES),
        (None, 2007, UNKNOWN),
        (None, 2008, UNKNOWN),
        (None, 2009, UNKNOWN),
        (None, 2010, NO),
        (None, None, UNKNOWN),
    ],
)
def test_an_age_of_which_only_the_year_is_known_is_open_near_the_limit(born, year, said) -> None:
    assert says(one("age", from_=18), replace(WEAVER, birth_date=born, birth_year=year)) is said


def test_an_upper_limit_counts_the_whole_year() -> None:
    made = one("age", from_=18, to=60, at=["join"])
    assert says(made, replace(WEAVER, birth_date=date(1965, 11, 26))) is YES
    assert says(made, replace(WEAVER, birth_date=date(1965, 11, 25))) is NO
    old = look(made, of_records(replace(WEAVER, birth_date=date(1950, 1, 1)), (), ()), TODAY)
    assert (old.eligible, old.compliant) == (NO, YES), "who is in may grow old in it"


def test_a_paper_must_be_there_and_valid() -> None:
    card = '[[programme.document]]\nkey = "artisan_card"\nlabel = { hi = "कार्ड", en = "Card" }\n'
    made = ruled(card + "[[programme.rules]]\n" + rule("paper", in_=["artisan_card"]))
    shown = Document(document_kind="artisan_card")
    assert says(made) is UNKNOWN, "nobody has shown it yet"
    assert says(made, WEAVER, shown) is YES
    assert says(made, WEAVER, replace(shown, valid_until=TODAY)) is YES
    assert says(made, WEAVER, replace(shown, valid_until=date(2026, 11, 24))) is NO
    assert says(made, WEAVER, replace(shown, deleted=True)) is UNKNOWN


def test_other_programmes_count() -> None:
    inside, left = Enrolment(programme="NRLM", stage="verified"), Enrolment(programme="NRLM", stage="withdrawn")
    assert says(one("enrolled", in_=["NRLM"]), enrolled=(inside,)) is YES
    assert says(one("enrolled", in_=["NRLM"]), enrolled=(left,)) is NO
    assert says(one("never_enrolled", in_=["NRLM"]), enrolled=(left,)) is NO
    assert says(one("never_enrolled", in_=["NRLM"])) is YES


def test_an_answer_of_the_programmes_own_field() -> None:
    field = '[[programme.field]]\nkey = "poor"\nkind = "yesno"\nlabel = { hi = "ग़रीब", en = "Poor" }\n'
    made = ruled(field + "[[programme.rules]]\n" + rule("answer", field="poor", in_=["yes"]))
    for stored, said in ((True, YES), ("no", NO), ("", UNKNOWN), ({"raw": "?"}, UNKNOWN)):
        assert says(made, enrolled=(Enrolment(programme="T", extra={"T.poor": stored}),)) is said


def test_a_household_hit_asks_and_never_says_no() -> None:
    made = one("household")
    facts = of_records(WEAVER, [Document(document_kind="ration_card", number="UP 12-4471")], ())
    assert look(made, facts, TODAY).eligible is YES
    hit = look(made, replace(facts, same_household=("मुन्नी देवी",)), TODAY)
    assert (hit.eligible, hit.reasons[-1].ask) == (UNKNOWN, True)
    assert "मुन्नी देवी" in catalog("en").say(hit.reasons[-1].text)
    assert look(made, of_records(WEAVER, (), ()), TODAY).missing == ("ration_card",)


def test_a_household_is_the_cards_last_digits_or_the_head_in_one_village() -> None:
    keys = household_of("129", "ज़ैदपुर", "UP/12/4471", "राम लाल")
    assert len(keys) == 2
    assert set(keys) & set(household_of("129", "ज़ैदपुर", "99-4471", ""))
    assert set(keys) & set(household_of("129", "ज़ैदपुर", "", "राम लाल"))
    assert not set(keys) & set(household_of("129", "मसौली", "UP/12/4471", "राम लाल"))
    assert household_of("129", "ज़ैदपुर", "12", "") == ()


def test_all_of_and_any_of() -> None:
    loom, food = rule("sector", in_=["handloom"]), rule("sector", key="food", in_=["food"])
    woman = rule("gender", in_=["female"])
    all_of, any_of = "[[programme.rules]]\n", '[[programme.rules]]\nneed = "any"\n'
    assert says(ruled(all_of + loom + food)) is NO
    assert says(ruled(any_of + loom + food)) is YES
    assert says(ruled(any_of + food + woman), replace(WEAVER, gender="")) is UNKNOWN
    assert says(ruled(all_of + loom + woman), replace(WEAVER, gender="")) is UNKNOWN
    assert says(ruled(all_of + food + woman), replace(WEAVER, gender="")) is NO
    assert says(ruled(any_of + food + all_of + woman), replace(WEAVER, gender="male")) is NO


def test_what_decided_is_kept_in_words_of_both_languages() -> None:
    known = programme("UP-ODOP")
    assert known is not None
    verdict = look(known, of_records(WEAVER, (), ()), TODAY)
    kept = kept_answers(decided(verdict))
    assert kept["state"] == (YES, ("उत्तर प्रदेश", "Uttar Pradesh"))
    assert kept["odop_product"][0] is YES
    assert kept_answers("not json") == kept_answers("") == {}


WRONG = [
    ("SAMARTH", {"sector": "other"}, "Other"),
    ("SAMARTH", {"life": "moved"}, "moved away"),
    ("SAMARTH", {"life": "died"}, "moved away or died"),
    ("MH-MSSIDC", {"state": "9"}, "Uttar Pradesh"),
    ("MH-MSSIDC", {"sector": "other"}, "Other"),
    ("MH-MSSIDC", {"life": "moved"}, "moved away"),
    ("MH-MSKVIB", {"state": "9"}, "Uttar Pradesh"),
    ("MH-MSKVIB", {"sector": "handicraft"}, "Handicraft"),
    ("MH-MSKVIB", {"life": "died"}, "moved away or died"),
    ("UP-ODOP", {"state": "27", "district": "490"}, "Maharashtra"),
    ("UP-ODOP", {"odop_product": "no"}, "product"),
    ("UP-ODOP", {"life": "moved"}, "moved away"),
    ("JK-HHC", {"state": "9"}, "Uttar Pradesh"),
    ("JK-HHC", {"sector": "food"}, "Food"),
    ("JK-HHC", {"life": "moved"}, "moved away"),
    ("DAY-NULM", {"gram_panchayat": "ज़ैदपुर"}, "village"),
    ("DAY-NULM", {"life": "moved"}, "moved away"),
    ("NRLM", {"village": "वार्ड 4", "gram_panchayat": ""}, "town"),
    ("NRLM", {"life": "died"}, "moved away or died"),
]
RIGHT = {
    "MH-MSSIDC": {"state": "27", "district": "490"},
    "MH-MSKVIB": {"state": "27", "district": "490", "sector": "khadi"},
    "JK-HHC": {"state": "1", "district": "1"},
    "DAY-NULM": {"village": "वार्ड 4", "gram_panchayat": ""},
}


CARD = (Document(document_kind="artisan_card"),)


@pytest.mark.parametrize(("code", "changes", "said"), WRONG)
def test_the_wrong_kind_is_told_why(code: str, changes: dict, said: str) -> None:
    known = programme(code)
    assert known is not None
    right = replace(WEAVER, **RIGHT.get(code, {}))
    poor = (Enrolment(programme="DAY-NULM", extra={"DAY-NULM.urban_poor": True}),)
    assert look(known, of_records(right, CARD, poor), TODAY).eligible is YES, "the right kind"
    verdict = look(known, of_records(replace(right, **changes), CARD, poor), TODAY)
    assert verdict.eligible is NO
    assert any(said in catalog("en").say(reason.text) for reason in verdict.against)
    assert all(catalog("hi").say(reason.text) for reason in verdict.against)


OLD_CARD = (Document(document_kind="artisan_card", valid_until=TODAY - timedelta(days=1)),)
IN_KASHMIR = [
    ("handloom", {}, CARD, YES, ()),
    ("handloom", {}, (), UNKNOWN, ("artisan_card",)),
    ("handloom", {}, OLD_CARD, NO, ()),
    ("handicraft", {}, CARD, UNKNOWN, ("notified_craft",)),
    ("handicraft", {"JK-HHC.notified_craft": True}, CARD, YES, ()),
    ("handicraft", {"JK-HHC.notified_craft": "no"}, CARD, NO, ()),
    ("handicraft", {"JK-HHC.notified_craft": True}, (), UNKNOWN, ("artisan_card",)),
]


@pytest.mark.parametrize(("sector", "answers", "papers", "said", "missing"), IN_KASHMIR)
def test_a_weaver_or_a_notified_craft_with_a_valid_card(
    sector: str, answers: dict, papers: tuple, said: Answer, missing: tuple
) -> None:
    known = programme("JK-HHC")
    assert known is not None
    her = replace(WEAVER, state="1", district="1", sector=sector)
    verdict = look(known, of_records(her, papers, (Enrolment(programme="JK-HHC", extra=answers),)), TODAY)
    assert (verdict.eligible, verdict.compliant, verdict.missing) == (said, said, missing)
    group = look(known, of_records(Shg(mission="nrlm", state="1", district="1"), (), ()), TODAY)
    assert group.eligible is YES, "a group has no card"


def test_four_eyes_where_the_mission_has_them() -> None:
    assert {one.code for one in programmes() if one.verify == "second_person"} == {"NRLM"}


@pytest.mark.parametrize(("code", "mission"), [("NRLM", "nulm"), ("DAY-NULM", "nrlm")])
def test_the_group_of_the_other_mission_is_refused(code: str, mission: str) -> None:
    known = programme(code)
    assert known is not None
    assert look(known, of_records(Shg(mission=mission, state="9"), (), ()), TODAY).eligible is NO


class _Watched:
    """Facts that note which of them a rule looks at."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.read.add(name)
        return getattr(self._facts, name)


_FEW: dict[str, tuple[object, ...]] = {
    "kind": ("artisan", "shg"),
    "state": ("", "9", "27"),
    "district": ("", "129", "164"),
    "settlement": ("", "rural", "urban"),
    "active": (True, False),
    "gender": ("", "female", "male"),
    "birth_date": (None, date(1999, 3, 4), date(1999, 3, 5), date(2009, 11, 26), date(1950, 1, 1)),
    "birth_year": (None, 1990, 2008, 1935),
    "category": ("", "obc", "unsaid"),
    "disability": ("", "none", "locomotor"),
    "disability_percent": (None, 30, 60),
    "sector": ("", "handloom", "handicraft"),
    "craft": ("", "बुनाई", "कुम्हार"),
    "trade": ("", "potter"),
    "odop_product": ("", "yes", "no"),
    "tax_status": ("", "registered"),
    "mission": ("", "nrlm"),
    "papers": ((), (Paper("aadhaar"),), (Paper("ration_card", date(2020, 1, 1)),)),
    "enrolled": ({}, {"PMV": "registered"}, {"ODOP": "withdrawn"}),
    "answers": ({}, {"T.x": "yes"}, {"T.x": ["a", "b"]}, {"ODOP.product": "बुनाई"}),
    "household": ((), ("129/zaidpur/head/ram",), ("129/zaidpur/head/shyam",)),
    "same_household": ((), ("सुनीता",)),
}


def test_a_verdict_that_was_given_before_is_the_verdict_that_would_be_given_now() -> None:
    """Each rule looks at nothing but the facts that stand for it, so that equal ones may share a verdict."""
    dice, ours = random.Random(4), programmes()
    kept = {known.code: Verdicts(known, TODAY) for known in ours}
    shared = 0
    for _ in range(1200):
        facts = Facts(**{key: dice.choice(values) for key, values in _FEW.items()})  # type: ignore[arg-type]
        for known in ours:
            found = kept[known.code].of(facts)
            assert found == look(known, facts, TODAY)
            shared += found is kept[known.code].of(facts)
            for group in known.rules:
                for asked in group.rules:
                    watched = _Watched(facts)
                    CHECKS[asked.test](asked, watched, Asked(known.code, TODAY))  # type: ignore[arg-type]
                    assert watched.read <= {"kind", *READS[asked.test]}
    assert shared == 1200 * len(ours)
    assert READS.keys() == CHECKS.keys() | {"active"}
