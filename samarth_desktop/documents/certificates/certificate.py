"""Certificates on A4: artisan onboarding, Self-Help Group registration, workshop participation.

One column of blocks that fits whatever is to be said, a photo and a QR code at its sides (landscape) or in one row
below (portrait, or without a photo), hand signatures and a foot line. Lengths are points, from the lower left.
"""

from datetime import UTC, datetime, time

from samarth_desktop.documents.certificates import sample_mark, wording
from samarth_desktop.documents.pdf import artwork, picture, qr
from samarth_desktop.documents.pdf.indic import Weight
from samarth_desktop.documents.pdf.layout import Block, baseline, fitted, place, text_block
from samarth_desktop.documents.pdf.pdf_canvas import (
    A4,
    A4_LANDSCAPE,
    INK,
    MM,
    SMALL_INK,
    Line,
    PdfCanvas,
    Style,
    fit,
    line,
    wrap,
)
from samarth_desktop.documents.signing.seal import Seal
from samarth_desktop.domain.programmes.wording import NO_BREAK
from samarth_desktop.i18n import catalog
from samarth_desktop.rules.certificates.certificate import CertificateData, Signatory, best

QUIET_INK = "#4D526D"
_INSIDE = 21.5 * MM
_PHOTO = (35 * MM, 45 * MM)
_QR = 35 * MM
_QUIET = _QR / 45 * qr.QUIET
_CAPTION = _QUIET + 12
_EMBLEM = 22 * MM
_SIDE = 26 * MM
_WEIGHTS: tuple[Weight, ...] = ("Bold", "SemiBold")


def paper_for(data: CertificateData) -> PdfCanvas:
    """An empty document for a certificate, dated by it."""
    size = A4_LANDSCAPE if data.paper.orientation == "landscape" else A4
    title = f"{wording.both(data, data.title)} {data.serial}"
    language = "en" if data.paper.languages == "en" else "hi"
    return PdfCanvas(size, title, datetime.combine(data.paper.issued, time(), UTC), language)


def draw(paper: PdfCanvas, data: CertificateData, seal: Seal | None, demo: bool = False) -> None:
    """Draws one certificate as a page of a document; `demo` marks it as a sample."""
    paper.width, paper.height = size = A4_LANDSCAPE if data.paper.orientation == "landscape" else A4
    paper.canvas.setPageSize(size)
    demo = demo or data.paper.demo
    if demo:
        inside = size[0] - 2 * _INSIDE, size[1] - 2 * _INSIDE
        sample_mark.draw(paper, data, _INSIDE, _INSIDE, *inside, 23)
    paper.letters = artwork.BLACK.main if data.paper.plain else ""
    artwork.border(paper, data.kind, data.paper.plain)
    _Page(paper, data, seal, demo).draw()
    paper.page(wording.both(data, data.plain_name))


class _Page:
    """One page in the making."""

    def __init__(self, paper: PdfCanvas, data: CertificateData, seal: Seal | None, demo: bool) -> None:
        self.paper = paper
        self.data = data
        self.seal = seal
        self.demo = demo
        self.colors = artwork.palette(data.kind, data.paper.plain)
        self.photo = picture.read(data.photo) if data.photo else None
        self.emblem = picture.read(data.paper.emblem) if data.paper.emblem else None
        self.middle = paper.width / 2
        self.wide = data.paper.orientation == "landscape"
        # Photo and code stand beside the text only on a wide sheet, and only together.
        self.beside = self.wide and self.photo is not None
        # Without a photo the wide sheet closes up: the code goes down between the signatures.
        self.below = self.wide and self.photo is None and seal is not None
        self.alone = len(wording.languages(data)) == 1

    def draw(self) -> None:
        """Draws everything within the border."""
        foot = self._foot()
        top = self.paper.height - _INSIDE
        if self.emblem and not self.wide:
            picture.draw(self.paper, self.emblem, self.middle - _EMBLEM / 2, top - _EMBLEM - 4, _EMBLEM, _EMBLEM, False)
            top -= _EMBLEM + 8
        elif self.emblem:
            picture.draw(self.paper, self.emblem, _SIDE, top - _EMBLEM - 4, _EMBLEM, _EMBLEM, False)
        heads: list[int] = []

        def build(scale: float) -> list[Block]:
            head, body = self._head(scale), self._body(scale)
            heads[:] = [len(head), len(head) + len(body)]
            return [*head, *body, self._numbers(scale)]

        largest = (1.1 if self.wide else 1.25) if self.alone else 1.0
        blocks = fitted(build, top - foot - 8, largest)
        tops = place(blocks, top, foot + 8)
        if self.beside:
            first, last = heads[0], heads[1] - 1
            self._sides((tops[first] + tops[last] - blocks[last].height) / 2)

    # The head: programme, partner, title

    def _head(self, scale: float) -> list[Block]:
        width = self.paper.width - 2 * (_SIDE + (_EMBLEM + 10 if self.emblem and self.wide else 0))
        blocks = []
        sizes = (18.0,) if self.alone else (16.5, 13.0)
        weights = iter(_WEIGHTS)
        shown = wording.each(self.data, self.data.heading)
        for text, size in zip(shown, sizes, strict=False):
            blocks.append(self._fit(text, Style(size * scale, next(weights), self.colors.main, leading=1.4), width))
        partner = wording.both(self.data, self.data.under)
        if partner:
            style = Style(10.5 * scale, color=QUIET_INK)
            blocks.append(text_block(self.paper, self.middle, wrap(partner, style, width, True), style))
        blocks.append(self._title(scale))
        subtitle = wording.both(self.data, self.data.subtitle)
        style = Style((13 if self.alone else 12) * scale, "SemiBold", leading=1.4)
        blocks.append(self._fit(subtitle, style, width))
        blocks.append(
            Block(
                10 * scale,
                lambda top: artwork.divider(self.paper, self.middle, top - 5 * scale, 275, self.colors),
                6 * scale,
                6,
            )
        )
        return blocks

    def _title(self, scale: float) -> Block:
        words = wording.each(self.data, self.data.title)
        sizes = (32.0,) if self.alone else (28.5, 22.0)
        styles = [
            Style(size * scale, weight, self.colors.warm if self.data.kind != "shg" else self.colors.main)
            for size, weight in zip(sizes, _WEIGHTS, strict=False)
        ]
        lines = [line(word, style) for word, style in zip(words, styles, strict=True)]
        gap = 11 * scale
        width = sum(one.width for one in lines) + gap * (len(lines) - 1)

        def draw(top: float) -> None:
            x = self.middle - width / 2
            for one, style in zip(lines, styles, strict=True):
                self.paper.line(x, baseline(top, styles[0]), one, style.color)
                x += one.width + gap

        return Block(styles[0].size * 1.35, draw, 5 * scale, 12)

    def _fit(self, text: str, style: Style, width: float, gap: float = 0, stretch: float = 0) -> Block:
        used, lines = fit(text, style, width)
        return text_block(self.paper, self.middle, lines, used, gap, stretch)

    # The body: whom, who they are, for what

    def _body(self, scale: float) -> list[Block]:
        data = self.data
        column = self._column()
        size = (13.0 if self.alone else 11.25) * scale
        blocks = [self._fit(wording.both(data, data.opening), Style(size), column, 5 * scale, 14)]
        lines = [self._bound(name) for name in wording.each(data, data.name)]
        name_sizes = (39.0, 19.0) if len(lines) == 1 and self.alone else (30.0, 19.0)
        for text, name_size, weight in zip(lines, name_sizes, _WEIGHTS, strict=False):
            style = Style(name_size * scale, weight, self.colors.main, leading=1.3)
            blocks.append(self._fit(text, style, column, 1 * scale, 4))
        for language in wording.languages(data):
            style = Style(size, leading=1.55)
            gap = (6 if self.alone else 4) * scale
            for text in data.lines(language):
                rows = wrap(text, style, column, balance=True, bold=True)
                blocks.append(text_block(self.paper, self.middle, rows, style, gap, 5))
                gap = 1 if not self.alone else 4 * scale
        return blocks

    def _bound(self, name: str) -> str:
        """The holder's name, its title not to be left alone at the end of a line."""
        for plain in (self.data.plain_name.hi, self.data.plain_name.en):
            if plain and name.endswith(plain):
                return name.removesuffix(plain).replace(" ", NO_BREAK) + plain
        return name

    def _column(self) -> float:
        """The width of the text: between photo and code, or nearly the whole sheet."""
        if self.beside:
            return self.paper.width - 2 * (_SIDE + _QR + _QUIET + 4 * MM)
        return self.paper.width - 2 * (_SIDE + (16 * MM if self.wide else 4 * MM))

    # Number, date, further facts

    def _cells(self) -> list[tuple[str, str, bool]]:
        data = self.data
        cells = [(wording.said(data, wording.REGISTRATION), data.registration, True)]
        cells += [(wording.both(data, label), wording.both(data, value), False) for label, value in data.facts]
        cells.append((wording.said(data, wording.ISSUED), wording.issued(data), False))
        return cells

    def _numbers(self, scale: float) -> Block:
        return self._numbers_line(scale) if self.wide else self._numbers_row(scale)

    def _numbers_line(self, scale: float) -> Block:
        """Cells beside each other in one box."""
        height = 45 * scale
        width = 458.0

        def draw(top: float) -> None:
            self._box(self.middle - width / 2, top, width, height, scale, self._cells())

        return Block(height, draw, 10 * scale, 22)

    def _box(
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        scale: float,
        cells: list[tuple[str, str, bool]],
    ) -> None:
        self.paper.box(x, top - height, width, height, line=self.colors.main, stroke=0.9, radius=3, fill="#FFFFFF")
        share = [1.6 if big else 1.0 for *_, big in cells]
        at = x
        for (label, value, big), part in zip(cells, share, strict=True):
            wide = width * part / sum(share)
            if at > x:
                self.paper.rule(at, top - 7, at, top - height + 7, self.colors.main, 0.7)
            self._cell(at + wide / 2, top - 4 * scale, wide - 12, scale, label, value, big)
            at += wide

    def _cell(self, x: float, top: float, width: float, scale: float, label: str, value: str, big: bool) -> None:
        small, lines = fit(label, Style(9 * scale, color=SMALL_INK, leading=1.4), width, rows=1)
        self.paper.lines(x, baseline(top, small), lines, small, "center")
        style = Style((18 if big else 13) * scale, "Bold" if big else "SemiBold", leading=1.35)
        used, lines = fit(value, style, width, rows=1)
        self.paper.lines(x, baseline(top - 13 * scale, Style(18 * scale, leading=1.35)), lines, used, "center")

    def _numbers_row(self, scale: float) -> Block:
        """Photo (upright sheet), cells one above the other, QR code: one row."""
        cells = self._cells()
        each = 43 * scale
        code = _QR if self.seal else 0.0
        high = max(each * len(cells), code + 14 if code else 0, _PHOTO[1] if self.photo else 0)
        left = _PHOTO[0] + 16 if self.photo else 0.0
        right = code + _QUIET + 14 if code else 0.0
        box = min(300.0, self.paper.width - 2 * _SIDE - left - right)
        width = left + box + right

        def draw(top: float) -> None:
            x = self.middle - width / 2
            center = top - high / 2
            if self.photo:
                self._photo(x, center)
            self._column_of_cells(x + left, center + each * len(cells) / 2, box, each, scale, cells)
            if self.seal:
                self._code(x + left + box + 14, center + 7)

        return Block(high, draw, 10 * scale, 26)

    def _column_of_cells(
        self,
        x: float,
        top: float,
        width: float,
        each: float,
        scale: float,
        cells: list[tuple[str, str, bool]],
    ) -> None:
        height = each * len(cells)
        self.paper.box(x, top - height, width, height, line=self.colors.main, stroke=0.9, radius=3, fill="#FFFFFF")
        for i, (label, value, big) in enumerate(cells):
            if i:
                self.paper.rule(x + 14, top - i * each, x + width - 14, top - i * each, self.colors.main, 0.5)
            self._cell(x + width / 2, top - i * each - 3 * scale, width - 16, scale, label, value, big)

    # Photo and code

    def _sides(self, center: float) -> None:
        """Photo left and code right of the text, both about one height."""
        limit = self.paper.height - _INSIDE - (_EMBLEM + 14 if self.emblem else 0) - _PHOTO[1] / 2
        center = min(center, limit)
        self._photo(_SIDE, center)
        if self.seal:
            self._code(self.paper.width - _SIDE - _QR, center + 7)

    def _photo(self, x: float, center: float) -> None:
        assert self.photo is not None
        width, height = _PHOTO
        low = center - height / 2
        alt = wording.photo_words(self.data)
        picture.draw(self.paper, self.photo, x + 3, low + 3, width - 6, height - 6, cover=True, alt=alt)
        self.paper.box(x, low, width, height, line=self.colors.main, stroke=0.9)

    def _code(self, x: float, center: float, rows: int = 2) -> None:
        assert self.seal is not None
        low = center - _QR / 2
        clear = _QR + 2 * _QUIET
        self.paper.box(x - _QUIET, low - _QUIET, clear, clear, fill="#FFFFFF")
        qr.draw(self.paper, self.seal.text, x, low, _QR, wording.code_words(self.data))
        style = Style(9, color=SMALL_INK)
        lines = [catalog(language).say(wording.SCAN) for language in wording.languages(self.data)]
        for i, text in enumerate(lines if rows > 1 else [" · ".join(lines)]):
            self.paper.text(x + _QR / 2, low - _QUIET - 5 - i * 13, text, style, "center")

    # The foot: hand signatures, serial

    def _foot(self) -> float:
        """Draws signatures and foot line; gives the height above which the column may stand."""
        paper, data = self.paper, self.data
        style = Style(8.25, color=SMALL_INK)
        text = wording.footer(data, self.seal.check if self.seal else "", self.demo)
        used, lines = fit(text, style, paper.width - 2 * _SIDE, smallest=0.75)
        last = 23 * MM
        paper.lines(self.middle, last + (len(lines) - 1) * used.step, lines, used, "center")
        base = last + (len(lines) - 1) * used.step + 16
        people = [p for p in (data.paper.issuer, data.paper.second) if p and (best(p.name, "hi") or best(p.role, "hi"))]
        wide = min(195.0, (paper.width - 2 * _SIDE - 90) / 2)
        left, right = _SIDE + wide / 2 + 4, paper.width - _SIDE - wide / 2 - 4
        if self.below:
            places = [left, right] if len(people) == 2 else [right]
            middle = left if len(people) == 1 else self.middle
            self._code(middle - _QR / 2, base + _CAPTION + _QR / 2, rows=1)
        else:
            places = [left, right] if len(people) == 2 else [self.middle]
        top = self._sign(places, people, base, wide)
        return max(top, base + _CAPTION + _QR + _QUIET) if self.below else top

    def _sign(self, places: list[float], people: list[Signatory], base: float, wide: float) -> float:
        """Rules to sign on, with names and offices below; gives the height that hands need."""
        if not people:
            return base
        texts = [self._signatory(p, wide) for p in people]
        high = max(sum(len(rows) * used.step for used, rows in group) for group in texts)
        for x, group in zip(places, texts, strict=True):
            top = base + high
            self.paper.rule(x - wide / 2, top + 4, x + wide / 2, top + 4, self.colors.main, 0.8)
            for used, rows in group:
                self.paper.lines(x, baseline(top, used), rows, used, "center")
                top -= len(rows) * used.step
        return base + high + 4 + 30  # 30 points to write a name by hand

    def _signatory(self, who: Signatory, width: float) -> list[tuple[Style, tuple[Line, ...]]]:
        groups = []
        for pair, style in (
            (who.name, Style(10.5, "SemiBold", INK, leading=1.4)),
            (who.role, Style(10, leading=1.4)),
        ):
            joined = wording.both(self.data, pair)
            apart = wording.both(self.data, pair, "\n").split("\n")
            # Two languages that do not fit beside each other stand below each other, not cut anywhere.
            for text in [joined] if line(joined, style).width <= width else apart:
                if text:
                    groups.append(fit(text, style, width, smallest=0.8))
        return groups
