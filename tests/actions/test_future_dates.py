"""A date from a laptop whose calendar is a day ahead stops nobody; one that is further ahead is named by its field."""

from datetime import date, timedelta

import pytest

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.certificates.certifying import Eligible, Ineligible
from samarth_desktop.actions.registration import forms, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.i18n import T
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.validation import FUTURE
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan

TODAY = date(2026, 11, 25)
CHILDREN = {
    "Date of consent": lambda day: (Consent(how="thumb", given_on=day), Enrolment(programme="UP-ODOP", stage="trained")),
    "Trained on": lambda day: (
        Consent(how="thumb", given_on=TODAY), Enrolment(programme="UP-ODOP", stage="trained", trained_on=day),
    ),
}  # fmt: skip


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    (tmp_path / "data").mkdir()
    with Store.create(tmp_path / "data", KEYS, home_area=HOME) as store:
        store.today = lambda: TODAY
        yield Session(store, "Asha", store.today)


def examined(session, label, day):
    consent, enrolment = CHILDREN[label](day)
    saved = registering.save(session, Registration(artisan(), (enrolment,), (consent,)))
    return certifying.examine(session, saved.holder.id)


@pytest.mark.parametrize("label", CHILDREN)
def test_a_day_of_slack_for_what_is_stored(session, label):
    assert isinstance(examined(session, label, TODAY + timedelta(days=1)), Eligible)


@pytest.mark.parametrize("label", CHILDREN)
def test_the_sentence_names_the_field_that_is_wrong(session, label):
    found = examined(session, label, TODAY + timedelta(days=2))
    assert isinstance(found, Ineligible)
    assert found.text.args["reason"] == T("{field}: {reason}", field=T(label), reason=FUTURE)


def test_a_member_of_a_group_is_named_by_her_field(session):
    group = Shg(
        name_hi="लक्ष्मी", mission="nrlm", formation_date=date(2021, 8, 15), village="R", state="9", district="164"
    )
    member = Member(name_en="Sita", relation="husband", relative="Ram", joined=TODAY + timedelta(days=9))
    saved = registering.save(session, Registration(group, (), (), members=(member,)))
    found = certifying.examine(session, saved.holder.id)
    assert found.text.args["reason"] == T("{field}: {reason}", field=T("Joined on"), reason=FUTURE)


def test_what_is_typed_today_has_no_slack(session):
    typed = Registration(artisan(), (), (Consent(how="thumb", given_on=TODAY + timedelta(days=1)),))
    assert FUTURE in [problem.text for problem in forms.problems(typed, TODAY)]
