"""A hub among hostile clients: ``python -m tests.bench.bench_hostile [--clients 200] [--seconds 20]``.

Slow heads and bodies, nested and unfolding bodies, huge ones, garbage, floods without a token and with a stolen one, at
once; beside them one honest laptop syncs. Prints its rounds before and during, and the memory of the hub's processes.
"""

import argparse
import contextlib
import multiprocessing
import random
import shutil
import socket
import statistics
import time
from pathlib import Path

import httpx
import psutil

from samarth_desktop.hub.admin import database
from samarth_desktop.hub.context import open_hub
from samarth_desktop.sync import wire
from samarth_desktop.sync.client import Round
from samarth_desktop.sync.hub_client import HubClient
from tests.bench.bench_sync import device
from tests.journeys import process_harness
from tests.sync.memory import MemoryLog

AREA = "9/164"
DEEP = wire.pack_frame(b"[" * 200_000)
BOMB = wire.pack_frame(b'{"streams":[' + b"[]," * 5_000_000 + b"0]}")
SORTS = ("slow head", "slow body", "deep", "bomb", "huge", "garbage", "flood", "codes", "stolen token", "lines")


def hostile(sort: str, port: int, token: str, until: float, address: str) -> None:
    """One client of a sort, over and over, from an address of its own."""
    while time.monotonic() < until:
        with contextlib.suppress(OSError, httpx.HTTPError):
            _SENT[sort](port, token, until, address)


def _line(port: int, address: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), 5, source_address=(address, 0))


def _slowly(port: int, until: float, address: str, begun: bytes) -> None:
    with _line(port, address) as line:
        line.sendall(begun)
        while time.monotonic() < until:
            line.sendall(b"a")
            time.sleep(1)


def _post(port: int, address: str, path: str, body: bytes, token: str = "", pause: float = 0.0) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    head += f"Authorization: Bearer {token}\r\n\r\n" if token else "\r\n"
    with _line(port, address) as line:
        line.settimeout(20)
        line.sendall(head.encode() + body)
        while line.recv(65536) and pause == 0.0:
            break


def _garbage(port: int, token: str, until: float, address: str) -> None:
    with _line(port, address) as line:
        line.settimeout(20)
        line.sendall(random.randbytes(3000) + b"\r\n\r\n")
        line.recv(1000)


_SENT = {
    "slow head": lambda port, token, until, a: _slowly(port, until, a, b"POST /v1/push HTTP/1.1\r\nHost: x\r\nX-A: "),
    "slow body": lambda port, token, until, a: _slowly(
        port, until, a, b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
    ),
    "deep": lambda port, token, until, a: _post(port, a, "/v1/enrol", DEEP),
    "bomb": lambda port, token, until, a: _post(port, a, "/v1/token", BOMB),
    "huge": lambda port, token, until, a: _post(port, a, "/v1/push", bytes(4_000_000)),
    "garbage": _garbage,
    "flood": lambda port, token, until, a: _post(port, a, "/v1/hello", b"x" * 200),
    "codes": lambda port, token, until, a: _post(port, a, "/office", b"code=ABCD00000000"),
    "stolen token": lambda port, token, until, a: _post(port, a, "/v1/hello", BOMB, token),
    "lines": lambda port, token, until, a: _post(port, a, "/v/serial", b'{"serial": "A-7KQ4MX-00001-X"}'),
}


def _many(sorts: list[str], port: int, token: str, until: float, first: int) -> None:
    import threading

    running = [
        threading.Thread(
            target=hostile, args=(sort, port, token, until, f"127.0.{1 + (first + n) // 200}.{2 + (first + n) % 200}")
        )
        for n, sort in enumerate(sorts)
    ]
    for one in running:
        one.start()
    for one in running:
        one.join()


def rounds(log: MemoryLog, url: str, seconds: float) -> list[float]:
    """Honest rounds with one new record each, and how long each took."""
    took: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        log.write(AREA, f={"name_en": "Sita"})
        with httpx.Client(timeout=60) as client:
            begun = time.perf_counter()
            assert Round(log, HubClient(url, client)).run().waiting == 0
            took.append(time.perf_counter() - begun)
        time.sleep(0.3)
    return took


def memory(pid: int) -> int:
    """MB of the hub's own processes, without the database."""
    whole = psutil.Process(pid)
    ours = [whole, *(one for one in whole.children(recursive=True) if "postgres" not in one.name())]
    return sum(one.memory_info().rss for one in ours if one.is_running()) // 2**20


def run(clients: int, seconds: float, processes: int = 2) -> tuple[float, float, int]:
    """Median seconds of a round in quiet and among hostile clients, and the most MB of the hub."""
    ground = process_harness.ground()
    process = process_harness.HubProcess(ground / "hub").start()
    hub = open_hub(ground / "hub", database.embedded(Path(ground / "hub/postgres")))
    try:
        url, log = f"http://127.0.0.1:{process.port}", MemoryLog()
        with httpx.Client() as client:
            from samarth_desktop.sync import identity
            from tests.postgres_fixture import code

            with process_harness.as_slow_as_the_hub():
                ticket = code(hub, AREA)
            identity.enrol(log, HubClient(url, client), ticket)
        _, _, token = device(hub, 7, [AREA])
        rounds(log, url, 2)
        quiet = statistics.median(rounds(log, url, max(3.0, seconds / 4)))
        until = time.monotonic() + seconds
        sorts = [SORTS[n % len(SORTS)] for n in range(clients)]
        each = -(-clients // processes)
        crowd = [
            multiprocessing.Process(target=_many, args=(sorts[i : i + each], process.port, token, until, i))
            for i in range(0, clients, each)
        ]
        for one in crowd:
            one.start()
        time.sleep(1)
        busy = rounds(log, url, seconds - 2)
        most = memory(process.process.pid)
        for one in crowd:
            one.join()
        return quiet, statistics.median(busy), most
    finally:
        hub.engine.dispose()
        process.stop()
        shutil.rmtree(ground, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    quiet, busy, most = run(options.clients, options.seconds)
    print(f"a round in quiet {quiet * 1000:.0f} ms, among {options.clients} hostile clients {busy * 1000:.0f} ms "
          f"({busy / quiet:.1f} times), the hub takes {most} MB")  # fmt: skip


if __name__ == "__main__":
    main()
