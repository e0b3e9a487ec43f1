"""The register as a list: what its filters let through, who waits for a first certificate."""

from datetime import date, timedelta

import pytest

from samarth_desktop.actions import listing
from samarth_desktop.actions.certificates import certificate_register, certifying, issuing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.registration import record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

DAY = date(2026, 11, 22)


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield Session(made.store, made.author, lambda: DAY)
    made.store.close()


def person(session, name, village="हरख", programme="UP-ODOP"):
    holder = Artisan(
        name_en=name, relation="husband", relative_en="Ram", birth_year=1990, gender="female", phone_owner="none",
        village=village, district="129", state="9", sector="handloom", craft="Weaving",
    )  # fmt: skip
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    enrolment = Enrolment(programme=programme, stage="registered", registered_on=DAY)
    return registering.save(session, Registration(holder, (enrolment,), (consent,))).holder.id


def papers(session, **which):
    own = tuple((key, str(which.pop(key))) for key in ("state", "issued_on", "printed") if key in which)
    found = listing.rows(session, "certificate", listing.Filter(**which, own=own), "-issued_on")
    return listing.page(session, found.numbers)


def holders(session, **which):
    return {paper.record.holder for paper in papers(session, **which)}


def test_each_filter_narrows_the_register(session, tmp_path):
    a, b, c = (
        person(session, "Kiran Devi"),
        person(session, "Malti Devi", "देवा"),
        person(session, "Sarita", programme="SAMARTH"),
    )
    group = registering.save(session, Registration(Shg(name_en="Ujala", district="129", state="9"))).holder.id
    with session.store.unit_of_work() as unit:
        unit.save_all([Member(shg=group, person=a)], session.author)
        unit.commit()
    assert set(certificate_register.waiting(session)) == {a, b, c}
    issuing.issue(session, [a, b, c], tmp_path)
    assert certificate_register.waiting(session) == [] and holders(session) == {a, b, c}
    assert holders(session, village="देवा") == {b} and holders(session, programme="SAMARTH") == {c}
    assert holders(session, group=group) == {a}
    assert holders(session, issued_on=DAY) == {a, b, c} and holders(session, issued_on=DAY - timedelta(days=1)) == set()
    serials = {entry.holder: entry.serial for entry in certifying.register(session)}
    certifying.note_printed(session, [serials[a]])
    certifying.revoke(session, serials[b], "wrong person")
    assert holders(session, missing="printed") == {b, c} and holders(session, printed=1) == {a}
    assert holders(session, state="revoked") == {b}
    found = listing.find(session, "malti", "certificate", listing.Filter()).lines
    assert {paper.record.holder for paper in found} == {b}
    assert [paper.record.state for paper in found] == ["revoked"], "the register keeps what holds no more"
    assert listing.page(
        session, listing.rows(session, "artisan", listing.Filter(certificate="given"), "newest").numbers
    )


def test_stages_ask_for_reasons_and_days_that_were(session):
    detail = record_detail.detail(session, person(session, "Kiran Devi"))
    assert detail.enrolment is not None
    her = (session, detail.holder.id, detail.enrolment.programme)
    for stage, day, reason in (("on_hold", DAY, " "), ("registered", DAY + timedelta(days=1), "")):
        with pytest.raises(KnownError):
            staging.to_stage(*her, stage, day, reason)
    held = staging.to_stage(*her, "on_hold", DAY, "Papers are missing")
    assert (held.stage, held.stopped_on, held.reason) == ("on_hold", DAY, "Papers are missing")
    again = staging.to_stage(*her, "registered", DAY)
    assert (again.stage, again.reason) == ("registered", "")
    assert certificate_register.waiting(session) == [detail.holder.id]
