"""Beside the answer at the door: what the camera sees, the other laptop, and the last ten."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from samarth_desktop.domain.names.other_script import in_both
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import surface
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Icon, IconLabel, Keycap, Label
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.workshops.door import Answer
    from samarth_desktop.actions.workshops.hall_clock import Heard
    from samarth_desktop.kinds.attendance.record import Attendance

WIDTH = 338
_LATE_MINUTES = 5
_MARKS = {"walk_in": ("plus", "tint_ink"), "scan": ("check", "ok"), "hand": ("check", "ok"), "sheet": ("check", "ok")}


class CameraView(QFrame):
    """The camera's picture, or that there is none and how to go on."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setMinimumHeight(120)
        self._picture = QPixmap()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        self._title = IconLabel("camera", T("No camera found"), "ink", 15, 600)
        self._words = Label(T("USB scanner, number or name go on as well."), 13, 400, "ink2", wrap=True)
        self._button = Button(T("Look for the camera again"), small=True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.again)
        for widget in (self._title, self._words, self._button):
            column.addWidget(widget)

    def show_picture(self, picture: QPixmap) -> None:
        """What the camera sees now."""
        for widget in (self._title, self._words, self._button):
            widget.hide()
        self.setMinimumHeight(196)
        self._picture = picture
        self.update()

    def show_none(self) -> None:
        """There is no camera, or it was switched off."""
        self._picture = QPixmap()
        for widget in (self._title, self._words, self._button):
            widget.show()
        self.setMinimumHeight(120)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._picture.isNull():
            return
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        ratio = max(rect.width() / self._picture.width(), rect.height() / self._picture.height())
        wide, high = rect.width() / ratio, rect.height() / ratio
        source = QRectF((self._picture.width() - wide) / 2, (self._picture.height() - high) / 2, wide, high)
        painter.drawPixmap(rect, self._picture, source)
        painter.end()


class LaptopLine(QFrame):
    """The other laptop of the hall: when it was last heard and what it brought; nothing where there is none."""

    see = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = IconLabel("laptop", T("No second laptop has joined"), "ink", 14, 600)
        self.below = Label("", 13, 400, "ink2", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.below)
        row.addLayout(words, 1)
        self.button = Button(T("Join"), "link", small=True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.see)
        row.addWidget(self.button)
        self.below.hide()

    def show_heard(self, heard: "Heard | None", name: str, minutes: int) -> None:
        """The laptop that was heard last; over five minutes ago it is said in another tone."""
        self.below.setVisible(heard is not None)
        self.button.show_text(T("Join") if heard is None else T("See"))
        if heard is None:
            self.title.show_state("laptop", T("No second laptop has joined"), "ink")
            return
        late = minutes > _LATE_MINUTES
        title = (
            T("Laptop {name}: nothing heard for {n} min", name=name, n=minutes)
            if late
            else T("Laptop {name}", name=name)
        )
        self.title.show_state("warn" if late else "laptop", title, "warn" if late else "ink")
        self.below.show_text(T("Heard at {time} · {n} check-ins came", time=heard.at[11:16], n=heard.came))
        if late:
            self.button.show_text(T("Test the hall's network"))


class LastLine(QFrame):
    """One of those who came last; a click chooses it for taking back."""

    chosen = Signal(str)

    def __init__(self, row: "Attendance", laptop: str, here: bool) -> None:
        super().__init__()
        self._row = row
        self.setFixedHeight(28)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self, role="last", here=here)
        weight = 600 if here else 400
        icon, role = ("warn", "warn") if not row.registration else _MARKS.get(row.how, ("check", "ok"))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(8)
        self._who, village = Label("", 14, weight), Label(row.village, 13, 400, "ink2")
        village.setMaximumWidth(90)
        self._who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        mark = Keycap(laptop, "laptop")
        mark.setFixedSize(22, 22)
        line.addWidget(Icon(icon, role, 16))
        line.addWidget(Label(row.in_at[11:16], 14, weight, "ink2"))
        line.addWidget(self._who, 1)
        line.addWidget(village)
        line.addWidget(mark)
        bind_text(self._who.setText, self._name)
        bind_text(self.setAccessibleName, lambda: f"{row.in_at[11:16]} {self._name()}")
        bind_text(self.setToolTip, T("Click, then Ctrl+Z takes it back"))

    def _name(self) -> str:
        names = in_both(self._row.name_hi, self._row.name_en, person=True)
        return (names.hi if in_devanagari(lang.code) else names.en) or self._row.name

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._row.id)


class DoorSide(QFrame):
    """The panel at the right of the door. `decided` carries a person who waits for a decision and was chosen."""

    decided = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(10)
        self.camera = CameraView()
        self.laptop = LaptopLine()
        column.addWidget(self.camera)
        column.addWidget(self.laptop)
        head = QHBoxLayout()
        head.addWidget(Label(T("The last ten"), 15, 600))
        head.addStretch(1)
        self.key = Label("", 13, 400, "ink2")
        head.addWidget(self.key)
        column.addLayout(head)
        self._waiting = QVBoxLayout()
        self._waiting.setSpacing(0)
        column.addLayout(self._waiting)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        self._none = Label(T("Nobody yet. Scan at the door, or type a name."), 14, 400, "ink2", wrap=True)
        column.addWidget(self._none)
        column.addStretch(1)
        self.rows: list[LastLine] = []

    def show_last(self, last: "tuple[Attendance, ...]", letters: dict[str, str], here: str) -> None:
        """Those who came last, with the letters of the laptops; `here` is the chosen one's row."""
        empty(self._lines)
        self.rows = [LastLine(row, letters.get(row.laptop, "?"), row.id == here) for row in last]
        for line in self.rows:
            self._lines.addWidget(line)
        self._none.setVisible(not last)
        several = len(letters) > 1
        self.key.show_text(T("A is this laptop, B the other") if several else "")

    def show_waiting(self, some: "list[Answer]") -> None:
        """Those who were not invited and have not been let in yet, above the last ten."""
        empty(self._waiting)
        for one in some[-3:]:
            name = one.row.name if one.row is not None else one.typed
            line = Button(T("{name}: not invited", name=name), "link", "person", small=True)
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.clicked.connect(lambda checked=False, person=one.person: self.decided.emit(person))
            self._waiting.addWidget(line)


def counts_strip() -> tuple[QFrame, dict[str, Label]]:
    """The five numbers below the answer, by key."""
    frame = surface("card")
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(0)
    labels: dict[str, Label] = {}
    words = {
        "inside": T("inside"), "invited": T("invited"), "to_come": T("still to come"), "walk_ins": T("walk-ins"),
        "staff": T("team (not counted)"),
    }  # fmt: skip
    for key, text in words.items():
        column = QVBoxLayout()
        column.setContentsMargins(18, 0, 8, 0)
        column.setSpacing(0)
        labels[key] = Label("0", 24, 700)
        column.addWidget(labels[key])
        column.addWidget(Label(text, 13, 400, "ink2"))
        row.addLayout(column, 1)
    return frame, labels
