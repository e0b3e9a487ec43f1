"""Tagged PDF: every word is read out once, in reading order and in its language; decoration is left out."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from samarth_desktop.documents.certificates import cards, issue
from samarth_desktop.documents.pdf import structure
from samarth_desktop.documents.pdf.pdf_canvas import A4, PdfCanvas, Style
from samarth_desktop.documents.registers import flowing
from samarth_desktop.documents.registers.flowing import Section
from samarth_desktop.domain.programmes.wording import Words
from tests.documents import samples
from tests.documents.test_pdfa import data

__all__ = ["data"]
MADE = datetime(2026, 11, 25, tzinfo=UTC)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All structure elements below a node, in reading order."""
    inside = node.get("/K", pikepdf.Array())
    for one in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from elements(one)


def marks(page: pikepdf.Page) -> dict[int, str]:
    """The tag of every marked content of a page; fails where something stands outside of all, or where they cross."""
    found: dict[int, str] = {}
    open_ = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            assert not open_, "marked content within marked content"
            open_ = str(operands[0])
            if name == "BDC":
                found[int(operands[1]["/MCID"])] = open_
        elif name == "EMC":
            open_ = ""
        elif name in ("Tj", "TJ", "Do", "f", "S", "B"):
            assert open_, f"{name} is neither read out nor decoration"
    assert not open_
    return found


def test_everything_on_the_page_is_tagged_or_decoration(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked is True and pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        root = pdf.Root.StructTreeRoot
        parents = {
            int(root.ParentTree.Nums[i]): root.ParentTree.Nums[i + 1] for i in range(0, len(root.ParentTree.Nums), 2)
        }
        if "/AcroForm" in pdf.Root:
            the_signature_is_read_last(pdf, parents.pop(len(pdf.pages)))
        seen = [one for one in elements(root) if one.S in ("/P", "/H1", "/Figure")]
        for page in pdf.pages:
            found = marks(page)
            above = parents[int(page.obj.StructParents)]
            assert list(found) == list(range(len(above))) and page.obj.Tabs == "/S"
            for number, role in found.items():
                assert role == above[number].S and int(above[number].K) == number
                assert above[number].Pg.objgen == page.obj.objgen
        assert len(seen) == sum(len(above) for above in parents.values())
        for figure in (one for one in seen if one.S == "/Figure"):
            assert str(figure.Alt).strip()


def the_signature_is_read_last(pdf: pikepdf.Pdf, form: pikepdf.Object) -> None:
    """ISO 14289-1, 7.18.1 and 7.18.4: a field has words of its own and stands in the tree."""
    (widget,) = pdf.pages[0].Annots
    assert form.S == "/Form" and form.K.Obj.objgen == widget.objgen
    assert [*elements(pdf.Root.StructTreeRoot)][-1].objgen == form.objgen
    assert int(widget.StructParent) == len(pdf.pages) and "हस्ताक्षर" in str(widget.TU)


@pytest.mark.parametrize("spoken", ["hi", "en", "both"])
def test_a_certificate_is_read_from_above_and_each_line_in_its_language(spoken: str) -> None:
    one = samples.certificate()
    one = replace(one, paper=replace(one.paper, languages=spoken))
    with pikepdf.open(io.BytesIO(issue.render(one, None))) as pdf:
        root = pdf.Root.StructTreeRoot
        inside = [tag for tag in elements(root) if tag.S == "/P"]
        document = next(iter(elements(root)))
        default = str(document.Lang)
        languages = [str(tag.get("/Lang", default)) for tag in inside]
        assert set(languages) <= {"hi-IN", "en-IN"} and default == ("en-IN" if spoken == "en" else "hi-IN")
        assert ("en-IN" in languages) if spoken in ("en", "both") else languages.count("hi-IN") > len(languages) / 2
        heights = dict(baselines(pdf.pages[0]))
        order = [heights[int(tag.K)] for tag in inside]
        assert all(before >= after - 7 for before, after in itertools.pairwise(order))


def baselines(page: pikepdf.Page) -> Iterator[tuple[int, float]]:
    """The height of the first line of each marked content."""
    number = -1
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            number = int(operands[1]["/MCID"])
        elif str(operator) == "Td" and number >= 0:
            yield number, float(operands[1])
            number = -1


def test_a_hall_of_certificates_has_the_names_as_bookmarks() -> None:
    paper = PdfCanvas(A4, "x", MADE, "hi")
    for name in ("रमेश कुमार", "Sita Devi", "शबनम"):
        paper.text(100, 700, name, Style(12))
        paper.page(name)
    with pikepdf.open(io.BytesIO(paper.finish())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["रमेश कुमार", "Sita Devi", "शबनम"]
        pages = [page.obj.objgen for page in pdf.pages]
        assert [item.destination[0].objgen for item in outline.root] == pages


def test_cards_are_read_one_after_the_other() -> None:
    """Not line by line across the sheet: what a sheet of two cards says of the first stands before the second."""
    both = [samples.certificate(plain_name=Words(name, name)) for name in ("पहली देवी", "दूसरी देवी")]
    paper = cards.paper_for([(one, None) for one in both])
    cards.draw(paper, [(one, None) for one in both])
    with pikepdf.open(io.BytesIO(paper.finish())) as pdf:
        places = dict(starts(pdf.pages[0]))
        middle = float(pdf.pages[0].mediabox[2]) / 2
        order = [places[int(tag.K)] < middle for tag in elements(pdf.Root.StructTreeRoot) if tag.S == "/P"]
    assert order == sorted(order, reverse=True) and True in order and False in order


def starts(page: pikepdf.Page) -> Iterator[tuple[int, float]]:
    """Where each marked content's first line begins."""
    number = -1
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            number = int(operands[1]["/MCID"])
        elif str(operator) == "Td" and number >= 0:
            yield number, float(operands[0])
            number = -1


@pytest.mark.parametrize(
    ("text", "language"),
    [("रमेश", "hi"), ("Ramesh", "en"), ("UP-7KQ4MX पंजीकरण संख्या", "hi"), ("12/11/2026", ""), ("", "")],
)
def test_the_language_of_a_line_is_that_of_its_letters(text: str, language: str) -> None:
    assert structure.language_of(text) == language


def test_a_sheet_of_cards_is_bookmarked_by_its_first_and_last() -> None:
    held = [(samples.certificate(), None)] * 8 + [(samples.certificate(**samples.GROUP), None)]
    with pikepdf.open(io.BytesIO(issue.render_cards(held))) as pdf, pdf.open_outline() as outline:
        people, group = (item.title for item in outline.root)
    assert people == "शबनम बानो · Shabnam Bano" and " – " not in group and group != people


def test_a_register_is_bookmarked_by_its_sections() -> None:
    pairs = [(f"Label {at}", "value") for at in range(90)]
    made = flowing.render("Register", "", [Section("Members", pairs), Section("Loans", pairs)], "en", MADE)
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Members", "Loans"] and len(pdf.pages) > 2
