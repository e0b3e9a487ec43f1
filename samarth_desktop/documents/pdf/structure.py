"""Tagged PDF (ISO 14289-1, PDF/UA-1): what a screen reader says, in which order and in which language.

The canvas tells which operators of a page belong together; here they become the structure tree. Everything that is no
text and no picture with words of its own is an artifact, which readers leave out.
"""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference

_ROW = 6.0  # points: what stands no farther apart is read from left to right
_DEVANAGARI, _OTHERS = re.compile("[\u0900-\u097f]+"), re.compile("[^\u0900-\u097fA-Za-z]+")


@dataclass(slots=True)
class Tag:
    """Marked content of a page: a ``P``, ``H1`` or ``Figure`` with its number, place, language and words for a picture.

    `part` is the thing on the page to which it belongs: cards are read one after the other.
    """

    number: int
    role: str
    x: float
    y: float
    language: str = ""
    alt: str = ""
    part: int = 0


@dataclass(slots=True)
class TaggedPage:
    """A finished page: ReportLab's name of it, its tags, and what its bookmark says ("" for none)."""

    name: str
    tags: list[Tag] = field(default_factory=list)
    bookmark: str = ""


class Raw(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An indirect object whose bytes are made when all numbers of objects are known."""

    __RefOnly__ = 1

    def __init__(self, content: Callable[[Any], str]) -> None:
        self._content = content

    def format(self, document: Any) -> bytes:
        """The object's bytes, as ReportLab asks for them."""
        return self._content(document).encode("latin-1")


class _Ready:
    """Stands where ReportLab would make bookmarks of its own."""

    ready = 1

    def prepare(self, document: Any, canvas: Any) -> None:
        """Nothing is left to do."""


@functools.lru_cache(4096)
def language_of(text: str) -> str:
    """``hi`` or ``en``, by the letters that are most in a text; "" where it has none of either."""
    letters = len(_OTHERS.sub("", text))
    devanagari = letters - len(_DEVANAGARI.sub("", _OTHERS.sub("", text)))
    if not letters:
        return ""
    return "hi" if 2 * devanagari >= letters else "en"


def in_reading_order(tags: Sequence[Tag]) -> list[Tag]:
    """Part by part, from above, in a row from the left."""
    rows: list[tuple[int, float, float, Tag]] = []
    last: tuple[int, float] | None = None
    for tag in sorted(tags, key=lambda tag: (tag.part, -tag.y)):
        if last is None or last[0] != tag.part or last[1] - tag.y > _ROW:
            last = (tag.part, tag.y)
        rows.append((tag.part, -last[1], tag.x, tag))
    return [row[-1] for row in sorted(rows, key=lambda row: row[:3])]


def build(document: Any, pages: Sequence[TaggedPage], language: str, field: str = "") -> dict[str, Any]:
    """Adds the tree and the bookmarks to a document; gives the catalog's entries that lead to them. `field` is
    ReportLab's name of a form field on the first page, which stands last in the tree (ISO 14289-1, 7.18.4)."""
    entries: dict[str, Any] = {"StructTreeRoot": PDFObjectReference("tree")}
    for at, page in enumerate(pages):
        for tag in page.tags:
            document.Reference(Raw(_element(at, page, tag, language)), f"tag{at}-{tag.number}")
        document.Reference(Raw(_section(at, page)), f"section{at}")
    if field:
        document.Reference(Raw(_form(pages[0], field)), "form")
    document.Reference(Raw(_whole(len(pages), language, field)), "whole")
    document.Reference(Raw(_parents(pages, field)), "parents")
    document.Reference(Raw(_root), "tree")
    marked = [page for page in pages if page.bookmark]
    if marked:
        for place, page in enumerate(marked):
            document.Reference(Raw(_bookmark(place, len(marked), page)), f"bookmark{place}")
        document.Reference(Raw(_bookmarks(len(marked))), "bookmarks")
        document.Outlines = _Ready()
        entries["Outlines"] = PDFObjectReference("bookmarks")
    return entries


def _to(document: Any, name: str) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def _element(at: int, page: TaggedPage, tag: Tag, language: str) -> Callable[[Any], str]:
    def content(document: Any) -> str:
        spoken = f"/Lang({tag.language}-IN)" if tag.language and tag.language != language else ""
        alt = f"/Alt<{_hex(tag.alt)}>" if tag.alt else ""
        return (
            f"<</Type/StructElem/S/{tag.role}/P {_to(document, f'section{at}')}/Pg {_to(document, page.name)}"
            f"/K {tag.number}{spoken}{alt}>>"
        )

    return content


def _section(at: int, page: TaggedPage) -> Callable[[Any], str]:
    def content(document: Any) -> str:
        inside = " ".join(_to(document, f"tag{at}-{tag.number}") for tag in in_reading_order(page.tags))
        return f"<</Type/StructElem/S/Sect/P {_to(document, 'whole')}/K[{inside}]>>"

    return content


def _form(page: TaggedPage, field: str) -> Callable[[Any], str]:
    def content(document: Any) -> str:
        to, on = _to(document, field), _to(document, page.name)
        return f"<</Type/StructElem/S/Form/P {_to(document, 'whole')}/K<</Type/OBJR/Obj {to}/Pg {on}>>>>"

    return content


def _whole(count: int, language: str, field: str) -> Callable[[Any], str]:
    def content(document: Any) -> str:
        names = (*(f"section{at}" for at in range(count)), *(["form"] if field else []))
        inside = " ".join(_to(document, name) for name in names)
        return f"<</Type/StructElem/S/Document/P {_to(document, 'tree')}/Lang({language}-IN)/K[{inside}]>>"

    return content


def _parents(pages: Sequence[TaggedPage], field: str) -> Callable[[Any], str]:
    """Which element each piece of marked content belongs to, page by page, and behind them the form field."""

    def content(document: Any) -> str:
        rows = (
            f"{at}[{' '.join(_to(document, f'tag{at}-{tag.number}') for tag in page.tags)}]"
            for at, page in enumerate(pages)
        )
        last = f" {len(pages)} {_to(document, 'form')}" if field else ""
        return f"<</Nums[{' '.join(rows)}{last}]>>"

    return content


def _root(document: Any) -> str:
    return f"<</Type/StructTreeRoot/K {_to(document, 'whole')}/ParentTree {_to(document, 'parents')}>>"


def _bookmark(place: int, count: int, page: TaggedPage) -> Callable[[Any], str]:
    def content(document: Any) -> str:
        before = f"/Prev {_to(document, f'bookmark{place - 1}')}" if place else ""
        after = f"/Next {_to(document, f'bookmark{place + 1}')}" if place + 1 < count else ""
        to = f"/Dest[{_to(document, page.name)}/Fit]"
        return f"<</Title<{_hex(page.bookmark)}>/Parent {_to(document, 'bookmarks')}{before}{after}{to}>>"

    return content


def _bookmarks(count: int) -> Callable[[Any], str]:
    def content(document: Any) -> str:
        ends = f"/First {_to(document, 'bookmark0')}/Last {_to(document, f'bookmark{count - 1}')}"
        return f"<</Type/Outlines{ends}/Count {count}>>"

    return content


def _hex(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex().upper()
