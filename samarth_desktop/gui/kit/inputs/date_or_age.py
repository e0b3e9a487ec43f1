"""Date of birth or age: either box may be filled; the other is emptied, because only one of them is known."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QToolButton, QWidget, QWidgetAction

from samarth_desktop.gui.kit.inputs.fields import NumberBox, TextBox
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T

_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_SHAPE = re.compile(r"\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})\s*")
_AGE = re.compile(r"[1-9]\d{1,2}")
_OLDEST = 120
_RUN = re.compile(r"\s*(\d{2})(\d{2})(\d{4})\s*")


def read_date(text: str) -> date | None:
    """A date as people write it (5/3/1990, 05-03-1990, 05031990, Devanagari digits), or None."""
    text = text.translate(_DIGITS)
    found = _SHAPE.fullmatch(text) or _RUN.fullmatch(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateBox(TextBox):
    """A date typed as day/month/year; the icon or Alt+Down opens a calendar. `picked` carries a date."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=T("dd/mm/yyyy"), icon="cal", limit=12, parent=parent)
        self.setMinimumWidth(150)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)  # figures and the dot
        open_it = QAction(self)
        open_it.setShortcut("Alt+Down")
        open_it.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        open_it.triggered.connect(self._open)
        self.addAction(open_it)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        """The date, or None while it is empty or no date."""
        return read_date(self.text())

    def set_value(self, value: date | None) -> None:
        """Shows a date, or nothing."""
        self.setText(f"{value:%d/%m/%Y}" if value else "")

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and self.text() != f"{value:%d/%m/%Y}":
            self.replace_text(f"{value:%d/%m/%Y}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - 38 and self.isEnabled() and not self.isReadOnly():
            self._open()
        else:
            super().mousePressEvent(event)

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())  # no red: that is for errors
        for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            button = calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon))
        value = self.value()
        if value is not None:
            calendar.setSelectedDate(QDate(value.year, value.month, value.day))

        def choose(chosen: QDate) -> None:
            self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
            menu.close()
            self.picked.emit(self.value())

        calendar.activated.connect(choose)
        calendar.clicked.connect(choose)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.setFocus()


class DateOrAge(QWidget):
    """A date box, "or", and an age box. `changed` tells of every edit by a person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.date, self.age = DateBox(), NumberBox(T("years"), 999)
        bind_text(self.age.setAccessibleName, T("Age in years"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.age.setFixedWidth(112)
        row.addWidget(self.date, 1)
        row.addWidget(Label(T("or"), 15, 400, "ink2"))
        row.addWidget(self.age)
        self.setFocusProxy(self.date)
        self.date.textEdited.connect(lambda text: self._typed(self.age, text))
        self.age.textEdited.connect(lambda text: self._typed(self.date, text))
        self.date.picked.connect(lambda value: self._typed(self.age, "x"))
        self.date.editingFinished.connect(self._take_age)

    def _take_age(self) -> None:
        """Two or three figures alone in the box of the date are an age."""
        text = self.date.text().strip().translate(_DIGITS)
        if _AGE.fullmatch(text) and int(text) <= _OLDEST:
            self.date.clear()
            self.age.replace_text(text)
            self.changed.emit()

    def _typed(self, other: TextBox, text: str) -> None:
        if text and other.text():
            other.clear()
        self.changed.emit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.date.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.date.setAccessibleDescription(description)

    def set_state(self, state: str) -> None:
        """Colours the box that is filled, or both."""
        for box in (self.date, self.age):
            box.set_state(state if box.text() or not (self.date.text() or self.age.text()) else "")
