"""Help: what to do next, keys, what happens without internet, where the data lies, what is new."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference.changes import Release, releases
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.setup.setup_steps import advice
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

_SHOWN = 3
"""Releases whose changes are shown."""
STEPS = (
    (
        "person",
        T("1. Register"),
        T("Ask for consent first, then write the form. Ctrl+D keeps it unfinished at any time."),
    ),
    ("checkc", T("2. Complete"), T("Today lists unfinished forms and says what each still needs.")),
    (
        "print",
        T("3. Print the certificate"),
        T("Complete forms with consent can be printed at once, without internet."),
    ),
    ("unsent", T("4. Send"), T("With internet it goes by itself; without, a pen drive carries it to the office.")),
)
KEYS: Sequence[tuple[str, Text]] = (
    ("Ctrl+F", T("Search everything")),
    ("Ctrl+N", T("Register artisan")),
    ("Ctrl+G", T("Register SHG")),
    ("Ctrl+P", T("Print")),
    ("Ctrl+PgDown", T("Next step of a form")),
    ("Ctrl+Enter", T("Save and next")),
    ("Ctrl+D", T("Keep as draft")),
    ("F4", T("Next required field")),
    ("Tab", T("Next field")),
    ("Shift+Tab", T("Field before")),
    ("Esc", T("Close or clear")),
    ("F1", T("This help")),
)
ANSWERS = (
    (
        "offline",
        T("Is internet needed?"),
        T("No. Everything but sending works without it. Nothing waits and nothing is lost."),
    ),
    (
        "phone",
        T("Which details are hidden?"),
        T("Mobile, bank and papers show their last four characters. Of Aadhaar only four digits are kept."),
    ),
    (
        "laptop",
        T("The laptop is lost. What now?"),
        T("Nobody can read the data without the passphrase. What was sent comes back from the office."),
    ),
    (
        "key",
        T("The passphrase is forgotten"),
        T("Open with the recovery key from the paper, then choose a new passphrase."),
    ),
    (
        "group",
        T("Two records of one person?"),
        T("The form warns while you write. If you are not sure, go on; it can be settled later."),
    ),
)


class HelpPage(Page):
    """Short answers; no page of a manual."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        del host
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(gap=16)
        outer.addWidget(scroll)
        scroll.column.addWidget(PageHead(T("Help")))
        row = Columns(700)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(16)
        right.setSpacing(16)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        left.addWidget(_list(T("From the first word to the certificate"), STEPS))
        left.addWidget(_list(T("Questions"), ANSWERS))
        left.addWidget(_news())
        left.addStretch(1)
        right.addWidget(_keys())
        where = Card(T("Where the data lies"))
        where.body.addWidget(Label(T("Locked, on this laptop only:"), 14, 400, "ink2", wrap=True))
        self.folder = Label(_breakable(str(session.store.folder)), 14, 600, wrap=True)
        where.body.addWidget(self.folder)
        where.body.addWidget(
            Label(T("Copy it to a pen drive once a week: Settings, Backup."), 14, 400, "ink2", wrap=True)
        )
        right.addWidget(where)
        right.addStretch(1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(1)


def _list(title: Text, entries: Sequence[tuple[str, Text, Text]]) -> Card:
    card = Card(title)
    card.body.setSpacing(12)
    for icon, head, text in entries:
        card.body.addLayout(advice(icon, head, text))
    return card


def _keys() -> QWidget:
    card = Card(T("Keys"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for row, (key, text) in enumerate(KEYS):
        grid.addWidget(Keycap(key), row, 0)
        grid.addWidget(Label(text, 15), row, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    return card


def _news() -> QWidget:
    card = Card(T("What is new"))
    for release in releases()[:_SHOWN]:
        card.body.addWidget(Label(_head(release), 14, 600))
        for change in release.changes:
            card.body.addWidget(Label(_in_force(change), 14, 400, "ink2", wrap=True))
    return card


def _head(release: Release) -> Callable[[], str]:
    return lambda: say(T("Version {version}, {day}", version=release.version, day=release.on))


def _in_force(words: Words) -> Callable[[], str]:
    return lambda: words.say(lang.code)


def _breakable(path: str) -> str:
    """Lets a long path wrap after its separators (zero width space)."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
