"""Kills a saving and importing program 200 times: python -m tests.bench.kill_store [TIMES] [SEED]."""

import os
import sys
import tempfile
from pathlib import Path

from tests.store.killing import kill_again_and_again


def main() -> None:
    """Prints how many acknowledged people were all found again."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as place:
        os.environ["SAMARTH_CONFIG"] = str(Path(place) / "config")
        folder = Path(place) / "data"
        folder.mkdir()
        kept = kill_again_and_again(folder, times, seed)
    print(f"killed {times} times: {kept} acknowledged people, none lost, check clean each time")


if __name__ == "__main__":
    main()
