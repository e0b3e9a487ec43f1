"""Which day it is, on laptops whose clock may be wrong."""

from datetime import date, timedelta

from samarth_desktop import __built__

_SLACK = timedelta(days=366)


def believable(day: date, newest_hub_day: date | None) -> bool:
    """True when `day` lies between the day this program was built and a year after the newest word from a hub.

    Without any word from a hub only ten years after the build are believed.
    """
    built = date.fromisoformat(__built__)
    latest = newest_hub_day + _SLACK if newest_hub_day else built + 10 * _SLACK
    return built <= day <= max(latest, built + _SLACK)
