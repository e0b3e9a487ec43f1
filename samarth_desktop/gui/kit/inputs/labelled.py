"""A field of a form: label, star, hint, editor and the sentence about what stands in it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T

LINE = 20  # the height of a sentence in one line
_MESSAGE = {"error": ("err", "err"), "warning": ("warn", "warn"), "ok": ("check", "ok"), "hint": ("", "ink2")}


class LabelledEditor(QWidget):
    """Puts a label above an editor and a message below, and tells assistive programs all of it.

    ``show_message(state, text)`` with ``error``, ``warning``, ``ok`` or ``hint``, and ``clear_message()``.
    In a form (`keep_room`) the sentence has its line from the beginning, so that nothing moves when it comes; one that
    is longer than the line stands whole in a bubble while the editor has the focus or the mouse is over it.
    """

    def __init__(
        self,
        label: LocalizedText,
        editor: QWidget,
        required: bool = False,
        hint: LocalizedText = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor, self.state = editor, ""
        self._label_words, self._required = label, required
        self._sentence, self._one_line = "", False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(5)
        self.label = Label(label, 14, 600)
        self.label.setBuddy(editor)
        self.star = Label("*", 14, 700, "err")
        if not required:
            self.star.hide()  # never shown here: without a parent it would be a window
        self.hint = Label(hint, 14, 400, "ink2")
        head.addWidget(self.label)
        head.addWidget(self.star)
        head.addWidget(self.hint, 1)
        column.addLayout(head)
        column.addWidget(editor)
        self.message = IconLabel("", "", "ink2", wrap=True, parent=self)
        self.message.hide()
        self._column = column
        column.addWidget(self.message)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        bind_text(editor.setAccessibleName, self._name)

    def _name(self) -> str:
        words = say(self._label_words() if callable(self._label_words) else self._label_words)
        return f"{words} ({say(T('required'))})" if self._required else words

    def set_required(self, required: bool) -> None:
        """Shows or hides the star."""
        self._required = required
        self.star.setVisible(required)
        bind_text(self.editor.setAccessibleName, self._name)

    def keep_room(self) -> None:
        """From now on the sentence stands in one line whose room is always there."""
        if self._one_line:
            return
        self._one_line = True
        self._column.setSpacing(3)
        policy = self.message.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.message.setSizePolicy(policy)
        self.message.setFixedHeight(LINE)
        self.message.label.setWordWrap(False)
        self.message.label.setMinimumWidth(0)
        self.message.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.editor.installEventFilter(self)
        for child in self.editor.findChildren(QWidget):
            child.installEventFilter(self)

    def say_sentence(self, words: str) -> None:
        """The words of the sentence now; in one line as much as has room."""
        self._sentence = words
        self._fit()

    def _fit(self) -> None:
        words = self._sentence
        if self._one_line:
            room = self.width() - (22 if self.message.icon.isVisibleTo(self.message) else 0)
            words = self.message.label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.message.label.setText(words)
        self.message.setToolTip(self._sentence if words != self._sentence else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sentence:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and self.state and self.message.toolTip():
            QToolTip.showText(self.editor.mapToGlobal(QPoint(0, self.editor.height())), self._sentence, self.editor)
        return super().eventFilter(watched, event)

    def show_hint(self, hint: LocalizedText) -> None:
        """Another word beside the label."""
        self.hint.show_text(hint)

    def show_message(self, state: str, text: LocalizedText) -> None:
        """Says one sentence below the editor and colours its border; ``hint`` only says."""
        self.state = state
        icon, tone = _MESSAGE[state]
        self.message.show_state(icon, "", tone)
        bind_text(self.say_sentence, text)
        self.message.show()
        set_state = getattr(self.editor, "set_state", None)
        if set_state is not None:
            set_state("" if state == "hint" else state)
        bind_text(self.editor.setAccessibleDescription, text)

    def clear_message(self) -> None:
        """Nothing to say: the sentence goes, the border is plain."""
        if not self.state:
            return
        self.state = ""
        bind_text(self.say_sentence, "")
        self.message.hide()
        set_state = getattr(self.editor, "set_state", None)
        if set_state is not None:
            set_state("")
        bind_text(self.editor.setAccessibleDescription, "")
