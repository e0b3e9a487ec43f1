"""A small crowd of hostile clients at a real hub process: the honest laptop's rounds all end, and memory stays bounded."""

import asyncio
import time
from functools import partial

from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.web import guard
from samarth_desktop.hub.web.guard import Message, Receive, Send
from tests.bench import bench_hostile


def test_an_honest_laptop_syncs_among_hostile_ones_and_memory_stays_bounded():
    _, _, most = bench_hostile.run(40, 4.0)  # each of its rounds asserts that nothing is left waiting
    assert most < 512


async def _told(send: list[Message], message: Message) -> None:
    send.append(message)


async def _crowd(keys: Keys, path: str, status: int, headers: list[tuple[bytes, bytes]]) -> int:
    """How many of a hundred requests, each from an address of its own, wait for their answer."""
    waited: list[bool] = []

    async def answers(scope: Message, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0)  # all of them are under way
        begun = time.monotonic()
        await send({"type": "http.response.start", "status": status, "headers": []})
        waited.append(time.monotonic() - begun > 0.1)

    whole = guard.Guard(answers, keys, guard.Seen())
    scopes = [
        {
            "type": "http",
            "method": "POST",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "client": (f"10.0.0.{n}", 1),
        }
        for n in range(100)
    ]
    await asyncio.gather(*(whole(scope, partial(_told, []), partial(_told, [])) for scope in scopes))
    return sum(waited)


def test_of_a_crowd_with_many_addresses_those_wait_who_only_look_up_and_nobody_who_signs_in_or_is_known(
    hub, monkeypatch
):
    for name in ("_REFUSED", "_STRANGERS"):
        monkeypatch.setattr(guard, name, (*getattr(guard, name)[:2], 0.2))
    known = [(b"authorization", b"Bearer " + hub.keys.tokens.encrypt(b"device:BBBBBB"))]
    assert asyncio.run(_crowd(hub.keys, "/v/serial", 200, [])) == 40
    assert asyncio.run(_crowd(hub.keys, "/v1/token", 200, [])) == 0
    assert asyncio.run(_crowd(hub.keys, "/v1/pull", 200, known)) == 0
    assert asyncio.run(_crowd(hub.keys, "/v1/pull", 400, known)) == 40
