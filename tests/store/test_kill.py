"""Nothing that was acknowledged is lost when the program is killed."""

import os
from pathlib import Path

from tests.store.killing import kill_again_and_again

KILLS = int(os.environ.get("STORE_KILLS", "6"))
"""The full count is the command ``python -m tests.bench.kill_store``."""


def test_killed_while_saving_and_importing(folder: Path) -> None:
    assert kill_again_and_again(folder, times=KILLS, seed=5) >= KILLS
