"""Both scripts on paper: what is copied out is what was put in, what is seen is what HarfBuzz shaped."""

import functools
import random
from datetime import UTC, datetime

import numpy
import pytest
import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from samarth_desktop import typefaces
from samarth_desktop.documents.pdf import indic
from samarth_desktop.documents.pdf.pdf_canvas import A4, PdfCanvas, Style, fit, line, wrap

from . import reading
from .words import HARD, SENTENCES

MADE = datetime(2026, 11, 12, tzinfo=UTC)
CONSONANTS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह"
SIGNS = ["", "ा", "ि", "ी", "ु", "ू", "ृ", "े", "ै", "ो", "ौ", "ं", "ँ", "िं", "ीं", "ें"]


def conjuncts(count: int) -> list[str]:
    """Invented syllables of two to four consonants, the same in every run."""
    dice = random.Random(20261112)
    made: set[str] = set()
    while len(made) < count:
        length = dice.choice((2, 2, 2, 3, 3, 4))
        made.add("्".join(dice.choice(CONSONANTS) for _ in range(length)) + dice.choice(SIGNS))
    return sorted(made)


def written(texts: list[str], weight: indic.Weight = "Regular", size: float = 11) -> bytes:
    """A PDF with one text a line."""
    paper = PdfCanvas(A4, "test", MADE)
    y = 800.0
    for text in texts:
        if y < 40:
            paper.page()
            y = 800.0
        paper.text(40, y, text, Style(size, weight))
        y -= size * 2.2
    paper.page()
    return paper.finish()


@functools.cache
def everything() -> tuple[list[str], bytes]:
    made = conjuncts(600)
    texts = [*HARD, *SENTENCES, *(" ".join(made[i : i + 4]) for i in range(0, len(made), 4))]
    return texts, written(texts)


def test_there_are_enough_hard_words() -> None:
    assert len(set(HARD)) >= 60


@pytest.mark.parametrize("reader", reading.READERS)
def test_extraction_gives_every_letter_back(reader: str) -> None:
    texts, data = everything()
    assert reading.rows(reading.READERS[reader](data)) == texts


@pytest.mark.parametrize("reader", reading.READERS)
def test_weights_and_justified_lines_extract_too(reader: str) -> None:
    text = f"**{SENTENCES[0]}** " + " ".join(SENTENCES[1:])
    paper = PdfCanvas(A4, "test", MADE)
    style = Style(12)
    lines = wrap(text, style, 300, bold=True)
    paper.lines(60, 700, lines, style, "justify", 300)
    paper.page()
    got = " ".join(reading.rows(reading.READERS[reader](paper.finish())))
    assert got == text.replace("**", "")


# Drawing: against outlines that HarfBuzz itself draws with Qt as painter, from the untouched face

STRIP = (600.0, 60.0)  # one line of large text; large enough that pdfium paints outlines, not cached bitmaps
SIZE = 24
DPI = 216
SAME = 0.015  # painters differ in how they smooth an edge, never by more


def _ours(text: str, weight: indic.Weight) -> numpy.ndarray:
    paper = PdfCanvas(STRIP, "test", MADE)
    assert paper.text(20, 22, text, Style(SIZE, weight, "#000000")) < STRIP[0] - 30, text
    paper.page()
    return reading.picture(paper.finish(), DPI)


def _independent(text: str, weight: indic.Weight) -> numpy.ndarray:
    face = hb.Face(typefaces.face(weight).read_bytes())
    font = hb.Font(face)
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    pen_x = 0.0
    for part in _by_script(text):
        buffer = hb.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"dlig": False})
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            _glyph(outline, font, info.codepoint, pen_x + at.x_offset, at.y_offset)
            pen_x += at.x_advance
    width, height = (round(side * DPI / 72) for side in STRIP)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(DPI / 72, -DPI / 72)
    painter.translate(20, 22 - STRIP[1])
    painter.scale(SIZE / face.upem, SIZE / face.upem)
    painter.fillPath(outline, QColor("#000000"))
    painter.end()
    bits = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(height, image.bytesPerLine())
    return bits[:, :width].copy()


def _by_script(text: str) -> list[str]:
    """Stretches of Devanagari and of the rest; written for the test, in another way than the program's."""
    parts: list[str] = []
    deva: bool | None = None
    for ch in text:
        mine = True if "\u0900" <= ch <= "\u0963" or "\u0966" <= ch <= "\u097f" else False if ch.isalpha() else deva
        if parts and (mine == deva or deva is None):
            parts[-1] += ch
        else:
            parts.append(ch)
        deva = mine
    return parts


def _glyph(path: QPainterPath, font: hb.Font, glyph: int, dx: float, dy: float) -> None:
    pen = RecordingPen()
    font.draw_glyph_with_pen(glyph, pen)
    draw = {"moveTo": path.moveTo, "lineTo": path.lineTo, "qCurveTo": path.quadTo, "curveTo": path.cubicTo}
    for kind, points in pen.value:
        if kind in draw:
            draw[kind](*(QPointF(x + dx, y + dy) for x, y in points))
        else:
            path.closeSubpath()


def _differs(text: str, weight: indic.Weight = "Regular", other: str = "") -> float:
    """How much of the ink differs between our page and the independent drawing, 0 to 1."""
    ours = 255 - _ours(text, weight).astype(float)
    theirs = 255 - _independent(other or text, weight).astype(float)
    assert theirs.sum() > 0
    return float(numpy.abs(_soft(ours) - _soft(theirs)).sum() / theirs.sum())


def _soft(image: numpy.ndarray) -> numpy.ndarray:
    """A 3x3 mean: two painters differ in how they smooth an edge, not in where it is."""
    padded = numpy.pad(image, 1)
    height, width = image.shape
    return sum(padded[i : i + height, j : j + width] for i in range(3) for j in range(3)) / 9


def _strips(texts: list[str]) -> list[str]:
    """As many texts beside each other as the strip holds."""
    strips = [texts[0]]
    for text in texts[1:]:
        joined = f"{strips[-1]} {text}"
        if indic.width_of("Bold", joined, SIZE) < STRIP[0] - 40:
            strips[-1] = joined
        else:
            strips.append(text)
    return strips


def test_drawing_is_what_harfbuzz_shapes() -> None:
    sentences = [part for text in SENTENCES for part in (text[:40], text[40:]) if part]
    worst = max((_differs(text), text) for text in _strips([*HARD, *sentences]))
    assert worst[0] < SAME, worst


def test_six_hundred_conjuncts_are_drawn_rightly() -> None:
    worst = max((_differs(text), text) for text in _strips(conjuncts(600)))
    assert worst[0] < SAME, worst


def test_the_comparison_sees_a_wrong_vowel_sign() -> None:
    assert _differs("श्रीमती शबनम बाना", other="श्रीमती शबनम बानो") > SAME


@pytest.mark.parametrize("weight", ["SemiBold", "Bold"])
def test_the_heavier_faces_too(weight: indic.Weight) -> None:
    assert max(_differs(text, weight) for text in _strips(HARD[:60])) < SAME


def test_a_script_change_inside_a_word_is_shaped() -> None:
    run = indic.shape("Regular", "ID-क्षत्रिय")
    alone = indic.shape("Regular", "क्षत्रिय")
    assert [cluster for cluster, _ in run.items][3:] == [cluster for cluster, _ in alone.items]


def test_no_discretionary_ligatures() -> None:
    assert [cluster.text for cluster, _ in indic.shape("Regular", "fifty").items] == list("fifty")


@given(st.text(alphabet=st.sampled_from(CONSONANTS + "़्ािीुूृेैोौंँः।०१२ABCfi -‌‍\t\n\x07₹é🙂त"), max_size=24))
def test_any_text_keeps_its_letters_and_its_width(text: str) -> None:
    run = indic.shape("Regular", text)
    assert "".join(cluster.text for cluster, _ in run.items) == indic.plain(text)
    assert run.width == sum(cluster.width + kern for cluster, kern in run.items)


@given(st.lists(st.sampled_from([*HARD, "**बुनकर**", "अ" * 60]), min_size=1, max_size=30), st.floats(60, 400))
def test_wrapped_lines_fit_and_lose_nothing(words: list[str], width: float) -> None:
    text = " ".join(words)
    for balance in (False, True):
        lines = wrap(text, Style(12), width, balance, bold=True)
        assert all(one.width <= width + 0.1 for one in lines)
        got = "".join(run.text for one in lines for run in one.runs).replace(" ", "")
        assert got == text.replace("**", "").replace(" ", "")


def test_balanced_lines_are_as_many_and_more_even() -> None:
    text = SENTENCES[0] + " " + SENTENCES[2]
    plain, even = wrap(text, Style(12), 400), wrap(text, Style(12), 400, balance=True)
    assert len(plain) == len(even)
    assert max(x.width for x in even) - min(x.width for x in even) < max(x.width for x in plain) - min(
        x.width for x in plain
    )


def test_fit_shrinks_then_breaks() -> None:
    style = Style(30, "Bold")
    short = fit("शबनम", style, 300)
    assert short[0].size == 30 and len(short[1]) == 1
    longer = fit("राजराजेश्वरी देवी चंद्रशेखर विश्वकर्मा", style, 380)
    assert 18 <= longer[0].size < 30 and len(longer[1]) == 1
    longest = fit("राजराजेश्वरी देवी चंद्रशेखरन विश्वकर्मा वंशीधर त्रिपाठी " * 2, style, 300)
    assert len(longest[1]) == 2 and all(one.width <= 300 for one in longest[1])


def test_bold_runs_take_the_heavier_face() -> None:
    (ready,) = wrap("को **एक जनपद** में", Style(12), 300, bold=True)
    assert [run.weight for run in ready.runs] == ["Regular", "SemiBold", "Regular"]
    (ready,) = wrap("2 ** 3", Style(12), 300, bold=True)
    assert ready.runs[0].text == "2 ** 3"


@pytest.mark.parametrize("text", ["**x**", "a ** b ** c", "<b>x</b> &amp;", "****", "{name} %s"])
def test_only_our_own_sentences_have_bold_marks(text: str) -> None:
    style = Style(12)
    for ready in (line(text, style), *fit(text, style, 300)[1], *wrap(text, style, 300)):
        assert [(run.weight, run.text) for run in ready.runs] == [("Regular", text)]


@pytest.mark.parametrize("width", [400.0, 90.0, 30.0])
def test_words_held_together_part_only_where_a_line_cannot_hold_them(width: float) -> None:
    text = "wife\u00a0of\u00a0Shri\u00a0Ram Lal, village\u00a0Zaidpur, ग्राम\u00a0ज़ैदपुर"
    style = Style(12)
    rows = ["".join(run.text for run in one.runs) for one in wrap(text, style, width, balance=True)]
    assert all(one.width <= width + 0.1 for one in wrap(text, style, width))
    assert not any("\u00a0" in row for row in rows)  # what is copied has plain spaces
    for pair in ("village Zaidpur", "ग्राम ज़ैदपुर"):
        together = line(pair, style).width + 4 <= width
        assert any(pair in row for row in rows) == together


def test_a_letter_without_a_glyph_is_a_box_that_still_copies() -> None:
    data = written(["नाम 🙂 ठीक"])
    assert reading.rows(reading.READERS["pdfium"](data)) == ["नाम 🙂 ठीक"]
