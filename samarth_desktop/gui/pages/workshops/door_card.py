"""The answer at the door: what happened, to be read from two metres, in colour, sign and words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from samarth_desktop.domain.names.other_script import in_both
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import line, surface
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Icon, IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.gui.theme.roles import restyled, set_role
from samarth_desktop.i18n import T, Text, Tn, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.workshops.door import Answer
    from samarth_desktop.kinds.attendance.record import Attendance

HEIGHT, LOW = 330, 290
_PHOTO = QSize(184, 226)
_OFFERED, _FEW = 5, 3
_LOW_PHOTO = QSize(140, 172)
RELATIONS = {"father": T("Father"), "husband": T("Husband"), "mother": T("Mother")}
# verdict -> (surface, ink role, icon)
_LOOKS = {
    "in": ("ok", "ok", "checkc"),
    "already": ("warn", "warn", "clock"),
    "not_invited": ("warn", "warn", "person"),
    "name_only": ("warn", "warn", "warn"),
    "choose": ("tint", "tint_ink", "group"),
    "elsewhere": ("err", "err", "err"),
    "nobody": ("warn", "warn", "search"),
    "failed": ("err", "err", "err"),
    "ready": ("card", "ink", "scan"),
}
SOUNDS = {"in": "high", "name_only": "high", "elsewhere": "low", "failed": "low"}
"""Which sound an answer has; every other one asks somebody to look: two tones."""


class Portrait(QLabel):
    """A photo, or an icon in a frame."""

    def __init__(self) -> None:
        super().__init__()
        self._photo, self._icon = QPixmap(), "person"
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(_PHOTO)

    def show_photo(self, photo: QPixmap, icon: str = "person") -> None:
        """Another face; without one the icon."""
        self._photo, self._icon = photo, icon
        self._dress()

    def _dress(self) -> None:
        set_role(self, surface="box" if self._photo.isNull() else "")
        if self._photo.isNull():
            self.setPixmap(icons.pixmap(self._icon, "ink2", 52))
            return
        size, ratio = self.size(), self.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        whole = self._photo.scaled(size * ratio, keep, smooth)
        left, top = (whole.width() - size.width() * ratio) / 2, (whole.height() - size.height() * ratio) * 0.3
        part = whole.copy(round(left), round(top), round(size.width() * ratio), round(size.height() * ratio))
        part.setDevicePixelRatio(ratio)
        self.setPixmap(part)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()


class DoorCard(QFrame):
    """Shows one answer. `chosen` carries the row of a candidate, `fill`, `undo`, `let_in`, `wrong` and `write` what the
    buttons below mean."""

    chosen = Signal(str)
    fill = Signal()
    undo = Signal()
    let_in = Signal()
    wrong = Signal()
    write = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        upper = QHBoxLayout()
        upper.setContentsMargins(20, 18, 18, 14)
        upper.setSpacing(22)
        self.portrait = Portrait()
        upper.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(self._words(), 1)
        column.addLayout(upper, 1)
        column.addWidget(line())
        column.addWidget(self._foot())
        self.show_ready()
        lang.changed.connect(self._again)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._sign = Icon("scan", "ink", 36)
        self.verdict = Label("", 28, 700)
        self.time = Label("", 24, 700)
        head.addWidget(self._sign)
        head.addWidget(self.verdict, 1)
        head.addWidget(self.time)
        words.addLayout(head)
        self.name = Label("", 34, 700)
        self.other = Label("", 15, 400, "ink2")
        self.place = IconLabel("place", "", "ink", 15, 600)
        self.more = IconLabel("group", "", "ink2", 14)
        for widget in (self.name, self.other, self.place, self.more):
            words.addWidget(widget)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        words.addLayout(self._choices)
        words.addStretch(1)
        return words

    def _foot(self) -> QFrame:
        foot = surface("door-foot")
        foot.setFixedHeight(58)
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 8, 18, 8)
        row.setSpacing(10)
        self.note = IconLabel("", "", "ink", 14, 600)
        row.addWidget(self.note, 1)
        self.buttons = {
            "fill": Button(T("Fill in now"), "link", key="F6", bind_key=False),
            "write": Button(T("Take in by name"), icon="plus", key="Ctrl+N", small=True, bind_key=False),
            "wrong": Button(T("The badge is somebody else's"), key="F7", small=True, bind_key=False),
            "let_in": Button(T("Let in"), key="Return", small=True, bind_key=False),
            "undo": Button(T("Take back"), icon="undo", key="Ctrl+Z", small=True, bind_key=False),
        }
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(getattr(self, name))
            row.addWidget(button)
        return foot

    # -- what is shown ------------------------------------------------------------------------------------------------

    def fold(self, narrow: bool) -> None:
        """Lower in a small window."""
        self.setFixedHeight(LOW if narrow else HEIGHT)
        self.portrait.setFixedSize(_LOW_PHOTO if narrow else _PHOTO)

    def show_ready(self) -> None:
        """Nobody came yet."""
        self.answer = None
        self._dress("ready", T("Ready for the first one"))
        self._tell("", "", "", "", ())

    def show_failed(self, reason: Text) -> None:
        """Nothing was written; the person with the laptop writes on paper meanwhile."""
        self.answer = None
        self._dress("failed", T("Not saved"))
        self._tell("", say(reason), "", "", ())
        self.note.show_state("warn", T("Write the name on paper, then mend this."), "err")

    def show_answer(self, said: "Answer", photo: QPixmap | None = None, laptop: str = "") -> None:
        """Another answer; `laptop` names the one that let her in before."""
        self.answer, self._photo, self._laptop = said, photo, laptop
        self._again()

    def _again(self) -> None:
        said = self.answer
        if said is None:
            return
        self.portrait.show_photo(self._photo or QPixmap(), "help" if said.verdict == "elsewhere" else "person")
        row = said.row
        clock = row.in_at[11:16] if row is not None and row.in_at else ""
        titles: dict[str, LocalizedText] = {
            "in": T("Checked in"),
            "already": T("Already in: {time}", time=clock),
            "not_invited": T("Not invited"),
            "name_only": T("Only the name is written"),
            "choose": Tn("{count} name that may be meant", "{count} names alike", len(said.candidates)),
            "elsewhere": T("This badge is not of here"),
            "nobody": T("Nobody found"),
        }
        self._dress(said.verdict, titles[said.verdict])
        self.time.show_text(clock if said.verdict in ("in", "name_only") else "")
        if row is not None:
            self._tell_of(said, row)
        elif said.verdict == "elsewhere":
            told = T("The number is right, but this person is not on this laptop.")
            self._tell(said.typed, say(told), "", "", ("write",))
            self.note.show_state("info", T("Ask for the name; the number is joined later."), "ink")
        else:
            self._tell(f"“{said.typed}”", "", "", "", () if said.candidates else ("write",))
            self._offer(said)

    def _tell_of(self, said: "Answer", row: "Attendance") -> None:
        hindi = in_devanagari(lang.code)
        names = in_both(row.name_hi, row.name_en, person=True)
        name, other = (names.hi, names.en) if hindi else (names.en, names.hi)
        relation = RELATIONS.get(row.relation)
        relative = f"{say(relation)}: {row.relative}" if relation and row.relative else ""
        place = "  ·  ".join(
            part for part in (row.village, say(T("{n} years", n=row.age)) if row.age else "", row.registration) if part
        )
        invited = say(T("Invited")) if row.invited else ""
        more = "  ·  ".join(part for part in (said.group, invited) if part)
        buttons: tuple[str, ...] = {
            "in": ("undo",), "already": ("wrong",), "not_invited": ("let_in",), "name_only": ("undo",),
        }.get(said.verdict, ())  # fmt: skip
        self._tell(
            name or other,
            "  ·  ".join(part for part in (other if name else "", relative) if part),
            place,
            more,
            buttons,
        )
        self._note(said)

    def _note(self, said: "Answer") -> None:
        if said.verdict == "already":
            self.note.show_state("info", self._heard(said), "ink")
        elif said.verdict == "not_invited" and said.full is not None:
            self.note.show_state("person", T("{n} of {of} places are taken", n=said.full[0], of=said.full[1]), "ink")
        elif said.verdict == "name_only":
            self.note.show_state("warn", T("For the certificate: age, mobile, consent"), "warn")
            self.buttons["fill"].show()
        elif said.missing:
            labels = ", ".join(say(one) for one in said.missing[:3])
            more = "…" if len(said.missing) > 3 else ""
            text = Tn(
                "{count} thing missing: {what}", "{count} things missing: {what}", len(said.missing), what=labels + more
            )
            self.note.show_state("warn", text, "warn")
            self.buttons["fill"].show()
        else:
            self.note.show_state("check", T("Everything is filled in"), "ok")

    def _heard(self, said: "Answer") -> Text:
        if self._laptop and said.heard:
            return T("On laptop {name}, last heard at {time}. Not counted twice.", name=self._laptop, time=said.heard)
        return T("Not counted twice. Compare the face.")

    def _dress(self, verdict: str, title: LocalizedText) -> None:
        look, ink, icon = _LOOKS[verdict]
        self.setProperty("surface", f"door-{look}")
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.show_icon(icon, ink)
        self.verdict.tone("" if ink == "ink" else ink)
        self.verdict.show_text(title)
        self.time.show_text("")

    def _tell(self, name: str, other: str, place: str, more: str, buttons: tuple[str, ...]) -> None:
        self.name.show_text(name)
        self.other.show()
        self.other.show_text(other)
        for label, text, icon in ((self.place, place, "place"), (self.more, more, "group")):
            label.setVisible(bool(text))
            label.show_state(icon, text, "ink" if label is self.place else "ink2")
        for key, button in self.buttons.items():
            button.setVisible(key in buttons)
        self.note.show_state("", "", "ink")
        empty(self._choices)

    def _offer(self, said: "Answer") -> None:
        self.other.setVisible(not said.candidates)
        for number, one in enumerate(said.candidates[: _OFFERED if self.height() >= HEIGHT else _FEW], 1):
            names = in_both(one.name_hi, one.name_en, person=True)
            name = names.hi if in_devanagari(lang.code) else names.en
            row = QHBoxLayout()
            row.setSpacing(8)
            cap = Keycap(str(number))
            row.addWidget(cap)
            more = () if one.invited else (say(T("not invited")),)
            words = ", ".join(part for part in (name, one.village, one.relative, *more) if part)
            choice = TextLink(words)
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            choice.clicked.connect(lambda checked=False, row=one.row: self.chosen.emit(row))
            row.addWidget(choice)
            row.addStretch(1)
            self._choices.addLayout(row)
        if said.candidates:
            self.note.show_state("info", T("Press a number, or type more of the name"), "ink")
