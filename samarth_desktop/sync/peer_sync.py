"""A workshop hall without internet: one laptop answers its neighbours, they exchange what each other lacks.

Every message is sealed to its reader's key and signed by its writer's, whose card the office signed, so that the
hall's network need not be trusted. What the neighbours bring keeps their signatures and goes to the hub later.
"""

import base64
import hashlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import httpx
from cryptography.exceptions import InvalidSignature
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samarth_desktop.domain.oplog.exchange import REFERENCE, OpLog, Stream, covers
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.sync import bundle, clock, freshness, hall_addresses, hall_time, identity, wire
from samarth_desktop.sync.hub_client import checked_url, trusted
from samarth_desktop.sync.identity import Card, Identity
from samarth_desktop.sync.wire import BadWire, Pack

SERVICE = "_samarth._tcp.local."
PORTION = 2000
"""Operations in one answer."""
HALL = 2
"""Version of how laptops of a hall speak with each other; programs that say none speak the first."""
_SPOKEN = "x-hall"
_ABOUT = f"samarth-hall-{HALL}\n".encode()
_GREETING = b"{}"
"""What is in a first message and its answer: each shows the other its card, sealed and signed."""
_Refused = Mapping[Version, Text]
_NOTHING: _Refused = MappingProxyType({})
_MOST = 8 * 1024 * 1024


OLDER = T(
    "The program of the other laptop is older than this one. Install the newest version there, "
    "or take the records there and back as a parcel on a stick."
)
NEWER = T(
    "The program of this laptop is older than the other one. Install the newest version here, "
    "or take the records there and back as a parcel on a stick."
)
OLDER_CALLED = T(
    "A laptop with an older program wanted to sync with this one. Install the newest version there, "
    "or take the records there and back as a parcel on a stick."
)
Tell = Callable[[Text], object]

# Messages: sealed to the reader, signed by the writer


class ShutOut(Exception):
    """The office has shut out the laptop at the other end."""


class Stale(Exception):
    """The laptop at the other end has not heard from the office for too long."""


def _send(me: Identity, to: bytes, content: bytes, answers: bytes = b"") -> bytes:
    signature = me.key.sign(_ABOUT + answers + hashlib.sha256(content).digest())
    head = json.dumps(me.card).encode()
    return bundle.seal_for(to, head + b"\n" + signature + wire.pack_frame(content, _newest()), _ABOUT)


def _receive(log: OpLog, me: Identity, message: bytes, answers: bytes = b"") -> tuple[Card, bytes]:
    try:
        head, _, signed = bundle.unseal(me.box, message, _ABOUT).partition(b"\n")
        if len(head) > wire.MAX_LINE:
            raise BadWire("head too long")
        card = identity.read_card(json.loads(head), me.hub_key())
        content = wire.open_frame(signed[64:])
        card.key.verify(signed[:64], _ABOUT + answers + hashlib.sha256(content).digest())
    except (InvalidSignature, ValueError, RecursionError) as wrong:
        raise BadWire("hall") from wrong
    if identity.shut_out(log, card):
        raise ShutOut
    if freshness.is_stale(log, card):
        raise Stale
    return card, content


def _newest() -> int:
    return max(wire.dictionaries(), default=0)


def _reads(areas: Sequence[str], area: str) -> bool:
    return area == REFERENCE or covers(areas, area)


def _held(log: OpLog, me: Identity, other: Card) -> list[list[Any]]:
    """What `other` could bring here: of the areas that I read and it holds, and of what it wrote as a guest in mine."""
    return [
        [area, device, n]
        for (area, device), n in sorted(log.streams().items())
        if _reads(me.areas, area) and (_reads(other.areas, area) or device == other.device)
    ]


def _lacking(log: OpLog, me: Identity, other: Card, have: Mapping[Stream, int]) -> list[Pack]:
    """What `other` lacks of the areas that it reads, a portion of it."""
    packs: list[Pack] = []
    room = PORTION
    for stream, last in sorted(log.streams().items()):
        after = have.get(stream, 0)
        while after < last and room > 0 and stream[1] != other.device and _reads(other.areas, stream[0]):
            found = bundle.packs_after(log, me, stream, after, min(room, 250))
            if not found:
                break
            packs += found
            after = found[-1].seal.last
            room -= sum(len(pack.lines) for pack in found)
    return packs


def _bundle(
    log: OpLog, me: Identity, other: Card, packs: Sequence[Pack], refused: _Refused = _NOTHING, **clocks: Any
) -> bytes:
    said = [[*version, why.id, why.args] for version, why in refused.items()]
    proofs = bundle.vouched(log, me, packs, own=True)
    return wire.write_packs(packs, {"have": _held(log, me, other), "refused": said, **clocks, **proofs})


def _unbundle(
    log: OpLog, me: Identity, other: Card, content: bytes
) -> tuple[dict[Stream, int], bundle.Arrived, Mapping[str, Any]]:
    """Takes in what came, and notes what `other` refused of ours; gives what it holds, what came of its packs, and what
    else it said."""
    message, packs = wire.read_packs(content)
    cards = bundle.cards_in(message, me.hub_key())
    have = {(str(area), str(device)): int(n) for area, device, n in message["have"]}
    arrived = bundle.take_packs(log, me, other.device, packs, cards, clock.trusted_ms(log))
    log.mark(other.device, have)
    ours = {
        Version(str(device), str(area), int(n)): Text(str(name), dict(args))
        for device, area, n, name, args in message.get("refused", ())
        if device == me.device
    }
    if ours:
        log.refuse(ours)
    return have, arrived, message


# The laptop that serves


def hall_app(log: OpLog, tell: Tell = lambda text: None) -> Starlette:
    """The application with which a laptop answers its neighbours. `tell` hears what its person should know, in the
    thread that answers."""

    async def who(request: Request) -> Response:
        """The key for a first message, and nothing of whose laptop this is: that is for who shows a card."""
        if _spoken(request.headers) < HALL:  # it cannot read what is answered, nor say why
            tell(OLDER_CALLED)
        box = base64.b64encode(_box(identity.enrolled(log))).decode()
        return Response(json.dumps({"box": box}), headers={_SPOKEN: str(HALL)})

    async def exchange(request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST:
                return Response(status_code=413)
        try:
            return Response(await run_in_threadpool(_exchange, log, bytes(body)))
        except ShutOut:
            return Response(status_code=403)
        except Stale:
            return Response(status_code=409)
        except (BadWire, KeyError, TypeError, ValueError):
            return Response(status_code=400)

    return Starlette(routes=[Route("/v1/hall", who), Route("/v1/exchange", exchange, methods=["POST"])])


def _exchange(log: OpLog, body: bytes) -> bytes:
    me, came_at = identity.enrolled(log), hall_time.hall_ms(log)
    other, content = _receive(log, me, body)
    if content == _GREETING:
        return _send(me, other.box, _GREETING, hashlib.sha256(body).digest())
    have, arrived, said = _unbundle(log, me, other, content)
    hall_time.note_heard(log, other.device, said.get("ahead", 0))
    packs = _lacking(log, me, other, have)
    clock_ = [came_at, hall_time.hall_ms(log)]
    answer = _bundle(log, me, other, packs, arrived.refused, clock=clock_)
    return _send(me, other.box, answer, hashlib.sha256(body).digest())


def _box(me: Identity) -> bytes:
    return me.box.public_key().public_bytes_raw()


def _spoken(headers: Mapping[str, str]) -> int:
    """The version that the other end speaks."""
    said = headers.get(_SPOKEN, "1")
    return int(said) if re.fullmatch("[0-9]{1,4}", said) else 1


@contextmanager
def serving(
    log: OpLog,
    host: str = "0.0.0.0",  # noqa: S104 - the hall's network is meant
    port: int = 0,
    tell: Tell = lambda text: None,
) -> Iterator[str]:
    """Answers neighbours on the local network and tells them where, until the block ends. Gives the address."""
    from uvicorn import Config, Server

    me = identity.enrolled(log)
    freshness.check_own(log, identity.read_card(me.card, me.hub_key()))
    server = Server(Config(hall_app(log, tell), log_level="error", access_log=False, lifespan="off"))
    with socket.create_server((host, port)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True, name="hall")
        thread.start()
        everywhere = host == "0.0.0.0"  # noqa: S104 - compared
        addresses = hall_addresses.own() if everywhere else [host]
        address = (hall_addresses.preferred() or "127.0.0.1") if everywhere else host
        try:
            with _announced(me.device, addresses or [address], listening.getsockname()[1]):
                yield f"http://{address}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def _announced(device: str, addresses: list[str], port: int) -> Iterator[None]:
    from zeroconf import ServiceInfo, Zeroconf

    service = ServiceInfo(
        SERVICE, f"{device}.{SERVICE}", port=port, addresses=[socket.inet_aton(one) for one in addresses]
    )
    announcer = Zeroconf(interfaces=addresses)
    try:
        announcer.register_service(service)
        yield
    finally:
        announcer.unregister_service(service)
        announcer.close()


@dataclass(frozen=True)
class Neighbour:
    """A laptop that serves the hall."""

    device: str
    url: str


def neighbours(seconds: float = 3.0, interface: str = "") -> list[Neighbour]:
    """The laptops that serve on the local network, as heard within `seconds`."""
    from zeroconf import ServiceBrowser, ServiceStateChange, Zeroconf

    names: set[str] = set()

    def heard(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        names.add(name)

    listener = Zeroconf(interfaces=[interface]) if interface else Zeroconf()
    try:
        ServiceBrowser(listener, SERVICE, handlers=[heard])
        time.sleep(seconds)
        found = [listener.get_service_info(SERVICE, name, 1000) for name in sorted(names)]
    finally:
        listener.close()
    mine = hall_addresses.own()
    return [
        Neighbour(
            info.name.partition(".")[0], f"http://{hall_addresses.near(info.parsed_addresses(), mine)}:{info.port}"
        )
        for info in found
        if info is not None and info.parsed_addresses()
    ]


# The laptop that comes


def visit(log: OpLog, url: str, http: httpx.Client | None = None) -> bundle.Transferred:
    """Exchanges everything with a serving laptop until neither lacks anything. Raises KnownError."""
    me = identity.enrolled(log)
    url = checked_url(url, plain_allowed=True)
    client = http or httpx.Client(timeout=30, verify=trusted())
    sent = came = out = 0
    try:
        with log.alone():
            freshness.check_own(log, identity.read_card(me.card, me.hub_key()))
            box = _box_at(client, url)
            host, _ = _ask(log, me, client, url, box, _GREETING)
            packs: list[Pack] = []
            refused: _Refused = _NOTHING
            ahead, known = None, hall_time.known_ahead(log)
            while True:
                asked, message = hall_time.now_ms(log), _bundle(log, me, host, packs, refused, ahead=known)
                other, content = _ask(log, me, client, url, box, message)
                if other.device != host.device:
                    raise BadWire("another laptop answers")
                have, (new, refused), said = _unbundle(log, me, host, content)
                if ahead is None:  # measured at the first message, which carries the least
                    ahead = hall_time.ahead_of(said, asked, hall_time.now_ms(log))
                    known = known if ahead is None else ahead
                came, out = came + new, out + len(refused)
                sent += sum(len(pack.lines) for pack in packs)
                before, packs = packs, _lacking(log, me, host, have)
                if not new and (not packs or packs == before):
                    hall_time.note_heard(log, host.device)
                    return bundle.Transferred(sent, 0, came, out, ahead)
    except ShutOut as wrong:
        raise KnownError(T("The office has shut out the laptop that answers here. Tell the office.")) from wrong
    except Stale as wrong:
        raise KnownError(freshness.other_sentence(log)) from wrong
    except httpx.HTTPError as wrong:
        raise KnownError(T("The other laptop does not answer. Are both in the same network?")) from wrong
    except (BadWire, KeyError, TypeError, ValueError) as wrong:
        raise KnownError(T("The other laptop belongs to another programme, or its answer was damaged.")) from wrong
    finally:
        if http is None:
            client.close()


def _box_at(client: httpx.Client, url: str) -> bytes:
    """The key of the laptop that serves at an address. KnownError where one of the two cannot read the other."""
    response = client.get(f"{url}/v1/hall", headers={_SPOKEN: str(HALL)})
    said, spoken = json.loads(_answer(response)), _spoken(response.headers)
    if spoken != HALL:
        raise KnownError(NEWER if spoken > HALL else OLDER)
    return base64.b64decode(said["box"])


def _ask(log: OpLog, me: Identity, client: httpx.Client, url: str, box: bytes, content: bytes) -> tuple[Card, bytes]:
    """Sends a message to the laptop whose key is `box`; gives its card and what it answered."""
    body = _send(me, box, content)
    response = client.post(f"{url}/v1/exchange", content=body)
    if response.status_code == 409:
        raise KnownError(freshness.own_sentence(log))
    reply = _answer(response)
    card, answer = _receive(log, me, reply, hashlib.sha256(body).digest())
    if card.box != box:
        raise BadWire("another laptop answers")
    return card, answer


def _answer(response: httpx.Response) -> bytes:
    if response.status_code == 403:
        raise KnownError(T("The office has shut out this laptop. Speak to the office."))
    response.raise_for_status()
    return response.content
