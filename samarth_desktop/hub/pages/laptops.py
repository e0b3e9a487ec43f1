"""A laptop on the office's pages: shutting it out and letting it in again, after a question, with who did it."""

import html
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from samarth_desktop.domain.oplog.exchange import is_hub
from samarth_desktop.domain.oplog.op import moment_ms
from samarth_desktop.hub import routes
from samarth_desktop.hub.auth import admission, words
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.auth.sessions import Officer
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.pages import layout, office, overview
from samarth_desktop.i18n import N_, Catalog, Text

router = APIRouter(prefix="/office")
_Decide = Callable[[Connection, Keys, str, str], object]

_SHUT_OUT, _LET_IN = "shut-out", "let-in"
_OUT_MEANS = N_(
    "It can no longer send or receive, under this code and all earlier ones. Halls and other laptops hear of it. "
    "What it has sent stays, and certificates that the office knows stay valid."
)
_IN_MEANS = N_("It can send and receive again in its areas, and what it prints is valid again.")


@router.get("/laptops/{code}")
def laptop(request: Request, code: str) -> Response:
    """Asks before a laptop is shut out or let in; nothing is done yet."""
    return office.shown(request, partial(_question, code), N_("Laptop"), f"/office/laptops/{quote(code, safe='')}")


def _question(code: str, hub: Hub, officer: Officer, request: Request, language: Catalog) -> str:
    found = overview.decided(hub, officer.areas, code)
    if found is None:
        return office.soft(language, N_("Nothing found."))
    with hub.engine.connect() as conn:
        said = words.newest_of(conn, found["code"])
    out = found["revoked"] or found["waits"]
    path, ask, means, button = (
        (_LET_IN, N_("Let this laptop in again?"), _IN_MEANS, N_("Let in again"))
        if out
        else (_SHUT_OUT, N_("Shut this laptop out?"), _OUT_MEANS, N_("Shut out now"))
    )
    history = ""
    if said is not None:
        who = language.say(N_("the hub's command line")) if is_hub(said.author) else said.author
        which = N_("Shut out by {who}, {moment}") if said.f.get("revoked") else N_("Let in again by {who}, {moment}")
        moment = datetime.fromtimestamp(moment_ms(said.hlc) / 1000, UTC).astimezone()
        history = office.soft(language, Text(which, {"who": who, "moment": moment}))
    facts = [(key, label) for key, label in office.LAPTOPS if key != "do"]
    return (
        f"{layout.table(language, facts, [office.laptop_line(language, found)])}{history}"
        f"{layout.verdict(language, ask, 'mark')}{office.soft(language, means)}"
        f'<form method="post" action="/office/{path}?lang={language.language}">'
        f'<input type="hidden" name="code" value="{html.escape(found["code"])}">'
        f"<p><button>{html.escape(language.say(button))}</button> "
        f'<a href="/office?lang={language.language}">{html.escape(language.say(N_("Back")))}</a></p></form>'
    )


@router.post(f"/{_SHUT_OUT}")
async def shut_out(request: Request) -> Response:
    """Shuts a lost laptop out, under all its codes; the officer is its author in what everybody hears."""
    return await _decided(request, admission.revoke)


@router.post(f"/{_LET_IN}")
async def let_in(request: Request) -> Response:
    """Lets a laptop in again that was shut out or waits."""
    return await _decided(request, admission.readmit)


async def _decided(request: Request, decide: _Decide) -> Response:
    body = await routes.read_body(request)
    return await to_thread.run_sync(_do, request, decide, office.field(body, "code")[:12])


def _do(request: Request, decide: _Decide, code: str) -> Response:
    hub = routes.hub_of(request)
    officer = office.officer_of(hub, request)
    if officer is None:
        return RedirectResponse("/office", 303, headers=layout.SAFE)
    if overview.decided(hub, officer.areas, code) is None:
        return Response(status_code=404, headers=layout.SAFE)
    with hub.engine.begin() as conn:
        decide(conn, hub.keys, code, officer.person)
    return RedirectResponse(f"/office?lang={layout.language(request)}", 303, headers=layout.SAFE)
