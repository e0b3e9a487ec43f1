"""The bar at the top (search, language, who) and the line of small honest facts at the bottom."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.search import SearchBox
from samarth_desktop.gui.kit.surfaces.cards import line
from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.kit.surfaces.labels import Avatar, Icon, IconLabel, Label
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import T

_ROOMY = 740  # under this many logical px the bar shows the person's picture without words
# a language is named in itself, whatever the window speaks
LANGUAGE_NAMES = (("hi", "हिन्दी"), ("en", "English"))


class LanguageChoice(Segments):
    """The switch of the window's language, always in step with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LANGUAGE_NAMES, strong=True, tall=36, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow()
        self.changed.connect(self._use)
        lang.changed.connect(self._follow)
        bind_text(self.setAccessibleName, T("Language"))

    def _use(self, code: object) -> None:
        if isinstance(code, str):
            lang.use(code)
        self._follow()

    def _follow(self) -> None:
        self.set_value(lang.code)


class UserButton(EnterPresses, QPushButton):
    """Who is at work on this laptop; opens the choice of another name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._slim = "", "", False
        self.setProperty("role", "who")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._picture, self._upper, self._lower = Avatar("", 36, True), Label("", 15, 600), Label("", 13, 400, "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 1, 0, 3)
        for label in (self._upper, self._lower):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(label)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(Icon("down", "ink", 16))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bind_text(self.setToolTip, T("Who is working"))
        self.hide()

    def show_who(self, name: str, role: LocalizedText) -> None:
        """The name as the person wrote it, and the role."""
        self._name = name
        self._picture.show_name(name)
        bind_text(self.set_role, role)
        self.setVisible(bool(name))

    def show_slim(self, slim: bool) -> None:
        """The picture alone."""
        self._slim = slim
        for label in (self._upper, self._lower):
            label.setVisible(not slim)
        self.updateGeometry()

    def set_role(self, role: str) -> None:
        """The words of the role."""
        self._role = role
        self.setAccessibleName(self.text())
        self._fit()
        self.updateGeometry()

    def text(self) -> str:
        """Name and role."""
        return f"{self._name}, {self._role}" if self._name else ""

    def _fit(self) -> None:
        for label, words in ((self._upper, self._name), (self._lower, self._role)):
            label.setText(label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 76))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        if self._slim:
            return QSize(46 + 30, 44)
        width = max(paint.width_of(self._name, 15, 600), paint.width_of(self._role, 13))
        return QSize(min(width, 220) + 46 + 38, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(46 + 30, 44) if self._slim else QSize(46 + 34 + 60, 44)


class TopBar(QFrame):
    """Search over everything, language, who. `searched` carries what was typed, `entered` on Enter."""

    searched = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.setFixedHeight(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(16)
        self.search = SearchBox(T("Search name, village, mobile or registration no."), "Ctrl+F")
        self.search.setMaximumWidth(500)
        self.search.setMinimumWidth(140)
        self.language = LanguageChoice()
        self.who = UserButton()
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.language)
        row.addWidget(self.who)
        self._row = row
        self.search.searched.connect(self.searched)
        self.search.entered.connect(self.entered)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 56)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = self.width() < _ROOMY
        self._row.setContentsMargins(12 if slim else 24, 0, 8 if slim else 16, 0)
        self._row.setSpacing(8 if slim else 16)
        self.who.show_slim(slim)


class StatusLine(QFrame):
    """32 px of facts: saved, unsent, last sync and network at the left; backup and laptop at the right."""

    _LEFT = (
        ("saved", "check", "ok"),
        ("unsent", "unsent", "ink"),
        ("sync", "clock", "ink"),
        ("net", "offline", "ink"),
    )
    _RIGHT = (("backup", "usb", "ink2"), ("laptop", "laptop", "ink2"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "status")
        self.setFixedHeight(32)
        bind_text(self.setAccessibleName, T("State of the work"))
        self._facts: dict[str, tuple[IconLabel, QFrame, str]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        for key, icon, tone in self._LEFT:
            self._add(row, key, icon, tone)
        row.addStretch(1)
        for key, icon, tone in self._RIGHT:
            self._add(row, key, icon, tone)
        self._narrow = False

    def _add(self, row: QHBoxLayout, key: str, icon: str, tone: str) -> None:
        divider = line(upright=True)
        divider.setFixedHeight(18)
        fact = IconLabel(icon, "", tone, 13, 600 if key == "saved" else 400)
        fact.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(divider)
        row.addWidget(fact)
        fact.hide()
        divider.hide()
        self._facts[key] = (fact, divider, tone)

    def show_fact(self, key: str, text: LocalizedText, icon: str = "", tone: str = "") -> None:
        """Says a fact, or hides it for ""."""
        fact, _, own = self._facts[key]
        known = {k: i for k, i, _ in (*self._LEFT, *self._RIGHT)}
        fact.show_state(icon or known[key], text, tone or own)
        fact.setProperty("empty", not say(text() if callable(text) else text))
        self._lay_out()

    def show_narrow(self, narrow: bool) -> None:
        """In a narrow window the facts at the right give way."""
        self._narrow = narrow
        self._lay_out()

    def _lay_out(self) -> None:
        for side in (self._LEFT, self._RIGHT):
            before = False
            for key, _, _ in side:
                fact, divider, _ = self._facts[key]
                on = fact.property("empty") is False and not (side is self._RIGHT and self._narrow)
                fact.setVisible(on)
                divider.setVisible(on and before)
                before = before or on
