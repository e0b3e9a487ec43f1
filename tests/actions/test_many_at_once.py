"""Many records changed at once: the plan is what happens, it is one action to take back, and no one else's work goes."""

import time
from dataclasses import replace
from datetime import timedelta

import pymupdf
import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.many import changes, planning
from samarth_desktop.actions.registration import consent_list, consenting, own_record, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from tests.actions.test_certificate_register import DAY


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield Session(made.store, made.author, lambda: DAY)
    made.store.close()


def person(session, name="Kiran Devi", programme="UP-ODOP", **more):
    values = {
        "relation": "husband", "relative_en": "Ram", "birth_year": 1990, "gender": "female", "phone_owner": "none",
        "village": "हरख", "district": "129", "state": "9", "sector": "handloom", "craft": "Weaving", "odop_product": "yes",
    }  # fmt: skip
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    enrolments = (Enrolment(programme=programme, stage="registered", registered_on=DAY),) if programme else ()
    return registering.save(
        session, Registration(Artisan(name_en=name, **(values | more)), enrolments, (consent,))
    ).holder.id


def people(session, rows):
    with session.store.read() as reader:
        return {one.id: one for one in reader.get_many(Artisan, list(rows))}


def enrolments(session, row):
    with session.store.read() as reader:
        return [(one.programme, one.stage) for one in reader.children(Enrolment, row)]


CHANGES = {
    "village": changes.values({"village": "देवा"}),
    "programme": changes.programme_of("SAMARTH"),
    "stage": changes.stage("on_hold", "UP-ODOP", reason="Papers at the office"),
    "names": changes.names_confirmed(),
    "drafts": changes.drafts_deleted,
    "consent": consenting.on_a_list("listing", "thumb", DAY, "List 7, with Asha"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_planned_is_done_and_taken_back_whole(session, change):
    rows = [
        person(session), person(session, village="देवा"), person(session, programme=""), person(session, programme="SAMARTH"),
        person(session, village="", craft=""), person(session, birth_year=2014),
    ]  # fmt: skip
    before = {row: registering.load(session, row) for row in rows}
    planned = planning.plan(session, "artisan", rows, change)
    assert {row: registering.load(session, row) for row in rows} == before, "a plan writes nothing"
    made, done = planning.carry_out(session, "artisan", rows, change)
    assert [one.row for one in made.goes] == [one.row for one in planned.goes] != []
    assert made.stays == planned.stays and len(made.goes) + len(made.stays) == len(rows)
    assert all(one.reasons and one.number for one in made.stays)
    after = {row: registering.load(session, row) for row in rows}
    assert {row for row in rows if without_marks(after[row]) != without_marks(before[row])} == {
        one.row for one in made.goes
    }
    assert planning.undo(session, done) == len(done.pairs)
    assert {row: without_marks(registering.load(session, row)) for row in rows} == {
        row: without_marks(sheet) for row, sheet in before.items()
    }
    assert planning.undo(session, done) == 0


def without_marks(sheet):
    """A sheet without the marks of the log."""
    rows = (sheet.holder, *sheet.enrolments, *sheet.consents, *sheet.documents, *sheet.members)
    return [replace(one, seen=0) for one in rows if one.seen]


def test_taking_back_leaves_what_somebody_wrote_since(session):
    first, second = person(session), person(session)
    _, done = planning.carry_out(session, "artisan", [first, second], CHANGES["village"])
    with session.store.unit_of_work() as unit:
        unit.save(replace(unit.get(Artisan, second), village="मसौली"), "somebody else")
        unit.commit()
    assert planning.undo(session, done) == 1
    assert {row: one.village for row, one in people(session, [first, second]).items()} == {
        first: "हरख",
        second: "मसौली",
    }


def test_one_that_fails_leaves_nothing_of_its_unit(session, monkeypatch):
    rows = [person(session, name) for name in ("A", "B", "C")]

    def failing(reader, session, subject):
        if subject.record.id == rows[2]:
            raise RuntimeError("a bug")
        return CHANGES["village"](reader, session, subject)

    with pytest.raises(RuntimeError):
        planning.carry_out(session, "artisan", rows, failing)
    assert {one.village for one in people(session, rows).values()} == {"हरख"}


def test_a_draft_goes_with_all_that_belongs_to_it_and_a_member_stays(session):
    draft, member = person(session, craft=""), person(session, craft="")
    with session.store.unit_of_work() as unit:
        group = unit.save(Shg(name_en="Ujala", district="129", state="9"), session.author)
        unit.save(Member(shg=group.id, person=member), session.author)
        unit.commit()
    made, done = planning.carry_out(session, "artisan", [draft, member], changes.drafts_deleted)
    assert [one.row for one in made.goes] == [draft] and "group" in made.stays[0].reasons[0].id
    assert enrolments(session, draft) == []
    made, _ = planning.carry_out(session, "shg", [group.id], changes.drafts_deleted)
    assert len(made.goes) == 1
    planning.undo(session, done)
    assert enrolments(session, draft) == [("UP-ODOP", "registered")]


def test_another_village_takes_its_other_spelling_along(session):
    row = person(session, village_other="Harakh", village_code="123456")
    planning.carry_out(session, "artisan", [row], CHANGES["village"])
    changed = people(session, [row])[row]
    assert (changed.village, changed.village_other, changed.village_code) == ("देवा", "", "")


def test_three_hundred_are_one_unit_and_quick(session):
    with session.store.unit_of_work() as unit:
        kept = unit.save_all(
            [Artisan(name_en=f"P{n}", village="हरख", district="129", state="9") for n in range(300)], "s"
        )
        unit.commit()
    heard = []
    session.store.listeners.append(heard.append)
    begun = time.perf_counter()
    made, done = planning.carry_out(session, "artisan", [one.id for one in kept], CHANGES["village"])
    took = time.perf_counter() - begun
    assert len(made.goes) == 300 and len(heard) == 1
    print(f"300 changed in {took:.2f} s")
    assert planning.undo(session, done) == 300 and len(heard) == 2


def test_proposed_names_are_taken_as_they_stand_and_given_back(session):
    typed, whole = (
        person(session, "Kiran Devi"),
        person(session, "Malti", name_hi="मालती", relative_hi="राम", village=""),
    )
    made, done = planning.carry_out(session, "artisan", [typed, whole], changes.names_confirmed())
    assert [one.row for one in made.goes] == [typed]
    now = people(session, [typed])[typed]
    assert now.name_hi and now.relative_hi and now.proposed == ()
    planning.undo(session, done)
    assert people(session, [typed])[typed].name_hi == ""


def test_several_changes_of_one_record_are_one_writing(session):
    row = person(session, "Kiran Devi", programme="")
    wish = changes.several(CHANGES["village"], CHANGES["names"], CHANGES["programme"])
    made, _ = planning.carry_out(session, "artisan", [row], wish)
    now = people(session, [row])[row]
    assert len(made.goes) == 1 and now.village == "देवा" and now.name_hi and now.village_other
    assert enrolments(session, row) == [("SAMARTH", "registered")]


def test_the_consent_of_many_names_its_list_and_never_stands_over_a_withdrawal(session):
    agreed, minor, back = person(session), person(session, birth_year=DAY.year - 15), person(session)
    own_record.give(session, back, "listing", "thumb")
    own_record.withdraw(session, back, "listing")
    rows = [agreed, minor, back]
    on = {day: consenting.on_a_list("listing", "signature", day, "List 7") for day in (DAY, DAY - timedelta(days=1))}
    made, _ = planning.carry_out(session, "artisan", rows, on[DAY - timedelta(days=1)])
    assert [one.row for one in made.goes] == [agreed]
    assert [str(one.reasons[0].id)[:20] for one in made.stays] == ["Nothing is sold in t", "It was taken back si"]
    again, _ = planning.carry_out(session, "artisan", rows, on[DAY])
    assert [one.row for one in again.goes] == [back], "what is signed after it counts"
    (kept,) = [one for one in registering.load(session, agreed).consents if one.purpose == "listing"]
    assert (kept.evidence, kept.how, kept.given_on) == ("List 7", "signature", DAY - timedelta(days=1))
    assert planning.plan(session, "artisan", [agreed], consenting.on_a_list("contact", "thumb", DAY, " ")).goes == ()


def test_the_list_to_sign_names_them_and_what_they_sign(session, tmp_path):
    rows = [person(session, name, name_hi="") for name in ("Kiran Devi", "Shabnam Bano")]
    asking = consent_list.Asking("listing", day=DAY, evidence="List 7")
    assert consent_list.for_rows(session, rows, asking, tmp_path / "list.pdf", catalog("en")) == 2
    text = "".join(page.get_text() for page in pymupdf.open(tmp_path / "list.pdf"))
    assert all(
        said in text for said in ("Kiran Devi", "Shabnam Bano", "List 7", "Flipkart", "taken down", "Data Protection")
    )
