"""Folding beside taking in, and a greeting of many streams: ``python -m tests.bench.bench_fold [--people 12000]``.

Both go through the hub's own functions on a real PostgreSQL, without HTTP, one after the other in one process.
"""

import argparse
import shutil
import time
from pathlib import Path

from samarth_desktop.hub.admin import database
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.context import Hub, open_hub
from samarth_desktop.hub.feed import feed, greeting
from samarth_desktop.hub.read_model import fold
from tests.bench.bench_sync import device, packs
from tests.journeys import process_harness

AREA = "9/164"
STREAMS = 10_000


def run(hub: Hub, people: int) -> tuple[float, float]:
    """Operations a second: taken in, and folded."""
    code, key, _ = device(hub, 1, [AREA])
    with hub.engine.connect() as conn:
        via = auth.device(conn, code)
    assert via
    fold.renew(hub.engine)
    made = packs(code, key, AREA, people, 500)
    begun = time.perf_counter()
    for pack in made:
        assert not feed.take(hub.engine, hub.keys, pack, via).refused
    taken = time.perf_counter()
    assert fold.catch_up(hub.engine) == people
    return people / (taken - begun), people / (time.perf_counter() - taken)


def greet(hub: Hub) -> float:
    """Seconds for what a laptop of a state asks: how far the hub holds 10,000 streams, in 75 areas."""
    areas = [f"9/{n}" for n in range(101, 176)]
    code, _, _ = device(hub, 2, areas)
    with hub.engine.connect() as conn:
        asks = auth.device(conn, code)
    assert asks
    streams = [(areas[n % 75], f"C{n:05d}") for n in range(STREAMS)]
    begun = time.perf_counter()
    greeting.held(hub.engine, asks, streams, {}, 0)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=12_000)
    options = parser.parse_args()
    ground = process_harness.ground()
    url = database.embedded(Path(ground / "hub/postgres"))
    database.migrate(url)
    hub = open_hub(ground / "hub", url)
    try:
        taken, folded = run(hub, options.people)
        print(f"taken in {taken:.0f}/s, folded {folded:.0f}/s; {STREAMS} streams greeted in {greet(hub):.2f} s")
    finally:
        hub.engine.dispose()
        shutil.rmtree(ground, ignore_errors=True)


if __name__ == "__main__":
    main()
