"""A list as a block office sends it: pasted into the hall grid, saved and printed, with every row accounted for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from samarth_desktop.actions.certificates import issuing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import hall_grid, registering
from samarth_desktop.actions.registration.pasting import Row
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.names.other_script import is_devanagari

DAY = date(2026, 11, 22)
SHEET = """क्र.\tनाम\tपिता/पति का नाम\tलिंग\tउम्र\tमोबाइल नं०
1\tश्रीमती फूलमती देवी\tपति श्री छोटेलाल\tमहिला\t34\t98390 22218
2\tनसीम बानो\tपति मो. असलम\tमहिला\t४१\t9839022219
3\tरमेश कुमार\tपिता स्व. राम प्रसाद\tपुरुष\tबीस\t9839022220
4\tSavitri Devi\tW/o Ram Lakhan\tFemale\t38\t9839022221
5\tSalim Ahmad\tS/o Karim Baksh\tMale\t45 yrs\t9839022222
6\tमुन्नी देवी\tपति लल्लू\tमहिला\tपच्चीस\t9839022223
7\tइमरान अली\tपिता अख़्तर अली\tपुरुष\t29\t9839022224
8\tडॉ. सुनीता वर्मा\tपिता श्री मोहन लाल\tमहिला\t52\t9839022225
9\tKm. Rekha\tD/o Shri Suresh\tFemale\ttwenty two\t9839022226
10\tछेदी लाल\tपिता बाबू राम\tपुरुष\t60\t9839022227
11\tज़रीना ख़ातून\tपति शफ़ीक़\tमहिला\t33\t9839022228
12\tराजकुमारी\tपति घनश्याम\tमहिला\t27\t9839022229
13\tBabulal Nishad\tS/o Late Ram Dhari\tMale\t55\t9839022230
14\tकु. पूजा\tपिता दिनेश\tमहिला\t19\t9839022231
15\tमो. आरिफ़\tपिता मो. यूसुफ़\tपुरुष\t31\t9839022232
16\tशकुंतला\tपति रामसेवक\tमहिला\t48\t9839022233
17\tगुड्डी\tपति ओमप्रकाश\tमहिला\t30\t9839022234
18\tकैलाश नाथ\tपिता विश्वनाथ\tपुरुष\t44\t9839022235
19\tRukhsana\tW/o Md. Idris\tFemale\t36\t9839022236
20\tचन्द्रकला\tपति हरिराम\tमहिला\t39\t9839022237
21\tलालमन\tपिता ठाकुर प्रसाद\tपुरुष\t50\t9839022238
22\tसरोज\tपति रामनरेश\tमहिला\t28\t9839022239
23\tअब्दुल हमीद\tपिता अब्दुल रशीद\tपुरुष\t47\t9839022240
24\tउर्मिला\tपति जगदीश\tमहिला\tabc\t9839022241
25\tशिव कुमारी\tपति बद्री\tमहिला\t41\t98390
"""
COMMON = {
    "programme": "UP-ODOP", "village": "ज़ैदपुर", "block": "हरख", "district": "129", "state": "9", "sector": "handloom",
    "craft": "चौरसी कटाई", "consent.how": "signature", "consent.given_on": f"{DAY:%d/%m/%Y}",
}  # fmt: skip
_NUMBER = re.compile(r"\b(?:[A-Z]{2}|A)-[0-9A-Z]{6}-\d{5,}-[0-9A-Z*]\b")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield replace(made, clock=lambda: DAY)
    made.store.close()


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def saved(session: Session) -> tuple[list[Row], hall_grid.Outcome]:
    rows = hall_grid.with_ids(hall_grid.pasted(SHEET, 0))
    return rows, hall_grid.save(session, rows, COMMON)


def test_every_row_is_accounted_for_and_no_number_is_cut(session: Session) -> None:
    rows, outcome = saved(session)
    assert len(rows) == 25 and sorted(outcome.numbers) == list(range(25))
    assert all(_NUMBER.fullmatch(number) for number in outcome.numbers.values())
    assert {row["relation"] for row in rows} == {"father", "husband"}
    assert [row["age"] for row in rows][2:6] == ["20", "38", "45", "25"] and rows[23]["age"] == "abc"
    wrong = hall_grid.problems(session, rows, COMMON)
    assert {(one.row, one.column) for one in wrong if one.blocks} == {(23, "age"), (24, "mobile")}
    assert outcome.unfinished == 2 and len(outcome.ready) == 23
    kept = [registering.load(session, row[hall_grid.ID]).holder for row in rows]
    assert kept[23].unread == {"birth_year": "abc"} and kept[24].unread == {"mobile": "98390"}


@pytest.mark.parametrize("files", ["one", "cards"])
def test_on_paper_no_foreign_script_stands_in_any_sentence(session: Session, tmp_path: Path, files: str) -> None:
    _, outcome = saved(session)
    for language in ("en", "hi"):
        look = issuing.PrintOptions(language)
        batch = issuing.issue(session, outcome.ready, tmp_path / language, look, files=files)
        assert len(batch.papers) == 23 and batch.ineligible == ()
        text = text_of(batch.papers[0].file)
        numbers = set(_NUMBER.findall(text))
        assert {outcome.numbers[at] for at in range(23)} <= numbers
        words = re.sub(r"\b[0-9A-F]{4}\b", " ", _NUMBER.sub(" ", text))  # the check code is figures of sixteen
        if language == "en":
            assert not is_devanagari(words)
        else:
            assert re.findall("[A-Za-z]{2,}", words) == []


def test_titles_stand_once_and_say_what_was_written(session: Session, tmp_path: Path) -> None:
    _, outcome = saved(session)
    english, hindi = (
        text_of(
            issuing.issue(session, outcome.ready, tmp_path / language, issuing.PrintOptions(language), files="one")
            .papers[0]
            .file
        ).replace("\N{NO-BREAK SPACE}", " ")
        for language in ("en", "hi")
    )
    assert "Phoolmati Devi" in english and "wife of Shri Chhotelal" in english
    assert "Late Ram Prasad" in english and "स्व. राम धारी" in hindi
    for doubled in ("Shri Shri", "Shri Late", "Smt. Smt.", "Late Late"):
        assert doubled not in english
    for doubled in ("श्री श्री", "श्रीमती श्रीमती", "श्री स्व", "पति श्री श्री"):
        assert doubled not in hindi


MORE = """नाम\tपति का नाम\tलिंग\tजन्म तिथि\tमोबाइल\tग्राम\tवर्ग\tबैंक खाता\tजूते
"फूलमती\nदेवी"\tछोटेलाल\tम०\t05/11/1988\t+91 98390 22218\tहरख\tOBC\t123456789012\t7
नसीम बानो\tअसलम\tF\t1990\t9839022219\t-do-\tअ०पि०व०\t\t6
राधा\tरामू\tFemale\t31/02/1990\t9839022220\tज़ैदपुर\t\t\t
गीता\tश्याम\tमहिला\t३५\t9839022221\t\tSC\t\t
"""


def test_what_a_pasted_list_says_beside_the_columns_is_taken_or_told(session: Session) -> None:
    rows = hall_grid.with_ids(hall_grid.pasted(MORE, 0))
    assert hall_grid.beside(MORE) == (["जन्म तिथि", "ग्राम", "वर्ग"], ["बैंक खाता", "जूते"])
    assert {row["gender"] for row in rows} == {"female"}
    assert [row["age"] for row in rows][2:] == ["31/02/1990", "35"], "what is no date stays to be mended"
    hall_grid.save(session, rows, {**COMMON, "village_code": "123456"})
    first, second, third, last = (registering.load(session, row[hall_grid.ID]).holder for row in rows)
    assert (first.name_hi, first.birth_date, first.mobile) == ("फूलमती देवी", date(1988, 11, 5), "9839022218")
    assert (first.village, first.block, first.village_code) == ("हरख", "", ""), "nothing of the village of all"
    assert (second.village, second.category) == ("हरख", "obc") and second.birth_year
    assert (third.village, third.block, third.village_code) == ("ज़ैदपुर", "हरख", "123456") and third.unread
    assert (last.village, last.category) == ("ज़ैदपुर", "sc")


def test_an_age_that_was_written_over_wins_over_the_pasted_date(session: Session) -> None:
    row = hall_grid.pasted(MORE, 0)[0] | {"age": "50"}
    made = hall_grid.sheet_of(session, row, COMMON).holder
    assert (made.birth_date, made.birth_year) == (None, session.today.year - 50)
