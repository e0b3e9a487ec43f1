"""A field of a form: label, star, hint, editor and the sentence about what stands in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, say
from samarth_desktop.i18n import T

_MESSAGE = {"error": ("err", "err"), "warning": ("warn", "warn"), "ok": ("check", "ok"), "hint": ("", "ink2")}


class LabelledEditor(QWidget):
    """Puts a label above an editor and a message below, and tells assistive programs all of it.

    ``show_message(state, text)`` with ``error``, ``warning``, ``ok`` or ``hint``, and ``clear_message()``.
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
        self._says, self._required = label, required
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
        self.message = IconLabel("", "", "ink2", wrap=True)
        self.message.hide()
        column.addWidget(self.message)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        bind_text(editor.setAccessibleName, self._name)

    def _name(self) -> str:
        words = say(self._says() if callable(self._says) else self._says)
        return f"{words} ({say(T('required'))})" if self._required else words

    def set_required(self, required: bool) -> None:
        """Shows or hides the star."""
        self._required = required
        self.star.setVisible(required)
        bind_text(self.editor.setAccessibleName, self._name)

    def show_hint(self, hint: LocalizedText) -> None:
        """Another word beside the label."""
        self.hint.show_text(hint)

    def show_message(self, state: str, text: LocalizedText) -> None:
        """Says one sentence below the editor and colours its border; ``hint`` only says."""
        self.state = state
        icon, tone = _MESSAGE[state]
        self.message.show_state(icon, text, tone)
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
        self.message.hide()
        set_state = getattr(self.editor, "set_state", None)
        if set_state is not None:
            set_state("")
        bind_text(self.editor.setAccessibleDescription, "")
