"""A line of our own between a laptop and the hub: slow, narrow, and cut again and again."""

import asyncio
import contextlib
import random
import threading


class SlowLine:
    """A TCP proxy on 127.0.0.1 in a thread of its own.

    `delay` seconds one way, `rate` bytes a second each way (0: as fast as may be), a cut of every connection after
    about `cut` seconds (0: never). Counts bytes each way and cuts.
    """

    def __init__(self, port: int, delay: float = 0.15, rate: int = 16_000, cut: float = 0.0, seed: int = 1) -> None:
        self.target, self.delay, self.rate, self.cut = port, delay, rate, cut
        self.random = random.Random(seed)
        self.up = self.down = self.cuts = self.connections = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._serving: set[asyncio.Task] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "SlowLine":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _serve(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self.connections += 1
        mine = asyncio.current_task()
        self._serving.add(mine)  # asyncio itself holds tasks weakly
        writers, ways = [back], []
        try:
            far, out = await asyncio.open_connection("127.0.0.1", self.target)
            writers.append(out)
            ways = [
                asyncio.ensure_future(self._carry(near, out, "up")),
                asyncio.ensure_future(self._carry(far, back, "down")),
            ]
            _, open_still = await asyncio.wait(
                ways, timeout=self.random.uniform(0.5, 1.5) * self.cut if self.cut else None
            )
            self.cuts += bool(open_still)
        except OSError:
            pass
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for writer in writers:
                writer.transport.abort()
            self._serving.discard(mine)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str) -> None:
        loop, queue = asyncio.get_running_loop(), asyncio.Queue()

        async def read() -> None:
            while piece := await source.read(1400):
                queue.put_nowait((loop.time() + self.delay, piece))
            queue.put_nowait((loop.time() + self.delay, b""))

        reading = asyncio.ensure_future(read())
        try:
            while True:
                due, piece = await queue.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not piece:
                    sink.close()
                    return
                if self.rate:
                    await asyncio.sleep(len(piece) / self.rate)
                setattr(self, way, getattr(self, way) + len(piece))
                sink.write(piece)
                await sink.drain()
        finally:
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await reading
