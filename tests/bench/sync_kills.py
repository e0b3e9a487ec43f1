"""``kill -9`` of laptop and hub at 100 random moments: ``python -m tests.bench.sync_kills [KILLS]``.

Everything arrives exactly once, checksums per area are equal.
"""

import random
import shutil
import sys
import time

from tests.journeys import process_harness
from tests.network_shaper import SlowLine


def main(kills: int) -> None:
    made, ground = random.Random(kills), process_harness.ground()
    hub = process_harness.HubProcess(ground / "hub").start()
    begun = time.monotonic()
    try:
        with SlowLine(hub.port, delay=0.01, rate=60_000) as line:
            a, b = process_harness.set_up(ground, hub, f"http://127.0.0.1:{line.port}", "a", "b")
            a.fill(3000, 30, 20_000)
            done = 0
            for kill in range(kills):
                done += a.sync_killed_after(made.uniform(0.05, 1.5))
                if kill % 4 == 3:
                    b.sync_killed_after(made.uniform(0.05, 1.5))
                if kill % 3 == 2:
                    hub.kill()
                    hub.start()
            for laptop in (a, b):
                assert any(laptop.sync_killed_after(600) for _ in range(20))
        assert a.checksums() == b.checksums() == process_harness.hub_checksums(ground / "hub")
        assert process_harness.hub_photos(ground / "hub") == 30
        print(f"{kills} rounds of the laptop killed ({done} had ended), {kills // 3} times the hub, "
              f"{time.monotonic() - begun:.0f} s: everything there once, checksums equal")  # fmt: skip
    finally:
        hub.stop()
        shutil.rmtree(ground)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
