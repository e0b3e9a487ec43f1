"""Whoever prints, corrects, merges or moves, and in whatever order it is heard of: of a holder, a kind and a programme
at most one certificate is valid, and every laptop, every check and the public page say the same."""

from datetime import date

import pytest

from samarth_desktop.actions.certificates import certifying
from samarth_desktop.actions.registration import merging
from samarth_desktop.documents.signing.verify import Reason
from tests.sync.laptops import NEW, OLD, Laptop, Office, settle

TOMORROW = date(2026, 11, 23)


def agreed(ground: Office, *laptops: Laptop) -> dict[str, str]:
    """The state of every certificate: the same on each laptop that knows it, and on the public page."""
    known: dict[str, str] = {}
    for laptop in laptops:
        for serial, state in laptop.states().items():
            assert known.setdefault(serial, state) == state, (laptop.session.author, serial)
    assert {serial: ground.says(serial) for serial in known} == known
    return known


def heard(serials: dict[str, str], *laptops: Laptop) -> bool:
    """Whether the check without a passphrase says of these certificates on every laptop what the register says."""
    return all(laptop.void(serial) == (state != "valid") for laptop in laptops for serial, state in serials.items())


@pytest.mark.parametrize("first", ["a", "b"])
def test_two_laptops_print_one_person_before_they_hear_of_each_other(ground: Office, first: str) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, day=TOMORROW)
    row = a.register(name_hi="राम", name_en="Ram")
    settle(a, b)
    old = a.enter(row)
    b.correct(row, name_hi="रमा", name_en="Rama")
    new = b.enter(row)
    settle(*((a, b) if first == "a" else (b, a)))
    states = agreed(ground, a, b)
    assert states == {old: "replaced", new: "valid"} and heard(states, a, b)
    assert {one.entry(old).replaced_by for one in (a, b)} == {new}
    again = a.on(date(2026, 11, 24))
    again.correct(row, name_hi="रामा")
    third = again.enter(row)
    settle(a, b)
    states = agreed(ground, a, b)
    assert states == {old: "replaced", new: "replaced", third: "valid"} and heard(states, a, b)


def test_the_paper_itself_is_called_replaced_on_every_laptop(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, day=TOMORROW)
    row = a.register()
    settle(a, b)
    old, new = a.print(row), b.print(row)
    assert a.verify(old).reason is Reason.VALID
    settle(a, b)
    for laptop in (a, b):
        assert (laptop.verify(old).reason, laptop.verify(new).reason) == (Reason.REPLACED, Reason.VALID)


def test_a_revoked_one_gives_no_older_one_back(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, day=TOMORROW)
    row = a.register()
    settle(a, b)
    old, new = a.enter(row), b.enter(row)
    certifying.revoke(b.here(), new, "wrong craft")
    settle(b, a)
    states = agreed(ground, a, b)
    assert states == {old: "replaced", new: "revoked"} and heard(states, a, b)
    fresh = b.enter(row)
    settle(a, b)
    assert agreed(ground, a, b) == {**states, fresh: "valid"}


def test_merged_people_have_one_and_get_their_own_back_when_that_is_undone(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, day=TOMORROW)
    kept, double = a.register(name_en="Ramesh Kumar"), a.register(name_en="Ramesh Kumaar")
    settle(a, b)
    first = a.enter(kept)
    merged = merging.merge(b.here(), kept, double)
    late = a.on(date(2026, 11, 24)).enter(double)  # has not heard of the merge
    settle(a, b)
    states = agreed(ground, a, b)
    assert states == {first: "replaced", late: "valid"} and heard(states, a, b)
    assert {one.entry(late).holder for one in (a, b)} == {kept}
    merging.unmerge(b.here(), merged)
    settle(b, a)
    states = agreed(ground, a, b)
    assert states == {first: "valid", late: "valid"} and heard(states, a, b)


@pytest.mark.parametrize("order", ["abc", "cba"])
def test_a_person_who_moved_has_one_in_both_districts(ground: Office, order: str) -> None:
    a, b, c = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, NEW), ground.laptop("Chanda", NEW)
    by_name = {"a": a, "b": b, "c": c}
    row = a.register()
    settle(a, b)
    b.correct(row, district="165")
    there = b.on(TOMORROW).enter(row)
    here = a.enter(row)  # has not heard that she moved
    settle(*(by_name[name] for name in order))
    states = agreed(ground, a, b, c)
    assert states == {here: "replaced", there: "valid"} and heard(states, a, b, c)
    assert "moved to" in a.lacks(row) and c.lacks(row) == ""
    assert c.enter(row) == there
