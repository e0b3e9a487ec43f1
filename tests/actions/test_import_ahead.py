"""The helper of a large import: what comes in is the same with and without it, and whatever happens to it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.ahead import helper, prefetcher
from samarth_desktop.actions.imports.ahead.helper import ParserProcess
from samarth_desktop.actions.imports.ahead.preparing import PreparedRow, RowPreparer
from samarth_desktop.actions.imports.ahead.questions import Table
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
from samarth_desktop.rules.validation import complete
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import as_kept
from samarth_desktop.store.database.engine import to_json
from samarth_desktop.store.database.rows import record_values
from samarth_desktop.store.projections.prepared import PreparedInsert, prepare
from samarth_desktop.store.projections.summaries import summary_of, values_of
from samarth_desktop.store.search import lookups
from samarth_desktop.store.search.search_index import terms_of
from tests.documents.tables import csv_bytes
from tests.sample_people import PERSON_KEYS, SHG_KEYS, people, shgs

EN = catalog("en")
DAY = date(2026, 11, 22)
AADHAAR = "234567890124"


class Waited(ParserProcess):
    """A helper whose start is waited for, so that it does get rows of a small sheet; notes what it gave.

    With `slow` it seems busy twice of three times, and rows are looked through beside it; else never.
    """

    made: ClassVar[list["Waited"]] = []
    slow: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        while not self.started:
            time.sleep(0.01)
        self.given: list[list[PreparedRow] | None] = []
        self.compared: list[str] = []
        self.looks = 0
        self.number = self._process.pid or 0
        self.made.append(self)

    @property
    def is_awaited(self) -> bool:
        self.looks += 1
        return self.slow and self.looks % 3 != 0

    def answer(self) -> list[PreparedRow] | None:
        self.given.append(super().answer())
        return self.given[-1]

    def doubles(self) -> list[str] | None:
        found = super().doubles()
        assert found is not None
        self.compared += found
        return found


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> list[Waited]:
    """Small sheets get a helper, and small pieces; gives the helpers that were made."""
    made: list[Waited] = []
    monkeypatch.setattr(Waited, "made", made)
    monkeypatch.setattr(helper, "WORTH_A_HELPER", 1)
    monkeypatch.setattr(helper, "ParserProcess", Waited)
    monkeypatch.setattr(importing, "PIECE", 11)
    monkeypatch.setattr(importing, "PART", 33)
    return made


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Session]]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    opened: list[Session] = []

    def make(name: str) -> Session:
        made, _ = opening.set_up(tmp_path / name, "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
        made.store.today = lambda: DAY
        opened.append(made)
        return replace(made, clock=lambda: DAY)

    yield make
    for one in opened:
        one.store.close()


def mixed(count: int = 90) -> list[dict[str, str]]:
    """Good rows, and one of each kind that is not."""
    rows = list(people(count, seed=5))
    rows[3] |= {"mobile": "12", "birth_date": "31/02/1990"}  # kept as texts
    rows[9] |= {"name_hi": "", "name_en": "", "name_on_aadhaar": ""}  # nobody
    rows[14] |= {"craft": "x" * 5000}  # does harm
    rows[17] |= {"programme": "Nobody's scheme", "shg": "No such group"}  # kept among the remarks
    rows[23] |= {"village": f"Zaidpur {AADHAAR}"}  # masked
    rows[31] = dict(rows[30])  # twice
    rows[40] |= {"mobile": "", "district": "", "state": ""}  # lives in the laptop's home area
    rows[52] |= {"programme": "NRLM; SAMARTH"}
    rows.append(rows[2] | {"name_hi": "", "relative_hi": "", "village": rows[2]["village"] + " "})  # a double
    return rows


def sheet(path: Path, rows: list[dict[str, str]], keys: tuple[str, ...] = PERSON_KEYS) -> Path:
    path.write_bytes(csv_bytes([list(keys), *([row.get(key, "") for key in keys] for row in rows)]))
    return path


def told(report: Report) -> tuple[Any, ...]:
    return report.as_json(EN), report.flagged, report.rolled_back


_OWN = ("id", "row", "rid", "device", "registration", "hlc", "created_at", "created_device", "created", "holder", "shg")


def everything(session: Session) -> dict[str, list[Any]]:
    """All that was written, without what no two folders have in common."""
    found: dict[str, list[Any]] = {}
    device = session.store.device
    with session.store.read() as reader:
        for name in ("op", "summary", "vocabulary", "deletion_variant", *tables.RECORD_TABLES):
            table = tables.metadata.tables[name]
            rows = reader.connection.execute(select(table)).mappings().all()
            found[name] = sorted(str({key: _plain(row[key]) for key in row if key not in _OWN}) for row in rows)
        found["blocking_key"] = sorted(reader.connection.scalars(select(tables.blocking_key.c.key)))
        words = reader.connection.exec_driver_sql("SELECT term, col, doc FROM seen ORDER BY 1, 2").all()
        found["search_fts"] = [str(word) for word in words if device.lower() not in word.term]
    return found


def _plain(value: Any) -> Any:
    return {key: one for key, one in value.items() if key not in _OWN} if isinstance(value, dict) else value


def bring(session: Session, path: Path, kind: str = "artisans", **how: Any) -> Report:
    return importing.import_file(session, kind, path, words=EN, **how)


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "WORTH_A_HELPER", 10**9)


def test_all_is_the_same_with_a_helper(
    sessions: Callable[[str], Session], tmp_path: Path, helped: list[Waited], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet(tmp_path / "people.csv", mixed())
    with_one, beside, without = sessions("with"), sessions("beside"), sessions("without")
    for session in (with_one, beside, without):
        _index(session)
    first = [told(bring(with_one, path, errors=tmp_path / "a.csv")), told(bring(with_one, path))]
    assert [len(one.given) for one in helped] == [8, 8] and all(all(one.given) for one in helped)
    assert any(looked.ready for looked in helped[0].given[-1] or ())
    assert len(helped[0].compared) == 1  # who is there twice, found in the last rows
    assert not any(looked.ready for looked in helped[1].given[-1] or ())  # who is there needs nothing ready
    monkeypatch.setattr(Waited, "slow", True)
    monkeypatch.setattr(prefetcher, "_STEP", 4)  # less than a piece
    assert told(bring(beside, path)) == first[0]
    assert 1 < len(helped[2].given) < 8
    alone(monkeypatch)
    second = [told(bring(without, path, errors=tmp_path / "b.csv")), told(bring(without, path))]
    assert len(helped) == 3
    assert first == second
    assert first[0][0]["imported"] == 88 and first[0][0]["duplicates"] == 1 and len(first[0][0]["errors"]) == 2
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert everything(with_one) == everything(beside) == everything(without)


def _index(session: Session) -> None:
    """Lets a test look into the word index."""
    with session.store.unit_of_work() as unit:
        unit.connection.exec_driver_sql("CREATE VIRTUAL TABLE seen USING fts5vocab('search_fts', 'col')")
        unit.commit()


def test_groups_and_members_come_in_with_a_helper(
    sessions: Callable[[str], Session], tmp_path: Path, helped: list[Waited], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(shgs(40, seed=2))
    path = sheet(tmp_path / "groups.csv", rows, SHG_KEYS)
    keys = ("shg", "name", "father", "age", "role")
    names = [
        {
            "shg": row["shg_code"] or row["shg_name_en"],
            "name": f"Sunita {row['village']}",
            "father": "Ram Lal",
            "age": "35",
        }
        for row in rows
    ]
    members = sheet(tmp_path / "members.csv", names, keys)
    reports = []
    for name in ("with", "without"):
        session = sessions(name)
        _index(session)
        reports.append([told(bring(session, path, "shgs")), told(bring(session, members, "shgs"))])
        alone(monkeypatch)
        reports.append(everything(session))
    assert reports[0] == reports[2] and reports[1] == reports[3]
    assert len(helped) == 2 and all(all(one.given) for one in helped)


def test_a_preview_and_a_strict_import_keep_nothing(
    sessions: Callable[[str], Session], tmp_path: Path, helped: list[Waited], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = sessions("data")
    path = sheet(tmp_path / "people.csv", mixed())
    seen = importing.preview(session, importing.sources(session, "artisans", path))
    refused = bring(session, path, strict=True)
    assert refused.rolled_back and [len(one.given) for one in helped] == [8, 8]
    with session.store.read() as reader:
        assert list(lookups.all_of(reader, Artisan)) == []
    alone(monkeypatch)
    assert told(importing.preview(session, importing.sources(session, "artisans", path))) == told(seen)
    assert told(bring(session, path, strict=True)) == told(refused)
    assert told(bring(session, path)) == told(seen)


def test_without_its_helper_an_import_goes_on(
    sessions: Callable[[str], Session], tmp_path: Path, helped: list[Waited]
) -> None:
    """The system ends it when memory is short."""
    path = sheet(tmp_path / "people.csv", mixed())

    def progress(done: int, total: int) -> None:
        if done < 40:
            os.kill(helped[0].number, signal.SIGTERM)

    report = bring(sessions("data"), path, progress=progress)
    assert (report.imported, len(report.errors)) == (88, 2)
    assert len(helped[0].given) < 8


def test_cancelled_in_between_what_was_told_stays(
    sessions: Callable[[str], Session], tmp_path: Path, helped: list[Waited], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samarth_desktop.actions.imports.importing._LONGEST_S", 60.0)  # parts by rows alone
    session = sessions("data")
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        bring(session, sheet(tmp_path / "people.csv", list(people(90, seed=5))), progress=progress)
    with session.store.read() as reader:
        assert len(list(lookups.all_of(reader, Artisan))) == told[-1] == 66
    assert _gone(helped[0].number)


def test_a_bug_in_the_helper_comes_out_here(helped: list[Waited]) -> None:
    helper = Waited()
    helper.ask(_TABLE, [(2, [5])], ready=True)  # type: ignore[list-item]
    helper.ask(_TABLE, [(3, ["Sunita"])], ready=True)
    assert helper.answer() is None
    after = helper.answer()
    assert after is not None and after[0].taken.values == {"name_en": "Sunita"}
    _goes_on_unread(helper)
    helper.close()


def _goes_on_unread(helper: Waited) -> None:
    """Answers larger than a pipe holds keep neither side waiting."""
    for _ in range(3):
        helper.ask(_TABLE, [(number, ["क" * 500]) for number in range(500)], ready=True)
    until = time.monotonic() + 30
    while helper._came.qsize() < 3 and time.monotonic() < until:
        time.sleep(0.01)
    assert helper._came.qsize() == 3


def test_what_is_ready_says_what_the_record_says() -> None:
    for row in people(60, seed=8):
        looked = RowPreparer(_ALL).rows([(2, list(row.values()))], ready=True)[0]
        assert looked.ready == prepare(looked.taken.as_record(Artisan), DAY)
        given = {"id": "x", "created_at": "2026", "created_by": 'सुनीता "यादव"\\', "created_device": "AB", "seen": 7}
        kept = looked.taken.as_record(Artisan, registration="UP-ABCDEF-00042-H", **given)
        whole = complete(kept, DAY)
        assert looked.ready.wire_of(kept) == to_json(to_wire(kept))
        placed = PreparedInsert(kept, "9/129", looked.ready)
        assert placed.row() == as_kept(tables.RECORD_TABLES["artisan"], record_values(kept, "9/129", whole))
        summary = summary_of(kept, whole, True, lambda _: None)
        assert summary is not None
        values = values_of(summary) | {"rid": 5, "programme": "NRLM"}
        assert placed.summary_row(5, "NRLM") == as_kept(tables.summary, values)
        assert looked.ready.words == terms_of(summary, kept)


_CHILD = """
import sys, time
from samarth_desktop.actions.imports.ahead.helper import ParserProcess
helper = ParserProcess()
while not helper.started:
    time.sleep(0.01)
print(helper._process.pid, flush=True)
time.sleep(60)
"""


def test_the_helper_ends_with_its_process_and_loads_no_script() -> None:
    """The script has no guard around its work: a helper that loaded it would start helpers without end."""
    command = [sys.executable, "-c", _CHILD]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})
    assert child.stdout is not None
    helper = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    for _ in range(500):
        if _gone(helper):
            break
        time.sleep(0.01)
    assert _gone(helper)


def _gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"  # waits only for whoever takes in orphans here


_TABLE = Table(ColumnMapping("artisans", 1, ("name",), ("name",)), DAY, DAY)
_ALL = Table(ColumnMapping("artisans", 1, PERSON_KEYS, PERSON_KEYS), DAY, DAY)
