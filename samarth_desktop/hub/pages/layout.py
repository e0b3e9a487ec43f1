"""What all pages have: language, head and foot, and the headers that let nothing else in."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from samarth_desktop.domain.places.place import area_words
from samarth_desktop.i18n import LANGUAGES, Catalog, Text

SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
NAMES = {"hi": "हिन्दी", "en": "English"}


def language(request: Request) -> str:
    """The language in which a page is asked for."""
    return spoken(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))


def spoken(asked: str, accepted: str) -> str:
    """The language that was chosen, else the browser's if that is English, else Hindi."""
    if asked in LANGUAGES:
        return asked
    return "en" if accepted.lower().startswith("en") else "hi"


def page(content: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(content, status, headers=SAFE)


def frame(words: Catalog, title: str, body: str, *, here: str = "", tools: str = "") -> str:
    """A whole page. `here` is its address without the language; `tools` stands in its head."""
    other = "en" if words.language == "hi" else "hi"
    heading = html.escape(words.say(title))
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{heading}</title>'
        f'<link rel="stylesheet" href="/page/page.css"></head><body><header><h1>{heading}</h1>{tools}'
        f'<a href="{here}?lang={other}" lang="{other}">{NAMES[other]}</a></header>{body}</body></html>'
    )


def verdict(words: Catalog, text: Text | str, kind: str = "bad") -> str:
    """A sentence in a frame: what went wrong (``bad``) or was done (``good``)."""
    return f'<p class="verdict {kind}" role="alert"><strong>{html.escape(words.say(text))}</strong></p>'


def table(words: Catalog, columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, Any]]) -> str:
    """A table: `columns` are keys and heads; a cell that is :class:`Markup` stands as it is."""
    said = {key: html.escape(words.say(label)) for key, label in columns}
    heads = "".join(f'<th scope="col"{_numeric(rows, key)}>{label}</th>' for key, label in said.items())
    # In a narrow window each row stands as a block, its heads before its cells: page.css.
    lines = "".join(
        "<tr>"
        + "".join(f'<td data-head="{said[key]}"{_numeric(rows, key)}>{_cell(words, row[key])}</td>' for key in said)
        + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'


def area(words: Catalog, code: str) -> "Markup":
    """The place of an area, its code where it has no name, as cells and lists show it."""
    return Markup(f'<span title="{html.escape(code)}">{html.escape(area_words(code, words.language) or code)}</span>')


def number(code: str) -> "Markup":
    """A number that stands on paper, never cut at its dashes."""
    return Markup(f'<span class="no">{html.escape(code)}</span>')


class Markup(str):
    """HTML of our own making; anything from elsewhere in it is escaped already."""


def _numeric(rows: Sequence[Mapping[str, Any]], key: str) -> str:
    return ' class="n"' if rows and isinstance(rows[0][key], int) else ""


def _cell(words: Catalog, value: Any) -> str:
    if isinstance(value, Markup):
        return value
    if value is None:
        return "–"
    if isinstance(value, int):
        return words.number(value)
    return html.escape(words.moment(value) if hasattr(value, "hour") else words.say(value))
