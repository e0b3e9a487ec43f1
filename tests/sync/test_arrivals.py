"""Who comes by sync and is probably here already is found, told, and forgotten once somebody decided."""

import pytest

from samarth_desktop.actions import arrivals, looking, merging, registering, sync
from samarth_desktop.actions.registering import Sheet
from samarth_desktop.domain.artisan import Artisan
from tests.store.people import artisan, keep
from tests.twice import SHABNAM

HERE = {**SHABNAM, "district": "164"}


@pytest.fixture
def twice(desks):
    a, b = desks
    first = registering.save(a, Sheet(Artisan(**HERE))).holder.id
    keep(a.store, artisan(), "Asha")
    assert arrivals.look(a, 9) == 0  # nobody came, nobody is double
    second = registering.save(b, Sheet(Artisan(**{**HERE, "name_en": "Shabnum Bano"}))).holder.id
    sync.sync_now(b), sync.sync_now(a)
    return first, second


def test_who_came_and_is_here_already_is_counted_once(desks, twice):
    a, _ = desks
    assert arrivals.look_on(a) == arrivals.Looked(1, done=True)
    assert (arrivals.waiting(a).people, arrivals.waiting(a).came) == (1, 1)
    assert arrivals.look(a, 9) == 0 and arrivals.waiting(a).people == 1
    keep(a.store, artisan(), "Asha")  # the same as one before, written here
    assert arrivals.look(a, 9) == 0
    assert (arrivals.waiting(a).people, arrivals.waiting(a).came) == (2, 1)


@pytest.mark.parametrize("first", [True, False])
def test_a_decision_takes_a_pair_out_of_the_count_here_and_there(desks, twice, first):
    a, b = desks
    sync.sync_now(b)
    for desk in desks:
        arrivals.look(desk, 9)
        assert arrivals.waiting(desk).people == 1
    if first:
        looking.tell_apart(a, *twice)
    else:
        merging.merge(a, *twice)
    assert arrivals.waiting(a).people == 0
    sync.sync_now(a), sync.sync_now(b)
    assert arrivals.waiting(b).people == 0
    assert arrivals.look(b, 9) == 0 and arrivals.waiting(b).people == 0


def test_a_look_that_was_broken_off_goes_on_where_it_was(desks, twice, monkeypatch):
    a, b = desks
    monkeypatch.setattr(arrivals, "PART", 2)
    third = registering.save(b, Sheet(Artisan(**HERE))).holder.id
    for n, name in enumerate(("Amit Rao", "Bela Nair", "Chandan Bose", "Farid Gill", "Jyoti Mehra")):
        keep(
            b.store,
            artisan(name_hi="", name_en=name, mobile=f"987654322{n}", relative_hi=""),
            "Bina",
        )
    sync.sync_now(b), sync.sync_now(a)
    found = 0
    for _ in range(50):
        looked = arrivals.look_on(a)
        found += looked.found
        if looked.done:
            break
    assert looked.done and found == 2 and arrivals.waiting(a).people == 2
    assert {row for pair in looking.duplicate_pairs(a, 0.85) for row in (pair.row_a, pair.row_b)} == {*twice, third}
