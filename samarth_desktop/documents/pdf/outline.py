"""Words drawn as shapes, not as text: a mark across the page that nobody copies out of it with the rest."""

from collections.abc import Callable
from typing import Any

from samarth_desktop.documents.pdf.indic import Face, face
from samarth_desktop.documents.pdf.pdf_canvas import Line


def shapes(x: float, y: float, ready: Line) -> str:
    """The PDF operators that fill a line's letters, its baseline beginning at (x, y), in the present colour."""
    out = []
    for run in ready.runs:
        source = face(run.weight)
        scale = ready.size / source.metrics.em
        at = 0
        for cluster, kern in run.items:
            for glyph in cluster.placed:
                left, up = x + (at + glyph.x) * scale, y + glyph.y * scale
                out.append(f"q {scale:.6f} 0 0 {scale:.6f} {left:.3f} {up:.3f} cm {_path(source, glyph.glyph)} f Q")
            at += cluster.width + kern
        x += run.width * scale
    return " ".join(out)


def _path(source: Face, glyph: int) -> str:
    from fontTools.pens.basePen import BasePen

    parts: list[str] = []

    class Pen(BasePen):  # type: ignore[misc]  # fontTools has no types
        """Writes PDF path operators; BasePen turns quadratic curves into cubic ones."""

        _moveTo = _operator(parts, "m")
        _lineTo = _operator(parts, "l")
        _curveToOne = _operator(parts, "c")

        def _closePath(self) -> None:
            parts.append("h")

    source.font.draw_glyph_with_pen(glyph, Pen(None))
    return " ".join(parts)


def _operator(parts: list[str], name: str) -> Callable[..., None]:
    def write(self: Any, *points: tuple[float, float]) -> None:
        numbers = " ".join(f"{x:.0f} {y:.0f}" for x, y in points)
        parts.append(f"{numbers} {name}")

    return write
