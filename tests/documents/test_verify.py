"""Every way we could think of to cheat a checker, and the honest papers beside them."""

import base64
import functools
import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import base45
import pikepdf
import pytest
from PIL import Image

from samarth_desktop.documents.certificates import issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.pdf.pdf_canvas import A4, PdfCanvas
from samarth_desktop.documents.signing import attach, cose, keys, seal, seal_text, trust, verify
from samarth_desktop.documents.signing.keys import Keys
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.documents.signing.verdict import (
    CODE_DAMAGED,
    CODES_DIFFER,
    COMPARE,
    DEMO,
    FILE_CHANGED,
    GENUINE_CODE,
    OTHER_SIGNER,
    SAVED_ANEW,
    SIGNATURE_GONE,
)
from samarth_desktop.documents.signing.verify import Reason, Register, Verdict
from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.errors import KnownError

from . import first_seals, reading
from .samples import DAY, certificate

ALONE = Trust()


def laptop(device: str = "7KQ4MX") -> Keys:
    return _laptop(device)


@functools.cache
def _laptop(device: str) -> Keys:
    return keys.generate(device, "Sunita Yadav, Barabanki", DAY)


@functools.cache
def office() -> tuple[bytes, Keys]:
    """A root, and an office certified by it."""
    root = keys.generate("", "Programme root", DAY, "root")
    made = keys.generate("", "District office Barabanki", DAY, "office")
    return root.certificates[0], made.certified(trust.certify(made.claims, root.seal_key))


@functools.cache
def programme(device: str = "7KQ4MX") -> tuple[bytes, Keys]:
    """A root, and a laptop certified through an office."""
    root, by = office()
    own = trust.certify(laptop(device).claims, by.seal_key)
    return root, laptop(device).certified(own, by.certificates[0])


@functools.cache
def enrolled_file() -> bytes:
    return issue.render(certificate(), Signer(programme()[1]))


@functools.cache
def own_file() -> bytes:
    return issue.render(certificate(), Signer(laptop()))


def trusting() -> Trust:
    return Trust([programme()[0]])


def shot(pdf: bytes, dpi: float = 150, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.fromarray(reading.picture(pdf, dpi)).save(target, kind)
    return target.getvalue()


def said(verdict: Verdict) -> list[str]:
    return [text.id for text in verdict.details]


# Honest papers


def test_an_enrolled_laptop_is_valid() -> None:
    verdict = verify.verify(enrolled_file(), trusting())
    assert verdict.reason is Reason.VALID and verdict.valid
    assert verdict.serial == certificate().serial
    assert verdict.holder == "शबनम बानो"
    assert verdict.issued == DAY
    assert verdict.issuer == "Sunita Yadav, Barabanki"
    assert said(verdict) == []


def test_before_enrolment_it_is_amber_and_afterwards_the_same_paper_is_valid() -> None:
    before = verify.verify(own_file(), trusting())
    assert before.reason is Reason.NOT_ENROLLED and not before.valid
    root, certified = programme()
    after = verify.verify(own_file(), Trust([root], certified.certificates))
    assert after.reason is Reason.VALID


def test_a_strange_root_is_an_unknown_issuer() -> None:
    assert verify.verify(enrolled_file(), ALONE).reason is Reason.UNKNOWN_ISSUER


def test_a_demonstration_says_so() -> None:
    root, demo = keys.demonstration("7KQ4MX", DAY)
    pdf = issue.render(certificate(), Signer(demo))
    verdict = verify.verify(pdf, Trust([root]))
    assert verdict.reason is Reason.VALID and DEMO in said(verdict)
    assert "not a valid certificate" in " ".join(reading.READERS["mupdf"](pdf).split())


def test_a_sample_with_real_keys_is_never_valid() -> None:
    root, certified = programme()
    pdf = issue.render(certificate(demo=True), Signer(certified))
    for source in (pdf, shot(pdf)):
        verdict = verify.verify(source, Trust([root], certified.certificates))
        assert verdict.reason is Reason.NOT_ENROLLED and DEMO in said(verdict)


def test_an_office_that_began_later_than_the_paper() -> None:
    root = keys.generate("", "Programme root", DAY + timedelta(400), "root")
    own = trust.certify(replace(laptop().claims, name="District office"), root.seal_key)
    verdict = verify.verify(own_file(), Trust(root.certificates, [own]))
    assert verdict.reason is Reason.VALID and verdict.issuer == "District office"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_to_be_compared(kind: str) -> None:
    root, certified = programme()
    verdict = verify.verify(shot(enrolled_file(), kind=kind), Trust([root], certified.certificates))
    assert verdict.reason is Reason.VALID and verdict.valid and verdict.compare
    # The code holds no name any more: a person compares, or the register tells it.
    assert verdict.holder == "" and COMPARE in said(verdict) and verdict.sentence.id == GENUINE_CODE


def test_a_picture_from_a_laptop_that_nobody_knows() -> None:
    assert verify.verify(shot(own_file()), trusting()).reason is Reason.UNKNOWN_ISSUER


def test_a_scan_inside_a_pdf_counts_as_a_picture() -> None:
    root, certified = programme()
    target = io.BytesIO()
    Image.fromarray(reading.picture(enrolled_file(), 150)).save(target, "PDF", resolution=150)
    verdict = verify.verify(target.getvalue(), Trust([root], certified.certificates))
    assert verdict.reason is Reason.VALID and verdict.compare and COMPARE in said(verdict)


def test_several_certificates_in_one_file() -> None:
    some = [(certificate(serial=seal_serial(i)), None) for i in (1, 2, 3)]
    verdict = verify.verify(issue.render_together(some, Signer(programme()[1])), trusting())
    assert verdict.reason is Reason.VALID and verdict.count == 3


def seal_serial(running: int) -> str:
    return certificate_serial("onboarding", "7KQ4MX", running)


def test_names_in_one_script_long_names_and_addresses() -> None:
    for data in (
        certificate(name=Words("", "Smt. Shabnam Bano"), plain_name=Words("", "Shabnam Bano")),
        certificate(name=Words("राजराजेश्वरी देवी विश्वकर्मा"), plain_name=Words("राजराजेश्वरी देवी विश्वकर्मा")),
        certificate(languages="en", photo=None),
        certificate(orientation="portrait", languages="hi"),
    ):
        pdf = issue.render(data, Signer(programme()[1], host="v.example.in"))
        assert verify.verify(pdf, trusting()).reason is Reason.VALID


# The register


def test_revoked_and_replaced_as_known_on_a_day() -> None:
    serial = certificate().serial
    revoked = verify.verify(enrolled_file(), trusting(), Register({serial: "Issued twice"}, {}, DAY))
    assert revoked.reason is Reason.REVOKED
    assert [text.args for text in revoked.details] == [{"reason": "Issued twice"}, {"day": DAY}]
    replaced = verify.verify(enrolled_file(), trusting(), Register({}, {serial: seal_serial(9)}))
    assert replaced.reason is Reason.REPLACED and replaced.details[0].args == {"serial": seal_serial(9)}
    other = verify.verify(enrolled_file(), trusting(), Register({seal_serial(9): "Other"}, {}))
    assert other.reason is Reason.VALID


# Cheating


def test_a_flipped_byte_anywhere() -> None:
    """Any byte of the file: no place is outside the signature."""
    dice = random.Random(3)
    data = enrolled_file()
    spots = [dice.randrange(len(data)) for _ in range(60)]
    gap = data.index(b"/ByteRange")
    spots += [data.index(b"<30") + i for i in (1, 40, 900, 2_000, 3_000)] + [gap + 14, 3, len(data) - 3]
    wrong = {}
    for spot in spots:
        changed = bytearray(data)
        changed[spot] ^= 1 << dice.randrange(7)
        reason = verify.verify(bytes(changed), trusting()).reason
        if reason not in {Reason.CHANGED, Reason.NOT_A_CERTIFICATE}:
            wrong[spot] = reason
    assert not wrong


def test_a_flipped_byte_is_called_changed_not_strange() -> None:
    data = enrolled_file()
    dice = random.Random(5)
    reasons = []
    for _ in range(15):
        changed = bytearray(data)
        changed[dice.randrange(2_000, len(data) - 2_000)] ^= 1
        reasons.append(verify.verify(bytes(changed), trusting()).reason)
    assert set(reasons) == {Reason.CHANGED}


def resaved(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or enrolled_file())) as pdf:
        change(pdf)
        pdf.save(target)
    return target.getvalue()


def other_person() -> Words:
    return Words("सलमा ख़ातून", "Salma Khatoon")


def test_a_changed_name_in_the_page() -> None:
    """The words are swapped with those of another page, the code and everything else stays."""
    name = other_person()
    other = issue.render(certificate(name=name, plain_name=name), Signer(laptop("ABCDEF")))

    def swap(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(other)) as source:
            page = pdf.copy_foreign(source.pages[0].obj)
            pdf.pages[0].obj.Contents = page.Contents
            pdf.pages[0].obj.Resources = page.Resources

    verdict = verify.verify(resaved(swap), trusting())
    assert verdict.reason is Reason.CHANGED


def test_an_addition_after_signing() -> None:
    """An incremental update leaves the signed bytes as they are; they are only no longer all there is."""
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(enrolled_file()))
    writer.root["/Note"] = writer.add_object(pdf_name("/X"))
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)
    verdict = verify.verify(target.getvalue(), trusting())
    assert verdict.reason is Reason.CHANGED and said(verdict) == [FILE_CHANGED, SAVED_ANEW]


def test_the_signature_taken_away() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/AcroForm"], pdf.Root["/Perms"]
        del pdf.pages[0].obj["/Annots"]

    verdict = verify.verify(resaved(strip), trusting())
    assert verdict.reason is Reason.CHANGED and said(verdict) == [SIGNATURE_GONE, SAVED_ANEW]


def test_the_attachment_and_signature_taken_away() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for key in ("/AcroForm", "/Perms", "/Names", "/AF"):
            del pdf.Root[key]
        del pdf.pages[0].obj["/Annots"]

    assert verify.verify(resaved(strip), trusting()).reason is Reason.CHANGED


def forged(sealed: seal.Seal, signer: Keys, carried: Keys, **changes: object) -> bytes:
    """A page with any code, signed with any key, carrying any certificates."""
    mixed = Keys(signer.seal_private, signer.paper_private, signer.x509, carried.certificates)
    return issue.render_together([(certificate(**changes), sealed)], Signer(mixed))


def honest_seal() -> seal.Seal:
    return issue.seal_for(certificate(), Signer(programme()[1]))


def first_seal() -> seal.Seal:
    """The same as it was printed before."""
    return seal.Seal(first_seals.make(certificate().serial, "शबनम बानो", DAY, laptop().seal_key), "")


def test_the_code_of_another_certificate() -> None:
    """Even the laptop's own signature does not make another person's code right."""
    name = other_person()
    for sealed in (honest_seal(), first_seal()):
        pdf = forged(sealed, laptop(), programme()[1], name=name, plain_name=name, serial=seal_serial(77))
        verdict = verify.verify(pdf, trusting())
        assert verdict.reason is Reason.CHANGED and said(verdict) == [CODES_DIFFER]


def test_the_same_name_with_another_serial() -> None:
    for sealed in (honest_seal(), first_seal()):
        pdf = forged(sealed, laptop(), programme()[1], serial=seal_serial(77))
        assert said(verify.verify(pdf, trusting())) == [CODES_DIFFER]


def test_signed_by_another_key() -> None:
    pdf = forged(honest_seal(), laptop("ABCDEF"), programme()[1])
    verdict = verify.verify(pdf, trusting())
    assert verdict.reason is Reason.CHANGED and said(verdict) == [OTHER_SIGNER]


def test_a_code_signed_by_another_key_under_a_known_key_id() -> None:
    message = cose.read(base45.b45decode(first_seal().text.removeprefix(seal.PREFIX)))
    stranger = laptop("ABCDEF").seal_key
    strange = cose.key_id(cose.public_bytes(stranger))
    fake = cose.sign(message.payload, stranger).replace(strange, message.key_id)
    made = seal.make(certificate().serial, honest_seal().facts, DAY, stranger).text.removeprefix(seal.PREFIX)
    present = seal_text.from_digits(made).replace(strange, message.key_id)
    for body in (first_seals.text_of(fake), seal_text.to_digits(present)):
        pdf = forged(seal.Seal(seal.PREFIX + body, ""), laptop(), programme()[1])
        verdict = verify.verify(pdf, trusting())
        assert verdict.reason is Reason.CHANGED and said(verdict) == [CODE_DAMAGED]


def test_a_damaged_code() -> None:
    for text, other in ((honest_seal().text, "56"), (first_seal().text, "AB")):
        broken = text[:40] + (other[0] if text[40] != other[0] else other[1]) + text[41:]
        verdict = verify.verify(forged(seal.Seal(broken, ""), laptop(), programme()[1]), trusting())
        assert verdict.reason is Reason.CHANGED


def test_a_stranger_who_claims_to_be_an_office() -> None:
    """A laptop cannot certify another laptop, nor can a self-made office."""
    root, certified = programme()
    thief = keys.generate("ABCDEF", "Thief", DAY)
    by_laptop = thief.certified(trust.certify(thief.claims, certified.seal_key), *certified.certificates)
    fake_office = keys.generate("", "District office Barabanki", DAY, "office")
    by_office = thief.certified(trust.certify(thief.claims, fake_office.seal_key), fake_office.certificates[0])
    for made in (by_laptop, by_office):
        pdf = issue.render(certificate(), Signer(made))
        assert verify.verify(pdf, Trust([root])).reason is Reason.UNKNOWN_ISSUER


def test_a_root_in_the_file_is_not_trusted() -> None:
    root = keys.generate("", "Programme root", DAY, "root")
    thief = keys.generate("ABCDEF", "Thief", DAY)
    made = thief.certified(trust.certify(thief.claims, root.seal_key), root.certificates[0])
    assert verify.verify(issue.render(certificate(), Signer(made)), trusting()).reason is Reason.UNKNOWN_ISSUER


def test_a_certificate_that_was_not_valid_on_the_day() -> None:
    root = keys.generate("", "Programme root", DAY, "root")
    claims = laptop().claims
    for since, until in ((DAY + timedelta(1), DAY + timedelta(9)), (date(2026, 1, 1), DAY - timedelta(1))):
        own = trust.certify(replace(claims, since=since, until=until), root.seal_key)
        pdf = issue.render(certificate(), Signer(laptop().certified(own)))
        assert verify.verify(pdf, Trust(root.certificates)).reason is Reason.UNKNOWN_ISSUER


def test_claims_that_were_altered() -> None:
    root, certified = programme()
    own = certified.certificates[0].replace(b"Sunita Yadav", b"Sunita Jadav")
    mixed = laptop().certified(own, *certified.certificates[1:])
    assert verify.verify(issue.render(certificate(), Signer(mixed)), Trust([root])).reason is Reason.UNKNOWN_ISSUER


# What is no certificate, and what is meant to hurt


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        # A PNG that claims 60,000 x 60,000 pixels.
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAAAAAC2fd9oAAAAC0lEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
        ),
    ],
)
def test_no_certificate(data: bytes) -> None:
    verdict = verify.verify(data, trusting())
    assert verdict.reason is Reason.NOT_A_CERTIFICATE and not verdict.valid


def test_another_pdf_and_another_code() -> None:
    paper = PdfCanvas(A4, "x", datetime(2026, 1, 1, tzinfo=UTC))
    qr.draw(paper, "https://example.in/", 100, 100, 100)
    paper.page()
    assert verify.verify(paper.finish(), trusting()).reason is Reason.NOT_A_CERTIFICATE
    paper = PdfCanvas(A4, "x", datetime(2026, 1, 1, tzinfo=UTC))
    qr.draw(paper, "SAMARTH1:HELLO", 100, 100, 100)
    paper.page()
    assert verify.verify(paper.finish(), trusting()).reason is Reason.CHANGED


def test_half_files_and_noise_never_raise() -> None:
    data = enrolled_file()
    dice = random.Random(9)
    for _ in range(12):
        part = data[: dice.randrange(len(data))]
        noise = bytearray(part)
        for _ in range(dice.randrange(40)):
            noise[dice.randrange(len(noise))] = dice.randrange(256)
        assert not verify.verify(bytes(noise), trusting()).valid


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        verify.verify(tmp_path / "none.pdf", trusting())


def test_the_attachment_carries_the_chain() -> None:
    with pikepdf.open(io.BytesIO(enrolled_file())) as pdf:
        assert attach.certificates_in(pdf) == programme()[1].certificates


@pytest.mark.parametrize("reason", [Reason.VALID, Reason.NOT_ENROLLED, Reason.UNKNOWN_ISSUER])
def test_of_a_picture_nothing_is_said_but_of_its_code(reason):
    """Another name may have been painted beside a genuine code: no sentence may say that nothing was changed."""
    sentence = Verdict(reason, compare=True, genuine=True).sentence.id
    assert "changed" not in sentence and "certificate is genuine" not in sentence
