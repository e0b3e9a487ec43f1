"""The register as a list: what its filters let through, who waits for a first certificate."""

from datetime import date, timedelta

import pytest

from samarth_desktop.actions import certifying, issuing, listing, opening, papers, registering, showing
from samarth_desktop.actions.desk import Desk
from samarth_desktop.actions.papers import CertificateFilter
from samarth_desktop.actions.registering import Sheet
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.consent import Consent
from samarth_desktop.domain.enrolment import Enrolment
from samarth_desktop.domain.shg import Member, Shg
from samarth_desktop.errors import KnownError

DAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield Desk(made.store, made.author, lambda: DAY)
    made.store.close()


def person(desk, name, village="हरख", programme="UP-ODOP"):
    holder = Artisan(
        name_en=name, relation="husband", relative_en="Ram", birth_year=1990, gender="female", phone_owner="none",
        village=village, district="129", state="9", sector="handloom", craft="Weaving",
    )  # fmt: skip
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    enrolment = Enrolment(programme=programme, stage="registered", registered_on=DAY)
    return registering.save(desk, Sheet(holder, (enrolment,), (consent,))).holder.id


def holders(desk, **which):
    found = papers.register(desk, CertificateFilter(**which))
    return {paper.entry.holder for paper in papers.page(desk, found.numbers)}


def test_each_filter_narrows_the_register(desk, tmp_path):
    a, b, c = person(desk, "Kiran Devi"), person(desk, "Malti Devi", "देवा"), person(desk, "Sarita", programme="SAMARTH")
    group = registering.save(desk, Sheet(Shg(name_en="Ujala", district="129", state="9"))).holder.id
    with desk.store.unit_of_work() as unit:
        unit.save_all([Member(shg=group, person=a)], desk.author)
        unit.commit()
    assert set(papers.waiting(desk)) == {a, b, c}
    issuing.issue(desk, [a, b, c], tmp_path)
    assert papers.waiting(desk) == [] and holders(desk) == {a, b, c}
    assert holders(desk, village="देवा") == {b} and holders(desk, programme="SAMARTH") == {c}
    assert holders(desk, shg=group) == {a}
    assert holders(desk, issued_on=DAY) == {a, b, c} and holders(desk, issued_on=DAY - timedelta(days=1)) == set()
    serials = {entry.holder: entry.serial for entry in certifying.register(desk)}
    certifying.note_printed(desk, [serials[a]])
    certifying.revoke(desk, serials[b], "wrong person")
    assert holders(desk, printed=False) == {b, c} and holders(desk, printed=True) == {a}
    assert holders(desk, state="revoked") == {b}
    assert {paper.entry.holder for paper in papers.find(desk, "malti")} == {b}
    assert listing.page(desk, listing.rows(desk, "artisan", listing.Filter(certificate="given"), "newest").numbers)


def test_stages_ask_for_reasons_and_days_that_were(desk):
    detail = showing.detail(desk, person(desk, "Kiran Devi"))
    enrolment = detail.enrolment
    assert enrolment is not None and showing.next_stage(enrolment.stage) == "documents_complete"
    for stage, day, reason in (("on_hold", DAY, " "), ("verified", DAY + timedelta(days=1), "")):
        with pytest.raises(KnownError):
            showing.change_stage(desk, enrolment, stage, day, reason)
    held = showing.change_stage(desk, enrolment, "on_hold", DAY, "Papers are missing")
    assert (held.stage, held.stopped_on, held.reason) == ("on_hold", DAY, "Papers are missing")
    again = showing.change_stage(desk, held, "verified", DAY)
    assert (again.verified_on, again.reason) == (DAY, "")
    assert papers.waiting(desk) == [detail.holder.id]
