"""Cards of Help that stay the same: the keys, and what is new."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference.changes import Release, releases
from samarth_desktop.domain.reference.keys import KEYS
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T

_SHOWN = 3
"""Releases whose changes are shown."""


def keys(print_card: Callable[[], object]) -> QWidget:
    """A card with all keys, and a button that calls `print_card` for those on paper."""
    card = Card(T("Keys"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for row, (key, text) in enumerate(KEYS):
        grid.addWidget(Keycap(key), row, 0)
        grid.addWidget(Label(text, 15), row, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    on_paper = Button(T("Quick card to print, 2 pages"), icon="print")
    on_paper.clicked.connect(lambda: print_card())
    card.body.addWidget(on_paper)
    return card


def news() -> QWidget:
    """A card with the changes of the newest releases."""
    card = Card(T("What is new"))
    for release in releases()[:_SHOWN]:
        card.body.addWidget(Label(_head(release), 14, 600))
        for change in release.changes:
            card.body.addWidget(Label(_in_force(change), 14, 400, "ink2", wrap=True))
    return card


def sources() -> QWidget:
    """A card with whose work the spelling of names was learned from."""
    card = Card(T("Whose words these are"))
    card.body.addWidget(
        Label(
            T(
                "How names are written in the other script was learned from our own lists, from the Indian Names "
                "Corpus (© 2011 Carnegie Mellon University, licence CC BY 3.0), from names of candidates published by "
                "the Election Commission of India, as collected by in-rolls/indicate (MIT licence), and from how often "
                "words stand in Hindi texts (Unilex, © 2017-2024 Unicode, Inc., Unicode License V3)."
            ),
            14,
            400,
            "ink2",
            wrap=True,
        )
    )
    return card


def _head(release: Release) -> Callable[[], str]:
    return lambda: say(T("Version {version}, {day}", version=release.version, day=release.on))


def _in_force(words: Words) -> Callable[[], str]:
    return lambda: words.say(lang.code)
