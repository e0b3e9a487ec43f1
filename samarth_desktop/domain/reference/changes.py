"""What is new in each release, in the words of those who work with the program (``resources/help/changes.toml``)."""

import functools
import tomllib
from dataclasses import dataclass
from datetime import date

from samarth_desktop import paths
from samarth_desktop.domain.programmes.wording import Words


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its version, its day, a sentence for each change."""

    version: str
    on: date
    changes: tuple[Words, ...]


@functools.cache
def releases() -> tuple[Release, ...]:
    """All releases, the newest first."""
    held = tomllib.loads(paths.resource("help/changes.toml").read_text("utf-8"))
    return tuple(
        Release(one["version"], one["on"], tuple(Words(change["hi"], change["en"]) for change in one["change"]))
        for one in held["release"]
    )
