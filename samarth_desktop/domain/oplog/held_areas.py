"""Which areas a laptop has, which it had, and which rows it therefore shows as its own."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from samarth_desktop.domain.oplog.exchange import covers


@dataclass(frozen=True, slots=True)
class HeldAreas:
    """The areas that the office gave a laptop: `now`, none before it enrolled.

    `left` are those that it has no longer: up to which local number what was begun there left with it. What begins
    above that number is a guest's work in a district of others, and stays. Rows that are `waiting` stay although they
    should leave: something of them, or of what they belong to, is not at the office yet.
    """

    now: tuple[str, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    waiting: Set[str] = frozenset()

    def has(self, area: str) -> bool:
        """Whether an area is this laptop's: every one is before it enrolled."""
        return not self.now or covers(self.now, area)

    @property
    def gone(self) -> tuple[str, ...]:
        """The areas that were this laptop's and are no longer."""
        return tuple(area for area in self.left if not self.has(area))

    def had(self, area: str) -> bool:
        """Whether an area was this laptop's and is no longer."""
        return bool(self.left) and not self.has(area) and covers(tuple(self.left), area)

    def left_with(self, row: str, area: str, begun: int) -> bool:
        """Whether a row left with its area; `begun` is the local number of its first operation."""
        if not self.had(area) or row in self.waiting:
            return False
        return begun <= max(last for one, last in self.left.items() if covers((one,), area))
