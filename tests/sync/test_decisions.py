"""What somebody decided on one laptop about two records holds on the other one, and can be taken back there."""

from dataclasses import replace

import pytest

from samarth_desktop.actions import search
from samarth_desktop.actions.exchange import conflicts, sync
from samarth_desktop.actions.registration import merging, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from tests.duplicate_fixture import SHABNAM, state

HERE = {**SHABNAM, "district": "164"}


@pytest.fixture
def twice(sessions):
    """One person, registered on each laptop."""
    a, b = sessions
    first = registering.save(a, Registration(Artisan(**HERE), (Enrolment(programme="UP-ODOP", stage="registered"),)))
    paper = Document(document_kind="pan", number="ABCDE1234F")
    hers = Artisan(**{**HERE, "name_en": "Shabnum Bano"}, pin="225414")
    second = registering.save(b, Registration(hers, (Enrolment(programme="UP-ODOP", stage="trained"),), (), (paper,)))
    sync.sync_now(a), sync.sync_now(b), sync.sync_now(a)
    return first.holder.id, second.holder.id


def test_a_merge_arrives_and_is_taken_back_on_the_other_laptop(sessions, twice):
    a, b = sessions
    before = state(a, *twice)
    assert state(b, *twice) == before
    done = merging.merge(a, *twice, from_other=["name_en"])
    sync.sync_now(a), sync.sync_now(b)
    assert state(b, *twice) == state(a, *twice) != before
    assert [one.merged for one in merging.merges(b)] == [done] and search.duplicate_pairs(b) == []
    merging.unmerge(b, done)
    assert state(b, *twice) == before and merging.merges(b) == []
    sync.sync_now(b), sync.sync_now(a)
    assert state(a, *twice) == before and len(search.duplicate_pairs(a)) == 1
    with pytest.raises(KnownError):
        merging.unmerge(a, done)
    assert conflicts.as_rows(a) == conflicts.as_rows(b) == []


def test_what_the_other_laptop_wrote_since_stays(sessions, twice):
    a, b = sessions
    done = merging.merge(a, *twice, from_other=["name_en"])
    sync.sync_now(a), sync.sync_now(b)
    with b.store.read() as reader:
        there = reader.get(Artisan, twice[0])
    registering.save(b, Registration(replace(there, name_en="Shabnam B.")))
    merging.unmerge(b, done)
    with b.store.read() as reader:
        stays, again = reader.get_many(Artisan, twice)
    assert (stays.name_en, stays.pin) == ("Shabnam B.", "") and (again.name_en, again.deleted) == (
        "Shabnum Bano",
        False,
    )


def test_a_merge_of_which_a_part_is_not_here_is_not_taken_back_by_halves(sessions, twice):
    a, _ = sessions
    done = merging.merge(a, *twice)
    with a.store.unit_of_work() as unit:
        gone = unit.get(Artisan, done.other)
        rows = [*gone.extra["merged_rows"], ["document", "0192-elsewhere"], "odd", [["x"], {}], ["nothing", "1"]]
        unit.save(replace(gone, extra={**gone.extra, "merged_rows": rows}), "Asha")
        unit.commit()
    before = state(a, *twice)
    with pytest.raises(KnownError):
        merging.unmerge(a, done)
    assert state(a, *twice) == before


def test_two_people_are_not_asked_about_on_the_other_laptop(sessions, twice):
    a, b = sessions
    assert len(search.duplicate_pairs(b)) == 1
    search.dismiss_duplicate(a, *twice)
    sync.sync_now(a), sync.sync_now(b)
    assert search.duplicate_pairs(b) == [] and conflicts.as_rows(b) == []
    search.dismiss_duplicate(b, *reversed(twice), apart=False)
    sync.sync_now(b), sync.sync_now(a)
    assert len(search.duplicate_pairs(a)) == 1


def test_both_laptops_may_tell_the_same_and_other_pairs_apart(sessions, twice):
    a, b = sessions
    third = registering.save(b, Registration(Artisan(**HERE))).holder.id
    search.dismiss_duplicate(a, *twice)
    search.dismiss_duplicate(b, twice[0], twice[1], third)
    sync.sync_now(a), sync.sync_now(b), sync.sync_now(a)
    for session in sessions:
        assert {frozenset((one.row_a, one.row_b)) for one in search.duplicate_pairs(session)} == {
            frozenset((twice[1], third))
        }
        assert conflicts.as_rows(session) == []
