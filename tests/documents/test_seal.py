"""The seal: small, exact, and readable from what comes out of a scanner."""

import io
import random
from datetime import date, timedelta
from hashlib import sha256

import base45
import cbor2
import numpy
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from samarth_desktop.documents.certificates import issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.signing import cose, keys, scan, seal, seal_text, trust
from samarth_desktop.documents.signing.keys import Keys
from samarth_desktop.domain.ids import certificate_serial

from . import first_seals, reading
from .samples import DAY, certificate

KEYS = keys.generate("7KQ4MX", "Sunita Yadav, Barabanki", DAY)
DEVICES = st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=6, max_size=6)
FACTS = b"what is printed"
HOSTS = ["", "v.in", "verify.example.in", "hub.example.in:8443", "a" * seal.MOST_HOST]


@given(
    st.sampled_from(["onboarding", "shg", "workshop"]),
    DEVICES,
    st.integers(1, (1 << 29) - 1),
    st.binary(max_size=90),
    st.dates(date(2020, 1, 1), date(2109, 9, 1)),
    st.booleans(),
    st.sampled_from([*HOSTS, "verify.a-long-name.example.gov.in", "not a host!"]),
)
def test_what_goes_in_comes_out(
    kind: str, device: str, running: int, facts: bytes, day: date, sample: bool, host: str
) -> None:
    serial = certificate_serial(kind, device, running)
    sealed = seal.make(serial, facts, day, KEYS.seal_key, host, sample)
    claim = seal.read(sealed.text)
    assert (claim.serial, claim.issued, claim.sample, claim.check) == (serial, day, sample, sealed.check)
    assert claim.message.holds(KEYS.claims.seal)
    assert claim.digest == sha256(facts).digest()[:8] and claim.name == ""
    assert claim.host == (host if host in HOSTS else "")
    assert len(qr.modules(sealed.text)) <= 45  # version 7


def test_the_longest_address_that_fits_is_the_longest_that_fits() -> None:
    """Measured on the encoder that prints: one letter more would be a version 8."""
    digits = seal.make(certificate().serial, FACTS, DAY, KEYS.seal_key).text.removeprefix(seal.PREFIX)
    longest, longer = ("v" * n for n in (seal.MOST_HOST, seal.MOST_HOST + 1))
    assert len(qr.modules(f"HTTPS://{longest.upper()}/V#{digits}")) == 45
    assert len(qr.modules(f"HTTPS://{longer.upper()}/V#{digits}")) == 49
    assert seal.fits(longest) and not seal.fits(longer) and seal.fits("verify.example.in")
    for host in ("", "no host", "https://a.in", "a/b", "-a.in", "a.in.", "a.in:x"):
        assert not seal.fits(host)


def test_it_is_cose_as_the_rfc_says() -> None:
    """Checked with nothing of ours: RFC 9052, 4.2 and 4.4; RFC 8032; plain numbers."""
    sealed = seal.make(certificate().serial, FACTS, DAY, KEYS.seal_key, "v.example.in")
    head, _, digits = sealed.text.partition("#")
    assert head == "HTTPS://V.EXAMPLE.IN/V" and digits[0] == "2" and len(digits) == 218
    data = int(digits[1:]).to_bytes(90, "big")
    payload, kid, signature = data[:18], data[18:26], data[26:]
    assert kid == cose.key_id(KEYS.claims.seal) and payload[10:] == sha256(FACTS).digest()[:8]
    signed = cbor2.dumps(["Signature1", cbor2.dumps({1: -8}), b"samarth-seal-2:v.example.in", payload])
    Ed25519PublicKey.from_public_bytes(KEYS.claims.seal).verify(signature, signed)


def test_an_address_belongs_to_the_seal() -> None:
    text = seal.make(certificate().serial, FACTS, DAY, KEYS.seal_key, "v.example.in").text
    same = [
        "https://v.example.in/v#",
        "https://v.example.in/V#",
        "Https://V.Example.In/v/#",
        "http://v.example.in/v?lang=hi#",
    ]
    for head, genuine in [*((one, True) for one in same), ("https://v.examp1e.in/v#", False), (seal.PREFIX, False)]:
        claim = seal.read(text.replace("HTTPS://V.EXAMPLE.IN/V#", head))
        assert claim.message.holds(KEYS.claims.seal) is genuine, head


def test_another_number_of_digits_is_no_seal() -> None:
    text = seal.make(certificate().serial, FACTS, DAY, KEYS.seal_key).text
    most = (1 << 720) - 1
    for wrong in (text[:-1], text + "0", text.replace(":2", ":02"), text.replace(":2", ":1"), text.replace(":2", ":3"),
                  f"{seal.PREFIX}2{most + 1}", text[:60] + "०" + text[61:]):  # fmt: skip
        assert list(seal.readings(wrong)) == [], wrong


@given(st.text(max_size=300))
def test_any_text_is_a_seal_or_a_value_error(text: str) -> None:
    for candidate in (text, seal.PREFIX + text, "HTTPS://A.IN/V#" + text):
        with pytest.raises(ValueError):
            seal.read(candidate)


@given(st.binary(max_size=300))
def test_any_bytes_are_claims_or_a_value_error(data: bytes) -> None:
    for candidate in (data, cbor2.dumps([b"\xa1\x01\x27", {4: b"12345678"}, data, b"0" * 64])):
        with pytest.raises(ValueError):
            trust.read(candidate)


def test_every_flipped_bit_breaks_the_seal() -> None:
    first = base45.b45decode(first_seals.make(certificate().serial, "Shabnam", DAY, KEYS.seal_key)[9:])
    digits = seal.make(certificate().serial, FACTS, DAY, KEYS.seal_key).text.removeprefix(seal.PREFIX)
    present = int(digits[1:]).to_bytes(90, "big")
    for data, write in ((first, first_seals.text_of), (present, seal_text.to_digits)):
        name = sha256(data).digest()[:8]
        assert _genuine(seal.PREFIX + write(data)) == [name]
        for bit in range(len(data) * 8):
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            # Where the change is that of a space into a "+", what was printed is read all the same.
            assert set(_genuine(seal.PREFIX + write(bytes(changed)))) <= {name}


def _genuine(text: str) -> list[bytes]:
    kid = cose.key_id(KEYS.claims.seal)
    read = [claim for claim in seal.readings(text) if claim.message.key_id == kid]
    return [claim.seal_id for claim in read if claim.message.holds(KEYS.claims.seal)]


def test_keys_survive_the_store_and_hide_themselves() -> None:
    again = Keys.from_bytes(KEYS.to_bytes())
    assert again == KEYS and again.claims == KEYS.claims and not again.enrolled
    assert KEYS.seal_private.hex() not in repr(KEYS) and "private" not in repr(KEYS)
    with pytest.raises(ValueError):
        KEYS.certified(keys.generate("ABCDEF", "Other", DAY).certificates[0])


def test_claims_are_read_as_they_were_written() -> None:
    claims = trust.Claims(
        "office",
        "ज़िला कार्यालय",
        b"k" * 32,
        DAY,
        DAY + timedelta(9),
        "",
        ("9/164",),
        b"p" * 32,
        b"s" * 32,
        True,
    )
    assert trust.read(trust.certify(claims, KEYS.seal_key)).claims == claims


# Scans

SEALED = issue.seal_for(certificate(), Signer(KEYS))


def scanned(dpi: float) -> Image.Image:
    return Image.fromarray(reading.picture(issue.render(certificate(), Signer(KEYS), SEALED), dpi))


def noisy(image: Image.Image, strength: float) -> Image.Image:
    dice = numpy.random.default_rng(3)
    pixels = numpy.asarray(image, float) + dice.normal(0, strength, (image.height, image.width))
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def copied(image: Image.Image) -> Image.Image:
    """A tired photocopier: soft, grey, speckled, a little askew."""
    soft = image.filter(ImageFilter.GaussianBlur(1.0)).rotate(1.2, Image.Resampling.BICUBIC, fillcolor=255)
    grey = soft.point(lambda v: int(70 + v * 0.6))
    return noisy(grey, 18)


CONDITIONS = {
    "150 dpi": lambda: scanned(150),
    "100 dpi": lambda: scanned(100),
    "blurred": lambda: scanned(150).filter(ImageFilter.GaussianBlur(1.6)),
    "noise": lambda: noisy(scanned(150), 40),
    "upside down": lambda: scanned(150).rotate(180),
    "7 degrees": lambda: scanned(150).rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
    "37 degrees": lambda: scanned(150).rotate(37, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
    "photocopy": lambda: copied(scanned(150)),
    "dark": lambda: scanned(150).point(lambda v: v // 3),
    "600 dpi": lambda: scanned(600),
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_code_is_read_from_a_poor_scan(condition: str) -> None:
    assert scan.codes(CONDITIONS[condition](), patient=True) == [SEALED.text]


@pytest.mark.parametrize("dpi", [150, 200])
def test_the_code_on_a_card_is_read(dpi: float) -> None:
    pdf = issue.render_cards([(certificate(), SEALED)], Signer(KEYS))
    assert scan.codes(copied(Image.fromarray(reading.picture(pdf, dpi))), patient=True) == [SEALED.text]


def test_a_photo_that_a_camera_turned() -> None:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    scanned(150).rotate(90, expand=True).save(target, "JPEG", exif=exif, quality=60)
    assert scan.picture_pages(target.getvalue())[0].codes == (SEALED.text,)


def test_hostile_pictures_are_no_sheets() -> None:
    dice = random.Random(1)
    target = io.BytesIO()
    scanned(60).save(target, "PNG")
    for _ in range(20):
        data = bytearray(target.getvalue())
        for _ in range(30):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert all(sheet.codes == () or sheet.codes == (SEALED.text,) for sheet in scan.picture_pages(bytes(data)))
