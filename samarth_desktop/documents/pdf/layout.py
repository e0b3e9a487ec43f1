"""A column of blocks that always fits: it shrinks when there is too much to say and opens up when there is little."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samarth_desktop.documents.pdf.pdf_canvas import Align, Line, PdfCanvas, Style

# The part of a line above the baseline: room for the highest vowel sign and its mark.
_ASCENT, _DESCENT = 0.93, 0.37
SMALLEST = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """Something `height` points high that draws itself below a given top; `gap` above it may grow by `stretch`."""

    height: float
    draw: Callable[[float], None]
    gap: float = 0
    stretch: float = 0


def text_block(
    paper: PdfCanvas,
    x: float,
    lines: Sequence[Line],
    style: Style,
    gap: float = 0,
    stretch: float = 0,
    align: Align = "center",
) -> Block:
    """Lines of one style as a block."""

    def draw(top: float) -> None:
        paper.lines(x, baseline(top, style), lines, style, align)

    return Block(len(lines) * style.step, draw, gap, stretch)


def baseline(top: float, style: Style) -> float:
    """The baseline of the first line under `top`: its letters stand in the middle of the line's height."""
    return top - (style.step - (_ASCENT + _DESCENT) * style.size) / 2 - _ASCENT * style.size


def total(blocks: Sequence[Block]) -> float:
    """The height with the natural gaps; the first block's gap does not count."""
    return sum(b.height for b in blocks) + sum(b.gap for b in blocks[1:])


def fitted(build: Callable[[float], list[Block]], room: float, largest: float = 1) -> list[Block]:
    """The blocks at the largest scale (from `largest` down) at which they are no higher than `room`."""
    scale = largest
    while True:
        blocks = build(scale)
        if total(blocks) <= room or scale <= SMALLEST:
            return blocks
        scale *= 0.96


def place(blocks: Sequence[Block], top: float, bottom: float) -> list[float]:
    """Draws the blocks between top and bottom, the spare height shared out by `stretch`, the rest above and below.

    Gives the top of every block.
    """
    spare = (top - bottom) - total(blocks)
    wish = sum(b.stretch for b in blocks[1:])
    share = max(0.0, min(1.0, spare / wish)) if wish else 0.0
    at = top - max(0.0, spare - wish) / 2
    tops = []
    for i, block in enumerate(blocks):
        if i:
            at -= block.gap + block.stretch * share
        tops.append(at)
        block.draw(at)
        at -= block.height
    return tops
