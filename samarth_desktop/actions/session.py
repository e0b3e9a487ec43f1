"""The session: an opened data folder and who sits at it. Every action takes one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from samarth_desktop.domain.programmes.programme import Library

if TYPE_CHECKING:
    from samarth_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Session:
    """`author` is the name chosen at the top of the window: whose work this is, no security.

    `day` says how sure the date is: the laptop's own, asked from a person, or doubtful because nobody was asked yet.
    """

    store: "Store"
    author: str
    clock: Callable[[], date] = field(default=date.today)
    day: Literal["sure", "asked", "doubtful"] = "sure"

    @property
    def today(self) -> date:
        """The day by which ages and future dates are judged."""
        return self.clock()

    @property
    def state(self) -> str:
        """The LGD code of the state in which this laptop works; "" before somebody said it."""
        return self.store.home_area.partition("/")[0]

    @property
    def programmes(self) -> Path:
        """The folder of the office's own programme files: trials."""
        return self.store.folder / "programmes"

    @property
    def library(self) -> Library:
        """Where programmes are found: what the office published, and the trials."""
        return Library(self.programmes, self.store.published)
