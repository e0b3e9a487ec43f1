"""Pictures of a workshop made ready for the report: upright, small, and without what the camera wrote into them."""

import io
import warnings
from dataclasses import dataclass
from datetime import datetime

LONGEST = 1600
MOST_BYTES = 350_000
_MOST_PIXELS = 80_000_000
_TAKEN = (0x9003, 0x0132)  # DateTimeOriginal, DateTime
_EXIF_PART = 0x8769


@dataclass(frozen=True, slots=True)
class Ready:
    """A JPEG without any EXIF, and when it was taken (local time), None where the camera did not say."""

    content: bytes
    taken: datetime | None


def ready(content: bytes) -> Ready | None:
    """Makes a JPEG of at most LONGEST pixels and MOST_BYTES from a JPEG or PNG; None where it is no such picture."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    return None
                exif = opened.getexif()
                said = next((exif.get_ifd(_EXIF_PART).get(tag) or exif.get(tag) for tag in _TAKEN), None)
                image = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    for quality in (85, 75, 60, 45, 30):
        out = io.BytesIO()
        bare = Image.new("RGB", image.size)
        bare.paste(image)
        bare.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return Ready(out.getvalue(), _moment(said))


def bare(content: bytes) -> bytes | None:
    """The picture as it may be printed: as it is where nothing of the camera's is in it; None where it is none."""
    if not any(mark in content for mark in (b"Exif\0", b"http://ns.adobe.com", b"Photoshop")):
        return content
    made = ready(content)
    return made.content if made is not None else None


def _moment(said: object) -> datetime | None:
    try:
        return datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
