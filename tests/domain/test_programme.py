"""Programmes: the seven as data, the words of certificates, and files that an office makes."""

import contextlib
import re
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.programme_file import load
from samarth_desktop.domain.programmes.wording import CERTIFICATES, placeholders
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import KINDS
from samarth_desktop.kinds.shg.record import Shg

SEVEN = ["SAMARTH", "MH-MSSIDC", "MH-MSKVIB", "UP-ODOP", "JK-HHC", "DAY-NULM", "NRLM"]
SMALL = """
[[programme]]
code = "BR-JEEVIKA"
name = { hi = "जीविका", en = "JEEViKA" }
partner = { hi = "बिहार सरकार", en = "Government of Bihar" }
states = ["10"]
signed = 2026-03-31
[[programme.field]]
key = "card"
label = { hi = "कार्ड नंबर", en = "Card number" }
kind = "line"
[programme.wording.artisan]
body.en = ["holds card **{card}**.", "is registered."]
"""


def get(code: str) -> programme.Programme:
    found = programme.programme(code)
    assert found is not None
    return found


def test_the_seven_ship_with_the_program() -> None:
    assert [p.code for p in programme.programmes()] == SEVEN
    assert get("up-odop").signed == date(2020, 8, 8)
    assert get("MH-MSSIDC").signed == get("MH-MSKVIB").signed == date(2021, 2, 11)
    assert get("SAMARTH").waiver_months == 6
    assert get("DAY-NULM").settlement == "urban"
    assert get("NRLM").settlement == "rural"
    assert {o.code for f in get("SAMARTH").fields if f.key == "focus" for o in f.options} >= {
        "women_led",
        "disability",
        "underserved",
    }


def test_where_each_runs() -> None:
    everywhere = {"SAMARTH", "DAY-NULM", "NRLM"}
    assert {p.code for p in programme.for_place("9")} == everywhere | {"UP-ODOP"}
    assert {p.code for p in programme.for_place("27")} == everywhere | {"MH-MSSIDC", "MH-MSKVIB"}
    assert {p.code for p in programme.for_place("1")} == everywhere | {"JK-HHC"}
    assert {p.code for p in programme.for_place("33")} == everywhere


@pytest.mark.parametrize("code", SEVEN)
def test_every_word_is_there_in_both_languages(code: str) -> None:
    one = get(code)
    both = [one.name, one.said, one.partner, one.about, *one.products]
    both += [f.label for f in one.fields] + [d.label for d in one.documents]
    both += [o.label for f in one.fields for o in f.options]
    for words in both:
        assert re.search(r"[\u0900-\u097f]", words.hi)
        assert re.search(r"[A-Za-z]", words.en)
        assert not re.search(r"[\u0900-\u097f]", words.en)
    assert set(one.wording) == set(CERTIFICATES)


@pytest.mark.parametrize("code", SEVEN)
@pytest.mark.parametrize("kind", CERTIFICATES)
@pytest.mark.parametrize("language", ["hi", "en"])
def test_there_is_a_sentence_however_little_is_known(code: str, kind: str, language: str) -> None:
    one = get(code)
    little = {"programme": one.said.say(language)}
    if kind == "workshop":
        little["workshop"] = "W"
    sentence = one.wording[kind].sentence(language, little)
    assert one.said.say(language) in sentence
    assert sentence.count("**") % 2 == 0
    assert "{" not in sentence
    assert not re.search(r"(गया|गयी|गई) (था|थी)|\b(he|she|his|her)\b", sentence)
    assert one.wording[kind].holder_line(language, {}) == ""
    fullest = one.wording[kind].body.say(language)[0]
    everything = {name: f"<{name}>" for name in placeholders(fullest)}
    full = one.wording[kind].sentence(language, everything)
    assert all(value in full for key, value in everything.items() if key != "article")


def test_a_certificate_reads_as_a_person_would_write_it() -> None:
    odop = get("UP-ODOP")
    wording = odop.wording["artisan"]
    assert wording.heading.hi == "एक जनपद एक उत्पाद, उत्तर प्रदेश"
    assert wording.under.en == "with Flipkart Samarth"
    en = {
        "relation_line": programme.relation_line("husband", "en", "Mohammad Aslam", "female"),
        "village": "Zaidpur",
        "block": "Harakh",
        "district": "Barabanki",
        "maker": "handloom weaver",
        "programme": odop.said.en,
    }
    # No line ends between a label and its name.
    assert wording.holder_line("en", en) == (
        "wife\u00a0of\u00a0Mohammad Aslam, village\u00a0Zaidpur, block\u00a0Harakh, district\u00a0Barabanki"
    )
    assert wording.sentence("en", en) == "is registered as a **handloom weaver** under **One District One Product**."
    assert wording.sentence("en", {**en, "maker": "embroiderer"}).startswith("is registered as an **embr")
    hi = {"relation_line": programme.relation_line("father", "hi", "राम लाल"), "district": "बाराबंकी"}
    hi |= {"craft": "चिकनकारी", "programme": odop.said.hi, "village": "", "maker": ""}
    assert wording.holder_line("hi", hi) == "पिता\u00a0राम लाल, ज़िला\u00a0बाराबंकी"
    assert wording.sentence("hi", hi) == (
        "को **एक जनपद एक उत्पाद** कार्यक्रम में कारीगर के रूप में पंजीकृत किया गया है (शिल्प: **चिकनकारी**)।"
    )
    mssidc = get("MH-MSSIDC")
    assert "under **the MSSIDC artisan programme**" in mssidc.wording["shg"].sentence(
        "en", {"programme": mssidc.said.en, "members": "12"}
    )


def test_a_relation_says_no_more_than_the_form() -> None:
    assert programme.relation_line("father", "en", "Ram Lal") == "child\u00a0of\u00a0Ram Lal"
    assert programme.relation_line("father", "en", "Ram Lal", "female") == "daughter\u00a0of\u00a0Ram Lal"
    assert programme.relation_line("mother", "en", "Sita", "male") == "son\u00a0of\u00a0Sita"
    assert programme.relation_line("father", "en", "Ram Lal", "other") == "child\u00a0of\u00a0Ram Lal"
    assert programme.relation_line("father", "hi", "") == ""
    assert programme.relation_line("neighbour", "hi", "राम") == ""


def test_nothing_is_asked_twice() -> None:
    papers = {choice.code for choice in KINDS}
    for one in programme.programmes():
        assert {d.key for d in one.documents} <= papers, one.code
        assert {f.key for f in one.fields} & (set(fields_of(Artisan)) | set(fields_of(Shg))) == set(), one.code


def test_the_khadi_certificate_is_named_where_there_is_one() -> None:
    body = get("MH-MSKVIB").wording["artisan"]
    facts = {"programme": "MSKVIB", "craft": "Khadi"}
    assert "certificate no." not in body.sentence("en", facts)
    assert "(khadi certificate no. KC/12)" in body.sentence("en", {**facts, "khadi_certificate": "KC/12"})


def test_extra_fields_become_described_fields() -> None:
    rank = next(f for f in get("JK-HHC").fields if f.key == "rank")
    field = rank.field("hi")
    assert (field.kind, field.required, field.label) == (Kind.CHOICE, True, rank.label.hi)
    assert field.choice_label("master_artisan") == "उस्ताद कारीगर"
    assert "rank" not in {f.key for f in get("JK-HHC").fields_for("shg")}
    assert "lokos_code" in {f.key for f in get("NRLM").fields_for("shg")}


def test_a_file_in_the_data_folder_is_a_trial(tmp_path: Path) -> None:
    (tmp_path / "jeevika.toml").write_text(SMALL, encoding="utf-8-sig")
    assert {p.code for p in programme.programmes(tmp_path)} == {*SEVEN, "BR-JEEVIKA"}
    assert programme.problems(tmp_path) == {}
    assert [p.code for p in programme.programmes(tmp_path) if p.trial] == ["BR-JEEVIKA"]
    own = programme.programme("BR-JEEVIKA", tmp_path)
    assert own is not None
    assert own.wording["artisan"].heading.hi == "जीविका"
    assert own.wording["artisan"].sentence("en", {"programme": "J", "card": "7"}) == "holds card **7**."
    assert own.wording["artisan"].sentence("hi", {"programme": "J"})  # the shipped Hindi where it gives none
    assert programme.programme("BR-JEEVIKA") is None


@pytest.mark.parametrize("code", SEVEN)
def test_a_trial_never_stands_for_a_shipped_programme(tmp_path: Path, code: str) -> None:
    (tmp_path / "0.toml").write_text(SMALL.replace("BR-JEEVIKA", code), encoding="utf-8")
    assert programme.programmes(tmp_path) == programme.programmes()
    assert code in catalog("en").say(programme.problems(tmp_path)["0.toml"])


def test_the_second_of_two_trials_with_one_code_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(SMALL.replace("JEEViKA", name), encoding="utf-8")
    known = programme.programme("BR-JEEVIKA", tmp_path)
    assert known is not None and known.name.en == "a"
    assert set(programme.problems(tmp_path)) == {"b.toml"}


def test_a_shipped_programme_has_a_version() -> None:
    assert all(p.version >= 1 and not p.trial for p in programme.programmes())
    assert load(SMALL)[0].version == 1
    assert load(SMALL.replace("signed", "version = 7\nsigned"))[0].version == 7


def test_a_bad_file_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("code = ", encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert [p.code for p in programme.programmes(tmp_path)] == SEVEN
    assert set(programme.problems(tmp_path)) == {"bad.toml", "bytes.toml"}
    (tmp_path / "bad.toml").write_text(SMALL + "# longer now", encoding="utf-8")
    assert set(programme.problems(tmp_path)) == {"bytes.toml"}


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('code = "BR-JEEVIKA"', "", "At “programme / code”: it is missing"),
        ('code = "BR-JEEVIKA"', 'code = "../x"', "cannot be a code"),
        (', en = "JEEViKA"', "", "both languages"),
        ('states = ["10"]', 'states = ["99"]', "“99” is no LGD code"),
        ("2026-03-31", '"31.3.26"', "without quotation marks"),
        ('kind = "line"', 'kind = "colour"', "“colour” is not one of: line, whole, date"),
        ('kind = "line"', 'kind = "choice"', "a field has choices"),
        ('kind = "line"', 'kind = "line"\nrequird = true', "At “BR-JEEVIKA / card / requird”: there is no such entry"),
        ("{card}", "{curd}", "nothing is known that could fill curd"),
        ("{card}", "{card.__class__}", "nothing is known that could fill"),
        ("**{card}**", "**{card}", "bold begins"),
        ("signed", "version = 0\nsigned", "it is a whole number from 1 to 65535"),
        ("signed", "version = 70000\nsigned", "it is a whole number from 1 to 65535"),
        ("signed", "waiver_months = 900\nsigned", "months must be 0 to 120"),
        (
            "[programme.wording.artisan]",
            "[programme.wording.artist]",
            "At “BR-JEEVIKA / wording / artist”: there is no such entry",
        ),
        ("[[programme]]", "[programme]", "wrong form"),
    ],
)
def test_a_mistake_in_a_file_is_said_plainly(was: str, becomes: str, said: str) -> None:
    assert was in SMALL
    with pytest.raises(KnownError) as caught:
        load(SMALL.replace(was, becomes))
    assert said in catalog("en").say(caught.value.text)


def test_an_empty_file_is_no_programme() -> None:
    with pytest.raises(KnownError):
        load("")


@pytest.mark.parametrize("odd", ["3", '""', "[3]", "{}", "[{}]", "[[]]", "true", "{ hi = 3 }", "{ en = [] }"])
def test_odd_values_are_refused_not_crashed_on(odd: str) -> None:
    rich = SMALL + 'body.hi = ["{card}"]\n' + "".join(f"[programme.wording.{k}]\ntitle = 1\n" for k in ("all", "shg"))
    rich = rich.replace("states", 'said = { en = "J" }\nproducts = []\nholders = ["shg"]\nstates')
    for line in rich.splitlines():
        name, equals, _ = line.partition(" = ")
        if equals:
            with contextlib.suppress(KnownError):
                load(rich.replace(line, f"{name} = {odd}"))
