"""The panel of one doubted name: whose it is, why, the better spelling, and a box to write it anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.doubtful_names import DoubtfulName

WIDTH = 372


def deed_of(name: "DoubtfulName") -> Text:
    """What mends a doubtful name, as the words of its link."""
    if not name.better:
        return T("Write the name")
    return T("Split") if name.doubt.rest or len(name.doubt.better) > 1 + bool(name.twin) else T("Write it so")


def place_of(name: "DoubtfulName") -> str:
    """Where it stands in the record: the label of its field, or of both where both scripts have it."""
    return ", ".join(say(Text(label)) for label in (name.label, name.twin) if label)


class NamePanel(QFrame):
    """Shows one name. `written` carries what was written in its box, `wants_form` asks for the whole record."""

    written = Signal(str)
    wants_form = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        self.who = Label("", 13, 400, "ink2", wrap=True)
        self.name = Label("", 24, 700, wrap=True)
        self.reason = IconLabel("warn", "", "warn", 15, wrap=True)
        self.better_head = Label(T("Better so"), 14, 600)
        self.better = Label("", 18, 600, wrap=True)
        self.rest = Label("", 13, 400, "ink2", wrap=True)
        self.box = TextBox()
        self.box.returnPressed.connect(self._write)
        self.editor = LabelledEditor(T("Or write it as on the Aadhaar card"), self.box)
        self.form = Button(T("Open the whole record"), "link", end_icon="arrow", small=True)
        self.form.clicked.connect(self.wants_form)
        self._parts = (
            self.who,
            self.name,
            self.reason,
            self.better_head,
            self.better,
            self.rest,
            self.editor,
            self.form,
        )
        for part in self._parts:
            column.addWidget(part)
        self.none = EmptyState("checkc", T("All looked at."))
        column.addWidget(self.none)
        column.addStretch(1)
        self.show_name(None)

    def show_name(self, name: "DoubtfulName | None") -> None:
        """Shows this name, or that none is left."""
        for part in self._parts:
            part.setVisible(name is not None)
        self.none.setVisible(name is None)
        self.editor.clear_message()
        if name is None:
            return
        self.who.show_text(lambda: " · ".join(filter(None, (name.registration, place_of(name), name.village))))
        self.name.show_text(name.doubt.text)
        refused = name.doubt.refused
        self.reason.show_state("err" if refused else "warn", name.doubt.reason, "err" if refused else "warn")
        self.better.show_text(name.better)
        self.better_head.setVisible(bool(name.better))
        self.better.setVisible(bool(name.better))
        others = [str(text) for key, text in name.doubt.better.items() if key.startswith("relative")]
        rest = ", ".join([*others, *name.doubt.rest.values()])
        self.rest.show_text(T("The rest of the box: {rest}", rest=rest))
        self.rest.setVisible(bool(rest))
        self.box.setText(name.better or name.doubt.text)

    def begin_writing(self) -> None:
        """Goes to the box with all of it chosen."""
        self.box.setFocus()
        self.box.selectAll()

    def show_wrong(self, text: Text) -> None:
        """Why what was written cannot stand either."""
        self.editor.show_message("error", text)

    def _write(self) -> None:
        self.written.emit(self.box.text())
