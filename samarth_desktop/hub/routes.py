"""What a laptop asks of the hub: enrol, token, hello, push, pull. Bodies are frames of the shared wire."""

import asyncio
import base64
import binascii
import json
import logging
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection, select, update
from starlette.concurrency import run_in_threadpool

from samarth_desktop.domain.ids import CROCKFORD
from samarth_desktop.domain.oplog.op import SCHEMA
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission, auth, ca, chains, people, settings
from samarth_desktop.hub.auth.auth import Device, Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import feed, greeting, machines, oplog
from samarth_desktop.hub.files import files, updates
from samarth_desktop.hub.web.doors import BIG, door_of
from samarth_desktop.hub.web.guard import AWAY, FULL
from samarth_desktop.i18n import T
from samarth_desktop.sync import wire

PULL_BYTES = 4 * 1024 * 1024
ENROLMENTS_AN_HOUR = 120
MOST_STREAMS = 20_000
"""Streams of which a laptop may ask at once; it asks of the next ones in a further portion."""
MOST_HEIRS = 200
"""Codes that a request may bring of which the hub has not heard: each of a laptop in the hall."""

CODE_SECONDS = 0.4
"""How long the answer to a wrong code takes, whatever is wrong with it."""
SLOW, OPEN, LOOKING_UP = CapacityLimiter(1), CapacityLimiter(4), CapacityLimiter(2)
"""How many requests may try a code at once, which is slow by intention; of those who have no token yet; and of those
who want none. So a crowd of strangers takes no thread from a laptop that is known, nor from one that signs in."""
BIG_ONES = asyncio.Semaphore(4)

router = APIRouter(prefix="/v1")
log = logging.getLogger("samarth.hub")
Work = Callable[[Hub, bytes, Request], Any]


def hub_of(request: Request) -> Hub:
    hub: Hub = request.app.state.hub
    return hub


async def read_body(request: Request) -> bytes:
    """The body, as long as its door allows."""
    return b"".join([piece async for piece in request.stream()])


async def answer(request: Request, work: Work, limiter: CapacityLimiter | None = None) -> Response:
    """Reads the body and does the work on it in a thread; `limiter` says how many may do so at once."""
    body = await read_body(request)
    try:
        return await to_thread.run_sync(work, hub_of(request), body, request, limiter=limiter)
    except wire.BadWire:
        raise
    except (LookupError, TypeError, AttributeError, ValueError, OverflowError) as odd:  # a message of another shape
        place = traceback.format_tb(odd.__traceback__)[-1:]
        log.warning(json.dumps({"odd": type(odd).__name__, "at": "".join(place)}))
        raise wire.BadWire("message") from odd


async def until(moment: float) -> None:
    """Waits until a moment of the event loop's clock, so that the time of an answer tells nothing."""
    await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))


def heard(request: Request, body: bytes) -> dict[str, Any]:
    """The message in a body, as long as its door allows."""
    return wire.message_of(wire.open_frame(body, door_of(request.url.path).content))


def framed(value: Any, dictionary: int = 0) -> Response:
    return Response(wire.say(value, dictionary), media_type="application/octet-stream")


def signed_in(hub: Hub, conn: Connection, request: Request) -> Device:
    """The device that asks. A laptop that still speaks to an earlier life of the hub must say hello anew."""
    device = auth.bearer(conn, hub.keys, request.headers.get("authorization", ""))
    said = request.headers.get("x-epoch")
    if said and said != feed.epoch(conn):
        raise Refused(409, "epoch", T("The hub was restored from a backup. Sync again."))
    return device


@router.post("/enrol")
async def enrol(request: Request) -> Response:
    end = asyncio.get_running_loop().time() + CODE_SECONDS
    try:
        return await answer(request, _enrol, SLOW)
    except Refused:
        await until(end)
        raise


def _enrol(hub: Hub, body: bytes, request: Request) -> Response:
    asked = heard(request, body)
    keys = {name: _raw(asked.get("keys", {}).get(name), 32) for name in ("sync", "box")}
    code, laptop = str(asked.get("device", "")), str(asked.get("laptop", ""))[:120]
    _check_code(code)
    with hub.engine.begin() as conn:
        auth.count_attempt(conn, hub.keys, "enrol", address(request), ENROLMENTS_AN_HOUR)
    with hub.engine.begin() as conn:
        row = auth.use_code(conn, str(asked.get("code", ""))[:40], keys["sync"])
        if not isinstance(row, Refused):
            before = admission.came_from(conn, keys["sync"], asked.get("before", ()))
            more = {"laptop": laptop, "replaces": before, "people": people.carried(conn, before, row.person, row.role)}
            auth.add_device(conn, code, keys, person=row.person, role=row.role, **more)
            auth.set_areas(conn, code, row.areas)
            _certify(hub, conn, code, asked)
            return framed(_welcome(hub, conn, code, asked))
    raise row  # after the commit, which holds the wrong try


def _certify(hub: Hub, conn: Connection, code: str, asked: dict[str, Any]) -> None:
    device = auth.device(conn, code)
    assert device is not None
    certificates = ca.certify(hub.keys, device, asked.get("certify", {}), lambda one: _is_free(conn, one))
    conn.execute(update(t.device).where(t.device.c.code == code).values(certificates=certificates))


def _is_free(conn: Connection, code: str) -> bool:
    """Whether no laptop enrolled under a code."""
    return conn.execute(select(t.device.c.code).where(t.device.c.code == code)).scalar() is None


def _check_code(code: str) -> None:
    if len(code) != 6 or set(code) - set(CROCKFORD):
        raise Refused(400, "device", T("This is no device code."))


def _welcome(hub: Hub, conn: Connection, code: str, asked: dict[str, Any]) -> dict[str, Any]:
    device = auth.device(conn, code)
    assert device is not None
    return {
        "device": code,
        "person": device.person,
        "role": device.role,
        "areas": device.areas,
        "epoch": feed.epoch(conn),
        "hub": hub.keys.public,
        "office": ca.chain(hub.keys),
        "x509": ca.paper_chain(hub.keys, _held(conn, code), asked.get("certify", {}).get("request")),
        "host": hub.host,
        "card": auth.card(conn, hub.keys, code, own=True),
        "lines": greeting.lines(conn, device, asked),
    }


@router.post("/renew")
async def renew(request: Request) -> Response:
    return await answer(request, _renew)


def _renew(hub: Hub, body: bytes, request: Request) -> Response:
    """A new device code for a laptop whose old one is in use elsewhere, or whose folder was restored or copied."""
    asked = heard(request, body)
    code = str(asked.get("device", ""))
    _check_code(code)
    keys = {name: _raw(asked.get("keys", {}).get(name), 32) for name in ("sync", "box")}
    with hub.engine.begin() as conn:
        old = auth.bearer(conn, hub.keys, request.headers.get("authorization", ""))
        conn.execute(select(t.device.c.code).where(t.device.c.code == old.code).with_for_update())
        old = auth.bearer(conn, hub.keys, request.headers.get("authorization", ""))  # nobody shuts it out meanwhile
        known = conn.execute(select(t.device.c.code).where(t.device.c.code == code)).scalar() is not None
        if not known and chains.renewed_today(conn, old.code) >= chains.RENEWALS_A_DAY:
            raise Refused(429, "often", T("This laptop took new codes too often today. Tell the office."))
        laptop = str(asked.get("laptop", ""))[:120]
        more = {"laptop": laptop, "replaces": old.code, "people": people.inherited(old)}
        auth.add_device(conn, code, keys, person=old.person, role=old.role, **more)
        auth.set_areas(conn, code, old.areas)
        _certify(hub, conn, code, asked)
        return framed(_welcome(hub, conn, code, asked))


@router.get("/challenge")
async def ask_challenge(request: Request) -> Response:
    return framed({"challenge": auth.challenge(hub_of(request).keys)})


@router.post("/token")
async def token(request: Request) -> Response:
    return await answer(request, _token, OPEN)


def _token(hub: Hub, body: bytes, request: Request) -> Response:
    asked = heard(request, body)
    with hub.engine.begin() as conn:
        admission.recognise(conn, hub.keys, asked.get("card", ()))
    with hub.engine.begin() as conn:  # a laptop that must wait is noted all the same
        made = auth.token(
            conn,
            hub.keys,
            str(asked.get("device", "")),
            str(asked.get("challenge", "")),
            _raw(asked.get("signature"), 64),
        )
    return framed({"token": made})


@router.post("/hello")
async def hello(request: Request) -> Response:
    return await answer(request, _hello)


def _hello(hub: Hub, body: bytes, request: Request) -> Response:
    """What the hub holds of the streams that the laptop names, where its feeds were cut, and what time it is."""
    asked = heard(request, body)
    if asked.get("wire", 0) < wire.WIRE - 1:
        raise Refused(426, "old", T("This program is too old for the hub. Install the newest version."))
    with hub.engine.begin() as conn:
        device = auth.bearer(conn, hub.keys, request.headers.get("authorization", ""))
        present = feed.epoch(conn)
        known = str(asked.get("epoch", ""))
        _renew_certificates(hub, conn, device)
        people.hear(conn, device, asked)
        given = ca.paper_chain(hub.keys, _held(conn, device.code), asked.get("request"))
        newer = updates.for_laptop(hub.folder, hub.keys, asked.get("program"))
        about = {
            "epoch": present,
            "cut": None if known in ("", present) else feed.restored_at(conn, known),
            "person": device.person,
            "role": device.role,
            "areas": device.areas,
            "card": auth.card(conn, hub.keys, device.code, own=True),
            "halls_days": settings.halls_days(conn),
            "now": int(time.time() * 1000),
            "wire": wire.WIRE,
            "schema": SCHEMA,
            "dictionaries": list(wire.dictionaries()),
        } | {key: value for key, value in (("x509", given), ("update", newer)) if value}
    streams = [(str(area), str(code)) for area, code in asked.get("streams", ())][:MOST_STREAMS]
    greeting.note(hub.engine, device, asked)
    return framed(about | greeting.held(hub.engine, device, streams, asked, _moment(asked)))


def _moment(asked: dict[str, Any]) -> int:
    """From when on a laptop asks what became of its work; milliseconds, at most now."""
    return max(0, min(int(asked.get("told", 0)), int(time.time() * 1000)))


def _renew_certificates(hub: Hub, conn: Connection, device: Device) -> None:
    again = ca.renewed(hub.keys, device, _held(conn, device.code))
    if again:
        conn.execute(update(t.device).where(t.device.c.code == device.code).values(certificates=again))


def _held(conn: Connection, code: str) -> dict[str, str]:
    """What is certified of a laptop's keys."""
    return dict(conn.execute(select(t.device.c.certificates).where(t.device.c.code == code)).scalar_one() or {})


@router.get("/updates/{sha256}")
def update_file(request: Request, sha256: str) -> Response:
    """A newer installer that the office offers; a Range asks for a piece of it."""
    hub = hub_of(request)
    with hub.engine.connect() as conn:
        signed_in(hub, conn, request)
    found = updates.path_of(hub.folder, hub.keys, sha256)
    if found is None:
        raise Refused(404, "none", T("The office does not offer this update any more."))
    return FileResponse(found, media_type="application/octet-stream")


@router.post("/push")
async def push(request: Request) -> Response:
    await run_in_threadpool(admitted, request)
    if is_big(request):
        async with BIG_ONES:
            return await answer(request, _push)
    return await answer(request, _push)


def admitted(request: Request) -> None:
    """That the laptop may come in, before its body is read. Raises Refused."""
    hub = hub_of(request)
    with hub.engine.connect() as conn:
        signed_in(hub, conn, request)


def is_big(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    return not length or int(length) > BIG


def _push(hub: Hub, body: bytes, request: Request) -> Response:
    if not hub.has_room():
        raise FULL
    message, packs = wire.read_packs(wire.open_frame(body, door_of(request.url.path).content))
    with hub.engine.begin() as conn:
        device = signed_in(hub, conn, request)
        for shown in message.get("cards", ()):
            admission.recognise(conn, hub.keys, shown)
        for shown in message.get("heirs", ())[:MOST_HEIRS]:
            admission.take_heir(conn, hub.keys, shown)
    via = replace(device, laptop=str(message.get("laptop", ""))[:120])
    receipts = _receipts(hub, packs, via)
    files.forget(hub, [photo for receipt in receipts for photo in receipt.gone])
    return framed({"receipts": [_said(receipt) for receipt in receipts], "now": int(time.time() * 1000)})


def _receipts(hub: Hub, packs: Sequence[wire.Pack], via: Device) -> list[feed.Receipt]:
    """A receipt for each pack. Where a machine of the hub is down, what belongs there waits, and the rest is taken."""
    found: list[feed.Receipt] = []
    away: Exception | None = None
    for pack in packs:
        try:
            with machines.of_area(hub.engine, pack.seal.area):
                found.append(feed.take(hub.engine, hub.keys, pack, via))
        except oplog.PASSING as wrong:
            away = wrong
            found.append(feed.Receipt(*pack.seal.stream, 0, "wait"))
    if away is not None and not machines.is_down(away) and all(one.problem == "wait" for one in found):
        raise away  # all of it, and not for long: the laptop asks again in a moment
    return found


def _said(receipt: feed.Receipt) -> dict[str, Any]:
    refused = {str(n): [text.id, text.args] for n, text in receipt.refused.items()}
    brief = {"a": receipt.area, "d": receipt.device, "have": receipt.have}
    return brief | {k: v for k, v in (("no", receipt.problem), ("refused", refused), ("of", receipt.laptops)) if v}


@router.post("/pull")
async def pull(request: Request) -> Response:
    return await answer(request, _pull)


def _pull(hub: Hub, body: bytes, request: Request) -> Response:
    """The next operations of the device's areas after its cursors, with the cards of those who wrote them."""
    asked = heard(request, body)
    cursors = asked.get("cursors", {})
    budget = min(int(asked.get("bytes", PULL_BYTES)), PULL_BYTES)
    reached, packs, more, away = {}, list[wire.Pack](), False, list[str]()
    with hub.engine.connect() as conn:
        device = signed_in(hub, conn, request)
        areas = feed.areas_of(conn, device)
        conn.rollback()
        for area in areas:
            try:
                with machines.of_area(hub.engine, area):
                    came, seq, rest = feed.next_packs(hub.engine, area, int(cursors.get(area, 0)), device.code, budget)
            except oplog.PASSING:  # the others go on meanwhile
                away.append(area)
                continue
            packs += came
            budget -= sum(len(line) for pack in came for line in pack.lines)
            more = more or rest
            if seq != cursors.get(area, 0):
                reached[area] = seq
            if budget <= 0:
                more = True
                break
        cards = auth.cards(conn, hub.keys, {pack.seal.device for pack in packs})
    if away and len(away) == len(areas):
        raise AWAY
    message = {"cursors": reached, "more": more, "cards": cards, "now": int(time.time() * 1000), "away": away}
    dictionary = wire.common_dictionary(asked.get("dictionaries", ()))
    frame = wire.pack_frame(wire.write_packs(packs, message), dictionary)
    return Response(frame, media_type="application/octet-stream")


def text_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def raw_of(text: str) -> bytes:
    return base64.b64decode(text)


def _raw(text: Any, length: int) -> bytes:
    try:
        raw = base64.b64decode(str(text), validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != length:
        raise wire.BadWire("no key")
    return raw


def address(request: Request) -> str:
    return request.client.host if request.client else ""
