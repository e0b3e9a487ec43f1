"""Today, on laptops whose clock is wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from samarth_desktop import __built__
from samarth_desktop.actions.device import business_date, opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan

BUILT = date.fromisoformat(__built__)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", area="9/129")
    yield made
    made.store.close()


def on(session: Session, today: date) -> Session:
    with session.store.read() as reader:
        return business_date.with_date(session, reader, lambda: today)


def test_a_laptop_in_1980_is_asked_once_and_goes_on_from_there(session: Session) -> None:
    long_ago = date(1980, 1, 1)
    lost = on(session, long_ago)
    assert (lost.day, lost.today) == ("doubtful", BUILT)
    said = business_date.set_date(lost, BUILT + timedelta(days=30), lambda: long_ago)
    assert (said.day, said.today) == ("asked", BUILT + timedelta(days=30))
    tomorrow = on(session, long_ago + timedelta(days=1))
    assert (tomorrow.day, tomorrow.today) == ("asked", BUILT + timedelta(days=31))
    mended = on(session, BUILT + timedelta(days=40))
    assert (mended.day, mended.today) == ("sure", BUILT + timedelta(days=40))


def test_an_impossible_answer_is_refused(session: Session) -> None:
    with pytest.raises(KnownError):
        business_date.set_date(session, date(1999, 1, 1))


def test_the_hub_tells_how_late_it_can_be(session: Session) -> None:
    hub = BUILT + timedelta(days=100)
    stamp = int((hub - date(1970, 1, 1)).total_seconds() * 1000)
    session.store.put(**{business_date.HUB_CLOCK: f"{stamp} {stamp}"})
    assert on(session, hub + timedelta(days=300)).day == "sure"
    assert on(session, hub + timedelta(days=500)).day == "doubtful"


def test_a_future_date_only_warns_while_the_day_is_not_sure(session: Session) -> None:
    sheet = registering.Registration(Artisan(name_hi="रमेश", birth_date=session.today + timedelta(days=9)))
    future = [p for p in registering.problems(session, sheet) if p.key == "birth_date" and "future" in p.text.id]
    assert [p.blocks for p in future] == [True]
    unsure = registering.problems(replace(session, day="asked"), sheet)
    assert [p.blocks for p in unsure if "future" in p.text.id] == [False]
