"""The woven border, drawn for this program: stepped motifs as on a handloom edge, one family in three designs.

Each motif is a set of rows of small squares, painted as one path per colour so that no seam shows between rows.
Lengths are points. A border fits its tiles to the sheet, so that corners are alike on every side.
"""

import functools
from dataclasses import dataclass

from samarth_desktop.documents.pdf.pdf_canvas import MM, PdfCanvas, rgb

EDGE = 8 * MM
BAND = 9.5 * MM
_TILE = 8 * MM
_PEAK = 4.2 * MM
_UNIT = BAND / 12.6
WHITE = "#FFFFFF"
LIGHT_GOLD = "#F1BE4E"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a design: lines and outer motif, inner motif and title, small crosses and the divider, and
    small crosses on the main colour."""

    main: str
    warm: str
    gold: str
    light: str = LIGHT_GOLD


INDIGO = Palette("#26387C", "#9C3521", "#C88A18")
MADDER = Palette("#7D2A1C", "#26387C", "#C88A18")
LEAF = Palette("#1B5A45", "#9C3521", "#C88A18")
PALETTES = {"onboarding": INDIGO, "shg": MADDER, "workshop": LEAF}
BLACK = Palette("#000000", "#000000", "#000000", "#000000")


def palette(design: str, plain: bool) -> Palette:
    """The colours of a design; all black on a `plain` sheet, because printers without colour make dots of colours."""
    return BLACK if plain else PALETTES[design]


def diamond(x: float, y: float, steps: int, unit: float) -> str:
    """A stepped diamond about (x, y): rows of squares of `unit`, the longest 2 * steps + 1 wide, as one path."""
    rows = []
    for k in range(-steps, steps + 1):
        half = (steps - abs(k) + 0.5) * unit
        rows.append(f"{x - half:.3f} {y + (k - 0.5) * unit:.3f} {2 * half:.3f} {unit:.3f} re")
    return " ".join(rows)


def cross(x: float, y: float, unit: float) -> str:
    """A cross of five squares about (x, y), as one path."""
    return (
        f"{x - 1.5 * unit:.3f} {y - 0.5 * unit:.3f} {3 * unit:.3f} {unit:.3f} re "
        f"{x - 0.5 * unit:.3f} {y - 1.5 * unit:.3f} {unit:.3f} {3 * unit:.3f} re"
    )


def peak(x: float, y: float, unit: float, dx: int, dy: int) -> str:
    """A stepped triangle standing on (x, y), pointing to (dx, dy); four rows, seven squares at the foot."""
    rows = []
    for k in range(4):
        half = (3.5 - k) * unit
        if dx:
            rows.append(f"{x + dx * k * unit:.3f} {y - half:.3f} {dx * unit:.3f} {2 * half:.3f} re")
        else:
            rows.append(f"{x - half:.3f} {y + dy * k * unit:.3f} {2 * half:.3f} {dy * unit:.3f} re")
    return " ".join(rows)


def _fill(color: str, *paths: str) -> str:
    return f"{rgb(color)} rg {' '.join(paths)} f"


@functools.cache
def _motif(design: str) -> str:
    """The repeated motif about the origin."""
    palette = PALETTES[design]
    unit = _UNIT
    parts = [_fill(palette.main, diamond(0, 0, 4, unit)), _fill(WHITE, diamond(0, 0, 3, unit))]
    if design == "shg":  # a circle of hands: four squares about one
        hands = (diamond(x * 1.5 * unit, y * 1.5 * unit, 0, 1.4 * unit) for x, y in _FOUR)
        parts += [_fill(palette.warm, *hands), _fill(palette.gold, diamond(0, 0, 0, unit))]
    elif design == "workshop":  # a lamp: solid heart, gold core
        parts += [_fill(palette.main, diamond(0, 0, 2, unit)), _fill(LIGHT_GOLD, cross(0, 0, unit))]
    else:
        parts += [_fill(palette.warm, diamond(0, 0, 2, unit)), _fill(WHITE, diamond(0, 0, 0, unit))]
    return "\n".join(parts)


_FOUR = ((1, 0), (-1, 0), (0, 1), (0, -1))


def border(paper: PdfCanvas, design: str, plain: bool = False) -> None:
    """Draws the border of the whole sheet, stored once in the document; `plain` is two black lines and little ink."""
    size = (paper.width, paper.height)
    if plain:
        paper.canvas.artwork(_plain_name(size), (0, 0, *size), _plain(size))
        paper.canvas.show(_plain_name(size))
        return
    motif, whole = f"motif-{design}", f"border-{design}-{size[0]:.0f}x{size[1]:.0f}"
    half = BAND / 2
    paper.canvas.artwork(motif, (-half, -half, half, half), _motif(design))
    paper.canvas.artwork(whole, (0, 0, *size), _border(design, size), (motif,))
    paper.canvas.show(whole)


@functools.cache
def _border(design: str, size: tuple[float, float]) -> str:
    palette = PALETTES[design]
    parts = _frame(size, palette)
    for x, y, _ in _places(size, EDGE + BAND / 2, _TILE, inside=True):
        parts.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm /motif-{design} Do Q")
    off = BAND * 0.32
    crosses = [
        cross(x + side * turned, y + side * (not turned), _UNIT * 0.78)
        for x, y, turned in _places(size, EDGE + BAND / 2, _TILE, inside=False)
        for side in (-off, off)
    ]
    parts.append(_fill(palette.gold, *crosses))
    # Each direction by itself: where two peaks meet in a corner one path would leave a hole.
    parts += [_fill(palette.warm, *_peaks(size, turned)) for turned in (False, True)]
    return "\n".join(parts)


def _plain_name(size: tuple[float, float]) -> str:
    return f"border-plain-{size[0]:.0f}x{size[1]:.0f}"


def _plain(size: tuple[float, float]) -> str:
    lines = []
    for width, edge in ((1.6, EDGE), (0.6, EDGE + 1.6 * MM)):
        lines.append(f"{width} w {edge:.3f} {edge:.3f} {size[0] - 2 * edge:.3f} {size[1] - 2 * edge:.3f} re S")
    return "\n".join([f"{rgb(BLACK.main)} RG", *lines])


def _frame(size: tuple[float, float], palette: Palette) -> list[str]:
    width, height = size
    inner = EDGE + BAND
    parts = [
        f"{rgb(palette.main)} RG 1.9 w {EDGE:.3f} {EDGE:.3f} {width - 2 * EDGE:.3f} {height - 2 * EDGE:.3f} re S",
        f"1.1 w {inner:.3f} {inner:.3f} {width - 2 * inner:.3f} {height - 2 * inner:.3f} re S",
    ]
    unit = BAND / 13
    for x in (EDGE, width - inner):
        for y in (EDGE, height - inner):
            middle = (x + BAND / 2, y + BAND / 2)
            parts += [
                _fill(palette.main, f"{x:.3f} {y:.3f} {BAND:.3f} {BAND:.3f} re"),
                _fill(WHITE, diamond(*middle, 5, unit)),
                _fill(palette.main, diamond(*middle, 4, unit)),
                _fill(LIGHT_GOLD, diamond(*middle, 2, unit)),
            ]
    return parts


def _places(size: tuple[float, float], middle: float, pitch: float, inside: bool) -> list[tuple[float, float, bool]]:
    """Where tiles stand along the four sides: (x, y, on a vertical side). `inside`: tile middles, else joints."""
    width, height = size
    places = []
    corner = EDGE + BAND
    for length, turned in ((width - 2 * corner, False), (height - 2 * corner, True)):
        count = round(length / pitch)
        steps = [i + 0.5 for i in range(count)] if inside else [float(i) for i in range(1, count)]
        for step in steps:
            along = corner + step * length / count
            if turned:
                places += [(middle, along, True), (width - middle, along, True)]
            else:
                places += [(along, middle, False), (along, height - middle, False)]
    return places


def _peaks(size: tuple[float, float], turned: bool) -> list[str]:
    """The rows of peaks inside the inner line of two opposite sides, pointing to the text."""
    inner = EDGE + BAND
    length = size[turned] - 2 * inner
    far = size[not turned] - inner
    count = round(length / _PEAK)
    unit = length / count / 8
    paths = []
    for i in range(count):
        along = inner + (i + 0.5) * length / count
        if turned:
            paths += [peak(inner, along, unit, 1, 0), peak(far, along, unit, -1, 0)]
        else:
            paths += [peak(along, inner, unit, 0, 1), peak(along, far, unit, 0, -1)]
    return paths


def divider(paper: PdfCanvas, x: float, y: float, width: float, palette: Palette) -> None:
    """A thin gold rule about (x, y) with a small motif in its middle."""
    unit = 1.05
    arm = width / 2
    paper.rule(x - arm, y, x - 24, y, palette.gold, 1.2)
    paper.rule(x + 24, y, x + arm, y, palette.gold, 1.2)
    paper.canvas.write(_fill(palette.warm, diamond(x, y, 4, unit)))
    paper.canvas.write(_fill(palette.gold, cross(x - 11, y, 1.5), cross(x + 11, y, 1.5)))


def strip(paper: PdfCanvas, x: float, y: float, width: float, unit: float, palette: Palette) -> None:
    """A narrow woven strip, seven squares of `unit` high, for cards, slips and sheets; in black only its diamonds."""
    if palette is not BLACK:
        paper.box(x, y, width, 7 * unit, fill=palette.main)
    count = max(1, round(width / (11 * unit)))
    pitch = width / count
    middles = [x + (i + 0.5) * pitch for i in range(count)]
    level = y + 3.5 * unit
    paper.canvas.write(_fill(WHITE, *(diamond(m, level, 2, unit) for m in middles)))
    paper.canvas.write(_fill(palette.warm, *(diamond(m, level, 1, unit) for m in middles)))
    joints = [x + i * pitch for i in range(1, count)]
    if joints:
        paper.canvas.write(_fill(palette.light, *(cross(j, level, unit * 0.7) for j in joints)))
