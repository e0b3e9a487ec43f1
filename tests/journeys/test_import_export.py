"""Sheets in and out through the real store: import, mend, import again, export, and what a power cut leaves."""

import csv
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pymupdf
import pytest
import xlsxwriter
from stdnum import verhoeff

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.imports import importing, sheet_source, templates
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.domain.fields.field import changed, fields_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LANGUAGES, catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.queries import audit
from samarth_desktop.store.search import lookups
from tests.documents.tables import csv_bytes, mangled, ods_bytes, xlsx_bytes
from tests.sample_people import PERSON_KEYS, SHG_KEYS, people, shgs

PASSPHRASE = "neem ki chhaon mein"
EN = catalog("en")
AADHAAR = "23456789012" + verhoeff.calc_check_digit("23456789012")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", PASSPHRASE, author="सुनीता यादव", area="9/129")
    yield replace(made, clock=lambda: date(2026, 11, 22))
    made.store.close()


def sheet(path: Path, keys: Sequence[str], rows: Sequence[dict[str, str]]) -> Path:
    table = [list(keys), *([row.get(key, "") for key in keys] for row in rows)]
    make = {".csv": csv_bytes, ".xlsx": xlsx_bytes, ".ods": ods_bytes}[path.suffix]
    path.write_bytes(make(table))
    return path


def bring(session: Session, path: Path, kind: str = "artisans", **how: object) -> Report:
    return importing.import_file(session, kind, path, words=EN, **how)  # type: ignore[arg-type]


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.read, report.imported, report.updated, report.skipped, len(report.errors)


def everybody(session: Session) -> list[Artisan]:
    with session.store.read() as reader:
        return list(lookups.all_of(reader, Artisan))


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".ods"])
def test_people_come_in_once(session: Session, tmp_path: Path, ending: str) -> None:
    rows = list(people(120, seed=2))
    path = sheet(tmp_path / f"people{ending}", PERSON_KEYS, rows)
    told: list[tuple[int, int]] = []
    report = bring(session, path, progress=lambda done, total: told.append((done, total)))
    assert counts(report) == (120, 120, 0, 0, 0)
    assert told[-1] == (120, 120)
    assert counts(bring(session, path)) == (120, 0, 0, 120, 0)
    kept = everybody(session)
    assert [(one.name_hi, one.mobile) for one in kept] == [(row["name_hi"], row["mobile"]) for row in rows]
    assert len({one.registration for one in kept}) == 120
    with session.store.read() as reader:
        assert [one.programme for one in reader.children(Enrolment, kept[0].id)] == [rows[0]["programme"]]


def test_a_row_twice_in_a_file_comes_in_once(session: Session, tmp_path: Path) -> None:
    rows = list(people(3))
    report = bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, [*rows, *rows]))
    assert counts(report) == (6, 3, 0, 3, 0)


def test_somebody_corrected_since_is_not_brought_back(session: Session, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(5)))
    bring(session, path)
    person = everybody(session)[0]
    registering.correct(session, person.registration, {"mobile": "9839000001", "village": "Dewa"})
    assert counts(bring(session, path)) == (5, 0, 0, 5, 0)


def test_a_registration_number_updates(session: Session, tmp_path: Path) -> None:
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(2))))
    first, second = everybody(session)
    row = {"registration": first.registration.lower().replace("-", " "), "mobile": "9839000001", "village": ""}
    report = bring(session, sheet(tmp_path / "b.csv", ("registration", "mobile", "village"), [row]))
    assert counts(report) == (1, 0, 1, 0, 0)
    after = everybody(session)
    assert changed(first, after[0]) == ("mobile",)
    assert after[1] == second


def test_who_is_probably_there_already_is_counted(session: Session, tmp_path: Path) -> None:
    """Another spelling with the same phone comes in and is counted, in the file and against the store; twins are not."""
    first = {"name_hi": "रमेश कुमार यादव", "relative_hi": "राम लाल", "relation": "father", "village": "Zaidpur",
             "district": "129", "state": "9", "mobile": "9839022218", "birth_date": "1990-11-05", "gender": "male"}  # fmt: skip
    again = {**first, "name_hi": "", "name_en": "Ramesh Kumar Yadav", "relative_hi": "", "relative_en": "Ram Lal"}
    twin = {**first, "name_hi": "सुरेश कुमार यादव", "mobile": "9839022219"}
    keys = (*first, "name_en", "relative_en")
    report = bring(session, sheet(tmp_path / "a.csv", keys, [first, twin, again]))
    assert (report.imported, report.duplicates, [row for _, row in report.flagged]) == (3, 1, [4])
    later = {**again, "village": "Zaid pur", "mobile": "9839022218"}
    report = bring(session, sheet(tmp_path / "b.csv", keys, [later]))
    assert (report.imported, report.duplicates) == (1, 1)


def test_another_programme_joins_the_same_person(session: Session, tmp_path: Path) -> None:
    row = {**next(people(1)), "programme": "UP-ODOP"}
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, [row]))
    report = bring(session, sheet(tmp_path / "b.csv", PERSON_KEYS, [{**row, "programme": "Flipkart Samarth; UP-ODOP"}]))
    assert counts(report) == (1, 0, 1, 0, 0)
    with session.store.read() as reader:
        enrolments = reader.children(Enrolment, everybody(session)[0].id)
    assert sorted(one.programme for one in enrolments) == ["SAMARTH", "UP-ODOP"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_bad_rows_go_to_a_sheet_and_come_in_mended(session: Session, tmp_path: Path, ending: str) -> None:
    rows = list(people(10))
    rows[3] |= {"name_hi": "", "name_en": "", "technique": f"card {AADHAAR[:4]} {AADHAAR[4:8]} {AADHAAR[8:]}"}
    rows[6] |= {"craft": "x" * 5000}
    rows[8] |= {"mobile": "12", "birth_date": "unknown", "age": ""}
    path, errors = sheet(tmp_path / "a.csv", PERSON_KEYS, rows), tmp_path / f"errors{ending}"
    report = bring(session, path, errors=errors)
    assert counts(report) == (10, 8, 0, 0, 2)
    answer = report.as_json(EN)
    assert [(error["row"], error["field"]) for error in answer["errors"]] == [(5, "name_hi"), (8, "craft")]
    assert all(re.search("[a-z]", error["reason"]) for error in answer["errors"])
    assert [(note["row"], note["field"]) for note in answer["notes"]] == [(10, "birth_date"), (10, "mobile")]
    unfinished = everybody(session)[6]
    assert dict(unfinished.unread) == {"mobile": "12", "birth_date": "unknown"}

    heads, *bad = open_book(errors)[0].rows()
    assert heads == [*PERSON_KEYS, "What to mend"]
    assert len(bad) == 2
    assert AADHAAR not in re.sub(r"\D", "", str(bad))
    assert f"XXXX XXXX {AADHAAR[-4:]}" in str(bad)
    bad[0][0], bad[1][PERSON_KEYS.index("craft")] = "रमेश कुमार", "Chikankari"
    mended = tmp_path / "mended.csv"
    mended.write_bytes(csv_bytes([heads, *bad]))
    assert counts(bring(session, mended)) == (2, 2, 0, 0, 0)
    assert counts(bring(session, path, errors=errors))[3] == 8


def test_no_sheet_of_errors_without_errors(session: Session, tmp_path: Path) -> None:
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(2))), errors=tmp_path / "errors.csv")
    assert not (tmp_path / "errors.csv").exists()


def test_strict_is_all_or_nothing(session: Session, tmp_path: Path) -> None:
    rows = list(people(620))
    rows[610] |= {"name_hi": "", "name_en": ""}
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, rows)
    report = bring(session, path, strict=True, errors=tmp_path / "errors.csv")
    assert (report.rolled_back, report.imported, len(report.errors)) == (True, 0, 1)
    assert everybody(session) == []
    assert (tmp_path / "errors.csv").exists()
    rows[610] |= {"name_hi": "रमेश"}
    assert bring(session, sheet(path, PERSON_KEYS, rows), strict=True).imported == 620
    assert everybody(session)[0].registration.endswith(everybody(session)[0].registration[-8:])


def test_a_sheet_for_each_village_is_one_list(session: Session, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for village in ("Dewa", "Zaidpur"):
        page = book.add_worksheet(village)
        page.write_row(0, 0, ("S.No.", "Name", "Village", "Shoe size"))
        page.write_row(1, 0, (1, f"रमेश {village}", village, 7))
        page.write_row(2, 0, (2, "", village, 8))
    book.add_worksheet("Notes").write(0, 0, "Name")
    book.close()
    report = bring(session, tmp_path / "a.xlsx")
    assert counts(report) == (4, 2, 0, 0, 2)
    assert [error["sheet"] for error in report.as_json(EN)["errors"]] == ["Dewa", "Zaidpur"]
    assert [(one.sheet, one.columns) for one in report.left_out] == [
        ("Dewa", ("Shoe size",)),
        ("Zaidpur", ("Shoe size",)),
    ]


def test_preview_keeps_nothing(session: Session, tmp_path: Path) -> None:
    rows = list(people(30))
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, rows[:10]))
    rows[12] |= {"name_hi": "9839022218", "name_en": ""}
    path = sheet(tmp_path / "b.csv", PERSON_KEYS, rows)
    shown = importing.preview(session, importing.sources(session, "artisans", path))
    assert counts(shown) == (30, 19, 0, 10, 1)
    assert [one.outcome for one in shown.outcomes[9:14]] == ["skipped", "imported", "imported", "error", "imported"]
    assert shown.outcomes[12].name == "••••••2218"  # by which the row is found again; no number is whole
    assert len(everybody(session)) == 10
    assert counts(bring(session, path)) == counts(shown)


def test_a_corrected_mapping_is_remembered(session: Session, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", ("Title", "Zuname"), [{"Title": "Ramesh", "Zuname": "Dewa"}])
    with pytest.raises(KnownError):
        importing.sources(session, "artisans", path)
    path = sheet(tmp_path / "a.csv", ("Name", "Ort"), [{"Name": "Ramesh", "Ort": "Dewa"}])
    (found,) = importing.sources(session, "artisans", path)
    assert found.plan.keys == ("name", "")
    importing.remember(session, found.plan.with_keys(("name", "village")))
    assert bring(session, path).imported == 1
    assert everybody(session)[0].village == "Dewa"


def test_people_do_not_become_groups(session: Session, tmp_path: Path) -> None:
    for kind, path in (
        ("shgs", sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(2)))),
        ("artisans", sheet(tmp_path / "b.csv", SHG_KEYS, list(shgs(2)))),
    ):
        with pytest.raises(KnownError):
            importing.sources(session, kind, path)


def test_kruti_dev_is_offered_and_converted_when_chosen(session: Session, tmp_path: Path) -> None:
    rows = [
        {"Name": "jes'k dqekj", "Village": "Dewa"},
        {"Name": "lquhrk nsoh", "Village": "Dewa"},
        {"Name": "';ke oekZ"},
    ]
    path = sheet(tmp_path / "a.csv", ("Name", "Village"), rows)
    (found,) = importing.sources(session, "artisans", path)
    assert found.legacy == frozenset({0})
    chosen = found.planned(replace(found.plan, legacy=found.legacy))
    importing.import_sources(session, [chosen], words=EN)
    assert [one.name_hi for one in everybody(session)] == ["रमेश कुमार", "सुनीता देवी", "श्याम वर्मा"]
    assert (bring(session, path).legacy, bring(session, path).skipped) == (("Name",), 3)
    assert bring(session, path, as_written=True).imported == 3
    assert everybody(session)[-1].name_en == "';ke oekZ"


def test_columns_with_the_same_head_are_remembered_apart(session: Session, tmp_path: Path) -> None:
    text = "नाम,मोबाइल,मोबाइल,गाँव\n{},9839011111,,हरख\n"
    for name, keys in (("सुनीता", ("name", "mobile", "", "village")), ("कमला", ("name", "", "mobile", ""))):
        path = tmp_path / f"{name}.csv"
        path.write_text(text.format(name), "utf-8")
        (found,) = importing.sources(session, "artisans", path)
        importing.remember(session, found.plan.with_keys(keys))
        (again,) = importing.sources(session, "artisans", path)
        assert again.plan.keys == keys


def test_a_sheet_that_is_in_kruti_dev_throughout(session: Session, tmp_path: Path) -> None:
    """Its heads as well; and a column of short names, which have no sign by which the font is known."""
    heads = ("uke", "firk dk uke", "xzke")
    rows = [("lquhrk nsoh", "jke yky", "nsok"), ("';ke oekZ", "eksgu yky", "gj[k"), ("xhrk", "jke yky", "nsok")]
    report = bring(session, sheet(tmp_path / "a.csv", heads, [dict(zip(heads, row, strict=True)) for row in rows]))
    assert report.imported == 3 and report.legacy == ("नाम", "पिता का नाम", "ग्राम")
    found = [(one.name_hi, one.relative_hi, one.village) for one in everybody(session)]
    assert found == [("सुनीता देवी", "राम लाल", "देवा"), ("श्याम वर्मा", "मोहन लाल", "हरख"), ("गीता", "राम लाल", "देवा")]


def _groups(session: Session) -> list[tuple[Shg, list[Member]]]:
    with session.store.read() as reader:
        return [(group, reader.children(Member, group.id)) for group in lookups.all_of(reader, Shg)]


def test_groups_with_members_on_a_sheet_of_their_own(session: Session, tmp_path: Path) -> None:
    groups = list(shgs(3))
    book = xlsxwriter.Workbook(str(tmp_path / "shgs.xlsx"))
    page, members = book.add_worksheet("shgs"), book.add_worksheet("members")
    for number, cells in enumerate([SHG_KEYS, *(list(group.values()) for group in groups)]):
        page.write_row(number, 0, cells)
    heads = ("shg", "name_hi", "relation", "relative", "age", "mobile", "role")
    members.write_row(0, 0, heads)
    for number in range(15):
        group = groups[number % 3]
        which = (group["shg_code"], group["shg_name_hi"])[number % 2]
        cells = (which, f"सदस्य {number}", "पति", "राम", 30, 9839000000 + number, "अध्यक्ष" if number < 3 else "")
        members.write_row(number + 1, 0, cells)
    book.close()
    if len({group["shg_name_hi"] for group in groups}) < 3:
        pytest.fail("the sample must have three names")
    report = bring(session, tmp_path / "shgs.xlsx", "shgs")
    assert counts(report) == (18, 18, 0, 0, 0)
    kept = _groups(session)
    assert [len(of) for _, of in kept] == [5, 5, 5]
    assert [of[0].role for _, of in kept] == ["president"] * 3
    assert {one.birth_year for _, of in kept for one in of} == {1996}
    assert counts(bring(session, tmp_path / "shgs.xlsx", "shgs")) == (18, 0, 0, 18, 0)


def test_members_in_a_second_file_and_people_who_name_their_group(session: Session, tmp_path: Path) -> None:
    groups = list(shgs(2))
    bring(session, sheet(tmp_path / "g.csv", SHG_KEYS, groups), "shgs")
    row = {**next(people(1)), "shg": groups[1]["shg_code"].lower()}
    strange = {**list(people(2))[1], "shg": "जय हो", "programme": "Moonshot"}
    report = bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, [row, strange]))
    assert [(note.row, note.field) for note in report.notes] == [(3, "programme"), (3, "shg")]
    person, other = everybody(session)
    assert other.remarks.splitlines() == ["Moonshot", "जय हो"]
    assert [member.person for member in _groups(session)[1][1]] == [person.id]

    heads = ("shg", "person", "name_en", "role")
    rows = [
        {"shg": groups[1]["shg_code"], "person": person.registration, "role": "secretary"},
        {"shg": groups[0]["shg_name_en"], "name_en": "Sita"},
        {"shg": "nowhere", "name_en": "Gita"},
    ]
    report = bring(session, sheet(tmp_path / "m.csv", heads, rows), "shgs")
    assert counts(report) == (3, 1, 1, 0, 1)
    assert report.errors[0].field == "shg"
    assert [member.role for member in _groups(session)[1][1]] == ["secretary"]


@pytest.fixture
def office(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr("samarth_desktop.actions.device.roles._enrolled_as", lambda _: "office")
    return session


FULL = Artisan(
    name_hi="=रमेश", name_en="Ramesh Kumar", relation="father", relative_hi="-राम", birth_date=date(1990, 11, 5),
    gender="male", mobile="9839022218", phone_owner="own", village="Dewa", district="129", state="9", pin="225301",
    village_code="123", bank_account="001234567890", bank_ifsc="SBIN0001234", pan="ABCPE1234F", aadhaar_last4="9012",
    sold_where=("fair", "home"), obstacles=("packaging",), turnover=1234550, craft="@x", sector="handicraft",
    remarks="one\n\n  two, \"three\"", disability="locomotor", disability_percent=40, unread={"email": "a at b"},
)  # fmt: skip


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("labelled", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unmasked_export_loses_nothing(
    office: Session, tmp_path: Path, ending: str, labelled: bool, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(office, sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(25, seed=9))))
    registering.save(office, registering.Registration(FULL))
    before = everybody(office)
    out = tmp_path / f"out{ending}"
    assert exporting.export(office, "artisans", out, catalog(language), unmasked=True, labelled=labelled) == 26
    with office.store.read() as reader:
        assert [note.act for note in audit.notes(reader)] == ["export"]

    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config2"))
    other, _ = opening.set_up(tmp_path / "data2", PASSPHRASE, area="9/129")
    try:
        assert counts(bring(other, out)) == (26, 26, 0, 0, 0)
        typed = [key for key, field in fields_of(Artisan).items() if not field.system or key == "village_code"]
        for mine, theirs in zip(before, everybody(other), strict=True):
            assert {key: getattr(mine, key) for key in typed} == {key: getattr(theirs, key) for key in typed}
            assert mine.unread == theirs.unread
    finally:
        other.store.close()


def test_a_masked_export_hides_numbers_and_changes_none(session: Session, tmp_path: Path) -> None:
    registering.save(session, registering.Registration(FULL))
    for ending in (".csv", ".xlsx"):
        out = tmp_path / f"out{ending}"
        exporting.export(session, "artisans", out, EN)
        text = str(list(open_book(out)[0].rows()))
        for secret in (FULL.mobile, FULL.bank_account, FULL.pan):
            assert secret not in text
            assert secret[-4:] in text
        before = everybody(session)
        assert counts(bring(session, out)) == (1, 0, 0, 1, 0)
        assert everybody(session) == before
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    for cells in csv.reader(raw.decode("utf-8-sig").splitlines()):
        assert not any(cell[:1] in set("=+-@\t\r") for cell in cells if cell)


def test_only_the_office_exports_in_full(session: Session, tmp_path: Path) -> None:
    assert not exporting.may_unmask(session)
    with pytest.raises(KnownError):
        exporting.export(session, "artisans", tmp_path / "out.csv", EN, unmasked=True)
    with pytest.raises(KnownError):
        exporting.export(session, "artisans", tmp_path / "out.docx", EN)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("kind", ["artisans", "shgs"])
def test_a_list_on_paper(session: Session, tmp_path: Path, kind: str) -> None:
    registering.save(session, registering.Registration(FULL))
    registering.save(session, registering.Registration(Shg(name_hi="उजाला समूह", shg_code="U1", village="Dewa")))
    assert exporting.export(session, kind, tmp_path / "list.pdf", catalog("hi")) == 1
    with pymupdf.open(tmp_path / "list.pdf") as paper:
        text = paper[0].get_text()
    assert ("Ramesh Kumar" if kind == "artisans" else "उजाला समूह") in text
    assert FULL.mobile not in text


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_groups_go_out_and_come_in(session: Session, tmp_path: Path, ending: str) -> None:
    sheetful = registering.Registration(
        Shg(name_hi="उजाला", shg_code="U1", state="9", district="129", formation_date=date(2019, 8, 15)),
        members=(Member(name_hi="सरिता", role="president", joined=date(2020, 1, 2)), Member(name_en="Gita")),
    )
    registering.save(session, sheetful)
    out = tmp_path / f"out{ending}"
    assert exporting.export(session, "shgs", out, EN) == 1
    files = [out] if ending == ".xlsx" else [out, tmp_path / "out-members.csv"]
    assert sum(bring(session, file, "shgs").skipped for file in files) == 3


@pytest.mark.parametrize("kind", ["artisans", "shgs"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_template_is_understood_and_its_example_passed_over(
    session: Session, tmp_path: Path, kind: str, language: str, ending: str
) -> None:
    path = tmp_path / f"form{ending}"
    templates.write(kind, path, catalog(language))
    tables = importing.sources(session, kind, path)
    for table in tables:
        assert table.plan.keys == templates.COLUMNS[table.plan.kind]
    assert counts(bring(session, path, kind)) == (0, 0, 0, 0, 0)
    with pytest.raises(KnownError):
        templates.write(kind, tmp_path / "form.txt", catalog(language))


def test_mangled_files_change_nothing_or_come_in_as_rows(session: Session, tmp_path: Path) -> None:
    rows = [list(PERSON_KEYS), *(list(row.values()) for row in people(4))]
    for path in mangled(rows, tmp_path, int(os.environ.get("SAMARTH_MANGLED", "60")), seed=11):
        before = len(everybody(session))
        try:
            report = bring(session, path)
        except KnownError:
            assert len(everybody(session)) == before
        else:
            taken = report.imported + report.updated + report.skipped
            assert report.read == taken + len(report.errors) + report.left_rows


_CHILD = """
import sys
from pathlib import Path
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.ahead import helper
from samarth_desktop.i18n import catalog
importing.PART = 40
helper.WORTH_A_HELPER = int(sys.argv[4])
session = opening.open_with_passphrase(Path(sys.argv[1]), sys.argv[3])
tell = lambda done, total: print(done, flush=True)
importing.import_file(session, "artisans", Path(sys.argv[2]), words=catalog("en"), progress=tell)
"""


@pytest.mark.parametrize("worth_a_helper", [1, 10**9])
def test_a_power_cut_loses_nothing_acknowledged(session: Session, tmp_path: Path, worth_a_helper: int) -> None:
    """Killed at a random moment, the import has kept what it told, and the same file brings the rest."""
    rng = random.Random(4)
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(800, seed=6)))
    folder = session.store.folder
    session.store.close()
    for _ in range(3):
        command = [sys.executable, "-c", _CHILD, str(folder), str(path), PASSPHRASE, str(worth_a_helper)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(rng.random() * 0.3)
        child.send_signal(signal.SIGKILL)
        told = [int(line) for line in [first, *child.stdout] if line.strip()]
        child.stdout.close()
        child.wait()
        again = opening.open_with_passphrase(folder, PASSPHRASE)
        kept = len(everybody(again))
        assert kept >= max(told)
        assert kept % 40 == 0
        again.store.close()
    last = opening.open_with_passphrase(folder, PASSPHRASE)
    report = bring(last, path)
    assert report.imported + report.skipped == 800
    assert len(everybody(last)) == 800
    last.store.close()


def test_the_sheet_is_told_apart_from_the_explanation(session: Session, tmp_path: Path) -> None:
    templates.write("shgs", tmp_path / "form.xlsx", EN)
    kinds = [table.plan.kind for table in sheet_source.sources(session, "shgs", tmp_path / "form.xlsx")]
    assert kinds == ["shgs", "members"]
