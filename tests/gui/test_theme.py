"""Tokens, type and the style sheet."""

import dataclasses

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QLineEdit

from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.theme import DARK, LIGHT

# ink on ground, as look.md asks: text at least 6:1 where it is ink or ink2, 4.5:1 elsewhere
TEXT = [("ink", "paper", 6), ("ink", "card", 6), ("ink", "field", 6), ("ink", "sunk", 6), ("ink2", "paper", 6),
        ("ink2", "card", 6), ("ink2", "sunk", 6), ("on_prim", "prim", 6), ("tint_ink", "tint", 6),
        ("nav_ink2", "nav", 6), ("nav_ink", "nav_on", 6), ("on_turmeric", "turmeric", 6), ("warn", "warn_back", 6),
        ("err", "err_back", 4.5), ("ok", "ok_back", 4.5), ("disabled", "disabled_back", 4), ("on_hero", "hero", 6)]  # fmt: skip


def contrast(one: QColor, two: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_is_readable_on_its_ground(tokens):
    for ink, ground, least in TEXT:
        assert contrast(tokens.color(ink), tokens.color(ground)) >= least, (ink, ground)
    assert contrast(tokens.color("ctl"), tokens.color("field")) >= 3


def test_all_tokens_are_colours():
    for tokens in (LIGHT, DARK):
        for field in dataclasses.fields(tokens):
            if field.name != "name":
                assert QColor(getattr(tokens, field.name)).isValid()


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_the_faces_are_the_shipped_ones(weight):
    info = QFontInfo(theme.font(15, weight))
    assert info.family() == "Noto Sans Devanagari"
    assert info.weight() == weight
    widths = {QFontMetrics(theme.font(40, w)).horizontalAdvance("कारीगर Artisan") for w in (400, 600, 700)}
    assert len(widths) == 3  # three real faces, none of them faked from another


def test_a_switch_of_theme_reaches_what_stands_on_screen(qtbot):
    box = QLineEdit()
    qtbot.addWidget(box)
    box.resize(200, 38)
    box.show()
    light = box.grab().toImage().pixelColor(100, 10)
    theme.look.choose("dark")
    assert box.grab().toImage().pixelColor(100, 10) != light
    assert theme.now() is DARK


def test_icons_take_the_colour_of_the_role():
    picture = icons.pixmap("check", "ok", 32, 2.0).toImage()
    inks = {
        picture.pixelColor(x, y).name() for x in range(64) for y in range(64) if picture.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.ok.lower() in inks
    assert picture.devicePixelRatio() == 2.0


def test_every_icon_can_be_drawn():
    from samarth_desktop import paths

    for file in sorted(paths.resource("icons").glob("*.svg")):
        picture = icons.pixmap(file.stem, "ink", 24, 1.0).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), file.stem


def test_the_woven_strip_keeps_to_its_place():
    image = QImage(64, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint.woven(painter, paint.QRectF(0, 6, 64, 8))
    painter.end()
    rows = {y for y in range(20) for x in range(64) if image.pixelColor(x, y).alpha()}
    assert rows == set(range(6, 14))
