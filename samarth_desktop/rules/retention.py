"""After how long a record is looked at whether it is still needed (``resources/retention.toml``)."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from samarth_desktop import paths

WITHDRAWN, UNFINISHED, SILENT = "withdrawn", "unfinished", "silent"


@dataclass(frozen=True, slots=True)
class Period:
    """How long, and where that comes from."""

    after: timedelta
    source: str
    as_of: str


@functools.cache
def periods() -> Mapping[str, Period]:
    """The periods by why a record may not be needed any more."""
    held = tomllib.loads(paths.resource("retention.toml").read_text("utf-8"))
    return {key: Period(timedelta(days=one["days"]), one["source"], one["as_of"]) for key, one in held.items()}
