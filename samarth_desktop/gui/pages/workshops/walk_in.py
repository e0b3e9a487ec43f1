"""A walk-in at the door: five things to type, then number and badge in one step."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from samarth_desktop.domain.fields.choices import GENDERS
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import NumberBox, TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.i18n import T, Text


class WalkIn(QFrame):
    """`saved` carries what was typed, by key; `name_only` the same where no record is wanted; `left` ends it. Its
    buttons stand in the bar of the page, which never scrolls."""

    saved = Signal(object)
    name_only = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._number, self._elsewhere = "", False
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        self.title = Label(T("New person"), 18, 600)
        column.addWidget(self.title)
        self.name, self.relative, self.village = HindiBox(), HindiBox(), HindiBox()
        self.relation = Segments([(one.code, Text(one.label)) for one in RELATIONS])
        self.gender = Segments([(one.code, Text(one.label)) for one in GENDERS])
        self.age = NumberBox(T("years"), most=120)
        self.mobile = TextBox(prefix="+91", limit=13)
        self.consent = Segments([("signature", T("Signature")), ("thumb", T("Thumb")), ("spoken", T("Spoken"))])
        rows = (
            ((T("Name"), self.name, True), (T("Gender"), self.gender, False)),
            ((T("Relation"), self.relation, False), (T("Relative"), self.relative, False)),
            (
                (T("Age"), self.age, False),
                (T("Mobile"), self.mobile, False),
                (T("Village or ward"), self.village, False),
            ),
            ((T("Consent given by (after the notice was read out)"), self.consent, False),),
        )
        for row in rows:
            line = Columns(420, 12)
            for label, editor, needed in row:
                line.addWidget(LabelledEditor(label, editor, needed), 1)
            column.addLayout(line)
        self.message = IconLabel("", "", "err", 13)
        column.addWidget(self.message)
        self.back, self.only = Button(T("Leave")), Button(T("Only the name"))
        self.save = Button(T("Register and let in"), "primary", key="Ctrl+Return")
        self.back.clicked.connect(self.left)
        self.only.clicked.connect(lambda: self._finish(self.name_only))
        self.save.clicked.connect(lambda: self._finish(self.saved))
        self.offer(False)

    def begin(self, name: str = "", village: str = "", number: str = "", *, elsewhere: bool = False) -> None:
        """Empty, but for what is known: a name that was typed, the village, the number of a printed form, or of the
        badge of somebody who is registered `elsewhere` and is not registered again."""
        self._number, self._elsewhere = number, elsewhere
        title = T("Badge {number}: registered on another laptop", number=number) if elsewhere else T("New person")
        self.title.show_text(T("New person with form {number}", number=number) if number and not elsewhere else title)
        self.offer(True)
        self.only.show_text(T("Let in with this badge") if elsewhere else T("Only the name"))
        self.name.setText(name)
        self.village.setText(village)
        for box in (self.relative, self.age, self.mobile):
            box.clear()
        for choice in (self.relation, self.gender, self.consent):
            choice.set_value(None)
        self.message.show_state("", "", "err")
        (self.relation if name else self.name).setFocus()

    def offer(self, on: bool) -> None:
        """Shows the buttons, or takes them away."""
        self.back.setVisible(on)
        self.only.setVisible(on)
        self.save.setVisible(on and not self._elsewhere)

    def typed(self) -> dict[str, str]:
        """What was typed, by key."""
        texts = {
            "name": self.name.text(), "relative": self.relative.text(), "village": self.village.text(),
            "age": self.age.text(), "mobile": self.mobile.text(), "number": self._number,
            "relation": str(self.relation.value() or ""), "gender": str(self.gender.value() or ""),
            "consent": str(self.consent.value() or ""),
        }  # fmt: skip
        return {key: " ".join(text.split()) for key, text in texts.items()}

    def say(self, text: Text) -> None:
        """Why it was not saved."""
        self.message.show_state("err", text, "err")

    def _finish(self, signal: SignalInstance) -> None:
        typed = self.typed()
        if not typed["name"]:
            self.say(T("Write the name."))
            self.name.setFocus()
            return
        signal.emit(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
