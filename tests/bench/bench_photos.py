"""A district's product photos on their way to the hub: ``python -m tests.bench.bench_photos [--photos 6000]``.

Once on a stick and once over a line that is cut every few seconds, by real commands to a real hub. Prints seconds, the
most memory of each command, and how many bytes went over the line; counts that every photo is there, and whether any
of them went more than once. ``--photo-bytes --cut --delay --rate`` change the photos and the line.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.journeys import process_harness
from tests.journeys.process_harness import HubProcess, LaptopProcess
from tests.network_shaper import SlowLine

FEW = 2_000
"""So many bytes a photo may go besides its own content: what is asked and answered about it."""


_MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""  # in a small process: what a child counts as its own begins with the memory of who started it


def command(words: Sequence[str], environment: Mapping[str, str]) -> tuple[int, float, float]:
    """Runs a command to its end; its exit, seconds, and the most memory in MB."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *words], env=dict(environment), stdout=subprocess.PIPE, text=True, check=True
    )
    code, used = map(int, done.stdout.split())
    return code, time.monotonic() - begun, used / 1024


def by_stick(laptop: LaptopProcess, hub: HubProcess, photos: int) -> None:
    """All of a laptop's work as a parcel into the hub; then a round, over which none of it may go again."""
    stick = laptop.folder.parent / "stick.parcel"
    code, took, memory = command(laptop.command("parcel", "write", str(stick)), laptop.environment)
    files = sorted(stick.parent.glob("stick*.parcel"))
    size = sum(file.stat().st_size for file in files)
    print(
        f"stick written: {took:.0f} s, {memory:.0f} MB of memory, {size / 1e6:.0f} MB in {len(files)} file(s)",
        flush=True,
    )
    assert code == 0
    for file in files:
        words = [sys.executable, "-m", "samarth_desktop.hub", "parcel", "--data", str(hub.folder), str(file)]
        code, took, memory = command(words, os.environ)
        print(f"stick read at the hub: {took:.0f} s, {memory:.0f} MB of memory", flush=True)
        assert code == 0
        file.unlink()
    assert process_harness.hub_photos(hub.folder) == photos, "every photo is there"


def over_line(laptop: LaptopProcess, hub: HubProcess, options: argparse.Namespace, cut: float, content: int) -> None:
    """Rounds until nothing waits. `content` is how many bytes of photos have to go."""
    with SlowLine(hub.port, options.delay, options.rate, cut) as line:
        laptop.speaks_to(f"http://127.0.0.1:{line.port}")
        rounds, begun, most = 0, time.monotonic(), 0.0
        code = 1
        while code:
            code, _, memory = command(laptop.command("sync"), laptop.environment)
            rounds, most = rounds + 1, max(most, memory)
            assert rounds < 200, "it gets nowhere"
        took = time.monotonic() - begun
        again = (line.up - content) / max(content, 1)
        print(f"over the line: {took:.0f} s, {most:.0f} MB of memory, {rounds} round(s), {line.cuts} cuts, "
              f"{line.up / 1e6:.1f} MB up for {content / 1e6:.1f} MB of photos ({again:+.1%})", flush=True)  # fmt: skip
    assert line.up < content * 1.25 + options.photos * FEW, "content goes once, but for what a cut takes from under way"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=6_000)
    parser.add_argument("--photo-bytes", type=int, default=60_000)
    parser.add_argument("--delay", type=float, default=0.02)
    parser.add_argument("--rate", type=int, default=0)
    parser.add_argument("--cut", type=float, default=3.0)
    options = parser.parse_args()
    ground = process_harness.ground()
    hub = HubProcess(Path(ground) / "hub").start()
    try:
        first, second = process_harness.set_up(ground, hub, f"http://127.0.0.1:{hub.port}", "a", "b")
        for laptop, more in ((first, 0), (second, 1)):  # another length: other photos
            begun = time.monotonic()
            laptop.fill(options.photos, options.photos, options.photo_bytes + more)
            print(f"{options.photos} people with photos kept: {time.monotonic() - begun:.0f} s", flush=True)
        by_stick(first, hub, options.photos)
        print("the first round of who brought the stick:")
        over_line(first, hub, options, 0.0, 0)
        print("another laptop's photos, cut again and again:")
        over_line(second, hub, options, options.cut, options.photos * (options.photo_bytes + 1))
        assert process_harness.hub_photos(hub.folder) == 2 * options.photos, "every photo is there"
        print("all photos are there, each once", flush=True)
    finally:
        hub.stop()
        shutil.rmtree(ground)


if __name__ == "__main__":
    main()
