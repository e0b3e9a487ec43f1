"""Killing the program at random moments, and what must hold afterwards."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS

_CHECKED_EVERY = 5


def kill_again_and_again(folder: Path, times: int, seed: int) -> int:
    """Kills a writing program so often; gives how many people it had acknowledged. Raises when one is lost."""
    Store.create(folder, KEYS, home_area=HOME).close()
    dice = random.Random(seed)
    acknowledged: set[str] = set()
    for turn in range(times):
        acknowledged |= _run_and_kill(folder, dice.randrange(1, 4), dice.uniform(0.0, 0.1))
        with Store.open(folder, KEYS) as store:
            with store.read() as reader:
                missing = [number for number in acknowledged if reader.by_registration(number) is None]
            problems = check(store, every=True) if turn % _CHECKED_EVERY == 0 or turn == times - 1 else []
        assert missing == [], f"lost: {missing}"
        assert problems == [], problems
    numbers = sorted(int(number.split("-")[2]) for number in acknowledged)
    assert len(numbers) == len(set(numbers)), "a number was given twice"
    return len(acknowledged)


def _run_and_kill(folder: Path, units: int, after: float) -> set[str]:
    """Kills the writer some moment after it has acknowledged so many units; gives all numbers it acknowledged."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.store.writer", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        first = b"".join(writer.stdout.readline() for _ in range(units))
        time.sleep(after)
        writer.kill()
        lines = (
            (first + writer.stdout.read()).decode().split("\n")[:-1]
        )  # what comes after the last line end was cut off
    return {number for line in lines for number in line.split()}
