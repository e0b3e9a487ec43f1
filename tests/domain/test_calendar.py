"""A laptop's clock is believed only within reason."""

from datetime import date, timedelta

from samarth_desktop import __built__
from samarth_desktop.domain.calendar import believable

BUILT = date.fromisoformat(__built__)


def test_a_clock_before_the_build_or_far_after_the_hub_is_not_believed() -> None:
    assert not believable(BUILT - timedelta(days=1), None)
    assert believable(BUILT, None)
    assert not believable(date(2099, 1, 1), None)
    hub = BUILT + timedelta(days=500)
    assert believable(hub + timedelta(days=366), hub)
    assert not believable(hub + timedelta(days=367), hub)
