"""The frame of a page: head, step bar, scrolling middle, side panel, sticky footer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from samarth_desktop.gui.kit.surfaces.buttons import FULL, ICON, PLAIN, Button
from samarth_desktop.gui.kit.surfaces.enter_key import EnterPresses
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.gui.theme.roles import beside_words, restyled, set_role
from samarth_desktop.i18n import T

_ANY = 16_777_215  # Qt's greatest width
_ROOMY = 800  # a footer under this many logical px has narrow margins


class PageHead(QWidget):
    """Title, other-script name or count, badges at the left; buttons at the right of ``row``."""

    def __init__(self, title: LocalizedText, note: LocalizedText = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(6)
        self.row, self._lower = QHBoxLayout(), QHBoxLayout()
        both.addLayout(self.row)
        both.addLayout(self._lower)
        self.row.setSpacing(12)
        self._lower.setSpacing(12)
        self._lower.addStretch(1)
        self._right: list[QWidget] = []
        self._fitted: list[tuple[bool, int]] = []
        self.title, self.note = Label(title, 22, 700), Label(note, 15, 400, "ink2")
        self.row.addWidget(self.title)
        self.row.addWidget(self.note)
        self._stretch = self.row.count()
        self.row.addStretch(1)

    def add_left(self, widget: QWidget) -> None:
        """Puts a badge beside the title."""
        self.row.insertWidget(self._stretch, widget)
        self._stretch += 1

    def add_right(self, widget: QWidget) -> None:
        """Puts a button at the right; where the title leaves no room, below it."""
        self._right.append(widget)
        self.row.addWidget(widget)

    def lead(self, widget: QWidget) -> None:
        """Puts a button at the right, before the others."""
        self._right.insert(0, widget)
        self.row.insertWidget(self._stretch + 1, widget)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and _asked(self.row, self._lower) != self._fitted:
            self._fit()  # which itself asks for a layout again
        return done

    def _fit(self) -> None:
        self._fitted = _asked(self.row, self._lower)  # where this one changes it, the next one looks once more
        shown = [one for one in self._right if not one.isHidden()]
        is_below, gap = self._lower.count() > 1, self.row.spacing()
        self.row.invalidate()
        left = self.row.minimumSize().width()
        if shown and not is_below:  # what stands there now, as it is shaped now
            left -= sum(one.minimumSizeHint().width() + gap for one in shown)
        if not self.note.isHidden():  # it gives way where not even the title has room beside it
            folded = self.note.maximumWidth() == 0
            need = left + (self.note.minimumSizeHint().width() if folded else 0)
            self.note.setMaximumWidth(0 if need > self.width() else _ANY)
        below = bool(shown) and left + gap + _wide(shown, gap, FULL) > self.width()
        if below != is_below:
            for widget in self._right:
                (self._lower if is_below else self.row).removeWidget(widget)
                (self._lower if below else self.row).addWidget(widget)
        shapes = (FULL, PLAIN, ICON) if below else (FULL,)
        shape = next((one for one in shapes if _wide(shown, gap, one) <= self.width()), shapes[-1])
        for widget in shown:
            if isinstance(widget, Button):
                widget.shrink(shape)


def _asked(*rows: QHBoxLayout) -> list[tuple[bool, int]]:
    """Which parts of these rows are there now, and how wide each must be."""
    items = (row.itemAt(at) for row in rows for at in range(row.count()))
    return [(one.isEmpty(), one.minimumSize().width()) for one in items if one is not None]


def _wide(widgets: Sequence[QWidget], gap: int, shape: int) -> int:
    """How wide these are side by side, buttons in a shape."""
    widths = [(one.size_as(shape) if isinstance(one, Button) else one.minimumSizeHint()).width() for one in widgets]
    return sum(widths) + gap * max(0, len(widths) - 1)


_EXCHANGES = 4
"""So often a scroll bar and what it scrolls may answer each other before it stays as it is."""


class Scroll(QScrollArea):
    """A middle that scrolls up and down, never sideways; fill ``column``. What has the focus is in view."""

    def __init__(self, margin: int = 24, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(margin, 12, margin, margin)
        self.column.setSpacing(gap)
        self._depth = 0
        self.setWidget(inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ends the exchange in which the bar takes width, the text then needs less height, and the bar goes again."""
        if event.type() is not QEvent.Type.Resize:
            return super().eventFilter(watched, event)
        if self._depth >= _EXCHANGES:
            return False
        self._depth += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._depth -= 1


class _Step(EnterPresses, QAbstractButton):
    def __init__(self, number: int, text: LocalizedText, bar: "StepBar") -> None:
        super().__init__(bar)
        self._number, self._bar = number, bar
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        bind_text(self.setText, text)

    def sizeHint(self) -> QSize:
        return QSize(26 if self._alone() else self.full_width() + 3, 40)

    def _alone(self) -> bool:
        return self._bar.tight and self._number != self._bar.here

    def refresh(self) -> None:
        """Shows itself as the bar says."""
        self.updateGeometry()
        self.update()

    def full_width(self) -> int:
        """With its words, as heavy as they are where somebody is."""
        return paint.width_of(self.text(), 15, 700) + 34

    def minimumSizeHint(self) -> QSize:
        return QSize(26 if self._alone() else self.full_width(), 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        here, done = self._number == self._bar.here, self._number in self._bar.done
        wrong = self._number in self._bar.wrong
        bar = "turmeric" if here else "err" if wrong else "prim" if done else "line"
        painter.fillRect(QRectF(0, self.height() - 4, self.width(), 4), theme.now().color(bar))
        circle = QRectF(0, 3, 24, 24)
        centre = Qt.AlignmentFlag.AlignHCenter
        if here:
            paint.box(painter, circle, 12, "prim")
            paint.words(painter, circle, str(self._number + 1), "on_prim", 14, 700, centre)
        elif wrong:
            icons.draw(painter, "err", "err", 2, 5, 20)
        elif done:
            paint.box(painter, circle, 12, "tint")
            icons.draw(painter, "check", "tint_ink", 4, 7, 16)
        else:
            paint.box(painter, circle, 12, line="ctl")
            paint.words(painter, circle, str(self._number + 1), "ink2", 14, 600, centre)
        ink = "ink" if here or done or wrong else "ink2"
        if here or not self._bar.tight:
            place = QRectF(32, 0, self.width() - 32, 30)
            paint.words(painter, place, self.text(), ink, 15, 700 if here else 400, elide=True)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(-1, 0, 0, -5), 4)
        painter.end()


class StepBar(QWidget):
    """The steps of a form: done ones ticked, the present one in turmeric, wrong ones marked.

    `chosen` carries a number from 0.
    """

    chosen = Signal(int)

    def __init__(self, steps: Sequence[LocalizedText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.here, self.done, self.wrong = 0, set[int](), set[int]()
        self.tight = False  # only the present step has room for its words
        self.steps: list[_Step | Tab] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, words in enumerate(steps):
            step = _Step(number, words, self)
            step.clicked.connect(lambda checked=False, number=number: self.chosen.emit(number))
            row.addWidget(step, 1)
            self.steps.append(step)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(0)

    def show_steps(self, here: int, done: Sequence[int] = (), wrong: Sequence[int] = ()) -> None:
        """Where the person is, what is finished and where something must be mended."""
        self.here, self.done, self.wrong = here, set(done), set(wrong)
        for number, step in enumerate(self.steps):
            bind_text(step.setAccessibleDescription, self._state(number))
        self._fit()
        self.update()
        for step in self.steps:
            step.refresh()

    def minimumSizeHint(self) -> QSize:
        widest = max((step.full_width() for step in self.steps if isinstance(step, _Step)), default=100)
        return QSize(42 * (len(self.steps) - 1) + widest, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves the other steps their circles alone where the words of all have no room."""
        row, steps = self.layout(), [step for step in self.steps if isinstance(step, _Step)]
        self.tight = sum(step.full_width() + 10 for step in steps) > self.width()
        if not isinstance(row, QHBoxLayout):
            return
        for number, step in enumerate(steps):
            row.setStretch(number, 1 if not self.tight or number == self.here else 0)
            step.setToolTip(step.text() if self.tight else "")
            step.updateGeometry()

    def _state(self, number: int) -> LocalizedText:
        if number == self.here:
            return T("you are here")
        if number in self.wrong:
            return T("needs mending")
        return T("done") if number in self.done else T("not yet")


class Tab(EnterPresses, QPushButton):
    """One tab of a :class:`TabBar`; where there is little room the others are cut, never the present one."""

    def __init__(self, number: int, text: LocalizedText, bar: "StepBar") -> None:
        super().__init__(bar)
        self._number, self._bar, self._words, self._mark = number, bar, "", ""
        self.setProperty("role", "tab")
        self.setFont(theme.font(15, 700))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        bind_text(self.setText, text)

    def text(self) -> str:
        """The words, also where they are cut."""
        return self._words

    def setText(self, text: str) -> None:
        """Other words."""
        self._words = text
        self.setAccessibleName(text)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 12 - (24 if self._mark else 0)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 24))
        super().setText(shown.replace("&", "&&"))

    def refresh(self) -> None:
        """Shows itself as the bar says."""
        here = self._number == self._bar.here
        mark = "err" if self._number in self._bar.wrong else "check" if self._number in self._bar.done else ""
        self._mark = mark
        icon, size = beside_words(mark, "err" if mark == "err" else "ok")
        self.setIcon(icon)
        self.setIconSize(size)
        set_role(self, here=here)
        self.setFont(theme.font(15, 700 if here else 400))
        self._cut()
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if restyled(event):
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self._words, 15, 700) + 36 + (24 if self._mark else 0), 40)

    def full_width(self) -> int:
        """With its words."""
        return self.sizeHint().width() - 16

    def minimumSizeHint(self) -> QSize:
        alone = self._bar.tight and self._number != self._bar.here
        return QSize(44 if alone else self.full_width(), 40)


class TabBar(StepBar):
    """The parts of a record as tabs, left-aligned; the present one underlined in turmeric."""

    def __init__(self, tabs: Sequence[LocalizedText], parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setSpacing(0)
        for number, words in enumerate(tabs):
            tab = Tab(number, words, self)
            tab.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(lambda checked=False, number=number: self.chosen.emit(number))
            row.addWidget(tab)
            self.steps.append(tab)
        row.addStretch(1)
        self.show_steps(0)

    def _fit(self) -> None:
        tabs = [tab for tab in self.steps if isinstance(tab, Tab)]
        self.tight = sum(tab.full_width() for tab in tabs) > self.width()
        for tab in tabs:
            tab.setToolTip(tab.text() if self.tight else "")
            tab.updateGeometry()

    def say_tab(self, number: int, text: LocalizedText) -> None:
        """Another word on a tab."""
        bind_text(self.steps[number].setText, text)
        self.steps[number].updateGeometry()


class Footer(QFrame):
    """The bar that never scrolls, 64 high: back and messages left, the one main button at the far right.

    Where the window is too narrow for all of it, the keycaps go first; then buttons with an icon show that alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "foot")
        self.setFixedHeight(64)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 0, 24, 0)
        self.row.setSpacing(12)
        self.message = IconLabel("", "", "ink2", 13, wrap=True, icon_size=17, icon_top=False)
        self.message.hide()
        self.row.addWidget(self.message, 1)
        self.row.addStretch(0)
        self._left = 0
        self._fitted: list[tuple[bool, int]] = []

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 64)  # it fits itself into what there is

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and _asked(self.row) != self._fitted:
            self._fit()
        return done

    def _fit(self) -> None:
        """The fullest shape of the buttons for which there is room."""
        self._fitted = _asked(self.row)
        buttons = [one for one in self.findChildren(Button) if not one.isHidden()]
        side = 24 if self.width() >= _ROOMY else 12
        self.row.setContentsMargins(side, 0, side, 0)
        self.row.invalidate()
        rest = self.row.minimumSize().width() - sum(one.sizeHint().width() for one in buttons)
        widths = {shape: rest + sum(one.size_as(shape).width() for one in buttons) for shape in (FULL, PLAIN, ICON)}
        shape = next((shape for shape, width in widths.items() if self._has_room(width)), ICON)
        for button in buttons:
            button.shrink(shape)
        self.row.activate()

    def _has_room(self, least: int) -> bool:
        """Whether all of it has room, the sentence in its lines, when the row is so many px wide at least."""
        spare = self.width() - least
        if spare < 0 or self.message.isHidden():
            return spare >= 0
        return self.message.heightForWidth(self.message.minimumSizeHint().width() + spare) <= self.height()

    def add_left(self, widget: QWidget) -> None:
        """Puts a button at the left, before the message."""
        self.row.insertWidget(self._left, widget)
        self._left += 1

    def add_right(self, widget: QWidget) -> None:
        """Puts a button at the right; the main one last."""
        self.row.addWidget(widget)

    def say(self, state: str, text: LocalizedText) -> None:
        """Says how many places need mending and where (``error``), a reason (``hint``) ...; "" clears."""
        icon, tone = {"error": ("err", "err"), "warning": ("warn", "warn"), "ok": ("check", "ok")}.get(
            state, ("", "ink2")
        )
        side = Qt.AlignmentFlag.AlignRight if state == "hint" else Qt.AlignmentFlag.AlignLeft
        self.message.label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.message.show_state(icon, text, tone)
        self.message.setVisible(bool(state))
