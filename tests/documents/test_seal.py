"""The seal: small, exact, and readable from what comes out of a scanner."""

import io
import random
from datetime import date, timedelta

import base45
import cbor2
import numpy
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from samarth_desktop.documents import cose, issue, keys, qr, scan, seal, trust
from samarth_desktop.documents.issue import Signer
from samarth_desktop.documents.keys import Keys
from samarth_desktop.domain.ids import certificate_serial

from . import reading
from .samples import DAY, certificate

KEYS = keys.generate("7KQ4MX", "Sunita Yadav, Barabanki", DAY)
DEVICES = st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=6, max_size=6)
NAMES = st.text(alphabet=st.sampled_from("कखगमरशसािीेो्ं़ँAaBbzé -.'‍"), min_size=1, max_size=40)


@given(
    st.sampled_from(["onboarding", "shg", "workshop"]),
    DEVICES,
    st.integers(1, (1 << 29) - 1),
    NAMES,
    st.dates(date(2020, 1, 1), date(2109, 9, 1)),
    st.booleans(),
    st.sampled_from(["", "v.in", "verify.example.in", "verify.a-long-name.example.gov.in", "not a host!"]),
)
def test_what_goes_in_comes_out(
    kind: str, device: str, running: int, name: str, day: date, sample: bool, host: str
) -> None:
    serial = certificate_serial(kind, device, running)
    sealed = seal.make(serial, name, day, KEYS.seal_key, host, sample)
    claim = seal.read(sealed.text)
    assert (claim.serial, claim.issued, claim.sample, claim.check) == (serial, day, sample, sealed.check)
    assert claim.message.holds(KEYS.claims.seal)
    plain = seal.short_name(name).replace("é", "e")
    assert claim.name == plain or (claim.name.endswith("…") and plain.startswith(claim.name[:-1]))
    assert len(qr.modules(sealed.text)) <= 45  # version 7


def test_it_is_cose_as_the_rfc_says() -> None:
    """Checked with nothing of ours: RFC 9052, 4.2 and 4.4; RFC 9285; RFC 8032."""
    sealed = seal.make(certificate().serial, "Shabnam Bano", DAY, KEYS.seal_key)
    assert sealed.text.startswith("SAMARTH1:")
    protected, unprotected, payload, signature = cbor2.loads(base45.b45decode(sealed.text[9:]))
    assert cbor2.loads(protected) == {1: -8}
    assert unprotected == {4: cose.key_id(KEYS.claims.seal)}
    signed = cbor2.dumps(["Signature1", protected, b"", payload])
    Ed25519PublicKey.from_public_bytes(KEYS.claims.seal).verify(signature, signed)
    assert payload.endswith(b"Shabnam Bano")


def test_an_address_where_the_office_has_one() -> None:
    text = seal.make(certificate().serial, "शबनम बानो", DAY, KEYS.seal_key, "v.example.in").text
    assert text.startswith("HTTPS://V.EXAMPLE.IN/V#")
    assert seal.read(text.replace("HTTPS://V.EXAMPLE.IN/V#", "https://v.example.in/v#")).name.startswith("शबनम")


@pytest.mark.parametrize("name", ["राजराजेश्वरी देवी विश्वकर्मा त्रिपाठी", "Rajarajeshwari Devi Vishwakarma"])
def test_a_long_name_is_cut_between_letters_and_says_so(name: str) -> None:
    cut = seal.read(seal.make(certificate().serial, name, DAY, KEYS.seal_key).text).name
    assert cut.endswith("…") and name.startswith(cut[:-1]) and len(cut) >= 12
    assert not cut[:-1].endswith(("्", " "))


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
    data = base45.b45decode(seal.make(certificate().serial, "Shabnam", DAY, KEYS.seal_key).text[9:])
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            claim = seal.read(seal.PREFIX + base45.b45encode(bytes(changed)).decode())
        except (ValueError, OverflowError):
            continue
        named = claim.message.key_id == cose.key_id(KEYS.claims.seal)
        assert not (named and claim.message.holds(KEYS.claims.seal))


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
    assert scan.picture_sheets(target.getvalue())[0].codes == (SEALED.text,)


def test_hostile_pictures_are_no_sheets() -> None:
    dice = random.Random(1)
    target = io.BytesIO()
    scanned(60).save(target, "PNG")
    for _ in range(20):
        data = bytearray(target.getvalue())
        for _ in range(30):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert all(sheet.codes == () or sheet.codes == (SEALED.text,) for sheet in scan.picture_sheets(bytes(data)))
