"""Boxes to type into: text, passphrase, number with unit, longer text, list to choose from."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from samarth_desktop.gui.kit.inputs import combo_voice
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T, Text

HEIGHT = 38
_BREAKS = re.compile(r"[ ]*[\t\n\r\v\f\x85\u2028\u2029]+[ ]*")
_STATE_ICONS = {"error": ("err", "err"), "warning": ("warn", "warn"), "ok": ("check", "ok")}


def set_state(widget: QWidget, state: str) -> None:
    """Marks a box ``error``, ``warning``, ``ok`` or "" and dresses it anew; the size stays."""
    if (widget.property("state") or "") == state:
        return
    widget.setProperty("state", state)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Ends:
    """What stands inside a box before and after the text: a prefix, a unit, an icon. Made when there is something."""

    def __init__(self, box: QLineEdit, prefix: str) -> None:
        self._box, self.row = box, QHBoxLayout(box)
        self.row.setContentsMargins(12, 0, 12, 0)
        self.row.setSpacing(8)
        self._prefix = self._words(prefix) if prefix else None
        if self._prefix is not None:
            self.row.addWidget(self._prefix)
        self.row.addStretch(1)
        self._unit: QLabel | None = None
        self._icon: Icon | None = None

    def _words(self, text: str) -> QLabel:
        made = Label(text, 15, 400, "ink2")
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def show_unit(self, unit: str) -> None:
        """The word after the number."""
        if self._unit is None:
            if not unit:
                return
            self._unit = self._words("")
            self.row.insertWidget(self.row.count() - (self._icon is not None), self._unit)
        self._unit.setText(unit)

    def show_icon(self, name: str, role: str) -> tuple[int, int]:
        """The icon at the right, "" for none. Gives the room that is taken at the left and at the right."""
        if self._icon is None and name:
            self._icon = Icon(name, role, 18)
            self.row.addWidget(self._icon)
        if self._icon is not None:
            if name:
                self._icon.show_icon(name, role)
            self._icon.setVisible(bool(name))
        left = paint.width_of(self._prefix.text()) + 8 if self._prefix is not None else 0
        right = paint.width_of(self._unit.text()) + 8 if self._unit is not None and self._unit.text() else 0
        return left, right + (26 if name else 0)


class TextBox(QLineEdit):
    """One line of text, 38 high, with an optional prefix (+91), unit (years) and an icon at the right.

    `written` carries what a person wrote when she goes on: once, where ``editingFinished`` tells of Enter and again of
    the focus that is lost, and of boxes in which nothing was written.
    """

    written = Signal(str)

    def __init__(
        self,
        placeholder: LocalizedText = "",
        prefix: str = "",
        unit: LocalizedText = "",
        icon: str = "",
        limit: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.replacing = False  # the program writes, nobody types
        self.textEdited.connect(self._keep_one_line)  # before whoever listens
        self._icon = icon
        self._ends = Ends(self, prefix)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(72)
        if limit:
            self.setMaxLength(limit)
        if placeholder:
            bind_text(self.setPlaceholderText, placeholder)
        bind_text(self.set_unit, unit)
        self.editingFinished.connect(self._tell_written)

    def _tell_written(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.written.emit(self.text())

    def replace_text(self, text: str, *, tell: bool = False) -> None:
        """Another text by the program where somebody works: one step of undo, so that Ctrl+Z brings back what was
        typed (`setText` forgets it). `textEdited` is told only with `tell`."""
        if text == self.text():
            return
        self.replacing = True
        before = self.blockSignals(not tell)
        self.selectAll()
        self.insert(text)
        self.blockSignals(before)
        self.replacing = False

    def _keep_one_line(self, text: str) -> None:
        """Line breaks and tabs that were pasted or dropped become spaces; still one step of undo."""
        if self.replacing or not _BREAKS.search(text):
            return
        behind = text[self.cursorPosition() :]
        front = _BREAKS.sub(" ", text[: self.cursorPosition()]).strip(" ")
        signals = self.blockSignals(True)
        self.undo()
        self.blockSignals(signals)
        self.replace_text(front + _BREAKS.sub(" ", behind), tell=True)
        self.setCursorPosition(len(front))

    def set_unit(self, unit: str) -> None:
        """The word after the number."""
        self._ends.show_unit(unit)
        self._set_margins()

    def set_state(self, state: str) -> None:
        """``error``, ``warning``, ``ok`` or "": border and icon; LabelledEditor says the sentence."""
        set_state(self, state)
        self._set_margins()

    def _right_icon(self) -> tuple[str, str]:
        return _STATE_ICONS.get(self.property("state") or "", (self._icon, "ink2"))

    def _set_margins(self) -> None:
        left, right = self._ends.show_icon(*self._right_icon())
        self.setTextMargins(left, 0, right, 0)


class NumberBox(TextBox):
    """Whole numbers from 0; `value()` is None while empty."""

    def __init__(self, unit: LocalizedText = "", most: int = 999_999_999, parent: QWidget | None = None) -> None:
        super().__init__(unit=unit, limit=len(str(most)), parent=parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> int | None:
        """The number, or None."""
        return int(self.text()) if self.text() else None

    def set_value(self, value: int | None) -> None:
        """Shows a number, or nothing."""
        self.setText("" if value is None else str(value))


class PassphraseBox(TextBox):
    """Hidden letters with a button that shows them. `capitals` tells at each letter whether Caps Lock is on."""

    capitals = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QToolButton(self)
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self._eye.setStyleSheet("QToolButton { border: 0; background: transparent; }")
        self._eye.setFixedSize(30, 30)
        self._eye.toggled.connect(self._show)
        bind_text(self._eye.setToolTip, self._eye_words)
        bind_text(self._eye.setAccessibleName, self._eye_words)
        theme.look.changed.connect(self._dress)
        self._dress()
        self.setTextMargins(0, 0, 30, 0)

    def _eye_words(self) -> Text:
        return T("Hide the letters") if self._eye.isChecked() else T("Show the letters")

    def _dress(self) -> None:
        self._eye.setIcon(icons.icon("eye", "prim" if self._eye.isChecked() else "ink2"))
        self._eye.setIconSize(QSize(18, 18))

    def _show(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._dress()
        for setter in (self._eye.setToolTip, self._eye.setAccessibleName):
            bind_text(setter, self._eye_words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():  # Qt tells the letter, not the state of the key
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def set_state(self, state: str) -> None:
        """As of a TextBox; the eye keeps its place, so no icon."""
        set_state(self, state)

    def _set_margins(self) -> None:
        self.setTextMargins(0, 0, 30, 0)

    def _right_icon(self) -> tuple[str, str]:
        return "", ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.move(self.width() - 36, (self.height() - 30) // 2)


class TextArea(QPlainTextEdit):
    """A few lines of text. Tab leaves it."""

    def __init__(self, lines: int = 3, placeholder: LocalizedText = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * 22 + 18)
        if placeholder:
            bind_text(self.setPlaceholderText, placeholder)

    def text(self) -> str:
        """What stands there."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Shows `text`."""
        self.setPlainText(text)

    def set_state(self, state: str) -> None:
        """``error``, ``warning``, ``ok`` or ""."""
        set_state(self, state)


class ComboBox(QComboBox):
    """A list to choose one value from; the words are said again after a switch, the value stays.

    ``options`` are (value, Text or plain string); ``empty`` is what an unset box shows. `picked` tells of a
    choice by a person and carries the value.
    """

    picked = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, LocalizedText]] = (),
        empty: LocalizedText = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        combo_voice.install()
        self._arrow = Icon("down", "ink", 17, self)
        self._empty = empty
        self._options: list[tuple[object, LocalizedText]] = []
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.setItemDelegate(QStyledItemDelegate(self))  # the combo's own delegate ignores the style sheet
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, LocalizedText]]) -> None:
        """Other options; the value stays where it is still among them."""
        before = self.value()
        self._options = list(options)
        blocked = self.blockSignals(True)
        self.clear()
        for value, _ in self._options:
            self.addItem("", value)
        self.blockSignals(blocked)
        bind_text(self.say_options, str)  # asks nothing, only tells of a switch
        self.set_value(before)

    def show_empty(self, empty: LocalizedText) -> None:
        """Another word for nothing chosen."""
        self._empty = empty
        self.say_options()

    def say_options(self, _words: str = "") -> None:
        """Says every option in the language of the window."""
        for index, (_, words) in enumerate(self._options):
            self.setItemText(index, say(words() if callable(words) else words))
        self.setPlaceholderText(say(self._empty() if callable(self._empty) else self._empty) or " ")

    def value(self) -> object:
        """The chosen value, or None."""
        return self.currentData() if self.currentIndex() >= 0 else None

    def set_value(self, value: object) -> None:
        """Chooses a value; one that is not among the options, such as None, chooses nothing."""
        index = next((i for i, (have, _) in enumerate(self._options) if have == value), -1)
        self.setCurrentIndex(index)

    def set_state(self, state: str) -> None:
        """``error``, ``warning``, ``ok`` or ""."""
        set_state(self, state)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Words that have no room end in dots, not in the middle of a letter."""
        super().initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def showPopup(self) -> None:
        """The list is as wide as its longest words."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must not change what was chosen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrow.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = 12 if self.isRightToLeft() else self.width() - 29
        self._arrow.move(left, (self.height() - 17) // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._arrow.show_icon("down", "ink" if self.isEnabled() else "disabled")
