"""The pages for people: anybody checks a certificate, the office sees how its laptops stand."""

import html
import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from cryptography.fernet import InvalidToken
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

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
from samarth_desktop.hub.pages import overview
from samarth_desktop.i18n import LANGUAGES, N_, Catalog, Text, catalog
from samarth_desktop.kinds.registry import COUNTED, KINDS

SERIALS_AN_HOUR = 120
SESSION = "office"
SESSION_SECONDS = 12 * 3600
_FILES = ("page.css", "seal.js", "verify.js")
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
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


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "hi"


def _page(content: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(content, status, headers=_SAFE)


@router.get("/page/{name}")
def file(name: str) -> Response:
    if name not in _FILES:
        return Response(status_code=404)
    return FileResponse(paths.resource(f"hub/{name}"), headers={**_SAFE, "Cache-Control": "max-age=3600"})


# Anybody: is this certificate genuine?


@router.get("/v")
@router.get("/V")
def verify(request: Request) -> Response:
    """The page that a certificate's QR code opens; the code itself stays in the browser."""
    language = _language(request)
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
    other_name = _NAMES[other]
    return _page(
        source.format(language=language, other=other, other_name=other_name, words=said, hosts=names, **filled)
    )


_NAMES = {"hi": "हिन्दी", "en": "English"}


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
    body = await routes.read_body(request, 400)
    return await run_in_threadpool(_serial, routes.hub_of(request), body, routes.address(request))


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
                auth.count_attempt(conn, hub.keys, address, SERIALS_AN_HOUR)
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


# The office


@router.get("/office")
def office(request: Request) -> Response:
    """Devices, areas and conflicts for a signed-in officer; else the page to sign in."""
    hub, words = routes.hub_of(request), catalog(_language(request))
    areas = _officer(hub, request)
    if areas is None:
        return _page(_frame(words, _sign_in(words, None)))
    return _page(_frame(words, _tables(words, overview.of(hub, areas))))


def _officer(hub: Hub, request: Request) -> list[str] | None:
    try:
        said = hub.keys.tokens.decrypt(request.cookies.get(SESSION, "").encode(), ttl=SESSION_SECONDS)
    except InvalidToken:
        return None
    return said.removeprefix(b"office:").decode().split() if said.startswith(b"office:") else None


@router.post("/office")
async def sign_in(request: Request) -> Response:
    """Signs an officer in with a one-time code of the role office; the page then shows that code's areas."""
    body = await routes.read_body(request, 1000)
    return await run_in_threadpool(_sign_in_with, routes.hub_of(request), body, request)


def _sign_in_with(hub: Hub, body: bytes, request: Request) -> Response:
    typed = parse_qs(body.decode(errors="replace")).get("code", [""])[0]
    words = catalog(_language(request))
    try:
        with hub.engine.begin() as conn:
            auth.count_attempt(conn, hub.keys, routes.address(request), routes.ENROLMENTS_AN_HOUR)
        with hub.engine.begin() as conn:
            row = auth.use_code(conn, typed[:40], b"office page", role="office")
        if isinstance(row, Refused):
            raise row
    except Refused as no:
        return _page(_frame(words, _sign_in(words, no.text)), no.status)
    answer = RedirectResponse(f"/office?lang={words.language}", 303, headers=_SAFE)
    value = hub.keys.tokens.encrypt(b"office:" + " ".join(row.areas).encode()).decode()
    secure = request.url.scheme == "https"
    answer.set_cookie(
        SESSION, value, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=secure, path="/office"
    )
    return answer


def _frame(words: Catalog, body: str) -> str:
    title, other = words.say(N_("Office")), "en" if words.language == "hi" else "hi"
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f'<link rel="stylesheet" href="/page/page.css"></head><body><header><h1>{title}</h1>'
        f'<a href="?lang={other}" lang="{other}">{_NAMES[other]}</a></header>{body}</body></html>'
    )


def _sign_in(words: Catalog, wrong: Text | None) -> str:
    problem = (
        f'<p class="verdict bad" role="alert"><strong>{html.escape(words.say(wrong))}</strong></p>' if wrong else ""
    )
    label = html.escape(words.say(N_("One-time code for the office")))
    go = html.escape(words.say(N_("Sign in")))
    return (
        f'{problem}<form method="post" action="/office?lang={words.language}"><p><label for="code">{label}</label></p>'
        f'<p><input id="code" name="code" autocomplete="off" required> <button>{go}</button></p></form>'
    )


_COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "areas": (
        ("area", N_("Area")), *((name, KINDS[name].words.many) for name in COUNTED),
        ("photos", N_("Photos")), ("conflicts", N_("Conflicts")), ("aside", N_("Set aside")),
    ),
    "devices": (
        ("code", N_("Laptop")), ("person", N_("Name")), ("role", N_("Role")), ("areas", N_("Areas")),
        ("synced", N_("Last sync")), ("waiting", N_("Waiting there")), ("guests", N_("For other districts")),
        ("guests_today", N_("of them today")), ("chain", N_("Earlier codes")), ("state", N_("State")),
    ),
}  # fmt: skip
_CODES = {
    "coordinator": N_("Coordinator"),
    "trainer": N_("Trainer"),
    "office": N_("Office"),
    "active": N_("Active"),
    "revoked": N_("Shut out"),
    "waits": N_("Waits for the office"),
}


def _tables(words: Catalog, shown: overview.Overview) -> str:
    titles = {"areas": N_("Areas"), "devices": N_("Laptops")}
    out = ""
    for name, rows in (("areas", shown.areas), ("devices", shown.devices)):
        heads = "".join(
            f"<th{_numeric(rows, key)}>{html.escape(words.say(label))}</th>" for key, label in _COLUMNS[name]
        )
        lines = "".join(
            "<tr>" + "".join(f"<td{_numeric(rows, k)}>{_cell(words, row[k])}</td>" for k, _ in _COLUMNS[name]) + "</tr>"
            for row in rows
        )
        title = html.escape(words.say(titles[name]))
        out += f'<h2>{title}</h2><div class="scroll"><table><tr>{heads}</tr>{lines}</table></div>'
    return out


def _numeric(rows: list[dict[str, Any]], key: str) -> str:
    return ' class="n"' if rows and isinstance(rows[0][key], int) else ""


def _cell(words: Catalog, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return words.number(value)
    return html.escape(words.moment(value) if hasattr(value, "hour") else words.say(_CODES.get(value, str(value))))
