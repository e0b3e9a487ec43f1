"""Registering through the real store: numbers, defaults of the next, corrections, what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

SHABNAM = Artisan(name_hi="शबनम बानो", state="9", district="129", village="ज़ैदपुर", block="हरख", mobile="9839022218")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield made
    made.store.close()


def test_a_sheet_is_saved_whole_and_read_back(session: Session) -> None:
    sheet = Registration(
        SHABNAM,
        enrolments=(Enrolment(programme="UP-ODOP", stage="registered"),),
        consents=(Consent(how="thumb", given_on=date(2026, 11, 22)),),
    )
    saved = registering.save(session, sheet)
    assert saved.holder.registration.startswith(f"UP-{session.store.device}-00001-")
    assert registering.load(session, saved.holder.id) == saved
    assert saved.consented
    assert saved.enrolments[0].holder == saved.holder.id


def test_saving_again_writes_only_what_changed(session: Session) -> None:
    saved = registering.save(session, Registration(SHABNAM))
    again = registering.save(session, replace(saved, holder=replace(saved.holder, village="मसौली")))
    assert again.holder.registration == saved.holder.registration
    with session.store.read() as reader:
        newest = next(change for change in reader.history(saved.holder.id) if change.author)
    assert (newest.key, newest.old, newest.new) == ("village", "ज़ैदपुर", "मसौली")


def test_a_group_keeps_its_members(session: Session) -> None:
    sheet = Registration(
        Shg(name_hi="उजाला", state="9", district="129"), members=(Member(name_hi="सरिता देवी", role="president"),)
    )
    saved = registering.save(session, sheet)
    assert [m.name_hi for m in registering.load(session, saved.holder.id).members] == ["सरिता देवी"]


def test_the_next_keeps_village_and_programme(session: Session) -> None:
    saved = registering.save(
        session, Registration(SHABNAM, enrolments=(Enrolment(programme="UP-ODOP", stage="registered"),))
    )
    following = registering.next_like(saved)
    assert (following.holder.village, following.holder.block) == ("ज़ैदपुर", "हरख")
    assert (following.holder.id, following.holder.name_hi, following.holder.mobile) == ("", "", "")
    assert [one.programme for one in following.enrolments] == ["UP-ODOP"]


def test_a_correction_by_number(session: Session) -> None:
    saved = registering.save(session, Registration(SHABNAM))
    typed = saved.holder.registration.lower().replace("-", " ")
    done = registering.correct(session, typed, {"mobile": "98390 41127", "age": "34"})
    assert isinstance(done, Artisan)
    assert (done.mobile, done.birth_year) == ("9839041127", session.today.year - 34)


@pytest.mark.parametrize(
    "texts",
    [
        {"mobile": "123"},
        {"birth_date": "15-07-2984"},
        {"no_such_key": "x"},
        {"registration": "UP-1"},
        {"village": "x", "gender": "?"},
    ],
)
def test_a_bad_correction_writes_nothing(session: Session, texts: dict[str, str]) -> None:
    saved = registering.save(session, Registration(SHABNAM))
    with pytest.raises(KnownError):
        registering.correct(session, saved.holder.registration, texts)
    assert registering.load(session, saved.holder.id) == saved


def test_an_unknown_number_is_said(session: Session) -> None:
    with pytest.raises(KnownError):
        registering.correct(session, "UP-7KQ4MX-00042-6", {"village": "x"})
