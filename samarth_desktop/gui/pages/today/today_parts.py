"""Parts of Today: a big step, a row of an unfinished form, the line with today's village."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.domain.places import place
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import SegmentBar, line, tile
from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.kit.surfaces.labels import Avatar, IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import LocalizedName, T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.today import Unfinished


class BigStep(EnterPresses, QPushButton):
    """A card that is a button: icon, key, title and a line below. The first one is the hero.

    It `listens` for its key itself where the window does not.
    """

    def __init__(
        self, icon: str, title: LocalizedText, text: LocalizedText, key: str, hero: bool = False, listens: bool = True
    ) -> None:
        super().__init__()
        self._slim, self._words = False, ""
        self.setProperty("role", "hero" if hero else "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        # the hero stays blue in both themes, so its tile stays white with blue in it
        square = tile(icon, 44, 26, "hero", "on_hero") if hero else tile(icon)
        self._title = Label("", 18, 600, "on_hero" if hero else "")
        self._below = Label("", 14, 400, "on_hero" if hero else "ink2", wrap=True)
        self._below.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 6)
        upper.addWidget(square)
        upper.addStretch(1)
        upper.addWidget(Keycap(key, "hero" if hero else "keycap"), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(upper)
        self._column.addWidget(self._title)
        self._column.addWidget(self._below, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bind_text(self.setText, title)
        bind_text(self.set_below, text)
        self.show_slim(False)
        if listens:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.click)

    def text(self) -> str:
        """The title."""
        return self._words

    def setText(self, text: str) -> None:
        """Another title."""
        self._words = text
        self.setAccessibleName(text)
        self._title.setText(text)
        self.updateGeometry()

    def set_below(self, text: str) -> None:
        """The line below the title."""
        self._below.setText(text)
        self.setAccessibleDescription(text)

    def show_text(self, text: LocalizedText) -> None:
        """Another line below."""
        bind_text(self.set_below, text)

    def show_slim(self, slim: bool) -> None:
        """Lower in a small window."""
        self._slim = slim
        self._column.setContentsMargins(19, 12 if slim else 19, 17, 4)
        self.setFixedHeight(self.sizeHint().height())  # else the wrapped line below would choose it

    def sizeHint(self) -> QSize:
        return QSize(230, 138 if self._slim else 146)

    def minimumSizeHint(self) -> QSize:
        return QSize(paint.width_of(self._words, 18, 600) + 38, self.sizeHint().height())


class UnfinishedRow(QWidget):
    """One unfinished form: who, what is missing, how far, since when, and the button to go on."""

    def __init__(self, one: "Unfinished", when: LocalizedText) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        row = Columns(580, 12)
        row.setContentsMargins(16, 12, 16, 12)
        column.addLayout(row)
        name = LocalizedName(one.name_hi, one.name_en).best(lang.code)
        row.addWidget(Avatar(name), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        title = Label(name or T("No name yet"), 15, 600)
        title.setMaximumWidth(260)
        upper.addWidget(title)
        upper.addWidget(Label(_kind(one), 13, 400, "ink2"))
        upper.addStretch(1)
        words.addLayout(upper)
        todo = IconLabel("warn", one.todo, "warn", 14, wrap=True)
        words.addWidget(todo)
        row.addLayout(words, 3)
        row.addLayout(_how_far(one), 1)
        since = Label(when, 13, 400, "ink2")
        since.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        since.setMinimumWidth(96)
        row.addWidget(since)
        self.go_on = Button(T("Continue"), small=True, end_icon="arrow")
        bind_text(self.go_on.setAccessibleName, lambda: T("Continue: {name}", name=name))
        row.addWidget(self.go_on)


def _how_far(one: "Unfinished") -> QVBoxLayout:
    far = QVBoxLayout()
    far.setSpacing(2)
    if one.total:
        far.addStretch(1)
        far.addWidget(SegmentBar(one.total, one.done))
        far.addWidget(Label(T("{done} of {total} parts done", done=one.done, total=one.total), 13, 400, "ink2"))
        far.addStretch(1)
    return far


_KINDS = {"product": T("Product"), "workshop": T("Workshop")}


def _kind(one: "Unfinished") -> LocalizedText:
    if one.kind != "shg":
        return _KINDS.get(one.kind, T("Artisan"))
    return Tn("SHG · {count} member", "SHG · {count} members", one.members) if one.members else T("SHG")


class VillageLine(QWidget):
    """Today's village with its district; Change turns it into a box. `chosen` carries the new name."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._village, self._area = "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = IconLabel("place", self._words, "ink", 15, 600, icon_size=18)
        self.box = TextBox(T("Village or ward"), limit=80)
        self.box.setFixedWidth(240)
        bind_text(self.box.setAccessibleName, T("Today's village"))
        self.change, self.keep = Button(T("Change"), "link"), Button(T("Save"), small=True)
        for widget in (self.words, self.change, self.box, self.keep):
            row.addWidget(widget)
        self.change.clicked.connect(self._edit)
        self.keep.clicked.connect(self._done)
        self.box.returnPressed.connect(self._done)
        self._show(False)

    @property
    def name(self) -> str:
        """The village that is shown, as written."""
        return self._village

    def _words(self) -> str:
        state, _, district = self._area.partition("/")
        found = place.district(district, state) if district else None
        where = ", ".join(part for part in (self._village, found.name(lang.code) if found else "") if part)
        return say(T("Today's village: {place}", place=where)) if self._village else where

    def show_village(self, village: str, area: str) -> None:
        """Shows a village (as written) in an area."""
        self._village, self._area = village, area
        self.words.label.show_text(self._words)
        self.change.show_text(T("Change") if village else T("Choose today's village"))

    def _edit(self) -> None:
        self.box.setText(self._village)
        self._show(True)
        self.box.setFocus()
        self.box.selectAll()

    def _done(self) -> None:
        self._show(False)
        self.chosen.emit(self.box.text())
        self.change.setFocus()

    def _show(self, editing: bool) -> None:
        self.box.setVisible(editing)
        self.keep.setVisible(editing)
        self.words.setVisible(not editing)
        self.change.setVisible(not editing)
