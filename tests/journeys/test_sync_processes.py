"""A laptop on a bad line, killed again and again, and a hub that dies too: everything arrives exactly once.

The full counts are commands: ``python -m tests.bench.sync_link`` and ``python -m tests.bench.sync_kills``; here SYNC_KILLS counts.
"""

import os
import random

from tests.journeys import process_harness
from tests.network_shaper import SlowLine

KILLS = int(os.environ.get("SYNC_KILLS", "8"))


def test_everything_arrives_once_over_a_line_that_is_cut_with_kills_on_both_sides():
    ground = process_harness.ground()
    made = random.Random(7)
    hub = process_harness.HubProcess(ground / "hub").start()
    try:
        with SlowLine(hub.port, delay=0.02, rate=120_000, cut=0.6) as line:
            a, b = process_harness.set_up(ground, hub, f"http://127.0.0.1:{line.port}", "a", "b")
            a.fill(300, 5, 20_000)
            for kill in range(KILLS):
                a.sync_killed_after(made.uniform(0.05, 0.9))
                if kill % 4 == 3:
                    hub.kill()
                    hub.start()
            for laptop in (a, b):
                assert any(laptop.sync_killed_after(60) for _ in range(10))
        assert a.checksums() == b.checksums() == process_harness.hub_checksums(ground / "hub")
        assert process_harness.hub_photos(ground / "hub") == 5
        assert line.cuts > 0
    finally:
        assert hub.stop() == 0
