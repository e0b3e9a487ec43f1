"""When the next round begins by itself: soon after a network appears, seldom while all is well, and never in step
with the other laptops of a hall."""

import random
from dataclasses import dataclass, field

EVERY = 15 * 60.0
"""Seconds between rounds that went well."""
FIRST, LONGEST = 30.0, 60 * 60.0
"""Seconds after a first failure, and at most after many."""


@dataclass
class Backoff:
    """The pause before the next round. `chance` gives numbers in 0..1; a test brings its own."""

    failures: int = 0
    chance: random.Random = field(default_factory=random.SystemRandom)

    def after(self, *, well: bool) -> float:
        """Seconds until the next try, after a round that went well or did not."""
        self.failures = 0 if well else self.failures + 1
        pause = EVERY if well else min(LONGEST, FIRST * 2 ** (self.failures - 1))
        return pause * (0.5 + self.chance.random() / 2)

    def network_appeared(self) -> float:
        """Seconds until the next try, now that there is a network again."""
        self.failures = 0
        return 2.0 + self.chance.random() * 8.0
