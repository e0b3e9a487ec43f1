"""A laptop that has not heard from the office for long serves and visits no hall, whatever its clock says."""

import json
import time

import httpx
import pytest

from samarth_desktop.errors import KnownError
from samarth_desktop.hub.auth import settings
from samarth_desktop.sync import freshness, identity, peer_sync
from tests.postgres_fixture import Inline, enrol, sync
from tests.sync.memory import MemoryLog

AREA, URL = "9/164", "http://127.0.0.1"
DAY_MS = 86_400_000


@pytest.fixture
def pair(hub, client):
    made = MemoryLog(), MemoryLog()
    for log in made:
        enrol(log, client, hub, AREA)
        sync(log, client)
    return made


def after(monkeypatch, days):
    """All laptops' clocks, so many days later."""
    real = time.time
    monkeypatch.setattr("samarth_desktop.sync.clock._now_ms", lambda: int(real() * 1000) + days * DAY_MS)


def visit(visitor, host):
    with httpx.Client(transport=Inline(peer_sync.hall_app(host))) as web:
        return peer_sync.visit(visitor, URL, web)


def test_after_the_days_that_the_office_set_nobody_meets_until_the_next_sync(hub, client, pair, monkeypatch):
    host, visitor = pair
    visitor.write(AREA)
    assert visit(visitor, host).operations == 1
    after(monkeypatch, freshness.USUAL_DAYS - 1)
    visit(visitor, host)
    after(monkeypatch, freshness.USUAL_DAYS + 1)
    for act in (lambda: visit(visitor, host), lambda: peer_sync.serving(host).__enter__()):
        with pytest.raises(KnownError) as no:
            act()
        assert no.value.text.count == freshness.USUAL_DAYS
    with hub.engine.begin() as conn:
        settings.set_halls_days(conn, 90)
    monkeypatch.undo()
    for log in pair:
        sync(log, client)
    after(monkeypatch, 80)
    visit(visitor, host)


@pytest.mark.parametrize("old", ["the visitor", "the host"])
def test_the_other_end_looks_at_the_card_whatever_a_laptop_says_of_itself(hub, client, pair, monkeypatch, old):
    """A laptop whose clock stands still shows its old card; the other one's clock goes right."""
    host, visitor = pair
    stale, fresh = (visitor, host) if old == "the visitor" else (host, visitor)
    stale.write(AREA), fresh.write(AREA)
    theirs = json.loads(identity.enrolled(stale).card[0])["on"]
    right = freshness.is_stale
    monkeypatch.setattr(freshness, "check_own", lambda log, card: None)
    monkeypatch.setattr(
        freshness, "is_stale", lambda log, card: log is fresh and card.on == theirs and right(log, card)
    )
    after(monkeypatch, 61)
    before = stale.state(), fresh.state()
    with pytest.raises(KnownError) as no:
        visit(visitor, host)
    assert no.value.text.id.startswith("This laptop" if old == "the visitor" else "The other laptop")
    assert (stale.state(), fresh.state()) == before


def test_what_others_are_given_of_a_laptop_says_no_day(hub, client, pair):
    """Else a laptop that was shut out could take a younger card of itself from a neighbour."""
    a, b = pair
    a.write(AREA)
    sync(a, client), sync(b, client)
    me = identity.enrolled(b)
    assert identity.card_of(b, a.device(), me.hub_key()).on == ""
    assert identity.read_card(identity.enrolled(a).card, me.hub_key()).on
