"""Attacks on signed files and their codes as a table, each with its answer. None is valid without a word.

Ways known against signed PDFs (incremental saving, shadow attacks, signature wrapping, missing and zero signatures),
against codes (swapped, cut out, sealed by or for somebody else, dated falsely) and files that are two formats at once.
"""

import functools
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from samarth_desktop.documents.certificates import issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import picture as pictures
from samarth_desktop.documents.pdf.pdf_canvas import A4_LANDSCAPE, PdfCanvas, Style
from samarth_desktop.documents.signing import seal, verify
from samarth_desktop.documents.signing.keys import Keys
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.documents.signing.verdict import RevokedKey
from samarth_desktop.documents.signing.verify import Reason, Register, Verdict
from samarth_desktop.domain.programmes.wording import Words

from . import first_seals, reading
from .samples import DAY, certificate
from .test_verify import enrolled_file, laptop, programme, resaved, seal_serial, shot

TODAY = DAY + timedelta(5)
OTHER = Words("सलमा ख़ातून", "Salma Khatoon")
SIGNATURE = re.compile(rb"<[0-9a-f]{4000,}>")


def judge(data: bytes, register: Register | None = None) -> Verdict:
    root, mine = programme()
    _, theirs = programme("ABCDEF")
    return verify.verify(data, Trust([root], [*mine.certificates, *theirs.certificates]), register, TODAY)


@functools.cache
def other_file() -> bytes:
    """Another person's genuine certificate."""
    return issue.render(certificate(name=OTHER, plain_name=OTHER, serial=seal_serial(77)), Signer(programme()[1]))


@functools.cache
def strangers_file() -> bytes:
    """A page for another person, made with the program by somebody with keys of his own."""
    keys = laptop("ZZZZZZ")
    return issue.render(certificate(name=OTHER, plain_name=OTHER, serial=seal_serial(77)), Signer(keys))


def forged(sealed: seal.Seal, signer: Keys, **changes: object) -> bytes:
    """A page with any code, signed with any key, carrying the genuine certificates."""
    mixed = Keys(signer.seal_private, signer.paper_private, signer.x509, programme()[1].certificates)
    return issue.render_together([(certificate(**changes), sealed)], Signer(mixed))


def sealed(**changes: object) -> seal.Seal:
    return issue.seal_for(certificate(**changes), Signer(programme()[1]))


# The bytes of a signed file


def appended(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """A revision saved behind the signed one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(enrolled_file()))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_note(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Note"] = writer.add_object(pdf_name("/X"))
    writer.update_root()


def other_words(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def a_second_field(writer: IncrementalPdfFileWriter) -> None:
    values = {pdf_name("/FT"): pdf_name("/Sig"), pdf_name("/T"): pdf_string("B"), pdf_name("/V"): DictionaryObject()}
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(DictionaryObject(values)))
    writer.update_container(fields)


def ranged(change: Callable[[list[int]], list[int]]) -> bytes:
    """The signed file with another range written in the same place."""
    data = enrolled_file()
    found = re.search(rb"\[0 (\d{10}) (\d{10}) (\d{10})\]", data)
    assert found
    numbers = change([0, *(int(one) for one in found.groups())])
    text = b"[%d %010d %010d %010d]" % tuple(numbers)
    return data[: found.start()] + text.ljust(len(found[0])) + data[found.end() :]


def with_signature(value: bytes) -> bytes:
    return SIGNATURE.sub(lambda _: value, enrolled_file(), count=1)


def another_files_signature() -> bytes:
    found = SIGNATURE.search(other_file())
    assert found
    return with_signature(found[0])


def wrapped() -> bytes:
    """Signature wrapping: a stranger's page carries the whole genuine file, signature and all, in a stream."""

    def carry(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Wrapped = pdf.make_stream(enrolled_file())

    return resaved(carry, strangers_file())


def unsigned(pdf: pikepdf.Pdf) -> None:
    for key in ("/AcroForm", "/Perms"):
        del pdf.Root[key]
    del pdf.pages[0].obj["/Annots"]


def without_attachment(pdf: pikepdf.Pdf) -> None:
    for key in ("/Names", "/AF"):
        del pdf.Root[key]


def without_facts(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/PieceInfo"]


def strangers_attachment(pdf: pikepdf.Pdf) -> None:
    with pikepdf.open(io.BytesIO(strangers_file())) as other:
        stolen = pdf.copy_foreign(other.make_indirect(other.Root.Names.EmbeddedFiles))
        pdf.Root.Names.EmbeddedFiles = stolen


# Words, pictures, facts


def picture(pdf: bytes, dpi: float = 150) -> Image.Image:
    return Image.fromarray(reading.picture(pdf, dpi)).convert("RGB")


def scanned(*pdfs: bytes) -> bytes:
    """A PDF of scans."""
    target = io.BytesIO()
    first, *more = map(picture, pdfs)
    first.save(target, "PDF", resolution=150, save_all=True, append_images=more)
    return target.getvalue()


def over_a_scan(*texts: str) -> bytes:
    """Words of somebody's choice upon a scan of a genuine certificate."""
    paper = PdfCanvas(A4_LANDSCAPE, "x", datetime(2026, 11, 13, tzinfo=UTC))
    target = io.BytesIO()
    picture(enrolled_file()).save(target, "JPEG", quality=85)
    pictures.draw(paper, pictures.read(target.getvalue()), 0, 0, paper.width, paper.height, cover=True)
    for n, text in enumerate(texts):
        paper.text(40, 40 + 20 * n, text, Style(12))
    paper.page()
    return paper.finish()


def together(*pdfs: bytes) -> bytes:
    """The pages of several files in one."""
    target = io.BytesIO()
    with pikepdf.Pdf.new() as made:
        for data in pdfs:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                made.add_pages_from(pdf)
        made.save(target)
    return target.getvalue()


def with_facts(change: Callable[[bytes], bytes]) -> bytes:
    """A file of the laptop's own key: its code genuine, its facts altered."""
    genuine = sealed()
    return forged(replace(genuine, facts=change(genuine.facts)), laptop())


def png_that_holds(inside: bytes) -> bytes:
    """A picture of a genuine certificate with a PDF in its first kilobyte."""
    info = PngInfo()
    info.add(b"saMa", inside, after_idat=False)
    target = io.BytesIO()
    picture(enrolled_file(), 120).save(target, "PNG", pnginfo=info)
    return target.getvalue()


# Who sealed, and when


def first_form(device: str = "7KQ4MX", name: str = "शबनम बानो") -> bytes:
    text = first_seals.make(certificate().serial, name, DAY, laptop(device).seal_key)
    return issue.render(certificate(), Signer(programme(device)[1]), seal.Seal(text, ""))


def lost(*known: bytes) -> Register:
    """The laptop was shut out the day after."""
    return Register(keys={laptop().claims.key_id: RevokedKey(DAY + timedelta(1), frozenset(known))})


CHANGED, REVOKED = Reason.CHANGED, Reason.REVOKED
FILES: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "a revision with a note": (lambda: appended(a_note), CHANGED),
    "a revision with other words": (lambda: appended(other_words), CHANGED),
    "a revision with a second signature field": (lambda: appended(a_second_field), CHANGED),
    "bytes behind the end": (lambda: enrolled_file() + b"\n%more", CHANGED),
    "saved anew": (lambda: resaved(lambda pdf: None), CHANGED),
    "the signature taken away": (lambda: resaved(unsigned), CHANGED),
    "the signature's value zero": (lambda: with_signature(b"<" + b"0" * 4096 + b">"), CHANGED),
    "the signature's value empty": (lambda: with_signature(b"<>".ljust(4098)), CHANGED),
    "another genuine file's signature": (another_files_signature, CHANGED),
    "the range without its end": (lambda: ranged(lambda r: [*r[:3], r[3] - 9]), CHANGED),
    "the range without its beginning": (lambda: ranged(lambda r: [9, r[1] - 9, r[2], r[3]]), CHANGED),
    "overlapping ranges": (lambda: ranged(lambda r: [0, r[1], r[1] - 20, r[3] + 20]), CHANGED),
    "a wider hole": (lambda: ranged(lambda r: [0, r[1] - 200, r[2], r[3]]), CHANGED),
    "no range": (lambda: ranged(lambda r: [0, 0, 0, 0]), CHANGED),
    "a genuine file wrapped into a stranger's": (wrapped, CHANGED),
    "the attachment taken away": (lambda: resaved(without_attachment), CHANGED),
    "the attachment swapped": (lambda: resaved(strangers_attachment), CHANGED),
    "the facts taken away": (lambda: resaved(without_facts), CHANGED),
    "facts altered": (lambda: with_facts(lambda f: f.replace(b"Shabnam", b"Shobnam")), CHANGED),
    "facts in another order": (lambda: with_facts(lambda f: f.replace(b'{"', b'{ "', 1)), CHANGED),
    "no facts": (lambda: with_facts(lambda f: b""), CHANGED),
    "facts of another": (lambda: with_facts(lambda f: sealed(serial=seal_serial(77)).facts), CHANGED),
    "another's code": (lambda: forged(sealed(serial=seal_serial(77)), laptop()), CHANGED),
    "another name over a genuine code": (lambda: forged(sealed(), laptop(), name=OTHER, plain_name=OTHER), CHANGED),
    "another registration over a genuine code": (
        lambda: forged(sealed(), laptop(), registration="UP-7KQ4MX-00999-9"), CHANGED,
    ),
    "a genuine code, the file by another laptop": (lambda: forged(sealed(), laptop("ABCDEF")), CHANGED),
    "words over a scan": (lambda: over_a_scan("Salma Khatoon", seal_serial(77)), CHANGED),
    "any words over a scan": (lambda: over_a_scan("A loan of five lakh rupees"), CHANGED),
    "a genuine page and a stranger's without code": (
        lambda: together(enrolled_file(), _letter()), CHANGED,
    ),
    "a scan and a page without code": (lambda: together(scanned(enrolled_file()), _letter()), CHANGED),
    "scans, one without a code": (lambda: scanned(enrolled_file(), _letter()), CHANGED),
    "a signed file and another's page": (lambda: together(enrolled_file(), strangers_file()), CHANGED),
    "a PDF before a picture": (lambda: strangers_file() + shot(enrolled_file()), CHANGED),
    "a letter before a picture": (lambda: _letter() + shot(enrolled_file()), Reason.NOT_A_CERTIFICATE),
    "bytes before a PDF": (lambda: b"GIF89a\n" + enrolled_file(), Reason.NOT_A_CERTIFICATE),
    "another laptop's number": (lambda: issue.render(certificate(), Signer(programme("ABCDEF")[1])), CHANGED),
    "another laptop's number, first form": (lambda: first_form("ABCDEF"), CHANGED),
    "another name in the first form": (lambda: first_form(name="सलमा"), CHANGED),
    "of the day after tomorrow": (
        lambda: issue.render(certificate(issued=TODAY + timedelta(2)), Signer(programme()[1])), CHANGED,
    ),
    "of the day after tomorrow, on paper": (
        lambda: shot(issue.render(certificate(issued=TODAY + timedelta(2)), Signer(programme()[1]))), CHANGED,
    ),
    "of a day after the key's last": (
        lambda: issue.render(certificate(issued=DAY.replace(year=2019 + 1, month=1)), Signer(programme()[1])),
        Reason.UNKNOWN_ISSUER,
    ),
}  # fmt: skip


def _letter() -> bytes:
    paper = PdfCanvas(A4_LANDSCAPE, "x", datetime(2026, 11, 13, tzinfo=UTC))
    paper.text(40, 400, "Salma Khatoon is registered too.", Style(12))
    paper.page()
    return paper.finish()


@pytest.mark.parametrize("attack", FILES)
def test_an_attack_has_its_answer(attack: str) -> None:
    make, reason = FILES[attack]
    verdict = judge(make())
    assert verdict.reason is reason and not verdict.valid
    assert verdict.sentence.id or verdict.details


PAPERS: dict[str, Callable[[], bytes]] = {
    "a picture of a file": lambda: shot(enrolled_file()),
    "a scan in a PDF": lambda: scanned(enrolled_file()),
    "two scans": lambda: scanned(enrolled_file(), other_file()),
    "a picture that is also a PDF": lambda: png_that_holds(strangers_file()[:900]),
    "a scan with the right words below": lambda: over_a_scan(certificate().serial),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_to_be_compared_and_names_nobody(paper: str) -> None:
    """Whatever a picture shows beside a genuine code, no name of it is told as the holder's."""
    verdict = judge(PAPERS[paper]())
    assert verdict.reason is Reason.VALID and verdict.compare and verdict.valid
    assert verdict.holder == "" and verdict.serial in {certificate().serial, seal_serial(77)}


def test_a_lost_laptops_key_is_good_only_for_what_the_office_knew() -> None:
    """Back-dating does not help: the register did not know the seal when it shut the laptop out."""
    signer = Signer(programme()[1])
    known = seal.read(sealed().text).seal_id
    assert judge(enrolled_file(), lost(known)).reason is Reason.VALID
    for pdf in (
        issue.render(certificate(serial=seal_serial(500), issued=DAY - timedelta(30)), signer),
        issue.render(certificate(name=OTHER, plain_name=OTHER), signer),  # a number that it knew, for another person
        first_form(),
    ):
        for source in (pdf, shot(pdf)):
            verdict = judge(source, lost(known))
            assert verdict.reason is REVOKED and not verdict.valid


def test_a_programme_version_that_nobody_published_is_refused() -> None:
    """A text file made a "genuine" certificate of a loan: what is signed names programme and version."""
    pdf = issue.render(certificate(programme_code="LOAN", programme_version=3), Signer(programme()[1]))
    told = judge(pdf)
    assert (told.reason, told.programme, told.programme_version) == (Reason.VALID, "LOAN", "3")
    for known in ({}, {"LOAN": {1, 2}}, {"OTHER": {3}}):
        assert judge(pdf, Register(programmes=known)).reason is Reason.UNKNOWN_ISSUER
    assert judge(pdf, Register(programmes={"LOAN": {1, 2, 3}})).reason is Reason.VALID


def test_three_hundred_pages_are_read_and_no_page_is_passed_over() -> None:
    many = together(*[_letter()] * 300, enrolled_file())
    assert judge(many).reason is Reason.NOT_A_CERTIFICATE and judge(many).details
