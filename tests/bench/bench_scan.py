"""Which QR code survives which scan: conditions x decoders x payloads and sizes, as shares read rightly.

    python tests/bench/bench_scan.py [--tries 4]

Payloads: our seal without an address (version 6-M) and with one (7-M), and a full bilingual payload (about version 11) at the same printed size. Decoders: our
own patient reading, zxing-cpp, pyzbar and OpenCV as they come. pyzbar is left out where its library is not installed.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import base45
import cbor2
import cv2
import numpy
import zxingcpp
from PIL import Image, ImageFilter

sys.path.insert(0, str(Path(__file__).parents[2]))

from samarth_desktop.documents.certificates import issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.pdf.pdf_canvas import MM, PdfCanvas
from samarth_desktop.documents.signing import cose, keys, scan
from tests.documents import reading
from tests.documents.samples import certificate

KEYS = keys.generate("7KQ4MX", "Sunita Yadav, Barabanki", date(2026, 11, 1))
SEAL = issue.seal_for(certificate(), Signer(KEYS)).text
ADDRESS = issue.seal_for(certificate(), Signer(KEYS, "verify.example.in")).text
SIDE = 80 * MM


def full_payload() -> str:
    """What a code would be that says everything in both languages."""
    data = certificate()
    words = [
        data.serial,
        data.registration,
        "2026-11-12",
        data.plain_name.hi,
        data.plain_name.en,
        data.place.hi,
        data.place.en,
        data.craft.en,
    ]
    return "SAMARTH1:" + base45.b45encode(cose.sign(cbor2.dumps(words), KEYS.seal_key)).decode()


PAYLOADS = {"seal": SEAL, "address": ADDRESS, "full": full_payload()}


def printed(text: str, millimetres: float, dpi: float) -> Image.Image:
    """A piece of paper with the code in its middle, as a scanner sees it."""
    paper = PdfCanvas((SIDE, SIDE), "scan", datetime(2026, 11, 12, tzinfo=UTC))
    side = millimetres * MM
    qr.draw(paper, text, (SIDE - side) / 2, (SIDE - side) / 2, side)
    paper.page()
    return Image.fromarray(reading.picture(paper.finish(), dpi))


def noise(image: Image.Image, strength: float, seed: int) -> Image.Image:
    pixels = numpy.asarray(image, float) + numpy.random.default_rng(seed).normal(0, strength, image.size[::-1])
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def photocopy(image: Image.Image, seed: int, times: int) -> Image.Image:
    """Copied, and the copy copied: softer, greyer, speckled, a little askew."""
    for i in range(times):
        soft = turned(image.filter(ImageFilter.GaussianBlur(0.9)), 0.7)
        image = noise(soft.point(lambda v: int(45 + v * 0.75)), 14, seed + i)
    return image


def slanted(image: Image.Image) -> Image.Image:
    """A photo from the side."""
    w, h = image.size
    corners = numpy.float32([[0, 0], [w, 0], [w, h], [0, h]])
    seen = numpy.float32([[w * 0.12, h * 0.06], [w * 0.97, 0], [w * 0.9, h], [0, h * 0.9]])
    return Image.fromarray(
        cv2.warpPerspective(numpy.asarray(image), cv2.getPerspectiveTransform(corners, seen), (w, h), borderValue=255)
    )


CONDITIONS: dict[str, Callable[[str, float, int], Image.Image]] = {
    "300 dpi": lambda t, mm, s: printed(t, mm, 300),
    "150 dpi": lambda t, mm, s: noise(printed(t, mm, 150), 6, s),
    "100 dpi": lambda t, mm, s: noise(printed(t, mm, 100), 6, s),
    "75 dpi": lambda t, mm, s: noise(printed(t, mm, 75), 6, s),
    "150, blur 1.5": lambda t, mm, s: noise(printed(t, mm, 150).filter(ImageFilter.GaussianBlur(1.5)), 4, s),
    "150, blur 2.2": lambda t, mm, s: noise(printed(t, mm, 150).filter(ImageFilter.GaussianBlur(2.2)), 4, s),
    "150, noise 50": lambda t, mm, s: noise(printed(t, mm, 150), 50, s),
    "150, 11 degrees": lambda t, mm, s: noise(turned(printed(t, mm, 150), 11 + s), 6, s),
    "150, from the side": lambda t, mm, s: noise(slanted(printed(t, mm, 150)), 6, s),
    "150, photocopy": lambda t, mm, s: photocopy(printed(t, mm, 150), s, 1),
    "150, copy of a copy": lambda t, mm, s: photocopy(printed(t, mm, 150), s, 2),
}


def _opencv(image: Image.Image) -> list[str]:
    try:
        text, *_ = cv2.QRCodeDetector().detectAndDecode(numpy.asarray(image))
    except (cv2.error, UnicodeDecodeError):
        return []
    return [text]


DECODERS: dict[str, Callable[[Image.Image], list[str]]] = {
    "ours": lambda image: scan.codes(image, patient=True),
    "zxing": lambda image: [code.text for code in zxingcpp.read_barcodes(image)],
    "OpenCV": _opencv,
}
try:
    from pyzbar import pyzbar

    DECODERS["pyzbar"] = lambda image: [code.data.decode(errors="replace") for code in pyzbar.decode(image)]
except ImportError:
    pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=4)
    tries = parser.parse_args().tries
    for name, text in PAYLOADS.items():
        side = len(qr.modules(text))
        print(f"{name}: {len(text)} characters, version {(side - 17) // 4}-M")
    print(f"\n{'condition':22} {'payload':8} {'mm':>3}  " + "  ".join(f"{name:>7}" for name in DECODERS))
    for condition, make in CONDITIONS.items():
        for name, text in PAYLOADS.items():
            for millimetres in (35, 24):
                images = [make(text, millimetres, seed) for seed in range(tries)]
                shares = [sum(text in read(image) for image in images) / tries for read in DECODERS.values()]
                print(
                    f"{condition:22} {name:8} {millimetres:3}  " + "  ".join(f"{share:7.0%}" for share in shares),
                    flush=True,
                )


if __name__ == "__main__":
    main()
