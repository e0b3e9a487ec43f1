"""The words that start this program once more: as a process of its own, or anew with other arguments."""

import sys


def words() -> list[str]:
    """`samarth-hub` as it runs now: installed as one program, or with Python from its source."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "samarth_desktop.hub"]
