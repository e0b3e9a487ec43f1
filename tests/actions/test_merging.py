"""Two records of one person: found, put together without losing anything, taken apart again."""

from datetime import date

import pytest

from samarth_desktop.actions import looking, merging, opening, registering, showing
from samarth_desktop.actions.registering import Sheet
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.consent import Consent
from samarth_desktop.domain.document import Document
from samarth_desktop.domain.enrolment import Enrolment
from samarth_desktop.domain.shg import Member, Shg
from samarth_desktop.errors import KnownError
from tests.twice import SHABNAM, state

DAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता", area="9/129")
    yield made
    made.store.close()


@pytest.fixture
def twice(desk):
    """The same person, registered two times, each with something that the other lacks."""
    consent = Consent(purpose="registration", how="signature", given_on=DAY)
    group = registering.save(desk, Sheet(Shg(name_hi="उजाला", district="129", state="9"))).holder
    first = registering.save(
        desk, Sheet(Artisan(**SHABNAM, craft="बुनाई"), (Enrolment(programme="UP-ODOP", stage="registered", registered_on=DAY),))
    )  # fmt: skip
    second = registering.save(
        desk,
        Sheet(
            Artisan(**{**SHABNAM, "name_en": "Shabnum Bano", "mobile": "9839022219"}, pin="225414", craft="Weaving"),
            (
                Enrolment(programme="UP-ODOP", stage="trained", registered_on=DAY, trained_on=DAY),
                Enrolment(programme="SAMARTH", stage="registered", registered_on=DAY),
            ),
            (consent,),
            (Document(document_kind="pan", number="ABCDE1234F"),),
        ),
        photo=b"\xff\xd8a photo",
    )
    with desk.store.unit_of_work() as unit:
        unit.save_all([Member(shg=group.id, person=second.holder.id, role="treasurer")], desk.author)
        unit.commit()
    return first.holder, second.holder


def test_pairs_come_with_numbers_score_and_reasons(desk, twice):
    told = []
    pairs = looking.duplicate_pairs(desk, None, lambda done, total: told.append((done, total)))
    assert [(pair.a, pair.b) for pair in pairs] == [(twice[0].registration, twice[1].registration)]
    assert pairs[0].score > 0.85 and pairs[0].reasons and told[-1] == (2, 2)
    assert looking.duplicate_pairs(desk, 1.1) == []
    looking.tell_apart(desk, twice[1].id, twice[0].id)
    assert looking.duplicate_pairs(desk) == []
    looking.tell_apart(desk, twice[0].id, twice[1].id, apart=False)
    assert len(looking.duplicate_pairs(desk)) == 1


def test_the_fields_that_differ_are_shown_with_rivals(desk, twice):
    _, _, rows = merging.compare(desk, twice[0].id, twice[1].id)
    assert {row.key: row.conflicting_values for row in rows} == {
        "name_en": True,
        "mobile": True,
        "pin": False,
        "craft": True,
    }


def test_merging_keeps_every_value_and_moves_what_hangs_on_it(desk, twice):
    kept, other = (one.id for one in twice)
    merging.merge(desk, kept, other, from_other=["mobile"])
    (stays, enrolments, consents, papers, places), _ = state(desk, kept, other)
    assert (stays.name_en, stays.mobile, stays.pin, stays.craft) == ("Shabnam Bano", "9839022219", "225414", "बुनाई")
    assert {one.programme: one.stage for one in enrolments} == {"UP-ODOP": "trained", "SAMARTH": "registered"}
    assert len(consents) == 1 and [one.number for one in papers] == ["ABCDE1234F"] and places[0].role == "treasurer"
    assert showing.photo(desk, stays) == b"\xff\xd8a photo"
    with desk.store.read() as reader:
        gone = reader.get(Artisan, other)
    assert gone is not None and gone.deleted and gone.extra["merged_into"] == kept
    assert looking.duplicate_pairs(desk) == []
    assert [hit.summary.id for hit in looking.search(desk, "shabnam", "people")] == [kept]
    with pytest.raises(KnownError):
        merging.merge(desk, kept, other)


def test_taking_apart_restores_both(desk, twice):
    rows = [one.id for one in twice]
    before = state(desk, *rows)
    done = merging.merge(desk, *rows, from_other=["mobile", "name_en"])
    assert [(one.merged, one.gone.id, one.stays.id, one.author) for one in merging.merges(desk)] == [
        (done, done.other, done.kept, "सुनीता")
    ]
    merging.undo(desk, done)
    assert state(desk, *rows) == before
    assert merging.merges(desk) == [] and len(looking.duplicate_pairs(desk)) == 1
    with pytest.raises(KnownError):
        merging.undo(desk, done)


def test_what_was_corrected_since_stays_when_taken_apart(desk, twice):
    rows = [one.id for one in twice]
    done = merging.merge(desk, *rows, from_other=["mobile"])
    registering.correct(desk, twice[0].registration, {"mobile": "9839011111"})
    merging.undo(desk, done)
    (stays, *_), (again, *_) = state(desk, *rows)
    assert stays.mobile == "9839011111" and stays.pin == "" and again.mobile == "9839022219" and not again.deleted


def test_an_erasure_leaves_nothing_of_a_merge(desk, twice):
    done = merging.merge(desk, *(one.id for one in twice))
    for row in (done.kept, done.other):
        showing.erase(desk, row)
    desk.store.close()
    assert b"9839022219" not in b"".join(file.read_bytes() for file in desk.store.folder.rglob("*") if file.is_file())
