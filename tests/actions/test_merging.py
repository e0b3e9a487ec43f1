"""Two records of one person: found, put together without losing anything, taken apart again."""

from dataclasses import replace
from datetime import date

import pytest

from samarth_desktop.actions import search
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import merging, record_detail, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from tests.duplicate_fixture import SHABNAM, state

DAY = date(2026, 11, 22)
WORK = {"craft": "बुनाई", "sector": "handloom"}
PRODUCT = {"UP-ODOP.product": "हथकरघा वस्त्र"}


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield made
    made.store.close()


@pytest.fixture
def twice(session):
    """The same person, registered two times, each with something that the other lacks."""
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    group = registering.save(session, Registration(Shg(name_hi="उजाला", district="129", state="9"))).holder
    first = registering.save(
        session, Registration(Artisan(**SHABNAM, **WORK), (Enrolment(programme="UP-ODOP", stage="registered", registered_on=DAY),))
    )  # fmt: skip
    second = registering.save(
        session,
        Registration(
            Artisan(
                **{**SHABNAM, "name_en": "Shabnum Bano", "mobile": "9839022219"},
                pin="225414",
                craft="Weaving",
                sector="handloom",
            ),
            (
                Enrolment(programme="UP-ODOP", stage="trained", registered_on=DAY, trained_on=DAY, extra=PRODUCT),
                Enrolment(programme="SAMARTH", stage="registered", registered_on=DAY),
            ),
            (consent,),
            (Document(document_kind="pan", number="ABCDE1234F"), Document(document_kind="bank_passbook")),
        ),
        photo=b"\xff\xd8a photo",
    )
    with session.store.unit_of_work() as unit:
        unit.save_all([Member(shg=group.id, person=second.holder.id, role="treasurer")], session.author)
        unit.commit()
    return first.holder, second.holder


def test_pairs_come_with_numbers_score_and_reasons(session, twice):
    told = []
    pairs = search.duplicate_pairs(session, None, lambda done, total: told.append((done, total)))
    assert [(pair.a, pair.b) for pair in pairs] == [(twice[0].registration, twice[1].registration)]
    assert pairs[0].score > 0.85 and pairs[0].reasons and told[-1] == (2, 2)
    assert search.duplicate_pairs(session, 1.1) == []
    search.dismiss_duplicate(session, twice[1].id, twice[0].id)
    assert search.duplicate_pairs(session) == []
    search.dismiss_duplicate(session, twice[0].id, twice[1].id, apart=False)
    assert len(search.duplicate_pairs(session)) == 1


def test_the_fields_that_differ_are_shown_with_rivals(session, twice):
    _, _, rows = merging.compare(session, twice[0].id, twice[1].id)
    assert {row.key: row.conflicting_values for row in rows} == {
        "name_en": True,
        "mobile": True,
        "pin": False,
        "craft": True,
    }


def test_merging_keeps_every_value_and_moves_what_hangs_on_it(session, twice):
    kept, other = (one.id for one in twice)
    merging.merge(session, kept, other, from_other=["mobile"])
    (stays, enrolments, consents, papers, places), _ = state(session, kept, other)
    assert (stays.name_en, stays.mobile, stays.pin, stays.craft) == ("Shabnam Bano", "9839022219", "225414", "बुनाई")
    assert {one.programme: one.stage for one in enrolments} == {"UP-ODOP": "trained", "SAMARTH": "registered"}
    assert (
        len(consents) == 1
        and sorted(one.number for one in papers) == ["", "ABCDE1234F"]
        and places[0].role == "treasurer"
    )
    assert record_detail.photo(session, stays) == b"\xff\xd8a photo"
    with session.store.read() as reader:
        gone = reader.get(Artisan, other)
    assert gone is not None and gone.deleted and gone.extra["merged_into"] == kept
    assert search.duplicate_pairs(session) == []
    assert [hit.summary.id for hit in search.search(session, "shabnam", "people")] == [kept]
    with pytest.raises(KnownError):
        merging.merge(session, kept, other)


AHEAD = [
    ("registered", "first_sale", "", "first_sale", 6),
    ("registered", "first_sale", "product", "registered", 1),
    ("registered", "listed", "consent", "registered", 1),
    ("trained", "verified", "product", "trained", 4),
    ("on_hold", "listed", "", "on_hold", 1),
    ("registered", "withdrawn", "", "registered", 1),
]
"""How far both came, what is missing, where what stays stands, with how many dates."""


def test_the_record_that_stays_comes_as_far_as_the_rules_allow(session):
    """The further stage of two counts only where nothing is missing for it; its dates come with it, no others."""
    for case in AHEAD:
        merged_as_the_rules_allow(session, *case)


def merged_as_the_rules_allow(session, mine, theirs, lacks, stage, dates):
    saved = []
    for mobile, reached in (("9839022218", mine), ("9839022219", theirs)):
        way = WAY[: WAY.index(reached) + 1] if reached in WAY else WAY[:1]
        own = PRODUCT if lacks != "product" and reached == theirs else {}
        consents = (Consent(purpose="registration", how="signature", given_on=DAY),) if lacks != "consent" else ()
        one = Enrolment(programme="UP-ODOP", stage=reached, extra=own, **{f"{each}_on": DAY for each in way})
        papers = (Document(document_kind="bank_passbook"),) if reached == theirs else ()
        person = Artisan(**{**SHABNAM, "mobile": mobile, "pin": "225414", **WORK})
        saved.append(registering.save(session, Registration(person, (one,), consents, papers)).holder.id)
    done = merging.merge(session, *saved)
    (_, (stands,), *_), _ = state(session, *saved)
    assert stands.stage == stage
    assert sum(getattr(stands, f"{each}_on") is not None for each in WAY) == dates
    assert stands.stopped_on is None
    merging.unmerge(session, done)
    (_, (before,), *_), (_, (again,), *_) = state(session, *saved)
    assert (before.stage, again.stage) == (mine, theirs)


def test_what_a_second_person_verified_stays_verified_when_merged(session):
    def saved(by, stage, **more):
        one = Enrolment(programme="NRLM", stage=stage, registered_on=DAY, **more)
        consent = Consent(purpose="registration", how="signature", given_on=DAY)
        person = Artisan(
            **{**SHABNAM, "mobile": f"983902221{len(by)}", "pin": "225414", "gram_panchayat": "ज़ैदपुर", **WORK}
        )
        papers = (Document(document_kind="bank_passbook"),)
        return registering.save(replace(session, author=by), Registration(person, (one,), (consent,), papers)).holder.id

    for verifier, stage in (("रामलाल वर्मा", "verified"), ("सुनीता", "documents_complete")):
        kept, other = saved("सुनीता", "registered"), saved("गीता", "verified", verified_on=DAY, verified_by=verifier)
        merging.merge(session, kept, other)
        (_, (stands,), *_), _ = state(session, kept, other)
        assert stands.stage == stage, "who entered what stays is no second person"
        assert stands.verified_by == (verifier if stage == "verified" else "")


def test_taking_apart_restores_both(session, twice):
    rows = [one.id for one in twice]
    before = state(session, *rows)
    done = merging.merge(session, *rows, from_other=["mobile", "name_en"])
    assert [(one.merged, one.gone.id, one.stays.id, one.author) for one in merging.merges(session)] == [
        (done, done.other, done.kept, "सुनीता")
    ]
    merging.unmerge(session, done)
    assert state(session, *rows) == before
    assert merging.merges(session) == [] and len(search.duplicate_pairs(session)) == 1
    with pytest.raises(KnownError):
        merging.unmerge(session, done)


def test_what_was_corrected_since_stays_when_taken_apart(session, twice):
    rows = [one.id for one in twice]
    done = merging.merge(session, *rows, from_other=["mobile"])
    registering.correct(session, twice[0].registration, {"mobile": "9839011111"})
    merging.unmerge(session, done)
    (stays, *_), (again, *_) = state(session, *rows)
    assert stays.mobile == "9839011111" and stays.pin == "" and again.mobile == "9839022219" and not again.deleted


def test_an_erasure_leaves_nothing_of_a_merge(session, twice):
    done = merging.merge(session, *(one.id for one in twice))
    for row in (done.kept, done.other):
        record_detail.erase(session, row)
    session.store.close()
    assert b"9839022219" not in b"".join(
        file.read_bytes() for file in session.store.folder.rglob("*") if file.is_file()
    )
