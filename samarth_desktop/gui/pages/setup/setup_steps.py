"""The steps of set-up that stand at a start: language, name, passphrase; each is imported with the first of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.app.bars import LANGUAGE_NAMES
from samarth_desktop.gui.app.wizard import heading
from samarth_desktop.gui.kit import password_strength
from samarth_desktop.gui.kit.inputs.fields import PassphraseBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.cards import SegmentBar, tile
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T, Text

FIELD_WIDTH = 460


class SetupStep(QWidget):
    """One step. ``missing()`` says what is still to do, None when the person may go on."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def missing(self) -> Text | None:
        """What is still to do here."""
        return None

    def begin(self) -> None:
        """The step has come to the front: put the focus where typing begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _LanguageCard(QPushButton):
    """A big card that names a language in itself; a radio button to assistive programs."""

    def __init__(self, code: str, name: str, word: str) -> None:
        super().__init__()
        self.code, self._name = code, name
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        set_role(self, role="card", choice=True)
        self.setFixedHeight(120)
        self.setMaximumWidth(340)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 22, 22, 22)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._labels = Label(name, 24, 700), Label(word, 15, wrap=True)
        for label in self._labels:
            words.addWidget(label)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._tick = tile("check", 28, 18, "on_prim", "prim")
        row.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """The language's name."""
        return self._name

    def _dress(self) -> None:
        on = self.isChecked()
        self._tick.setVisible(on)
        self._labels[0].tone("tint_ink" if on else "")
        self._labels[1].tone("tint_ink" if on else "ink2")

    def sizeHint(self) -> QSize:
        return QSize(300, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(220, paint.width_of(self._name, 24, 700) + 90), 120)


class LanguageStep(SetupStep):
    """Chooses the language of the window; everything changes at once."""

    def __init__(self) -> None:
        super().__init__()
        title = T("In which language will you work?")
        self.column.addLayout(heading(title, T("You can change it at any time at the top of the window.")))
        row = QHBoxLayout()
        row.setSpacing(16)
        words = {"hi": "नमस्ते, हिन्दी में काम करें", "en": "Welcome, work in English"}  # each in its own language
        self.cards = [_LanguageCard(code, name, words[code]) for code, name in LANGUAGE_NAMES]
        for card in self.cards:
            card.setChecked(card.code == lang.code)
            card.clicked.connect(lambda checked=False, code=card.code: lang.use(code))
            row.addWidget(card, 1)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        lang.changed.connect(self._follow)

    def _follow(self) -> None:
        for card in self.cards:
            card.setChecked(card.code == lang.code)

    def begin(self) -> None:
        next(card for card in self.cards if card.isChecked()).setFocus()


class NameStep(SetupStep):
    """Asks for the name of the coordinator."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.column.addLayout(
            heading(
                T("What is your name?"), T("Your name stands beside the work you do, so that others know whom to ask.")
            )
        )
        self.box = TextBox(limit=80)
        self.box.setText(name)
        editor = LabelledEditor(T("Your name"), self.box, required=True, hint=T("in Hindi or English"))
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addWidget(editor, 3, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(14)
        text = T("Each person chooses a name at the top of the window.")
        right.addLayout(advice("person", T("Several can share this laptop"), text))
        text = T("The history of a record says who wrote what, and when.")
        right.addLayout(advice("clock", T("Everybody's work stays known"), text))
        row.addLayout(right, 2)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.box.textChanged.connect(self.changed)

    def name(self) -> str:
        """The name, spaces tidied."""
        return " ".join(self.box.text().split())

    def missing(self) -> Text | None:
        return None if self.name() else T("Write your name to go on")

    def begin(self) -> None:
        self.box.setFocus()


class PassphraseStep(SetupStep):
    """Asks twice for a passphrase and says plainly how good it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.column.addLayout(
            heading(
                T("Choose a passphrase"),
                T("It locks everything on this laptop. Without it nobody can read people's details, not even we."),
            )
        )
        row = QHBoxLayout()
        row.setSpacing(28)
        self.column.addLayout(row)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(12)
        right.setSpacing(14)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.first, self.second = PassphraseBox(), PassphraseBox()
        hint = T("10 letters or more, or four words")
        self.one = LabelledEditor(T("Passphrase"), self.first, required=True, hint=hint)
        self.parts = SegmentBar(3, 0, width=200)
        self.words = Label("", 14, 600)
        meter = QHBoxLayout()
        meter.setSpacing(12)
        meter.addWidget(self.parts)
        meter.addWidget(self.words, 1)
        self.two = LabelledEditor(T("The same once more"), self.second, required=True)
        left.addWidget(self.one)
        left.addLayout(meter)
        left.addWidget(self.two)
        left.addStretch(1)
        for icon, title, text in (
            ("idea", T("Four words are easy to keep"), T("For example a tree, a colour, a village, a dish.")),
            ("lock", T("Tell nobody"), T("Not on paper in the laptop bag, not on WhatsApp.")),
        ):
            right.addLayout(advice(icon, title, text))
        right.addStretch(1)
        self.column.addStretch(1)
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        found = password_strength.judge(self.first.text(), self._name)
        self.parts.show_parts(3, found.level)
        self.words.show_text(found.says if self.first.text() else "")
        self.words.tone({0: "warn", 1: "warn", 2: "ok", 3: "ok"}[found.level])
        same = self.first.text() == self.second.text()
        if self.second.text() and not same and not self.first.text().startswith(self.second.text()):
            self.two.show_message("error", T("The two are not the same. Look at them with the eye."))
        elif self.second.text() and same:
            self.two.show_message("ok", T("Both are the same"))
        else:
            self.two.clear_message()
        self.changed.emit()

    def passphrase(self) -> str:
        """What was chosen."""
        return self.first.text()

    def missing(self) -> Text | None:
        found = password_strength.judge(self.first.text(), self._name)
        if found.level < password_strength.ENOUGH:
            return found.says
        if self.first.text() != self.second.text():
            return T("Write the passphrase once more to go on")
        return None

    def begin(self) -> None:
        self.first.setFocus()


def advice(icon: str, title: Text, text: Text | Label) -> QHBoxLayout:
    """An icon, a bold line and a helper line, as beside the recovery key."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(tile(icon, 40, 20), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(title, 15, 600, wrap=True))
    column.addWidget(text if isinstance(text, Label) else Label(text, 14, 400, "ink2", wrap=True))
    row.addLayout(column, 1)
    return row
