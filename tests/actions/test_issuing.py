"""Issuing: a register's entry and its file belong together, whatever is cancelled or fails on the way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from tests.faults import every_fault, failing

_PERSON = Artisan(
    name_hi="शबनम बानो", name_en="Shabnam Bano", relation="husband", relative_hi="असलम", relative_en="Aslam",
    gender="female", birth_year=1990, state="9", district="129", block="हरख", village="ज़ैदपुर", craft="chikankari",
    sector="textiles", mobile="9839022218", phone_owner="own",
)  # fmt: skip


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(issuing, "_AT_ONCE", 2)
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield made
    made.store.close()


def _people(session: Session, count: int) -> list[str]:
    rows = []
    for number in range(count):
        form = Registration(
            replace(_PERSON, mobile=f"98390222{number:02}"),
            (Enrolment(programme="UP-ODOP", stage="registered"),),
            (Consent(how="thumb", given_on=date(2026, 11, 22)),),
        )
        rows.append(registering.save(session, form).holder.id)
    return rows


def _entries(session: Session) -> list[str]:
    return sorted(entry.serial for entry in certifying.register(session))


@pytest.mark.parametrize("files", ["single", "one", "cards"])
@pytest.mark.parametrize("asked", [0, 1, 2])
def test_a_cancelled_batch_has_a_file_for_each_entry(
    session: Session, tmp_path: Path, files: issuing.Files, asked: int
) -> None:
    """Cancelled before the first, the second or the third part: what is entered is in a file, and nothing else is."""
    rows, questions = _people(session, 5), iter(range(99))
    batch = issuing.issue(session, rows, tmp_path / "out", files=files, cancelled=lambda: next(questions) >= asked)
    assert len(batch.papers) == min(asked * 2, 5)
    assert _entries(session) == sorted(paper.serial for paper in batch.papers)
    assert {paper.file for paper in batch.papers} == {*(tmp_path / "out").glob("*")}


def test_who_may_have_one_is_read_where_it_is_written(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody whose consent is taken back when the work begins gets no entry."""
    (row,) = _people(session, 1)
    parts = issuing._parts

    def taken_back(rows: list[str]) -> Iterator[object]:
        from samarth_desktop.actions.registration import record_detail

        for part in parts(rows):
            record_detail.withdraw_consent(session, row, session.today)
            yield part

    monkeypatch.setattr(issuing, "_parts", taken_back)
    batch = issuing.issue(session, [row], tmp_path / "out")
    assert not batch.papers and [one.row for one in batch.ineligible] == [row] and not _entries(session)
    with session.store.read() as reader:
        from samarth_desktop.kinds.certificate.record import Certificate

        assert not reader.children(Certificate, row)


@pytest.mark.parametrize("files", ["single", "one", "cards"])
def test_entries_without_a_file_are_named_and_can_be_had_again(
    session: Session, tmp_path: Path, files: issuing.Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samarth_desktop.documents.certificates import batch as documents

    rows, written = _people(session, 4), []
    real = documents._write

    def full(target: Path, data: bytes) -> None:
        if len(written) >= (3 if files == "single" else 0):
            raise KnownError(issuing.T("The disk is full."))
        written.append(target)
        real(target, data)

    with monkeypatch.context() as patch, pytest.raises(KnownError) as told:
        patch.setattr(documents, "_write", full)
        issuing.issue(session, rows, tmp_path / "out", files=files)
    entries = _entries(session)
    without = [serial for serial in entries if serial not in {file.stem.split()[-1] for file in written}]
    assert without and all(serial in str(told.value.text) for serial in without)
    batch = issuing.issue(session, rows, tmp_path / "out", files=files)
    assert _entries(session) == entries == sorted(paper.serial for paper in batch.papers)
    assert all(paper.file.exists() for paper in batch.papers)


def test_a_fault_leaves_no_half_entry(session: Session, tmp_path: Path) -> None:
    """At the n-th write: a part of the register is there whole or not at all; again gives each person one serial."""
    rows = _people(session, 2)
    issuing.signing.signer(session)
    every_fault(session, lambda: issuing.issue(session, rows, tmp_path / "out"), lambda now: None)
    assert len(_entries(session)) == 2
    assert {file.stem.split()[-1] for file in (tmp_path / "out").glob("*.pdf")} == {*_entries(session)}


def test_revoking_is_one_unit(session: Session, tmp_path: Path) -> None:
    (paper,) = issuing.issue(session, _people(session, 1), tmp_path / "out").papers
    every_fault(session, lambda: certifying.revoke(session, paper.serial, "wrong name"))
    assert [entry.state for entry in certifying.register(session)] == ["revoked"]
    with failing(1), pytest.raises(KnownError):
        certifying.note_printed(session, [paper.serial])
