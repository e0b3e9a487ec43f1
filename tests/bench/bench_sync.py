"""The hub under load: ``python -m tests.bench.bench_sync [--load 1200000] [--snapshot 132000]``.

Records a second through HTTP, the feed under 12 writers, many people loaded, a district's snapshot. Clients and hub
share the machine; frames are made before the clock starts.
"""

import argparse
import multiprocessing
import os
import shutil
import statistics
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import database
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.context import Hub, open_hub
from samarth_desktop.hub.feed import feed, snapshot
from samarth_desktop.sync import wire
from tests.journeys import process_harness
from tests.samples import Maker


def device(hub: Hub, n: int, areas: list[str]) -> tuple[str, Ed25519PrivateKey, str]:
    """An enrolled device without the ceremony: code, key, token."""
    code, key = f"B{n:05d}".translate(str.maketrans("ILOU", "1101")), Ed25519PrivateKey.generate()
    with hub.engine.begin() as conn:
        raw = {"sync": key.public_key().public_bytes_raw(), "box": bytes(32)}
        auth.add_device(conn, code, raw, person="bench", role="coordinator", laptop="bench")
        auth.set_areas(conn, code, areas)
    return code, key, hub.keys.tokens.encrypt(b"device:" + code.encode()).decode()


def packs(code: str, key: Ed25519PrivateKey, area: str, count: int, size: int) -> list[wire.Pack]:
    maker = Maker(int(code[1:]), code, area, held_out=True)
    ops = [maker.artisan() for _ in range(count)]
    return [wire.sign(ops[i : i + size], code, key) for i in range(0, count, size)]


def send(url: str, token: str, frames: list[bytes], gate: object) -> list[float]:
    """Pushes frames one after the other; seconds of each."""
    took = []
    with httpx.Client(timeout=120, headers={"Authorization": f"Bearer {token}"}) as http:
        gate.wait()
        for frame in frames:
            begun = time.perf_counter()
            http.post(f"{url}/v1/push", content=frame).raise_for_status()
            took.append(time.perf_counter() - begun)
    return took


def _writer(url: str, token: str, frames: list[bytes], gate: object, out: object) -> None:
    out.put(send(url, token, frames, gate))


def through_http(hub: Hub, url: str, writers: int, count: int, size: int, first: int, areas: list[str]) -> None:
    """`writers` laptops push `count` records each in requests of `size`; checks the feed afterwards."""
    context = multiprocessing.get_context("fork")
    gate, out = context.Barrier(writers + 1), context.Queue()
    before = total(hub)
    running = []
    for n in range(writers):
        area = areas[n % len(areas)]
        code, key, token = device(hub, first + n, [area])
        frames = [
            wire.pack_frame(wire.write_packs([pack], {}), max(wire.dictionaries()))
            for pack in packs(code, key, area, count, size)
        ]
        running.append(context.Process(target=_writer, args=(url, token, frames, gate, out)))
        running[-1].start()
    gate.wait()
    begun = time.perf_counter()
    times = [seconds for _ in running for seconds in out.get()]
    took = time.perf_counter() - begun
    for process in running:
        process.join()
    lost = writers * count - (total(hub) - before)
    holes = feed_holes(hub)
    print(f"{writers:>3} writers, {len(areas)} areas, {size} a request: {writers * count / took:7.0f} records/s, "
          f"request median {statistics.median(times) * 1000:.0f} ms; rows lost {lost}, holes in feeds {holes}")  # fmt: skip


def total(hub: Hub) -> int:
    with hub.engine.connect() as conn:
        return int(conn.execute(select(func.count()).select_from(t.op)).scalar_one())


def feed_holes(hub: Hub) -> int:
    """Feed numbers that no pack stands for, over all areas."""
    with hub.engine.connect() as conn:
        rows = conn.execute(
            select(t.pack.c.area, t.pack.c.seq, t.pack.c.first, t.pack.c.last).order_by(t.pack.c.area, t.pack.c.seq)
        )
        holes, last = 0, {}
        for area, seq, begin, end in rows:
            holes += seq - (end - begin + 1) != last.get(area, 0)
            last[area] = seq
    return holes


def load(hub: Hub, people_count: int) -> None:
    """Loads many people over 75 areas through the hub's own door, without HTTP."""
    areas = [f"9/{n}" for n in range(101, 176)]
    each = people_count // len(areas) // 500 * 500
    begun, done = time.perf_counter(), 0
    for n, area in enumerate(areas):
        code, key, _ = device(hub, 50_000 + n, [area])
        with hub.engine.connect() as conn:
            via = auth.device(conn, code)
        maker = Maker(n, code, area)
        shape = [maker.artisan() for _ in range(500)]
        for start in range(0, each, 500):
            ops = [replace(op, n=start + i + 1, row=f"{op.row[:-6]}{start + i:06x}") for i, op in enumerate(shape)]
            feed.take(hub.engine, hub.keys, wire.sign(ops, code, key), via)
            done += 500
    took = time.perf_counter() - begun
    with hub.engine.connect() as conn:
        size = conn.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
    print(f"loaded {done} people in {took:.0f} s, {done / took:.0f}/s with one writer, {size / 1e6:.0f} MB of database")


def district(hub: Hub, count: int) -> None:
    """One district's snapshot: seconds, size, memory."""
    code, key, _ = device(hub, 90_000, ["9/200"])
    with hub.engine.connect() as conn:
        via = auth.device(conn, code)
    maker = Maker(5, code, "9/200", held_out=True)
    for _ in range(0, count, 500):
        feed.take(hub.engine, hub.keys, wire.sign([maker.artisan() for _ in range(500)], code, key), via)
    tracemalloc.start()
    begun = time.perf_counter()
    made = snapshot._write(hub, hub.folder / "snapshots", "9/200")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"snapshot of {made['seq']} records: {time.perf_counter() - begun:.1f} s (memory traced), {made['size'] / 1e6:.1f} MB, "
          f"{made['size'] / made['seq']:.0f} B a record, {made['frames']} frames, {peak / 1e6:.0f} MB of Python memory")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=4000, help="a writer")
    parser.add_argument("--load", type=int, default=1_200_000)
    parser.add_argument("--snapshot", type=int, default=132_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    ground = process_harness.ground()
    process = process_harness.HubProcess(ground / "hub", options.workers).start()
    hub = open_hub(ground / "hub", database.embedded(Path(ground / "hub/postgres")))
    try:
        url = f"http://127.0.0.1:{process.port}"
        many = [f"9/{n}" for n in range(1, 13)]
        through_http(hub, url, 4, options.records, 100, 1, many[:4])
        through_http(hub, url, 4, options.records, 500, 101, many[:4])
        through_http(hub, url, 12, options.records // 4, 100, 201, many[:1])
        if options.snapshot:
            district(hub, options.snapshot)
        if options.load:
            load(hub, options.load)
    finally:
        hub.engine.dispose()
        process.stop()
        shutil.rmtree(ground)


if __name__ == "__main__":
    main()
