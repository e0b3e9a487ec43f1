"""A consent that was taken back ends every consent given before, on whichever laptop it was noted."""

import time
from datetime import date

import pytest

from samarth_desktop.actions.certificates import certificate_register
from samarth_desktop.actions.registration import registering
from samarth_desktop.store.queries import lists
from samarth_desktop.store.queries.lists import Filter
from tests.sync.laptops import DAY, OLD, Laptop, Office, settle

LATER, AFTER = date(2026, 11, 24), date(2026, 11, 25)


def ready(laptop: Laptop, row: str) -> set[bool]:
    """What everything that asks for consent says: the sheet, the list of who waits, the filter, the batch."""
    session = laptop.here()
    with session.store.read() as reader:
        filtered = row in lists.ids(reader, "artisan", Filter(certificate="ready"))
    return {
        registering.load(session, row).consented,
        row in certificate_register.waiting(session),
        filtered,
        laptop.lacks(row) == "",
    }


@pytest.mark.parametrize("first", ["a", "b"])
def test_one_given_elsewhere_before_the_withdrawal_does_not_count(ground: Office, first: str) -> None:
    a, b = ground.laptop("Asha", OLD, day=LATER), ground.laptop("Bina", OLD)
    row = a.register()
    settle(a, b)
    b.on(DAY).correct(row, consent="thumb")  # off-line, two days before
    a.withdraw(row, LATER)
    settle(*((a, b) if first == "a" else (b, a)))
    assert ready(a, row) == ready(b, row) == {False}
    b.on(AFTER).correct(row, consent="signature")
    settle(b, a)
    assert ready(a.on(AFTER), row) == ready(b.on(AFTER), row) == {True}


def test_on_the_day_itself_only_one_written_down_after_it_counts(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD)
    row = a.register()
    settle(a, b)
    b.correct(row, consent="thumb")
    time.sleep(1.1)  # moments count in seconds
    a.withdraw(row, DAY)
    settle(a, b)
    assert ready(a, row) == ready(b, row) == {False}
