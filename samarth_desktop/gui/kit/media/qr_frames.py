"""Codes out of a stream of pictures: each is told once while it is held up, however many pictures show it."""

import time
from collections.abc import Callable

from PySide6.QtGui import QImage

AGAIN_S = 3.0
"""A code that was not seen for so long is a new one."""
EVERY_S = 0.08
"""More than twelve pictures a second tell nothing more."""
_LONGEST = 1280


class Frames:
    """Takes pictures as a camera gives them; `seen` hears the text of each code. `clock` is in seconds."""

    def __init__(self, seen: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._seen, self._clock = seen, clock
        self._last: dict[str, float] = {}
        self._looked = -EVERY_S

    def take(self, image: QImage) -> list[str]:
        """Looks at a picture; gives the codes that are new in it."""
        now = self._clock()
        if now - self._looked < EVERY_S:
            return []
        self._looked = now
        new = []
        for text in codes(image):
            if now - self._last.get(text, -AGAIN_S) >= AGAIN_S:
                new.append(text)
            self._last[text] = now
        for text in new:
            self._seen(text)
        return new


def codes(image: QImage) -> list[str]:
    """The texts of all QR codes in a picture, also dim, turned and small ones."""
    import zxingcpp
    from PIL import Image

    if max(image.width(), image.height()) > _LONGEST:
        image = image.scaledToWidth(_LONGEST) if image.width() >= image.height() else image.scaledToHeight(_LONGEST)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    picture = Image.frombuffer("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1)
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return list(dict.fromkeys(code.text for code in found if code.text))
