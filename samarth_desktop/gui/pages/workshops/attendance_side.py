"""Beside the attendance of a session: how many came, the keys, what the other laptop brought."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, Progress
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.workshops.hall_clock import Heard

_KEYS = (("Space", T("present / absent")), ("F6", T("late (the time of now)")), ("F7", T("leaves now")),
         (T("letters"), T("go to that name")), (T("Ctrl and right arrow"), T("next session")))  # fmt: skip


class AttendanceSide(QFrame):
    """300 wide; hidden in a small window."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setFixedWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 12)
        column.setSpacing(10)
        self.title = Label("", 18, 600)
        column.addWidget(self.title)
        card = Card()
        self.here = Label("0", 24, 700)
        self.of = Label("", 15, 400)
        self.share = Label("", 15, 600)
        card.head.addWidget(self.here)
        card.head.addWidget(self.of, 1)
        card.head.addWidget(self.share)
        self.bar = Progress(words=False)
        card.body.addWidget(self.bar)
        self.gender = Label("", 13, 400, wrap=True)
        self.extra = Label("", 13, 400, wrap=True)
        card.body.addWidget(self.gender)
        card.body.addWidget(self.extra)
        column.addWidget(card)
        column.addWidget(Label(T("Without the mouse"), 15, 600))
        for key, words in _KEYS:
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(Keycap(key if isinstance(key, str) else say(key)))
            inside.addWidget(Label(words, 14), 1)
            column.addWidget(row)
        self.other = Banner("", "info", "laptop")
        self.other.hide()
        column.addWidget(self.other)
        column.addStretch(1)

    def show_counts(self, number: int, counts: Mapping[str, int]) -> None:
        """The counts of a session, as :func:`actions.workshops.grid.counts` gives them."""
        here = counts["present"] + counts["late"]
        self.title.show_text(T("Count of session {n}", n=number))
        self.here.show_text(lang.catalog.number(here))
        self.of.show_text(T("of {n} came", n=counts["all"]))
        self.share.show_text(f"{round(100 * here / counts['all'])} %" if counts["all"] else "")
        self.bar.show_progress(here, max(counts["all"], 1))
        women, men, other = (counts[key] for key in ("female", "male", "other"))
        self.gender.show_text(T("Women {f} · men {m} · other {o}", f=women, m=men, o=other))
        walk_ins, names = counts["walk_ins"], counts["names"]
        self.extra.show_text(
            T("Walk-ins {n} (counted among them). Only a name: {names}, no certificate.", n=walk_ins, names=names)
        )

    def show_heard(self, heard: "Sequence[Heard]", letters: Mapping[str, str]) -> None:
        """What came from the other laptop that was heard last."""
        first = next((one for one in heard if one.came), None)
        self.other.setVisible(first is not None)
        if first is None:
            return
        name = letters.get(first.device, "B")
        words = T("{n} check-ins came from laptop {name}.", n=first.came, name=name)
        if first.ahead:
            words = T(
                "{n} check-ins came from laptop {name}. Its clock was {s} seconds off; the times were corrected.",
                n=first.came, name=name, s=abs(first.ahead),
            )  # fmt: skip
        self.other.show_state(words, "info", "laptop")
