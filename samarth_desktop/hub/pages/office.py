"""The office's pages: how areas and laptops stand, who is registered, likely doubles, what was kept aside."""

import asyncio
import html
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from samarth_desktop.domain.places.place import area_words
from samarth_desktop.hub import routes
from samarth_desktop.hub.auth import auth, sessions
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.auth.sessions import COOKIE, Officer
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.pages import layout, overview, root
from samarth_desktop.hub.pages.layout import Markup
from samarth_desktop.hub.read_model import fold, lists, notes
from samarth_desktop.i18n import N_, Catalog, Text, catalog
from samarth_desktop.kinds.registry import COUNTED, KINDS

FRESH = 3000
"""Operations that are folded before a page is shown, so that a small hub's figures are of this moment."""

router = APIRouter(prefix="/office")
Show = Callable[[Hub, Officer, Request, Catalog], str]

_PAGES = (
    ("", N_("Office")),
    ("/records", N_("Records")),
    ("/doubles", N_("Likely doubles")),
    ("/aside", N_("Kept aside")),
)
_HERE = ' aria-current="page"'
_CODES = {
    "coordinator": N_("Coordinator"),
    "trainer": N_("Trainer"),
    "office": N_("Office"),
    "active": N_("Active"),
    "silent": N_("Not heard from for long"),
    "revoked": N_("Shut out"),
    "waits": N_("Waits for the office"),
}
_STATES = {
    "valid": N_("Valid"),
    "replaced": N_("Replaced by a newer certificate"),
    "revoked": N_("Revoked by the office"),
}


def shown(request: Request, show: Show, title: str, here: str) -> Response:
    """A page for a signed-in officer; else the page to sign in."""
    hub, words = routes.hub_of(request), catalog(layout.language(request))
    officer = officer_of(hub, request)
    if officer is None:
        return layout.page(layout.frame(words, N_("Office"), _sign_in_form(words), here="/office"))
    fold.catch_up(hub.engine, officer.areas, FRESH)
    body = show(hub, officer, request, words)
    return layout.page(layout.frame(words, title, body, here=here, tools=_tools(words, officer, here)))


def officer_of(hub: Hub, request: Request) -> Officer | None:
    """Who is signed in in this browser."""
    with hub.engine.connect() as conn:
        return sessions.officer(conn, request.cookies.get(COOKIE, ""))


def _tools(words: Catalog, officer: Officer, here: str) -> str:
    links = "".join(
        f'<a href="/office{path}?lang={words.language}"{_HERE if f"/office{path}" == here else ""}>'
        f"{html.escape(words.say(title))}</a> "
        for path, title in _PAGES
    )
    out = html.escape(words.say(N_("Sign out")))
    form = f'<form method="post" action="/office/out?lang={words.language}"><button>{out}</button></form>'
    return f'<nav>{links}</nav><span class="soft">{html.escape(officer.person)}</span>{form}'


# Signing in and out


@router.post("")
async def sign_in(request: Request) -> Response:
    """Signs an officer in with a one-time code of the role office; the page then shows that code's areas."""
    end = asyncio.get_running_loop().time() + routes.CODE_SECONDS
    body = await routes.read_body(request)
    answer = await to_thread.run_sync(_sign_in_with, routes.hub_of(request), body, request, limiter=routes.SLOW)
    if answer.status_code >= 400:
        await routes.until(end)
    return answer


def _sign_in_with(hub: Hub, body: bytes, request: Request) -> Response:
    words = catalog(layout.language(request))
    try:
        with hub.engine.begin() as conn:
            auth.count_attempt(conn, hub.keys, "office", routes.address(request), routes.ENROLMENTS_AN_HOUR)
        with hub.engine.begin() as conn:
            row = auth.use_code(conn, field(body, "code")[:40], b"office page", role="office")
        if isinstance(row, Refused):
            raise row
    except Refused as no:
        form = _sign_in_form(words, no.text)
        return layout.page(layout.frame(words, N_("Office"), form, here="/office"), no.status)
    with hub.engine.begin() as conn:
        cookie = sessions.begin(conn, row.person, row.areas)
    answer = RedirectResponse(f"/office?lang={words.language}", 303, headers=layout.SAFE)
    lasts = int(sessions.LASTS.total_seconds())
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, cookie, max_age=lasts, httponly=True, samesite="strict", secure=secure, path="/office")
    return answer


def field(body: bytes, name: str) -> str:
    """A field of a form that was sent, "" where it has none."""
    return parse_qs(body.decode(errors="replace")).get(name, [""])[0].replace("\x00", "")


def _sign_in_form(words: Catalog, wrong: Text | None = None) -> str:
    problem = layout.verdict(words, wrong) if wrong else ""
    label = html.escape(words.say(N_("One-time code for the office")))
    go = html.escape(words.say(N_("Sign in")))
    return (
        f'{problem}<form method="post" action="/office?lang={words.language}"><p><label for="code">{label}</label></p>'
        f'<p><input id="code" name="code" autocomplete="off" required> <button>{go}</button></p></form>'
    )


@router.post("/out")
def sign_out(request: Request) -> Response:
    """Ends the session at the hub, so that a copy of the cookie is worth nothing."""
    with routes.hub_of(request).engine.begin() as conn:
        sessions.end(conn, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/office", 303, headers=layout.SAFE)
    answer.delete_cookie(COOKIE, path="/office")
    return answer


# How areas and laptops stand


@router.get("")
def office(request: Request) -> Response:
    return shown(request, _overview, N_("Office"), "/office")


_AREAS = (
    ("area", N_("Area")), *((name, KINDS[name].words.many) for name in COUNTED),
    ("photos", N_("Photos")), ("conflicts", N_("Conflicts")), ("aside", N_("Set aside")),
)  # fmt: skip
LAPTOPS = (
    ("code", N_("Laptop")), ("person", N_("Name")), ("role", N_("Role")), ("areas", N_("Areas")),
    ("synced", N_("Last sync")), ("waiting", N_("Waiting there")), ("schema", N_("Program speaks")),
    ("guests", N_("For other districts")), ("guests_today", N_("of them today")), ("chain", N_("Earlier codes")),
    ("state", N_("Status")), ("do", N_("What to do")),
)  # fmt: skip


def _overview(hub: Hub, officer: Officer, request: Request, words: Catalog) -> str:
    found = overview.of(hub, officer.areas)
    laptops = [
        laptop_line(words, one) | {"do": _to_laptop(words, one["code"]) if overview.decides(officer.areas, one) else ""}
        for one in found.devices
    ]
    areas = [one | {"area": layout.area(words, one["area"])} for one in found.areas]
    return (
        f"<h2>{html.escape(words.say(N_('Areas')))}</h2>{_as_of(hub, officer, words)}"
        f'<section id="areas">{layout.table(words, _AREAS, areas)}</section>'
        f"<h2>{html.escape(words.say(N_('Laptops')))}</h2>"
        f'<section id="laptops">{layout.table(words, LAPTOPS, laptops)}</section>'
        f'{root.section(hub.keys, words)}<script src="/page/office.js"></script>'
    )


@router.get("/root.cer")
def root_file(request: Request) -> Response:
    """The root for PDF readers, for anybody: it holds nothing secret."""
    return root.file(routes.hub_of(request).keys)


def laptop_line(words: Catalog, one: dict[str, Any]) -> dict[str, Any]:
    """A laptop of :mod:`.overview` in words."""
    said = {key: in_words(words, one[key]) for key in ("role", "state")}
    return one | said | {"areas": _places(words, one["areas"]), "code": layout.number(one["code"])}


def in_words(words: Catalog, code: str) -> str:
    """A role or a state of a laptop as people read it."""
    return words.say(_CODES[code]) if code in _CODES else code


def _to_laptop(words: Catalog, code: str) -> Markup:
    ways = (("", N_("Shut out or let in")), ("/people", N_("Who works on this laptop")))
    return Markup(
        " ".join(
            f'<a href="/office/laptops/{quote(code)}{path}?lang={words.language}">{html.escape(words.say(said))}</a>'
            for path, said in ways
        )
    )


def _places(words: Catalog, areas: Sequence[str]) -> Markup:
    return Markup("; ".join(layout.area(words, one) for one in areas))


def soft(words: Catalog, text: str | Text) -> str:
    """A sentence beside the matter itself."""
    return f'<p class="soft">{html.escape(words.say(text))}</p>'


def _as_of(hub: Hub, officer: Officer, words: Catalog) -> str:
    with hub.engine.connect() as conn:
        moment = lists.as_of(conn, officer.areas)
    said = words.say(Text(N_("As of {moment}"), {"moment": words.moment(moment)})) if moment else ""
    return f'<p class="soft">{html.escape(said)}</p>'


# Who is registered


@router.get("/records")
def records(request: Request) -> Response:
    """People, groups, certificates and whatever else is listed, of the officer's areas; found in either script."""
    return shown(request, _records, N_("Records"), "/office/records")


_RECORDS = (
    ("registration", N_("Number")), ("name", N_("Name")), ("other", N_("Name in the other script")),
    ("relative", N_("Relative")), ("village", N_("Village")), ("area", N_("Area")), ("state", N_("Status")),
)  # fmt: skip


def _records(hub: Hub, officer: Officer, request: Request, words: Catalog) -> str:
    asked = request.query_params
    kind = asked.get("kind", lists.LISTED[0])
    kind = kind if kind in lists.LISTED else lists.LISTED[0]
    typed, area = asked.get("q", "")[:200], asked.get("area", "")
    with hub.engine.connect() as conn:
        areas = lists.areas_of(conn, officer.areas)
        chosen = [one for one in areas if one == area] or areas
        found = lists.records(conn, chosen, kind, typed, asked.get("after", "")[:120])
        states = lists.states_of(conn, [row.registration for row in found.rows if row.kind == "certificate"])
    rows = [_line(words, row, states) for row in found.rows]
    form = _record_form(words, kind, typed, area, areas)
    nothing = "" if rows else soft(words, N_("Nothing found."))
    return f"{form}{layout.table(words, _RECORDS, rows) if rows else ''}{nothing}{_next(words, found.after, asked)}"


def _line(words: Catalog, row: Any, states: dict[str, str]) -> dict[str, Any]:
    names = [row.name_hi, row.name_en] if words.language == "hi" else [row.name_en, row.name_hi]
    first, second = names if names[0] else (names[1], "")
    state = states.get(row.registration, "")
    said = words.say(_STATES[state]) if state in _STATES else ""
    return {"registration": layout.number(row.registration), "name": first, "other": second, "relative": row.relative,
            "village": row.village, "area": layout.area(words, row.area), "state": said}  # fmt: skip


def _record_form(words: Catalog, kind: str, typed: str, area: str, areas: Sequence[str]) -> str:
    say = words.say
    kinds = [(name, say(KINDS[name].words.many)) for name in lists.LISTED]
    places = [("", say(N_("All areas"))), *((one, area_words(one, words.language) or one) for one in areas)]
    return (
        f'<form method="get" action="/office/records"><input type="hidden" name="lang" value="{words.language}"><p>'
        f"{select('kind', say(N_('What')), kinds, kind)}{select('area', say(N_('Area')), places, area)}"
        f"<label>{html.escape(say(N_('Name, number or mobile number')))} "
        f'<input name="q" value="{html.escape(typed)}"></label> '
        f"<button>{html.escape(say(N_('Search')))}</button></p></form>"
    )


def select(name: str, label: str, choices: Sequence[tuple[str, str]], chosen: str) -> str:
    """A field of a form that offers these (value, words), one of them `chosen`."""
    options = "".join(
        f'<option value="{html.escape(key)}"{" selected" if key == chosen else ""}>{html.escape(text)}</option>'
        for key, text in choices
    )
    return f'<label>{html.escape(label)} <select name="{name}">{options}</select></label> '


def _next(words: Catalog, after: str, asked: Any) -> str:
    if not after:
        return ""
    query = urlencode(
        {**{key: asked.get(key, "") for key in ("kind", "area", "q")}, "lang": words.language, "after": after}
    )
    return f'<p><a href="/office/records?{html.escape(query)}">{html.escape(words.say(N_("More")))}</a></p>'


# Likely doubles


@router.get("/doubles")
def doubles(request: Request) -> Response:
    """Two records that are probably one person, of the officer's areas with all others."""
    return shown(request, _doubles, N_("Likely doubles"), "/office/doubles")


_DOUBLES = (("score", N_("Likeness")), ("one", N_("Record")), ("two", N_("The other record")), ("why", N_("Why")),
            ("do", N_("What to do")))  # fmt: skip


def _doubles(hub: Hub, officer: Officer, request: Request, words: Catalog) -> str:
    with hub.engine.connect() as conn:
        pairs = lists.doubles(conn, lists.areas_of(conn, officer.areas))
    if not pairs:
        return soft(words, N_("No likely doubles are known. They are looked for every night."))
    rows = [
        {
            "score": f"{pair.score:.2f}",
            "one": _person(words, pair.one),
            "two": _person(words, pair.other) if pair.other else layout.area(words, pair.other_area),
            "why": "; ".join(words.say(Text(name, dict(args))) for name, args in pair.reasons),
            "do": Markup(_buttons(words, pair)),
        }
        for pair in pairs
    ]
    return layout.table(words, _DOUBLES, rows)


def _person(words: Catalog, row: Any) -> Markup:
    name = (row.name_hi or row.name_en) if words.language == "hi" else (row.name_en or row.name_hi)
    texts = [html.escape(text) for text in (name, row.relative, row.village) if text]
    return Markup(", ".join([*texts, layout.number(row.registration), layout.area(words, row.area)]))


def _buttons(words: Catalog, pair: lists.Pair) -> str:
    said = ((notes.LOOK, N_("Ask to look")), (notes.APART, N_("Two different people")))
    found = ""
    for path, label in said if pair.other else said[:1]:
        other = pair.other.row if pair.other else ""
        found += (
            f'<form method="post" action="/office/{path}?lang={words.language}">'
            f'<input type="hidden" name="row" value="{html.escape(pair.one.row)}">'
            f'<input type="hidden" name="other" value="{html.escape(other)}">'
            f"<button>{html.escape(words.say(label))}</button></form>"
        )
    return found


@router.post(f"/{notes.LOOK}")
async def please_look(request: Request) -> Response:
    """Asks the laptops of a record's area to look at it, and at the other one: both show it on their first page."""
    return await _noted(request, notes.please_look)


@router.post(f"/{notes.APART}")
async def not_duplicate(request: Request) -> Response:
    """Says that two records are of two people; nobody is asked about them again."""
    return await _noted(request, notes.not_duplicate)


async def _noted(request: Request, write: Callable[[Hub, Officer, str, str], bool]) -> Response:
    body = await routes.read_body(request)
    return await to_thread.run_sync(_note, request, write, field(body, "row")[:64], field(body, "other")[:64])


def _note(request: Request, write: Callable[[Hub, Officer, str, str], bool], row: str, other: str) -> Response:
    hub = routes.hub_of(request)
    officer = officer_of(hub, request)
    if officer is None:
        return RedirectResponse("/office", 303, headers=layout.SAFE)
    if not write(hub, officer, row, other):
        return Response(status_code=404, headers=layout.SAFE)
    return RedirectResponse(f"/office/doubles?lang={layout.language(request)}", 303, headers=layout.SAFE)


# What was kept aside


@router.get("/aside")
def aside(request: Request) -> Response:
    """What the hub did not take into the log: whose, which record, why; what it says is shown to nobody here."""
    return shown(request, _aside, N_("Kept aside"), "/office/aside")


_ASIDE = (("at", N_("When")), ("device", N_("Laptop")), ("person", N_("Name")), ("area", N_("Area")),
          ("row", N_("Record")), ("why", N_("Why")))  # fmt: skip


def _aside(hub: Hub, officer: Officer, request: Request, words: Catalog) -> str:
    rows = [
        one | {"why": words.say(one["why"]), "area": layout.area(words, one["area"])}
        for one in overview.kept_aside(hub, officer.areas)
    ]
    if not rows:
        return soft(words, N_("Nothing was kept aside."))
    return layout.table(words, _ASIDE, rows)
