"""The gate before all routes: refuses what is malformed, unknown, too long or too slow before it costs anything.

It also logs each request without anybody's data, counts for the monitor, and lets nothing that went wrong inside reach
the log with the values of a statement.
"""

import asyncio
import contextlib
import errno
import ipaddress
import json
import logging
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.exc import DataError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.routing import BaseRoute, Match

from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.pages import layout
from samarth_desktop.hub.web.doors import KB, OPEN, Door, door_of
from samarth_desktop.i18n import T, catalog
from samarth_desktop.sync import wire

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

log = logging.getLogger("samarth.hub")

CROWD = 16
"""Requests under way at once from which on who asks very often, or in vain, waits for each answer."""
_AT_ONCE = 60.0
"""So many requests may come at once before those after them wait."""
_REFUSED, _STRANGERS, _ADDRESS = ("refused", 10.0, 4.0), ("strangers", 10.0, 2.0), (30.0, 0.3)
"""How many a second may go on at once for long, and how many seconds the others wait: all addresses together that are
refused, or that only look something up, for who floods may have many; and each address."""
_MOST_ADDRESSES = 20_000
_MOST_AWAY, _AWAY_SECONDS = 512 * KB, 20.0
"""How much of a refused request's body is read to its end, and how long: a laptop's whole request on a slow line, with
a token that has just ended."""
STEPS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""Upper ends, in seconds, of the monitor's counts of how long answers took."""

TOO_LONG = Refused(413, "long", T("The hub does not take so much at once."))
TOO_SLOW = Refused(408, "slow", T("The line was too slow or broke. Your work stays here; sync again later."))
_UNREADABLE = Refused(400, "wire", T("The hub could not read what was sent."))
_ELSEWHERE = Refused(403, "origin", T("This was sent from another page. Open the office page itself."))
FULL = Refused(507, "full", T("The hub's disk is full. Your work stays here; sync again later."))
AWAY = Refused(503, "busy", T("The hub cannot write just now. Your work stays here; sync again later."))
_TROUBLE = Refused(500, "http", T("The hub had an error of its own. Your work stays here; tell the office."))
PASSING = (OperationalError, InterfaceError, InternalError, PoolTimeout, OSError, MemoryError)
"""What says nothing about a request: the database or the machine is in trouble, and asking again may help."""


class Seen:
    """This worker's requests, for the monitor."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, int]] = Counter()
        self.took: Counter[tuple[str, float]] = Counter()
        self.seconds: dict[str, float] = {}
        self.refused: Counter[str] = Counter()

    def note(self, route: str, status: int, seconds: float) -> None:
        self.answers[route, status] += 1
        self.seconds[route] = self.seconds.get(route, 0.0) + seconds
        for step in STEPS:
            if seconds <= step:
                self.took[route, step] += 1


class Guard:
    """ASGI middleware; see the module."""

    def __init__(self, app: App, keys: Keys, seen: Seen, routes: Sequence[BaseRoute] = ()) -> None:
        self._app, self._keys, self._seen, self._routes = app, keys, seen, routes
        self._under_way = 0
        self._asked: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, head=scope["method"] == "HEAD")
        if answer.head:
            scope["method"] = "GET"
        begun = time.perf_counter()
        self._under_way += 1
        try:
            await self._meet(scope, receive, answer)
        finally:
            self._under_way -= 1
        took = time.perf_counter() - begun
        # The route's pattern, never the address asked for: that may name an area, a hash or a serial.
        route = self._pattern(scope)
        self._seen.note(route, answer.status, took)
        said = {"method": scope["method"], "route": route, "status": answer.status, "ms": round(took * 1000, 1)}
        log.info(json.dumps(said))

    def _pattern(self, scope: MutableMapping[str, Any]) -> str:
        """The pattern of the route that an address leads to, also where the guard let nobody through to it."""
        route = scope.get("route")
        if route is None:
            found = (one for one in self._routes if one.matches(scope)[0] is Match.FULL)
            route = next(found, None)
        return getattr(route, "path", "none")

    async def _meet(self, scope: MutableMapping[str, Any], receive: Receive, answer: "_Answer") -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        door = door_of(scope["path"])
        body = _Body(receive, door)
        answer.before = lambda status: self._wait(scope, door, status)
        try:
            _check(scope, headers, door, self._keys)
            await self._app(scope, body.receive, answer.send)
        except Exception as wrong:
            no = wrong if isinstance(wrong, Refused) else _told(wrong)
            self._seen.refused[no.reason] += 1
            coming = not body.ended and ("transfer-encoding" in headers or headers.get("content-length", "0") != "0")
            if coming and no not in (TOO_LONG, TOO_SLOW):
                coming = not await body.read_away(int(headers.get("content-length", "0")))
            await answer.no(no, close=coming, page=None if scope["path"].startswith("/v1") else headers)

    async def _wait(self, scope: MutableMapping[str, Any], door: Door, status: int) -> None:
        """While there is a crowd, lets wait who is refused, who looks up much without a token, and an address that asks
        very often; a token that was taken waits for nobody, and who fetches one not for those who look up."""
        if door.token and status < 400:
            return
        counted = [(network_of((scope.get("client") or ("",))[0]), *_ADDRESS)]
        if status >= 400:
            counted = [_REFUSED]
        elif door is OPEN:
            counted.append(_STRANGERS)
        waits = [self._owed(name, a_second, seconds) for name, a_second, seconds in counted]
        if self._under_way > CROWD and max(waits) > 0:
            await asyncio.sleep(max(waits))

    def _owed(self, name: str, a_second: float, seconds: float) -> float:
        """Counts a request of one name; gives how many seconds it waits in a crowd, 0 where few came."""
        now = time.monotonic()
        level, since = self._asked.get(name, (0.0, now))
        level = max(0.0, level - (now - since) * a_second) + 1.0
        if len(self._asked) > _MOST_ADDRESSES:
            self._asked.clear()
        self._asked[name] = (min(level, 2 * _AT_ONCE), now)
        return seconds if level > _AT_ONCE else 0.0


def network_of(address: str) -> str:
    """What counts as one address: of IPv6 the network of 64 bits, which a single house has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))


def is_near(address: str) -> bool:
    """Whether an address is this machine's or of a network of one's own; "" is a socket of this machine."""
    try:
        return not address or ipaddress.ip_address(address).is_private
    except ValueError:
        return False


def _check(scope: MutableMapping[str, Any], headers: dict[str, str], door: Door, keys: Keys) -> None:
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        raise _UNREADABLE
    if scope["method"] not in ("GET", "HEAD") and not _same_origin(headers):
        raise _ELSEWHERE
    if door.token:
        auth.named_in(keys, headers.get("authorization", ""))
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdecimal()) or int(length[:12]) > door.most:
        raise TOO_LONG


def _same_origin(headers: dict[str, str]) -> bool:
    """Whether a browser sent this from a page of the hub itself; laptops say nothing of where they come from."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host", "") != ""
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _told(wrong: Exception) -> Refused:
    """What is answered when something went wrong inside, and one line in the log: where, never with what."""
    if isinstance(wrong, wire.BadWire | DataError):
        return _UNREADABLE
    kind = type(getattr(wrong, "orig", None) or wrong).__name__
    place = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(wrong.__traceback__)[-4:]]
    log.error(json.dumps({"error": kind, "at": place}))
    if isinstance(wrong, OSError) and wrong.errno == errno.ENOSPC:
        return FULL
    return AWAY if isinstance(wrong, PASSING) else _TROUBLE


class _Body:
    """The body as it comes in, cut off when it is longer or slower than its door allows."""

    def __init__(self, receive: Receive, door: Door) -> None:
        self._receive, self._door = receive, door
        self._begun, self._size = time.monotonic(), 0
        self.ended = False

    async def receive(self) -> Message:
        if self.ended:
            return await self._receive()
        left = self._begun + self._door.seconds + (self._size / KB if self._door.token else 0) - time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(left, 0.01))
        except TimeoutError:
            raise TOO_SLOW from None
        self._size += len(message.get("body", b""))
        self.ended = not message.get("more_body", False)
        if self._size > self._door.most:
            raise TOO_LONG
        return message

    async def read_away(self, length: int) -> bool:
        """Reads the rest of a body of this length (0: not told) and throws it away, where that is little: who still
        sends while the line is closed hears of a broken line and not of the answer. False where more would come."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_AWAY_SECONDS):
                while not self.ended and max(length, self._size) <= _MOST_AWAY:
                    message = await self._receive()
                    self._size += len(message.get("body", b""))
                    self.ended = not message.get("more_body", False)
        return self.ended


class _Answer:
    """What goes back. `before` is asked before its first byte."""

    def __init__(self, send: Send, *, head: bool) -> None:
        self._send, self.head, self.status = send, head, 0
        self.before: Callable[[int], Awaitable[None]] | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            if self.before:
                await self.before(self.status)
        elif self.head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)

    async def no(self, no: Refused, *, close: bool, page: Mapping[str, str] | None) -> None:
        """A refusal, as laptops read it, or as a page for the browser with these headers; the line is closed where the
        rest of a body would still come."""
        if self.status:
            return  # an answer is under way already: it breaks off
        content, kind = wire.say({"reason": no.reason, "text": [no.text.id, no.text.args]}), b"application/octet-stream"
        if page is not None:
            words = catalog(layout.spoken("", page.get("accept-language", "")))
            content, kind = layout.frame(words, "Samarth", layout.verdict(words, no.text)).encode(), b"text/html"
        headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode())]
        await self.send(
            {
                "type": "http.response.start",
                "status": no.status,
                "headers": [*headers, *([(b"connection", b"close")] if close else [])],
            }
        )
        await self.send({"type": "http.response.body", "body": content})
