"""Who comes by sync and is probably here already is found, told, and forgotten once somebody decided."""

import pytest

from samarth_desktop.actions import search
from samarth_desktop.actions.exchange import duplicate_scan, sync
from samarth_desktop.actions.registration import merging, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.kinds.artisan.record import Artisan
from tests.duplicate_fixture import SHABNAM
from tests.store.people import artisan, keep

HERE = {**SHABNAM, "district": "164"}


@pytest.fixture
def twice(sessions):
    a, b = sessions
    first = registering.save(a, Registration(Artisan(**HERE))).holder.id
    keep(a.store, artisan(), "Asha")
    assert duplicate_scan.scan(a, 9) == 0  # nobody came, nobody is double
    second = registering.save(b, Registration(Artisan(**{**HERE, "name_en": "Shabnum Bano"}))).holder.id
    sync.sync_now(b), sync.sync_now(a)
    return first, second


def test_who_came_and_is_here_already_is_counted_once(sessions, twice):
    a, _ = sessions
    assert duplicate_scan.scan_next(a) == duplicate_scan.ScanStep(1, done=True)
    assert (duplicate_scan.waiting(a).people, duplicate_scan.waiting(a).came) == (1, 1)
    assert duplicate_scan.scan(a, 9) == 0 and duplicate_scan.waiting(a).people == 1
    keep(a.store, artisan(), "Asha")  # the same as one before, written here
    assert duplicate_scan.scan(a, 9) == 0
    assert (duplicate_scan.waiting(a).people, duplicate_scan.waiting(a).came) == (2, 1)


@pytest.mark.parametrize("first", [True, False])
def test_a_decision_takes_a_pair_out_of_the_count_here_and_there(sessions, twice, first):
    a, b = sessions
    sync.sync_now(b)
    for session in sessions:
        duplicate_scan.scan(session, 9)
        assert duplicate_scan.waiting(session).people == 1
    if first:
        search.dismiss_duplicate(a, *twice)
    else:
        merging.merge(a, *twice)
    assert duplicate_scan.waiting(a).people == 0
    sync.sync_now(a), sync.sync_now(b)
    assert duplicate_scan.waiting(b).people == 0
    assert duplicate_scan.scan(b, 9) == 0 and duplicate_scan.waiting(b).people == 0


def test_a_look_that_was_broken_off_goes_on_where_it_was(sessions, twice, monkeypatch):
    a, b = sessions
    monkeypatch.setattr(duplicate_scan, "PART", 2)
    third = registering.save(b, Registration(Artisan(**HERE))).holder.id
    for n, name in enumerate(("Amit Rao", "Bela Nair", "Chandan Bose", "Farid Gill", "Jyoti Mehra")):
        keep(
            b.store,
            artisan(name_hi="", name_en=name, mobile=f"987654322{n}", relative_hi=""),
            "Bina",
        )
    sync.sync_now(b), sync.sync_now(a)
    found = 0
    for _ in range(50):
        looked = duplicate_scan.scan_next(a)
        found += looked.found
        if looked.done:
            break
    assert looked.done and found == 2 and duplicate_scan.waiting(a).people == 2
    assert {row for pair in search.duplicate_pairs(a, 0.85) for row in (pair.row_a, pair.row_b)} == {*twice, third}
