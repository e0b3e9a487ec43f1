"""The pages for everybody: a certificate is checked, by its code in the browser or by its number."""

import html
import json
from datetime import date

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from sqlalchemy import select

from samarth_desktop import paths
from samarth_desktop.documents.signing import trust
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth, ended_keys
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.certificates import hosts
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.pages import layout
from samarth_desktop.i18n import N_, catalog

SERIALS_AN_HOUR = 120
_FILES = ("page.css", "seal.js", "verify.js", "office.js")
_WORDS = {
    "name": N_("Name"),
    "serial": N_("Serial no."),
    "issued": N_("Issued on"),
    "issuer": N_("Issued by"),
    "unknown_issuer": N_("No office here knows who issued this. Do not rely on it."),
    "damaged": N_("This code is damaged or not a certificate of this programme."),
    "changed": N_("Not genuine: the signature does not fit what the certificate says."),
    "signed_unheard": N_("The signature is genuine. The office has not received this certificate yet."),
    "sample": N_("This is a sample, issued for a demonstration."),
    "future": N_("Not valid: it is dated in the future."),
    "other_device": N_("Not valid: the number is another laptop's than the one that sealed it."),
    "other_code": N_("Not valid: the office has another code for this number."),
    "ended": N_("Not valid: the laptop was shut out, and the office did not know this certificate by then."),
    "compare": N_("Compare the number and the date with the paper: a code can be cut from another sheet."),
    "is_valid": N_("Valid"),
    "is_replaced": N_("Replaced by a newer certificate"),
    "is_revoked": N_("Revoked by the office"),
    "is_unknown": N_("The office does not know this serial number. Compare it with the paper."),
    "is_often": N_("Too many questions from here. Try again in an hour."),
    "is_away": N_("The office cannot be reached now. Try again later."),
}

_WORST_FIRST = ("revoked", "replaced", "valid")
"""Older hubs kept a line a district for a certificate whose holder had moved."""

router = APIRouter()


@router.get("/page/{name}")
def file(name: str) -> Response:
    if name not in _FILES:
        return Response(status_code=404)
    return FileResponse(paths.resource(f"hub/{name}"), headers={**layout.SAFE, "Cache-Control": "max-age=3600"})


# Anybody: is this certificate genuine?


@router.get("/v")
@router.get("/V")
def verify(request: Request) -> Response:
    """The page that a certificate's QR code opens; the code itself stays in the browser."""
    language = layout.language(request)
    words, other = catalog(language), "en" if language == "hi" else "hi"
    text = {
        "title": words.say(N_("Check a certificate")),
        "about": words.say(N_("Scan the code on the certificate with the telephone's camera. It is checked here.")),
        "typed": words.say(N_("Or type the serial number")),
        "check": words.say(N_("Check")),
        "compare": words.say(_WORDS["compare"]),
        "no_name": words.say(N_("A typed number gives the state and the date only, never a name.")),
    }
    filled = {key: html.escape(value) for key, value in text.items()}
    said = html.escape(json.dumps({key: words.say(value) for key, value in _WORDS.items()}, ensure_ascii=False))
    names = html.escape(json.dumps(hosts.known(routes.hub_of(request).folder)))
    source = paths.resource("hub/verify.html").read_text("utf-8")
    other_name = layout.NAMES[other]
    return layout.page(
        source.format(language=language, other=other, other_name=other_name, words=said, hosts=names, **filled)
    )


@router.get("/v/key/{kid}")
def key(request: Request, kid: str) -> Response:
    """The key by which a seal names its signer: with the office's name, the codes of the laptops that have it, whether
    it ended, and today's date by the hub's clock."""
    with routes.hub_of(request).engine.connect() as conn:
        of_kid = t.device.c.certificates["kid"].astext == kid[:32]
        held = conn.execute(select(t.device.c.certificates).where(of_kid).order_by(t.device.c.enrolled)).scalars().all()
        ended = ended_keys.is_ended(conn, kid[:32])
    if not held:
        return Response(status_code=404)
    found = [trust.read(routes.raw_of(one["device"])).claims for one in held]
    return JSONResponse(
        {
            "key": routes.text_of(found[-1].seal),
            "name": found[-1].name,
            "devices": sorted({code for claims in found for code in (claims.device, *claims.former)}),
            "ended": ended,
            "today": date.today().isoformat(),
        }
    )


@router.post("/v/serial")
async def serial(request: Request) -> Response:
    """The state and date of a serial number, never a name: serials can be counted through. Whoever presents a seal of
    that number, which says more than this answer, is not counted."""
    body = await routes.read_body(request)
    whole = (routes.hub_of(request), body, routes.address(request))
    return await to_thread.run_sync(_serial, *whole, limiter=routes.LOOKING_UP)


def _serial(hub: Hub, body: bytes, address: str) -> Response:
    try:
        asked = json.loads(body)
        number, shown = read_number(str(asked["serial"])), str(asked.get("seal") or "")
    except (KnownError, ValueError, KeyError, TypeError, AttributeError):
        number, shown = "", ""
    with hub.engine.connect() as conn:
        rows = conn.execute(select(t.certificate).where(t.certificate.c.serial == number)).all() if number else []
    seals = {one for row in rows for one in row.seals}
    if not shown or shown not in seals:
        with hub.engine.begin() as conn:
            try:
                auth.count_attempt(conn, hub.keys, "serial", address, SERIALS_AN_HOUR)
            except Refused:
                return Response(status_code=429)
    row = min(rows, key=lambda row: _WORST_FIRST.index(row.state), default=None)
    if row is None:
        return JSONResponse({"state": "unknown", "serial": number} if number else {"state": "unknown"})
    answer = {"state": row.state, "serial": number, "issued": row.issued}
    if shown:
        known = "none" if not seals else "same" if shown in seals else "other"
        answer |= {"code": known, "kid": next((one.kid for one in rows if one.kid), "")}
    return JSONResponse(answer)
