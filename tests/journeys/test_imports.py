"""An import as one action: what is given for all rows, its parts under one id, taken back."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import import_head, importing, undo_import
from samarth_desktop.actions.imports.import_choices import NEW, Choice, Place
from samarth_desktop.actions.imports.import_head import ImportHead
from samarth_desktop.actions.imports.import_people import People
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_xlsx
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.folder import integrity
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.store import Store
from tests.journeys.command import Command
from tests.journeys.command import command as command
from tests.journeys.test_import_export import EN, PASSPHRASE, bring, counts, everybody, sheet
from tests.journeys.test_import_export import session as session
from tests.sample_people import PERSON_KEYS, people

HEADS = ("name_hi", "relative_hi", "district", "village", "programme")
GIVEN = {
    "programme": "up-odop", "district": "9/129", "village": "हरख", "sector": "हथकरघा",
    "consent": "signature", "consent_on": "21/11/2026", "evidence": "list 4/2026, block office",
}  # fmt: skip


def head_of(session: Session, **more: str) -> ImportHead:
    return import_head.read_head(session, GIVEN | more, "hi")


def rows() -> list[dict[str, str]]:
    return [
        {"name_hi": "शबनम बानो", "relative_hi": "असलम"},
        {"name_hi": "किरन देवी", "relative_hi": "सुरेश", "village": "ज़ैदपुर", "programme": "NRLM"},
        {"name_hi": "गीता यादव", "relative_hi": "रामू", "district": "Lucknow"},
    ]


def test_the_head_stands_where_a_row_says_nothing(session: Session, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", HEADS, rows())
    report = bring(session, path, head=head_of(session))
    assert counts(report) == (3, 3, 0, 0, 0)
    first, second, third = everybody(session)
    assert (first.village, first.district, first.state, first.sector) == ("हरख", "129", "9", "handloom")
    assert (second.village, second.district) == ("ज़ैदपुर", "129")
    assert (third.village, third.district, third.sector) == ("", "162", "handloom"), "no village of another district"
    with session.store.read() as reader:
        programmes = [[of.programme for of in reader.children(Enrolment, one.id)] for one in (first, second)]
        (consent,) = reader.children(Consent, first.id)
    assert programmes == [["UP-ODOP"], ["NRLM"]]
    assert (consent.how, consent.given_on, consent.evidence) == ("signature", date(2026, 11, 21), GIVEN["evidence"])
    assert consent.notice_language == "hi"
    assert registering.load(session, first.id).consented


@pytest.mark.parametrize("first", [True, False])
def test_the_same_file_under_another_head_makes_nobody_twice(session: Session, tmp_path: Path, first: bool) -> None:
    path = sheet(tmp_path / "a.csv", HEADS, rows())
    heads = [head_of(session), import_head.NO_HEAD]
    bring(session, path, head=heads[not first])
    report = bring(session, path, head=heads[first])
    assert (report.read, report.imported) == (3, 0)
    assert report.updated == (0 if first else 3), "what was given later is added"
    assert len(everybody(session)) == 3
    assert bring(session, path, head=heads[first]).skipped == 3


def test_under_a_head_who_came_in_just_so_is_there_before_who_is_nearly_the_same(
    session: Session, tmp_path: Path
) -> None:
    rows = [one | {"sector": "handicraft"} for one in people(3)]
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, rows))
    later = sheet(tmp_path / "b.csv", PERSON_KEYS, [one | {"sector": ""} for one in rows])
    for wanted in ((3, 3, 0, 0, 0), (3, 0, 0, 3, 0)):  # in handloom, as the head says of all
        assert counts(bring(session, later, head=head_of(session))) == wanted


def test_a_district_of_several_states_is_the_one_in_the_laptops_own(session: Session, tmp_path: Path) -> None:
    """A list of one state's office names no state."""
    names = ["Hamirpur", "प्रतापगढ़", "Lakhimpur", "Hamirpur", "Bilaspur", "Barmer"]
    rows = [{"name_hi": f"नाम {chr(0x915 + at)}", "district": name} for at, name in enumerate(names)]
    path = sheet(tmp_path / "a.csv", ("name_hi", "district"), rows)
    report = bring(session, path)
    places = [(one.state, one.district) for one in everybody(session)]
    own = [place.district(name, "9") for name in ("Hamirpur", "Pratapgarh", "Lakhimpur Kheri", "Hamirpur")]
    assert places == [*(("9", one.code) for one in own if one), ("", ""), ("8", "90")]
    assert [(one.row, one.field) for one in report.warnings] == [(2, "district")], "said once"
    (asked,) = report.questions
    assert "Several states" in EN.say(asked.reason) and "Several states" in EN.say(report.notes[0].reason)
    given = sheet(tmp_path / "b.csv", ("name_hi", "district"), [{"name_hi": "राम कुमार", "district": "Hamirpur"}])
    head = import_head.read_head(session, {"district": "2/17"}, "hi")
    bring(session, given, head=head)
    assert everybody(session)[-1].state == "2"
    assert import_head.read_head(session, {"district": "Hamirpur"}, "hi").state == "9"


def test_a_head_changes_nothing_that_a_record_says(session: Session, tmp_path: Path) -> None:
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(3))))
    before = everybody(session)
    numbers = [{"registration": one.registration, "mobile": f"983900000{at}"} for at, one in enumerate(before)]
    report = bring(session, sheet(tmp_path / "b.csv", ("registration", "mobile"), numbers), head=head_of(session))
    assert (report.updated, report.imported) == (3, 0)
    for one, was in zip(everybody(session), before, strict=True):
        assert (one.village, one.district, one.sector) == (was.village, was.district, was.sector)


@pytest.mark.parametrize(
    "wrong",
    [
        {"evidence": ""}, {"consent": ""}, {"consent_on": ""}, {"consent_on": "22/11/2099"}, {"consent": "by telephone"},
        {"district": "Atlantis"}, {"programme": "Moonshot"}, {"sector": "space"},
    ],
)  # fmt: skip
def test_a_head_that_is_not_right_is_told(session: Session, wrong: dict[str, str]) -> None:
    with pytest.raises(KnownError):
        head_of(session, **wrong)


def test_an_import_is_taken_back_but_for_what_was_touched(session: Session, tmp_path: Path) -> None:
    bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(3, seed=8))))
    before = everybody(session)
    changed = [{"registration": one.registration, "mobile": "9839000001", "village": "Dewa"} for one in before]
    new = [{"name_hi": f"नई देवी {at}", "relative_hi": "राम"} for at in range(40)]
    keys = ("registration", "name_hi", "relative_hi", "mobile", "village")
    report = bring(session, sheet(tmp_path / "b.csv", keys, [*changed, *new]), head=head_of(session))
    assert (report.imported, report.updated) == (40, 3)
    after = everybody(session)
    registering.correct(session, after[0].registration, {"mobile": "9839000009"})
    registering.correct(session, after[3].registration, {"village": "Zaidpur"})
    registering.correct(session, after[4].registration, {"programme": "NRLM"})
    listed = undo_import.runs(session)
    assert [(one.rows, one.file, one.finished) for one in listed] == [(43, "b.csv", True), (3, "a.csv", True)]
    done = undo_import.undo(session, report.run)
    numbers = {one.registration for one in (after[0], after[3], after[4])}
    assert {one.number for one in done.kept} == numbers
    assert done.undone == 3 + 38
    now = {one.registration: one for one in everybody(session)}
    assert set(now) == {one.registration for one in (*before, after[3], after[4])}
    assert (now[before[0].registration].mobile, now[before[0].registration].village) == (
        "9839000009",
        before[0].village,
    )
    for was in before[1:]:
        assert replace(now[was.registration], seen=0) == replace(was, seen=0)
    with session.store.read() as reader:
        assert [of.programme for of in reader.children(Enrolment, after[3].id)] == ["UP-ODOP"]
        assert reader.children(Consent, after[7].id) == []
    with pytest.raises(KnownError):
        undo_import.undo(session, report.run)
    with pytest.raises(KnownError):
        undo_import.undo(session, "261122-ZZZZ")
    again = bring(session, tmp_path / "b.csv", head=head_of(session))
    assert again.run != report.run and again.imported == 38


def test_a_part_writes_for_a_moment_only(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each unit is one part of the import, and its operations are noted in it."""
    monkeypatch.setattr(importing, "PIECE", 10)
    monkeypatch.setattr(importing, "_LONGEST_S", 0.0)
    units: list[int] = []
    session.store.listeners.append(lambda changed: units.append(len(changed.rows)))
    report = bring(session, sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(100))))
    assert report.imported == 100
    assert len([rows for rows in units if rows >= 10]) == 10
    assert undo_import.undo(session, report.run).undone == 100


def test_who_saves_beside_an_import_waits_for_few_parts(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits is next when a part ends, though the import goes on at once; both are whole, and apart."""
    monkeypatch.setattr(importing, "PIECE", 10)
    pieces: list[int] = []
    write = People.write

    def counted(self: People, unit: UnitOfWork, part: Any, tally: Any) -> None:
        write(self, unit, part, tally)
        pieces.append(unit.newest)

    monkeypatch.setattr(People, "write", counted)
    path, reports = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(400, seed=4))), []
    beside = Thread(target=lambda: reports.append(bring(session, path)))
    beside.start()
    waited, saved = [], []
    while beside.is_alive() and len(saved) < 8:
        before = len(pieces)
        while beside.is_alive() and len(pieces) < before + 2:
            time.sleep(0.0005)
        before = len(pieces)
        with session.store.unit_of_work() as unit:
            waited.append(len(pieces) - before)
            saved.append(unit.save(Artisan(name_en=f"Beside {len(saved)}"), "सुनीता यादव"))
            unit.commit()
    beside.join()
    assert len(saved) == 8, "the import lasted on"
    assert max(waited) <= 4, waited
    (report,) = reports
    assert counts(report) == (400, 400, 0, 0, 0)
    assert len({one.registration for one in everybody(session)}) == 408
    assert [registering.load(session, one.id).holder.name_en for one in saved] == [one.name_en for one in saved]
    assert integrity.check(session.store, every=True) == []
    assert undo_import.undo(session, report.run).undone == 400
    assert {one.id for one in everybody(session) if not one.deleted} == {one.id for one in saved}


def test_a_failed_import_says_what_came_in(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(40)))
    monkeypatch.setattr(importing, "PIECE", 10)
    monkeypatch.setattr(importing, "_LONGEST_S", 0.0)
    units = Store.unit_of_work
    begun: list[Any] = []

    def full(store: Store) -> Any:
        begun.append(store)
        if len(begun) == 3:
            raise KnownError(T("The disk is full."))
        return units(store)

    monkeypatch.setattr(Store, "unit_of_work", full)
    with pytest.raises(KnownError) as told:
        bring(session, path)
    assert told.value.text.count == len(everybody(session)) == 20
    monkeypatch.undo()
    (run,) = undo_import.runs(session)
    assert (run.rows, run.finished) == (20, False)
    report = bring(session, path)
    assert (report.run, report.imported, report.skipped) == (run.id, 20, 20)
    assert [(one.rows, one.finished) for one in undo_import.runs(session)] == [(40, True)]


_CHILD = """
import sys
from pathlib import Path
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.i18n import catalog
importing.PIECE, importing._LONGEST_S = 20, 0.0
session = opening.open_with_passphrase(Path(sys.argv[1]), sys.argv[3])
tell = lambda done, total: print(done, flush=True)
importing.import_file(session, "artisans", Path(sys.argv[2]), words=catalog("en"), progress=tell)
"""


def test_killed_in_the_middle_it_is_one_import(session: Session, tmp_path: Path) -> None:
    """The same file ends what was begun, under the same id; all of it can be taken back."""
    path, folder = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(600, seed=6))), session.store.folder
    session.store.close()
    rng, kept = random.Random(5), 0
    for _ in range(2):
        command = [sys.executable, "-c", _CHILD, str(folder), str(path), PASSPHRASE]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(rng.random() * 0.2)
        child.send_signal(signal.SIGKILL)
        child.stdout.close()
        child.wait()
        again = opening.open_with_passphrase(folder, PASSPHRASE)
        (run,) = undo_import.runs(again)
        found = everybody(again)
        assert run.rows == len(found) >= kept and not run.finished
        kept = len(found)
        again.store.close()
    last = opening.open_with_passphrase(folder, PASSPHRASE)
    report = bring(last, path)
    names = [(one.name_hi, one.mobile, one.village) for one in everybody(last)]
    assert len(names) == len(set(names)) == 600 == report.imported + report.skipped
    assert report.run == run.id
    assert undo_import.undo(last, run.id).undone == 600
    last.store.close()


def test_the_command_line(command: Command, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", HEADS, rows())
    given = [f"--{key.replace('_', '-')}={text}" for key, text in GIVEN.items()]
    done = command("import", "artisans", path, *given, "--date", "2026-11-22")
    assert (done["read"], done["imported"], done["left_out"], done["questions"]) == (3, 3, [], [])
    (listed,) = command("imports")
    assert listed["id"] == done["import"] and set(listed) == {"id", "file", "when", "author", "rows"}
    assert (listed["file"], listed["rows"]) == ("a.csv", 3)
    command("import", "artisans", path, "--consent", "thumb", code=2)
    assert command("imports", "undo", done["import"]) == {"undone": 3, "kept": []}
    command("imports", "undo", "nothing", code=2)


def test_a_look_keeps_nobody_from_writing(session: Session, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(30)))
    wrote: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        with session.store.unit_of_work() as unit:
            wrote.append(unit.save(Artisan(name_hi="बीच में"), "x").id)
            unit.commit()

    report = importing.preview(session, importing.sources(session, "artisans", path), progress=meanwhile)
    assert report.imported == 30 and wrote


def test_what_was_taken_back_comes_in_again_from_the_same_file(session: Session, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(3, seed=8)))
    undo_import.undo(session, bring(session, path).run)
    assert (bring(session, path).imported, len(everybody(session))) == (3, 3)


def _cells(rows: list[dict[str, str]]) -> Iterator[list[str]]:
    return ([one.get(key, "") for key in PERSON_KEYS] for one in rows)


def test_who_stands_in_two_sheets_is_told_before_anything_is_written(session: Session, tmp_path: Path) -> None:
    """Said the same she is there already, said nearly the same a person decides: as within one sheet."""
    first = list(people(6))
    nearly = [one | {"mobile": "", "years_of_experience": "9"} for one in first[3:5]]
    path = tmp_path / "two.xlsx"
    pages = {"हरख": first, "देवा": [*first[:3], *nearly]}
    write_xlsx(path, [OutputSheet(name, PERSON_KEYS, list(_cells(rows))) for name, rows in pages.items()])
    sources = importing.sources(session, "artisans", path)
    seen = importing.preview(session, sources)
    assert counts(seen) == (11, 8, 0, 3, 0)
    assert [(one.place, one.choice.same_row) for one in seen.twins] == [
        (Place("देवा", 5), Place("हरख", 5)),
        (Place("देवा", 6), Place("हरख", 6)),
    ]
    choices = {seen.twins[0].place: seen.twins[0].choice, seen.twins[1].place: Choice(NEW)}
    done = importing.run(session, importing.Job(tuple(sources), choices=choices), words=EN)
    assert (done.read, done.imported, len(everybody(session))) == (11, 7, 7)
    assert list(done.flagged) == [Place("देवा", 6)]


def test_a_text_file_has_no_sheet_of_a_name(session: Session, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", PERSON_KEYS, list(people(1)))
    with pytest.raises(KnownError, match="one table"):
        importing.open_tables(session, "artisans", path, sheet="People")
