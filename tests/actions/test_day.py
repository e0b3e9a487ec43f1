"""Today, on laptops whose clock is wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from samarth_desktop import __built__
from samarth_desktop.actions import day, opening, registering
from samarth_desktop.actions.desk import Desk
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.errors import KnownError

BUILT = date.fromisoformat(__built__)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", area="9/129")
    yield made
    made.store.close()


def on(desk: Desk, today: date) -> Desk:
    with desk.store.read() as reader:
        return day.with_day(desk, reader, lambda: today)


def test_a_laptop_in_1980_is_asked_once_and_goes_on_from_there(desk: Desk) -> None:
    long_ago = date(1980, 1, 1)
    lost = on(desk, long_ago)
    assert (lost.day, lost.today) == ("doubtful", BUILT)
    said = day.say_day(lost, BUILT + timedelta(days=30), lambda: long_ago)
    assert (said.day, said.today) == ("asked", BUILT + timedelta(days=30))
    tomorrow = on(desk, long_ago + timedelta(days=1))
    assert (tomorrow.day, tomorrow.today) == ("asked", BUILT + timedelta(days=31))
    mended = on(desk, BUILT + timedelta(days=40))
    assert (mended.day, mended.today) == ("sure", BUILT + timedelta(days=40))


def test_an_impossible_answer_is_refused(desk: Desk) -> None:
    with pytest.raises(KnownError):
        day.say_day(desk, date(1999, 1, 1))


def test_the_hub_tells_how_late_it_can_be(desk: Desk) -> None:
    hub = BUILT + timedelta(days=100)
    stamp = int((hub - date(1970, 1, 1)).total_seconds() * 1000)
    desk.store.put(**{day.HUB_CLOCK: f"{stamp} {stamp}"})
    assert on(desk, hub + timedelta(days=300)).day == "sure"
    assert on(desk, hub + timedelta(days=500)).day == "doubtful"


def test_a_future_date_only_warns_while_the_day_is_not_sure(desk: Desk) -> None:
    sheet = registering.Sheet(Artisan(name_hi="रमेश", birth_date=desk.today + timedelta(days=9)))
    future = [p for p in registering.problems(desk, sheet) if p.key == "birth_date" and "future" in p.text.id]
    assert [p.blocks for p in future] == [True]
    unsure = registering.problems(replace(desk, day="asked"), sheet)
    assert [p.blocks for p in unsure if "future" in p.text.id] == [False]
