"""10,000 records and 500 photos over a slow line that is cut: ``python -m tests.bench.sync_link``.

300 ms round trip, 16 kB/s each way, a cut every few seconds; then the same without cuts, for the overhead of cuts.
``--records --photos --photo-bytes --rate --delay --cut`` change the counts and the line.
"""

import argparse
import shutil
import time

from tests.journeys import process_harness
from tests.network_shaper import SlowLine


def once(options: argparse.Namespace, cut: float) -> tuple[float, int, int]:
    """One laptop's work to the hub; seconds, bytes both ways, cuts. Checks that everything arrived exactly once."""
    ground = process_harness.ground()
    hub = process_harness.HubProcess(ground / "hub").start()
    try:
        (laptop, other) = process_harness.set_up(ground, hub, f"http://127.0.0.1:{hub.port}", "a", "b")
        laptop.fill(options.records, options.photos, options.photo_bytes)
        with SlowLine(hub.port, options.delay, options.rate, cut) as line:
            laptop.speaks_to(f"http://127.0.0.1:{line.port}")
            begun = time.monotonic()
            rounds = 1
            while not laptop.sync_killed_after(24 * 3600):
                rounds += 1
            took = time.monotonic() - begun
        assert other.sync_killed_after(3600)
        assert laptop.checksums() == other.checksums() == process_harness.hub_checksums(ground / "hub")
        assert process_harness.hub_photos(ground / "hub") == options.photos
        print(f"cut {cut:>4} s: {took:7.1f} s, {line.up:>9} B up, {line.down:>8} B down, {line.cuts} cuts, "
              f"{line.connections} connections, {rounds} rounds; all there once, checksums equal")  # fmt: skip
        return took, line.up + line.down, line.cuts
    finally:
        hub.stop()
        shutil.rmtree(ground)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--photo-bytes", type=int, default=3_000)
    parser.add_argument("--delay", type=float, default=0.15)
    parser.add_argument("--rate", type=int, default=16_000)
    parser.add_argument("--cut", type=float, default=5.0)
    options = parser.parse_args()
    steady = once(options, 0.0)
    cutting = once(options, options.cut)
    print(f"under cuts: {cutting[0] / steady[0]:.2f} x the time, {cutting[1] / steady[1]:.2f} x the bytes")


if __name__ == "__main__":
    main()
