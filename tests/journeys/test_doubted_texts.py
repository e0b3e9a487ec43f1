"""Sheets with texts that are no names, or not only names: what comes in, what is said, and what is never sealed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.queries import lists
from tests.documents.tables import csv_bytes
from tests.domain.test_field_text import broken
from tests.journeys.test_command_line import ROW, Program, program, sheet  # noqa: F401  # the fixture

WORDS = catalog("en")
HEADS = ("name_hi", "name_en", "relation", "relative_hi", "birth_date", "gender", "mobile", "phone_owner", "village",
         "district", "state", "pin", "craft", "sector", "programme")  # fmt: skip
REST = {
    "relation": "husband", "relative_hi": "रमेश कुमार", "birth_date": "05/11/1990", "gender": "female", "mobile": "9839012345",
    "phone_owner": "own", "village": "ज़ैदपुर", "district": "Barabanki", "state": "Uttar Pradesh", "pin": "225414",
    "craft": "चिकनकारी", "sector": "handicraft", "programme": "UP-ODOP",
}  # fmt: skip


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield replace(made, clock=lambda: date(2026, 11, 22))
    made.store.close()


def bring(session: Session, heads: Sequence[str], *rows: dict[str, str], kind: str = "artisans") -> dict[str, Any]:
    path = session.store.folder.parent / "in.csv"
    path.write_bytes(csv_bytes([list(heads), *([row.get(head, "") for head in heads] for row in rows)]))
    report: Report = importing.import_file(session, kind, path, words=WORDS)
    said = report.as_json(WORDS)
    assert said["read"] == said["imported"] + said["updated"] + said["skipped"] + len(said["errors"])
    return said


def people(session: Session, kind: type[Artisan] | type[Shg] = Artisan) -> list[Any]:
    with session.store.read() as reader:
        rids = lists.ids(reader, kind.KIND, sort="registration")
        return [reader.get(kind, rid) for rid in rids]


MARKS = ("---", "NA", "N/A", "nil", "NULL", "nan", "None", "#N/A", "#REF!", ".", "निरंक", "लागू नहीं")


def test_marks_of_nothing_are_empty_cells_and_nobody_is_called_so(session: Session) -> None:
    known = {"district": "Barabanki", "gender": "female", "programme": ""}
    rows = [dict.fromkeys(HEADS, mark) | {"name_en": f"Person {chr(65 + n)}"} | known for n, mark in enumerate(MARKS)]
    said = bring(session, HEADS, *rows, *(dict.fromkeys(HEADS, mark) for mark in MARKS))
    assert (said["imported"], said["unread"], len(said["errors"])) == (len(MARKS), 0, len(MARKS))
    for one in people(session):
        kept = (one.name_hi, one.relative_hi, one.village, one.pin, one.craft, dict(one.unread))
        assert kept == ("", "", "", "", "", {})
    for n, mark in enumerate(MARKS):
        fields = {warning["field"] for warning in said["warnings"] if warning["row"] == n + 2}
        assert not mark.startswith("#") or {"name_hi", "mobile", "birth_date"} <= fields


def test_a_sheet_saved_through_a_wrong_encoding_comes_in_whole_and_it_is_said(session: Session) -> None:
    hurt = {key: broken(text) for key, text in (REST | {"name_hi": "सुनीता देवी"}).items()}
    said = bring(session, HEADS, hurt)
    (one,) = people(session)
    assert (one.name_hi, one.relative_hi, one.village, one.craft) == ("सुनीता देवी", "रमेश कुमार", "ज़ैदपुर", "चिकनकारी")
    assert {warning["field"] for warning in said["warnings"]} == {"name_hi", "relative_hi", "village", "craft"}
    assert not one.unread


def test_lost_letters_are_an_error_where_they_were_the_name_and_unread_elsewhere(session: Session) -> None:
    said = bring(session, HEADS, REST | {"name_hi": "?????? ????"}, REST | {"name_en": "Sita", "relative_hi": "????"})
    assert [error["row"] for error in said["errors"]] == [2] and "UTF-8" in said["errors"][0]["reason"]
    (one,) = people(session)
    assert dict(one.unread) == {"relative_hi": "????"}


@pytest.mark.parametrize("texts", [("âéÙèÌæ Îðßè", "·¤×Üæ Îðßè"), ("saunaIta dovaI", "kmalaa dovaI")])
def test_a_hindi_column_without_a_hindi_letter_stays_unread_and_is_asked_about(
    session: Session, texts: Sequence[str]
) -> None:
    said = bring(session, HEADS, *(REST | {"name_hi": text, "mobile": f"983901236{n}"} for n, text in enumerate(texts)))
    assert (said["imported"], said["unread"], said["errors"]) == (2, 2, [])
    assert [(one["column"], bool(one["answers"])) for one in said["questions"]] == [("name_hi", True)]
    for one, text in zip(people(session), texts, strict=True):
        assert (one.name_hi, dict(one.unread)) == ("", {"name_hi": text})
        assert isinstance(certifying.examine(session, one.id), certifying.Ineligible)


def test_an_english_column_under_a_hindi_head_is_asked_about_and_a_single_cell_is_only_doubted(
    session: Session,
) -> None:
    said = bring(session, HEADS, REST | {"name_hi": "सुनीता"}, REST | {"name_hi": "Kamla Devi", "mobile": "9839012346"})
    assert said["questions"] == [] and [(one["row"], one["field"]) for one in said["warnings"]] == [(3, "name_hi")]
    assert [one.name_hi for one in people(session)] == ["सुनीता", "Kamla Devi"]


CELLS = [
    ("सुनीता देवी W/o रमेश कुमार", "सुनीता देवी", "", "husband", "रमेश कुमार", ""),
    ("Sunita Devi W/o Ramesh Kumar", "", "Sunita Devi", "husband", "Ramesh Kumar", ""),
    ("सुनीता पत्नी रमेश", "सुनीता", "", "husband", "रमेश", ""),
    ("सुनीता देवी D/O श्री राम", "सुनीता देवी", "", "father", "राम", ""),
    ("सुनीता देवी w/o", "सुनीता देवी", "", "husband", "", ""),
    ("सुनीता देवी (SC)", "सुनीता देवी", "", "", "", "SC"),
    ("सुनीता देवी ST", "सुनीता देवी", "", "", "", "ST"),
    ("राधा SHG", "राधा", "", "", "", "SHG"),
    ("राम प्रसाद alias Raju", "राम प्रसाद", "", "", "", "alias Raju"),
    ("राम प्रसाद उर्फ राजू", "राम प्रसाद उर्फ राजू", "", "", "", ""),
    ("रमेश s/o मोहन (9839012345)", "रमेश", "", "father", "मोहन", ""),
    ("श्रीमती Sunita Devi", "", "Sunita Devi", "", "", ""),
    ("Sunita Devi (सुनीता देवी)", "सुनीता देवी", "Sunita Devi", "", "", ""),
    ("सुनीता देवी/Sunita Devi W/o Ram", "सुनीता देवी", "Sunita Devi", "husband", "Ram", ""),
    ("डॉ० ए.पी. शर्मा", "डॉ० ए.पी. शर्मा", "", "", "", ""),
    ("KUM. S.", "", "KUM. S.", "", "", ""),
]


def test_one_cell_with_several_facts_is_taken_apart(session: Session) -> None:
    rows = [{"Name": cell, "Village": f"गाँव {n}"} for n, (cell, *_) in enumerate(CELLS)]
    said = bring(session, ("Name", "Village"), *rows)
    warned = {warning["row"] for warning in said["warnings"] if warning["field"] in ("name_hi", "name_en")}
    for n, (cell, name_hi, name_en, relation, relative, rest) in enumerate(CELLS):
        one = next(person for person in people(session) if person.village == f"गाँव {n}")
        assert (one.name_hi, one.name_en, one.relation) == (name_hi, name_en, relation), cell
        assert (one.relative_hi or one.relative_en) == relative, cell
        assert dict(one.unread) == ({"name_en": rest} if rest else {}), cell
        assert not (relative or rest or "w/o" in cell) or n + 2 in warned, cell


def test_the_same_husband_in_two_cells_is_one_and_another_one_is_kept(session: Session) -> None:
    heads = ("Name", "relation", "relative_hi", "Village")
    same = {"Name": "सुनीता देवी W/o रमेश कुमार", "relation": "husband", "relative_hi": "रमेश कुमार", "Village": "देवा"}
    other = same | {"Name": "मीना W/o सुरेश"}
    bring(session, heads, same, other)
    first, second = people(session)
    assert (first.name_hi, first.relative_hi, dict(first.unread)) == ("सुनीता देवी", "रमेश कुमार", {})
    assert (second.name_hi, second.relative_hi, dict(second.unread)) == ("मीना", "रमेश कुमार", {"name_en": "सुरेश"})


def test_shg_stays_a_part_of_a_groups_name(session: Session) -> None:
    bring(session, ("SHG Name", "Village", "District"), *({"SHG Name": name, "Village": "हरख", "District": "Barabanki"}
          for name in ("राधा SHG", "जय माँ दुर्गा S.H.G.", "लक्ष्मी SHG (Laxmi)")), kind="shgs")  # fmt: skip
    assert [one.name_en for one in people(session, Shg)] == ["", "", "Laxmi"]
    assert [one.name_hi.split()[0] for one in people(session, Shg)] == ["राधा", "जय", "लक्ष्मी"]


def test_an_import_again_changes_nothing(session: Session) -> None:
    rows = [
        {"Name": name, "Village": "अाशापुर"} for name in ("रेखा W/o सुरेश", "कमला (SC)", "अाशा", broken("गीता"), "Ram 2")
    ]
    assert bring(session, ("Name", "Village"), *rows)["imported"] == 5
    again = bring(session, ("Name", "Village"), *rows)
    assert (again["skipped"], again["warnings"]) == (5, [])


def test_odd_but_right_names_are_all_printed(session: Session, tmp_path: Path) -> None:
    names = [
        ("श्रीमती कृष्णवल्लभप्रियदर्शिनी देशपाण्डे-कुलकर्णी उर्फ गुड्डी", "Krishnavallabhapriyadarshini Deshpande-Kulkarni alias Guddi"),
        ("क", "K"), ("अ.व. राम/श्याम (बड़े)", 'A.V. Ram/Shyam (Elder) "Bade"'), ("अाशा जा़हिद", "Asha"),
        ("शृंगार क्षत्रज्ञ द्वितीय ह्रस्व र्‍याक्ट", "Shringar O'Neil-D'Souza & Sons <b>"), ("CON", "NUL."),
    ]  # fmt: skip
    bring(session, HEADS, *(REST | {"name_hi": hi, "name_en": en, "mobile": f"98390124{n:02}"}
                         for n, (hi, en) in enumerate(names)))  # fmt: skip
    for one in people(session):
        registering.correct(session, one.registration, {"consent": "signature"})
    made = issuing.issue(session, [one.id for one in people(session)], tmp_path / "out")
    assert (len(made.papers), made.ineligible) == (len(names), ())


def test_a_figure_for_a_name_is_an_error_and_what_cannot_be_drawn_is_never_issued(program: Program) -> None:  # noqa: F811
    figure = ROW.replace("रमेश कुमार", "9000000001").replace("Ramesh Kumar", "9000000001")
    undrawn = ROW.replace("रमेश कुमार", "ारमुगा").replace("Ramesh Kumar", "")
    said = program("import", "artisans", sheet(program, figure, undrawn))
    assert [error["row"] for error in said["errors"]] == [2]
    assert [warning["row"] for warning in said["warnings"]] == [3]
    (hit,) = program("search", "9839022218")
    program("correct", hit["registration"], "programme=UP-ODOP", "consent=signature")
    assert program("certificates", "issue", "--all", "--out", program.folder / "out", code=1) == []
    assert hit["registration"] in program.said
