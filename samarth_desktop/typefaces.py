"""The three static faces of Noto Sans Devanagari 2.7 (OFL), one typeface for screen and paper.

The variable font must not be loaded as it is: Qt draws its weights 300-600 all as 400 and fakes 700.
So each face is cut once into the cache folder (about a second each); an installer ships them ready-made.
"""

import os
from pathlib import Path

from samarth_desktop import paths

FAMILY = "Noto Sans Devanagari"
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
_VERSION = "2.7"


def face(weight: str) -> Path:
    """The TrueType file of a face; `weight` is ``Regular``, ``SemiBold`` or ``Bold``. Cut when missing."""
    shipped = paths.resource(f"fonts/NotoSansDevanagari-{weight}.ttf")
    if shipped.exists():
        return shipped
    target = paths.cache_dir() / f"NotoSansDevanagari-{_VERSION}-{weight}.ttf"
    if not target.exists():
        _cut(WEIGHTS[weight], target)
    return target


def cut_all() -> list[Path]:
    """All three faces, cut when missing."""
    return [face(weight) for weight in WEIGHTS]


def _cut(weight: int, target: Path) -> None:
    from importlib import resources

    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    files = resources.files("fontpkg_noto_sans_devanagari")
    with resources.as_file(files) as folder:
        source = next(Path(folder).rglob("*.ttf"))
        font = instancer.instantiateVariableFont(TTFont(source), {"wght": weight, "wdth": 100}, updateFontNames=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    font.save(part)
    paths.put_in_place(part, target)  # two programs cutting at once both leave a whole file
