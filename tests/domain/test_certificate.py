"""From a record and a programme to what stands on the paper."""

from dataclasses import replace
from datetime import date

import pytest

from samarth_desktop.domain.names.titles import titled
from samarth_desktop.domain.programmes.programme import programme, programmes
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.certificates.certificate import (
    Attended,
    Languages,
    PrintSettings,
    best,
    for_artisan,
    for_group,
    for_participant,
    in_scripts,
)

PAPER = PrintSettings(issued=date(2026, 11, 12))
WEAVER = Artisan(
    registration="UP-7KQ4MX-00214-X",
    name_hi="शबनम बानो",
    name_en="Shabnam Bano",
    honorific="smt",
    relation="husband",
    relative_hi="मोहम्मद असलम",
    relative_en="Mohammad Aslam",
    gender="female",
    craft="हथकरघा बुनाई",
    village="ज़ैदपुर",
    village_other="Zaidpur",
    block="हरख",
    district="129",
    state="9",
)
GROUP = Shg(
    registration="UP-7KQ4MX-00011-K",
    name_hi="माँ गौरी समूह",
    village="Zaidpur",
    district="129",
    state="9",
    formation_date=date(2024, 3, 8),
)


def odop():
    found = programme("UP-ODOP")
    assert found is not None
    return found


def test_an_artisan_in_both_languages() -> None:
    data = for_artisan(WEAVER, odop(), "A-7KQ4MX-00198-C", PAPER, photo=b"x")
    assert data.name == Words("शबनम बानो", "Shabnam Bano") or data.name.en == "Smt. Shabnam Bano"
    assert data.plain_name == Words("शबनम बानो", "Shabnam Bano")
    assert "ज़ैदपुर" in data.lines_hi[0] and "Zaidpur" in data.lines_en[0]
    assert "Mohammad Aslam" in data.lines_en[0] and data.lines_en[0].endswith(",")
    assert "हथकरघा बुनकर" in data.lines_hi[1] and "handloom weaver" in data.lines_en[1]
    assert data.heading.hi and data.title.en == "Certificate" and data.photo == b"x"


@pytest.mark.parametrize("languages", ["hi", "en", "both"])
def test_a_craft_in_the_other_script_is_said_in_the_script_of_the_sentence(languages: Languages) -> None:
    own = replace(WEAVER, craft="चौरसी कटाई")
    data = for_artisan(own, odop(), "A-7KQ4MX-00198-C", replace(PAPER, languages=languages))
    assert "चौरसी कटाई" in data.lines_hi[1]
    assert "चौरसी कटाई" not in data.lines_en[1] and "**Chaurasi Katai**" in data.lines_en[1]


@pytest.mark.parametrize("code", [p.code for p in programmes()])
def test_every_programme_fills_every_kind_without_a_brace_left(code: str) -> None:
    found = programme(code)
    assert found is not None
    attended = Attended(
        Words("पैकेजिंग", "Packaging"), Words("बाराबंकी", "Barabanki"), date(2026, 11, 3), date(2026, 11, 5)
    )
    made = [for_participant(WEAVER, found, "W-7KQ4MX-00001-X", PAPER, attended)]
    if "artisan" in found.holders:
        made.append(for_artisan(WEAVER, found, "A-7KQ4MX-00001-X", PAPER))
    if "shg" in found.holders:
        made.append(for_group(GROUP, found, "S-7KQ4MX-00001-X", PAPER, members=12))
    for data in made:
        for line in (*data.lines_hi, *data.lines_en):
            assert "{" not in line and line.count("**") % 2 == 0
        assert len(data.lines_hi) == len(data.lines_en) == 2
        assert data.subtitle.hi and data.subtitle.en and data.opening.hi


def test_a_group_says_when_it_was_formed_and_how_many_it_has() -> None:
    nrlm = programme("NRLM")
    assert nrlm is not None
    sentence = for_group(GROUP, nrlm, "S-7KQ4MX-00001-X", PAPER, members=12).lines_en[1]
    assert "12 members" in sentence and "8\u00a0March\u00a02024" in sentence


def test_titles_are_never_doubled_nor_guessed() -> None:
    assert titled("", "Shabnam Bano", "en") == "Shabnam Bano"
    assert titled("smt", "Smt. Shabnam Bano", "en") == "Smt. Shabnam Bano"
    assert titled("shri", "श्री राम लाल", "hi") == "श्री राम लाल"
    assert titled("shri", "", "hi") == ""
    assert titled("km", "Asha", "en") == "Km. Asha"


def test_words_in_either_script() -> None:
    assert in_scripts("ज़ैदपुर", "Zaidpur") == in_scripts("Zaidpur", "ज़ैदपुर") == Words("ज़ैदपुर", "Zaidpur")
    assert best(in_scripts("Zaidpur"), "hi") == "Zaidpur"
