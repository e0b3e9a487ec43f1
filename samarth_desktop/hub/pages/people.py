"""Who works on a laptop, on the office's pages: putting somebody on its list, taking somebody off after a question."""

import html
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from samarth_desktop.domain.oplog.card_people import CardPerson
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import routes
from samarth_desktop.hub.auth import auth, people
from samarth_desktop.hub.auth.people import By, Note
from samarth_desktop.hub.auth.sessions import Officer
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.pages import layout, office, overview
from samarth_desktop.hub.pages.layout import Markup
from samarth_desktop.i18n import N_, Catalog, Text

router = APIRouter(prefix="/office")
_Change = Callable[[Connection, str, bytes, By], object]

_NOBODY = N_(
    "Nobody is listed yet: whoever sits at this laptop may write. From the first name on, only those on the list may; "
    "{name}, for whom it was enrolled, is put there too."
)
_LISTED = N_("Once this laptop has heard of the list, only the work of these people is taken from it.")
_LEAVES = N_(
    "What she wrote until the laptop hears of this is taken, nothing after. Her own passphrase then opens it no more."
)
_WAS_PUT = N_("{moment}: {who} put {name} on the list")
_WAS_TAKEN = N_("{moment}: {who} took {name} off the list")
_NOTES = 30
_COLUMNS = (("name", N_("Name")), ("role", N_("Role")), ("since", N_("Since")), ("until", N_("Until")),
            ("do", N_("What to do")))  # fmt: skip


TITLE = N_("Who works on this laptop")


@router.get("/laptops/{code}/people")
def listed(request: Request, code: str) -> Response:
    """Who works on a laptop; with ``leave`` it asks before that person is taken off."""
    return office.shown(request, partial(_page, code, None), TITLE, _path(code))


def _path(code: str) -> str:
    return f"/office/laptops/{quote(code, safe='')}/people"


def _page(code: str, wrong: Text | None, hub: Hub, officer: Officer, request: Request, words: Catalog) -> str:
    found = overview.decided(hub, officer.areas, code)
    if found is None:
        return office.soft(words, N_("Nothing found."))
    with hub.engine.begin() as conn:
        there, notes = people.of(conn, code), people.noted(conn, code)
    leaving = next((one for one in there if one.id == request.query_params.get("leave") and not one.left), None)
    facts = [(key, label) for key, label in office.LAPTOPS if key in ("code", "person", "areas", "synced", "state")]
    about = _LISTED if there else Text(_NOBODY, {"name": found["person"]})
    return (
        f"{layout.verdict(words, wrong) if wrong else ''}"
        f"{layout.table(words, facts, [office.laptop_line(words, found)])}"
        f"{_question(words, code, leaving) if leaving else ''}{office.soft(words, about)}"
        f"{layout.table(words, _COLUMNS, [_line(words, code, one) for one in there]) if there else ''}"
        f"{''.join(office.soft(words, _told(one)) for one in notes[:_NOTES])}"
        f"{_form(words, code)}"
        f'<p><a href="/office?lang={words.language}">{html.escape(words.say(N_("Back")))}</a></p>'
    )


def _told(one: Note) -> Text:
    """A change of the list as a sentence."""
    said = _WAS_PUT if one.what == people.PUT else _WAS_TAKEN
    return Text(said, {"moment": auth.moment_of(one.at), "who": one.who, "name": one.name})


def _line(words: Catalog, code: str, one: CardPerson) -> dict[str, Any]:
    off = html.escape(words.say(N_("Take off")))
    link = f'<a href="{_path(code)}?lang={words.language}&amp;leave={quote(one.id, safe="")}">{off}</a>'
    return {
        "name": one.name,
        "role": office.in_words(words, one.role),
        "since": auth.moment_of(one.since),
        "until": auth.moment_of(one.until) if one.left else None,
        "do": "" if one.left else Markup(link),
    }


def _question(words: Catalog, code: str, leaving: CardPerson) -> str:
    ask = Text(N_("Take {name} off the list of this laptop?"), {"name": leaving.name})
    return (
        f"{layout.verdict(words, ask, 'mark')}{office.soft(words, _LEAVES)}"
        f'<form method="post" action="/office/people/leave?lang={words.language}">{_hidden("code", code)}'
        f"{_hidden('person', leaving.id)}<p><button>{html.escape(words.say(N_('Take off now')))}</button> "
        f'<a href="{_path(code)}?lang={words.language}">{html.escape(words.say(N_("Cancel")))}</a></p></form>'
    )


def _form(words: Catalog, code: str) -> str:
    roles = [(role, office.in_words(words, role)) for role in auth.ROLES]
    return (
        f'<form method="post" action="/office/people/add?lang={words.language}">{_hidden("code", code)}'
        f"<p><label>{html.escape(words.say(N_('Name')))} "
        f'<input name="name" maxlength="80" autocomplete="off" required></label> '
        f"{office.select('role', words.say(N_('Role')), roles, auth.ROLES[0])}"
        f"<button>{html.escape(words.say(N_('Put on the list')))}</button></p></form>"
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{html.escape(value)}">'


@router.post("/people/add")
async def add(request: Request) -> Response:
    """Puts somebody on a laptop's list."""
    return await _changed(request, _add)


def _add(conn: Connection, code: str, body: bytes, by: By) -> object:
    role = office.field(body, "role")
    return people.add(conn, code, office.field(body, "name")[:80], role if role in auth.ROLES else auth.ROLES[0], by)


@router.post("/people/leave")
async def leave(request: Request) -> Response:
    """Takes somebody off a laptop's list."""
    return await _changed(
        request, lambda conn, code, body, by: people.take_off(conn, code, office.field(body, "person"), by)
    )


async def _changed(request: Request, change: _Change) -> Response:
    body = await routes.read_body(request)
    return await to_thread.run_sync(_change, request, change, body)


def _change(request: Request, change: _Change, body: bytes) -> Response:
    hub, code = routes.hub_of(request), office.field(body, "code")[:12]
    officer = office.officer_of(hub, request)
    if officer is None:
        return RedirectResponse("/office", 303, headers=layout.SAFE)
    if overview.decided(hub, officer.areas, code) is None:
        return Response(status_code=404, headers=layout.SAFE)
    try:
        with hub.engine.begin() as conn:
            change(conn, code, body, By(officer.person))
    except KnownError as no:
        shown = office.shown(request, partial(_page, code, no.text), TITLE, _path(code))
        shown.status_code = 422
        return shown
    return RedirectResponse(f"{_path(code)}?lang={layout.language(request)}", 303, headers=layout.SAFE)
