"""Colours, type and the one style sheet. No colour or font size stands anywhere else in the window.

``now()`` is the theme in force; widgets that paint themselves ask it at paint time, all others are dressed by
the style sheet of ``sheet.py``. ``look.choose("system" | "light" | "dark" | "contrast")`` switches everything at once.
"""

import functools
from dataclasses import dataclass

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from samarth_desktop import typefaces
from samarth_desktop.gui.theme import stylesheet

CHOICES = ("system", "light", "dark", "contrast")
_WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold, 700: QFont.Weight.Bold}


@dataclass(frozen=True, slots=True)
class Theme:
    """One colour a role, as #RRGGBB."""

    name: str
    paper: str
    card: str
    field: str
    sunk: str
    zebra: str
    ink: str
    ink2: str
    line: str  # decoration only
    ctl: str  # borders of anything that can be operated
    prim: str
    hover: str
    on_prim: str
    hero: str
    on_hero: str
    tint: str
    tint_ink: str
    nav: str
    nav_on: str
    nav_ink: str
    nav_ink2: str
    turmeric: str
    on_turmeric: str
    warn: str
    warn_back: str
    warn_line: str
    err: str
    err_back: str
    ok: str
    ok_back: str
    disabled: str
    disabled_back: str

    def color(self, role: str) -> QColor:
        """The colour of a role, e.g. ``color("ink2")``."""
        return _color(getattr(self, role))


@functools.cache
def _color(value: str) -> QColor:
    return QColor(value)


LIGHT = Theme(
    name="light",
    paper="#F6F2E9",
    card="#FFFDF9",
    field="#FFFFFF",
    sunk="#EEE8DB",
    zebra="#FAF7F0",
    ink="#1C2140",
    ink2="#4D526D",
    line="#DBD3C1",
    ctl="#827C72",
    prim="#2B3F87",
    hover="#22336F",
    on_prim="#FFFFFF",
    hero="#2B3F87",
    on_hero="#FFFFFF",
    tint="#E4E9F7",
    tint_ink="#22336F",
    nav="#1F2B5B",
    nav_on="#34447F",
    nav_ink="#FFFFFF",
    nav_ink2="#CBD2EC",
    turmeric="#E3A422",
    on_turmeric="#1C2140",
    warn="#714500",
    warn_back="#FFF2D1",
    warn_line="#AE740B",
    err="#A62B1C",
    err_back="#FCE9E4",
    ok="#1B6341",
    ok_back="#E1F0E6",
    disabled="#706B61",
    disabled_back="#EDE8DD",
)
DARK = Theme(
    name="dark",
    paper="#12162A",
    card="#1A1F38",
    field="#141930",
    sunk="#242A48",
    zebra="#1D2340",
    ink="#F2EFE7",
    ink2="#B9BDD2",
    line="#363E63",
    ctl="#7F88B2",
    prim="#AFBDF6",
    hover="#C3CEFA",
    on_prim="#121A3A",
    hero="#3A4CA0",
    on_hero="#FFFFFF",
    tint="#2B3565",
    tint_ink="#D9E0FF",
    nav="#0C1020",
    nav_on="#2B3565",
    nav_ink="#FFFFFF",
    nav_ink2="#BCC3DF",
    turmeric="#F1BE4E",
    on_turmeric="#1C2140",
    warn="#F7D283",
    warn_back="#3A2F12",
    warn_line="#B98A2A",
    err="#FFB3A4",
    err_back="#43211E",
    ok="#93D9B0",
    ok_back="#17382A",
    disabled="#9298B6",
    disabled_back="#20263F",
)


CONTRAST = Theme(  # at least 7:1 for words and for borders of what can be operated
    name="contrast",
    paper="#FFFFFF",
    card="#FFFFFF",
    field="#FFFFFF",
    sunk="#F0F0F0",
    zebra="#F7F7F7",
    ink="#000000",
    ink2="#000000",
    line="#4D4D4D",
    ctl="#000000",
    prim="#00006E",
    hover="#000000",
    on_prim="#FFFFFF",
    hero="#00006E",
    on_hero="#FFFFFF",
    tint="#FFF3A6",
    tint_ink="#000000",
    nav="#000000",
    nav_on="#00006E",
    nav_ink="#FFFFFF",
    nav_ink2="#FFFFFF",
    turmeric="#FFD400",
    on_turmeric="#000000",
    warn="#4A2C00",
    warn_back="#FFFFFF",
    warn_line="#4A2C00",
    err="#8B0000",
    err_back="#FFFFFF",
    ok="#003D1B",
    ok_back="#FFFFFF",
    disabled="#4D4D4D",
    disabled_back="#F0F0F0",
)

_THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_DARK_BELOW = 128  # of 255: how light a palette's paper is


class ThemeManager(QObject):
    """Which theme is in force; ``changed`` tells after the program has been dressed anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"
        self.theme = LIGHT

    def show_paper(self, app: QApplication, choice: str = "system") -> None:
        """Colours the bare window as the theme's paper, until `start` dresses everything. What the system wishes is
        taken from its own palette here: its settings are told in Qt's large namespace (15 ms)."""
        if choice == "system":
            choice = "dark" if app.palette().window().color().lightness() < _DARK_BELOW else "light"
        app.setPalette(palette(_THEMES.get(choice, LIGHT)))

    def start(self, app: QApplication, choice: str = "system") -> None:
        """Loads the type faces and dresses the program. Once, before the first widget that says something."""
        app.setStyle("Fusion")
        _load_faces()
        app.setFont(font(15))
        app.styleHints().colorSchemeChanged.connect(self._dress)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._dress)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Follows the system, or stays light, dark or in high contrast."""
        self.choice = choice if choice in CHOICES else "system"
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        wanted = _system_wish() if self.choice == "system" else self.choice
        self.theme = _THEMES.get(wanted, LIGHT)
        # Bare in between: a sheet in the place of another resolves each rule of both for every widget, 1.3 s for a form
        # instead of 0.25. Nothing is painted before this returns.
        app.setStyleSheet("")
        app.setPalette(palette(self.theme))
        app.setStyleSheet(stylesheet.stylesheet(self.theme))
        for window in app.topLevelWidgets():
            window.update()
        self.changed.emit()


look = ThemeManager()


def now() -> Theme:
    """The theme in force."""
    return look.theme


def font(size: int, weight: int = 400) -> QFont:
    """The one typeface at `size` logical pixels and weight 400, 600 or 700."""
    made = QFont(typefaces.FAMILY)
    made.setPixelSize(size)
    made.setWeight(_WEIGHTS[weight])
    return made


def palette(theme: Theme) -> QPalette:
    """Qt's palette from the tokens, for what the style sheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: theme.paper,
        roles.WindowText: theme.ink,
        roles.Base: theme.field,
        roles.AlternateBase: theme.zebra,
        roles.Text: theme.ink,
        roles.Button: theme.card,
        roles.ButtonText: theme.ink,
        roles.BrightText: theme.err,
        roles.Highlight: theme.prim,
        roles.HighlightedText: theme.on_prim,
        roles.Link: theme.prim,
        roles.LinkVisited: theme.prim,
        roles.PlaceholderText: theme.ink2,
        roles.ToolTipBase: theme.ink,
        roles.ToolTipText: theme.card,
        roles.Mid: theme.ctl,
        roles.Accent: theme.prim,
    }
    for role, value in pairs.items():
        made.setColor(role, _color(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, _color(theme.disabled))
    return made


def _system_wish() -> str:
    """What the computer's settings ask for."""
    hints, Qt = QGuiApplication.styleHints(), QtCore.Qt  # here: see show_paper
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _load_faces() -> None:
    if typefaces.FAMILY in QFontDatabase.families():
        known = {QFontDatabase.weight(typefaces.FAMILY, s) for s in QFontDatabase.styles(typefaces.FAMILY)}
        if {400, 600, 700} <= known:
            return  # a second start in one process, or a system that has all three
    for weight in typefaces.WEIGHTS:
        QFontDatabase.addApplicationFont(str(typefaces.face(weight)))
