"""The first sync of an area: one file, fetched piece by piece, checked by its hash, then taken in like a feed."""

from collections.abc import Callable, Mapping, Sequence

from samarth_desktop.domain.exchange import OpLog
from samarth_desktop.sync.identity import Card, Identity
from samarth_desktop.sync.link import Link
from samarth_desktop.sync.wire import Pack

TakeIn = Callable[[Sequence[Pack], Sequence[Card], Mapping[str, int]], object]


def first(log: OpLog, link: Link, me: Identity, take_in: TakeIn) -> None:
    """Takes in snapshots for the areas of which nothing was pulled yet."""
