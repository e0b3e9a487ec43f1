"""Whose record is to be looked at: consent gone, never finished, silent for years; nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import record_detail, registering, retention
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.retention import periods

TODAY = date.today()


@pytest.fixture
def session(tmp_path):
    session, _ = opening.set_up(tmp_path / "data", "correct horse battery", author="सुनीता यादव", area="9/129")
    yield session
    session.store.close()


def _saved(session, name: str, *, consent: bool = True, stage: str = "registered") -> str:
    given = (Consent(purpose="registration", how="signature", given_on=TODAY),) if consent else ()
    enrolment = Enrolment(
        programme="UP-ODOP", stage=stage, registered_on=TODAY, reason="-" if stage == "withdrawn" else ""
    )
    sheet = Registration(Artisan(name_hi=name, village="देवा", district="129", state="9"), (enrolment,), given)
    return registering.save(session, sheet).holder.id


def _later(session, **time):
    """The same data on a later day."""
    day = TODAY + timedelta(**time)
    session.store.today = lambda: day
    return replace(session, clock=lambda: day)


def _rows(session) -> set[str]:
    return {one.row for one in retention.to_look_at(session)}


def test_who_took_consent_back_is_looked_at_after_a_month_unless_she_gave_it_again(session):
    gone, back, stays = _saved(session, "गीता"), _saved(session, "मीना"), _saved(session, "रेखा")
    for row in (gone, back):
        record_detail.withdraw_consent(session, row, TODAY)
    sheet = registering.load(session, back)
    again = Consent(purpose="registration", how="thumb", given_on=TODAY + timedelta(days=1))
    registering.save(_later(session, days=1), replace(sheet, consents=(*sheet.consents, again)))
    assert _rows(_later(session, days=29)) == set()
    found = retention.to_look_at(_later(session, days=32))
    assert [one.row for one in found] == [gone] and stays not in _rows(_later(session, days=32))
    assert found[0].since == TODAY and "taken back" in found[0].why.id


def test_who_was_never_finished_is_looked_at_after_half_a_year_only_without_consent(session):
    bare, agreed = _saved(session, "गीता", consent=False), _saved(session, "मीना")
    assert _rows(_later(session, days=179)) == set()
    assert _rows(_later(session, days=182)) == {bare}
    assert agreed not in _rows(_later(session, days=182))


def test_who_is_silent_for_years_is_looked_at_where_no_programme_goes_on(session):
    over, on_the_way = _saved(session, "गीता", stage="withdrawn"), _saved(session, "मीना")
    assert _rows(_later(session, days=1090)) == set()
    assert _rows(_later(session, days=1100)) == {over}
    assert on_the_way not in _rows(_later(session, days=1100))


def test_every_period_says_where_it_comes_from():
    assert all(one.after.days > 0 and "DPDP" in one.source and one.as_of for one in periods().values())
