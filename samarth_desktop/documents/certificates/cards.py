"""Identity cards of wallet size (85.6 x 54 mm, ISO/IEC 7810 ID-1), eight on an A4 sheet with marks to cut along."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from samarth_desktop.documents.certificates import sample_mark, wording
from samarth_desktop.documents.pdf import artwork, picture, qr
from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, SMALL_INK, PdfCanvas, Style, fit, line
from samarth_desktop.documents.signing.seal import Seal
from samarth_desktop.rules.certificates.certificate import CertificateData

WIDTH, HEIGHT = 85.6 * MM, 54 * MM
COLUMNS, ROWS = 2, 4
PER_SHEET = COLUMNS * ROWS
_GAP = 6 * MM
_PHOTO = (20 * MM, 25.7 * MM)
_QR = 24 * MM
_QUIET = _QR / 45 * qr.QUIET
_MARGIN = 4 * MM
_HEAD = 11.5 * MM

Content = tuple[CertificateData, Seal | None]


def paper_for(content: Sequence[Content]) -> PdfCanvas:
    """An empty document for card sheets, dated by the first card."""
    day = content[0][0].paper.issued
    return PdfCanvas(A4, "Identity cards", datetime.combine(day, time(), UTC), "hi")


def draw(paper: PdfCanvas, content: Sequence[Content], demo: bool = False) -> None:
    """Draws cards, eight to a page, from the upper left."""
    left = (A4[0] - COLUMNS * WIDTH - (COLUMNS - 1) * _GAP) / 2
    top = (A4[1] + ROWS * HEIGHT + (ROWS - 1) * _GAP) / 2
    for first in range(0, len(content), PER_SHEET):
        sheet = content[first : first + PER_SHEET]
        for i, (data, seal) in enumerate(sheet):
            x = left + i % COLUMNS * (WIDTH + _GAP)
            y = top - i // COLUMNS * (HEIGHT + _GAP) - HEIGHT
            paper.part()
            _marks(paper, x, y)
            _Card(paper, data, seal, x, y, demo or data.paper.demo).draw()
        ends = dict.fromkeys(wording.both(data, data.plain_name) for data, _ in (sheet[0], sheet[-1]))
        paper.page(" – ".join(ends))


def _marks(paper: PdfCanvas, x: float, y: float) -> None:
    """Short hairlines outside the corners, where scissors go."""
    near, far = 1.2 * MM, 2.6 * MM
    for cx, dx in ((x, -1), (x + WIDTH, 1)):
        for cy, dy in ((y, -1), (y + HEIGHT, 1)):
            paper.rule(cx + dx * near, cy, cx + dx * far, cy, "#8A8578", 0.3)
            paper.rule(cx, cy + dy * near, cx, cy + dy * far, "#8A8578", 0.3)


class _Card:
    """One card in the making; (x, y) is its lower left corner."""

    def __init__(self, paper: PdfCanvas, data: CertificateData, seal: Seal | None, x: float, y: float, demo: bool):
        self.paper, self.data, self.seal = paper, data, seal
        self.x, self.y = x, y
        self.demo = demo
        self.colors = artwork.palette(data.kind, data.paper.plain)
        self.photo = picture.read(data.photo) if data.photo else None
        self.emblem = picture.read(data.paper.emblem) if data.paper.emblem else None

    def draw(self) -> None:
        """Draws everything."""
        paper, colors = self.paper, self.colors
        paper.letters = artwork.BLACK.main if self.data.paper.plain else ""
        paper.box(self.x, self.y, WIDTH, HEIGHT, line=colors.main, stroke=0.6, radius=3 * MM, fill="#FFFFFF")
        if self.demo:
            sample_mark.draw(paper, self.data, self.x + 1, self.y + 1, WIDTH - 2, HEIGHT - 2, 9)
        self._head()
        body = self.y + HEIGHT - _HEAD - 2.4 * MM
        left = self.x + _MARGIN
        right = self.x + WIDTH - _MARGIN
        if self.seal:
            right -= _QR
            qr.draw(paper, self.seal.text, right, body - _QR - 1.2 * MM, _QR, wording.code_words(self.data))
            right -= _QUIET
            self._scan(right + _QUIET + _QR / 2, body - _QR - _QUIET - 1.2 * MM)
        self._numbers(left, right)
        if self.photo:
            width, height = _PHOTO
            alt = wording.photo_words(self.data)
            picture.draw(paper, self.photo, left, body - height, width, height, cover=True, alt=alt)
            paper.box(left, body - height, width, height, line=colors.main, stroke=0.5)
            left += width + 2.5 * MM
        self._person(left, body, right - left)

    def _head(self) -> None:
        """Programme and woven strip."""
        paper, colors = self.paper, self.colors
        top = self.y + HEIGHT
        unit = 2.2 * MM / 7
        low = top - _HEAD
        artwork.strip(paper, self.x + 0.3, low, WIDTH - 0.6, unit, colors)
        space = WIDTH - 2 * _MARGIN
        left = self.x + _MARGIN
        if self.emblem:
            side = 7.4 * MM
            picture.draw(paper, self.emblem, left, low + 2.8 * MM, side, side, cover=False)
            left, space = left + side + 2 * MM, space - side - 2 * MM
        lines = wording.each(self.data, self.data.heading)[:2]
        sizes = (9.5, 7.2) if len(lines) == 2 else (10.5,)
        at = top - (1.6 if len(lines) == 2 else 2.6) * MM
        for text, size, weight in zip(lines, sizes, ("Bold", "SemiBold"), strict=False):
            used, rows = fit(text, Style(size, "Bold" if weight == "Bold" else "SemiBold", colors.main), space, 0.6, 1)
            paper.lines(left + space / 2, baseline(at, Style(size, leading=1.3)), rows, used, "center")
            at -= size * 1.25

    def _person(self, x: float, top: float, width: float) -> None:
        """Name in both scripts, craft, place."""
        data = self.data
        blocks: list[tuple[str, Style, int]] = []
        for text, size in zip(wording.each(data, data.plain_name), (11.5, 8.6), strict=False):
            blocks.append((text, Style(size, "SemiBold", self.colors.main, leading=1.28), 2))
        small = Style(7, color=SMALL_INK, leading=1.35)
        for words in (data.craft, data.place):
            joined = wording.both(data, words)
            beside = line(joined, small).width <= width
            texts = [joined] if beside else wording.both(data, words, "\n").split("\n")
            blocks += [(text, small, 2) for text in texts if text]
        room = _PHOTO[1] + 0.6 * MM
        scale = 1.0
        while True:
            fitted = [
                fit(text, Style(s.size * scale, s.weight, s.color, leading=s.leading), width, 0.78, rows)
                for text, s, rows in blocks
            ]
            high = sum(style.step * len(lines) for style, lines in fitted)
            if high <= room or scale < 0.5:
                break
            scale *= 0.95
        gap = min(1.4 * MM, (room - high) / max(1, len(fitted) - 1))
        for style, lines in fitted:
            self.paper.lines(x, baseline(top, style), lines, style)
            top -= style.step * len(lines) + max(0.0, gap)

    def _numbers(self, left: float, right: float) -> None:
        """Registration number, serial and date at the foot."""
        data, width = self.data, right - left
        low = self.y + 3.4 * MM
        label = wording.said(data, wording.REGISTRATION)
        small = Style(6, color=SMALL_INK)
        sample = wording.said(data, wording.SAMPLE) if self.demo else ""
        serial = "  ·  ".join(filter(None, (sample, data.serial, f"{data.paper.issued:%d/%m/%Y}")))
        for text, style, at in (
            (serial, small, low),
            (data.registration, Style(11, "Bold"), low + 3 * MM),
            (label, small, low + 7.1 * MM),
        ):
            used, rows = fit(text, style, width, 0.6, 1)
            self.paper.lines(left, at, rows, used)

    def _scan(self, x: float, low: float) -> None:
        style = Style(5.6, color=SMALL_INK)
        used, rows = fit(wording.said(self.data, wording.SCAN), style, _QR + 2 * _QUIET, 0.6, 1)
        self.paper.lines(x, low - 0.2 * MM, rows, used, "center")
