"""A round with nothing to do on a laptop that holds much: ``python -m tests.bench.bench_round [--operations 175000]``.

A real laptop's folder and a real hub process: everything is written and sent first, which takes minutes.
"""

import argparse
import os
import shutil
import statistics
import time
from pathlib import Path

from samarth_desktop.actions.exchange import sync
from samarth_desktop.store.database.rows import chunks
from tests.bench.invented import people
from tests.journeys import in_process
from tests.journeys.process_harness import HubProcess, ground, set_up

ROUNDS = 5


def run(folder: Path, operations: int) -> list[float]:
    """Seconds of each empty round."""
    hub = HubProcess(folder / "hub").start()
    try:
        laptop = set_up(folder, hub, f"http://127.0.0.1:{hub.port}", "asha")[0]
        with laptop.session() as session, in_process.only(os.environ | laptop.environment):
            begun = time.perf_counter()
            for part in chunks(list(people(operations)), 1000):
                with session.store.unit_of_work() as unit:
                    unit.save_all(part, "Asha")
                    unit.commit()
            saved = time.perf_counter()
            counts = sync.sync_now(session)
            print(
                f"{counts.pushed} saved in {saved - begun:.0f} s, sent in {time.perf_counter() - saved:.0f} s",
                flush=True,
            )
            return [_empty(session) for _ in range(ROUNDS)]
    finally:
        hub.stop()


def _empty(session: sync.Session) -> float:
    begun = time.perf_counter()
    done = sync.sync_now(session)
    assert (done.pushed, done.pulled, done.waiting) == (0, 0, 0)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=175_000)
    options = parser.parse_args()
    folder = ground()
    try:
        took = run(folder, options.operations)
        print(f"an empty round: median {statistics.median(took):.2f} s, longest {max(took):.2f} s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
