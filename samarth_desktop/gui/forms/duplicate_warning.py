"""Beside the form: people on this laptop who may be the same person. Never in the way."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, ShareBar
from samarth_desktop.gui.kit.surfaces.labels import Avatar, IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.side_panel import SidePanel
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.rules.duplicates.scoring import Match, Reason
    from samarth_desktop.store.duplicates.candidates import Candidate

PAUSE_MS = 350
STRONG = 0.85  # rules.duplicates.scoring.WARN, which is read only when somebody is found
_REASONS = 3
_KEYS = (
    ("Enter", T("next place")),
    ("F4", T("next required place")),
    ("Alt+1…5", T("another part")),
    ("F2", T("Hindi typing on or off")),
    ("Ctrl+D", T("keep unfinished")),
)


class ScoreBar(ShareBar):
    """A likeness as a bar; words and percent stand beside it."""

    def __init__(self, share: float) -> None:
        super().__init__("warn_line", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(share)


def percent(score: float) -> int:
    """A score for people. Never 100: nobody but a person can be that sure."""
    return min(99, round(score * 100))


def telling(match: "Match") -> "list[Reason]":
    """What speaks most for one person, and the strongest word against it."""
    against = [reason for reason in match.reasons if not reason.positive][:1]
    positive = [reason for reason in match.reasons if reason.positive]
    return [*positive[: _REASONS - len(against)], *against]


def reason_line(reason: "Reason", *, wrap: bool = True) -> IconLabel:
    """A reason with a tick or a cross."""
    line = IconLabel("", reason.text, "ink", wrap=wrap)
    line.icon.show_icon("check" if reason.positive else "close", "ok" if reason.positive else "ink2")
    return line


class CandidateCard(Card):
    """One person: photo or letter, name, village, reasons, Yes and No."""

    def __init__(self, found: "Candidate", yes: Callable[[], object], no: Callable[[], object]) -> None:
        super().__init__(margin=12)
        card, score = found.summary, found.match.score
        name = card.name_hi or card.name_en
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(name, 44))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, 15, 600, wrap=True))
        if card.name_hi and card.name_en:
            words.addWidget(Label(card.name_en, 13, 400, "ink2", wrap=True))
        below = " · ".join(part for part in (card.village, card.registration) if part)
        words.addWidget(Label(below, 13, wrap=True))
        head.addLayout(words, 1)
        self.body.addLayout(head)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(Label(T("Very like") if score >= STRONG else T("Somewhat like"), 13, 600))
        bar.addWidget(ScoreBar(score), 1)
        bar.addWidget(Label(f"{percent(score)}%", 13, 600))
        self.body.addLayout(bar)
        reasons = QVBoxLayout()
        reasons.setSpacing(0)
        for reason in telling(found.match):
            reasons.addWidget(reason_line(reason))
        self.body.setSpacing(6)
        self.body.addLayout(reasons)
        row = QHBoxLayout()
        open_it, other = Button(T("Yes, open"), small=True), Button(T("No"), small=True)
        open_it.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        open_it.clicked.connect(yes)
        other.clicked.connect(no)
        row.addWidget(open_it, 1)
        row.addWidget(other)
        self.body.addLayout(row)


class DuplicateWarning(SidePanel):
    """Asks for look-alikes a moment after typing stops; shows two at most. `opened` carries a row."""

    opened = Signal(str)

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(T("Is this the same person?"), "warn")
        self._host, self._session = host, session
        self._sheet: Registration | None = None
        self._asked = 0
        self.refused: set[str] = set()
        """The people whom somebody called another person; kept with the record when it is saved."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.cards: list[CandidateCard] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(10)
        self.body.addLayout(self._place)
        self._later = IconLabel("info", T("Not sure? Go on: this can be settled later."), "ink2", wrap=True)
        self.body.addWidget(self._later)
        self._quiet = self._keys_card()
        self.body.addWidget(self._quiet)
        self._show([])

    def _keys_card(self) -> Card:
        card = Card(T("Quicker with keys"), margin=14, size=15)
        for key, words in _KEYS:
            row = QHBoxLayout()
            row.setSpacing(10)
            cap = QHBoxLayout()
            cap.addWidget(Keycap(key))
            cap.addStretch(1)
            holder = QWidget()
            holder.setFixedWidth(84)
            holder.setLayout(cap)
            cap.setContentsMargins(0, 0, 0, 0)
            row.addWidget(holder)
            row.addWidget(Label(words, 14, 400, "ink2", wrap=True), 1)
            card.body.addLayout(row)
        return card

    def reset(self) -> None:
        """Another form was opened: earlier answers count no more."""
        self.refused = set()
        self._show([])

    def look(self, sheet: Registration) -> None:
        """The form has changed."""
        self._sheet = sheet
        self._pause.start()

    def ask(self) -> None:
        """Looks now, in the store lane; an older answer that comes late is dropped."""
        sheet = self._sheet
        if sheet is None:
            return
        self._asked += 1
        number = self._asked

        def find(task: object) -> "list[Candidate]":
            from samarth_desktop.actions.exchange.duplicates import likely_duplicates

            return likely_duplicates(self._session, sheet)

        def found(hits: "list[Candidate]") -> None:
            if number == self._asked:
                self._show(hits)

        self._host.lanes.store.run(find, found, owner=self)

    def _show(self, hits: "Sequence[Candidate]") -> None:
        left = [hit for hit in hits if hit.summary.id not in self.refused]
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [CandidateCard(hit, self._yes(hit.summary.id), self._no(hit.summary.id, left)) for hit in left]
        for card in self.cards:
            self._place.addWidget(card)
        some = bool(left)
        title: LocalizedText = T("Is this the same person?") if some else T("Nobody like this so far")
        self.head.show_state("warn" if some else "", title, "ink")
        self._later.setVisible(some)
        self._quiet.setVisible(not some)
        count: Text = Tn("{count} similar person", "{count} similar people", len(left))
        self.show_count(len(left), count)

    def _yes(self, row: str) -> Callable[[], object]:
        return lambda: self.opened.emit(row)

    def _no(self, row: str, hits: "Sequence[Candidate]") -> Callable[[], object]:
        def refuse() -> None:
            self.refused.add(row)
            self._show(hits)

        return refuse
