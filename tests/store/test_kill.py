"""Nothing that was acknowledged is lost when the program is killed."""

from pathlib import Path

from tests.store.killing import kill_again_and_again


def test_killed_while_saving_and_importing(folder: Path) -> None:
    assert kill_again_and_again(folder, times=20, seed=5) > 19
