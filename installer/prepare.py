"""Makes what an installed program carries ready-made: faces, compiled catalogs, icons; called by package.py."""

import shutil
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QGuiApplication, QIcon

from samarth_desktop import i18n, paths, typefaces

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
ICO_SIZES = (16, 32, 48, 64, 256)


def main(build: Path) -> None:
    """Fills `build`: resources/fonts, resources/i18n, icons/SIZE.png, samarth.ico."""
    fonts = build / "resources/fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for weight in typefaces.WEIGHTS:
        shutil.copy(typefaces.face(weight), fonts / f"NotoSansDevanagari-{weight}.ttf")
    for source in paths.resource("i18n").glob("*/LC_MESSAGES/*.po"):
        target = build / "resources" / source.relative_to(paths.resource("")).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(i18n.compiled(source), target)
    app = QGuiApplication(["icon", "-platform", "offscreen"])
    drawing = QIcon(str(paths.resource("icons/app.svg")))
    (build / "icons").mkdir(exist_ok=True)
    for size in ICON_SIZES:
        drawing.pixmap(size, size).save(str(build / f"icons/{size}.png"))
    Image.open(build / "icons/256.png").save(build / "samarth.ico", sizes=[(size, size) for size in ICO_SIZES])
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
