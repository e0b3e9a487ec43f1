"""Mends a reason where it stands: by a word of the marketplace's list or as typed, also in others with the same."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.pages.products.listing_page import field_words
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Tn
from samarth_desktop.rules.listing.values import ATTRIBUTE

if TYPE_CHECKING:
    from samarth_desktop.actions.products.standing import Why


class MendBox(QWidget):
    """`write` gets the text, and whether the others get it, too. That is ticked only where all hold the same."""

    def __init__(self, why: "Why", write: Callable[[str, bool], object]) -> None:
        super().__init__()
        self.others = QCheckBox()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.editor: ComboBox | TextBox = ComboBox([(word, word) for word in why.allowed]) if why.allowed else TextBox()
        if isinstance(self.editor, ComboBox):
            self.editor.set_value(why.value)
        else:
            self.editor.setText(why.value)
        row.addWidget(LabelledEditor(field_words(why.field.removeprefix(ATTRIBUTE)), self.editor), 1)
        self.button = Button(T("Write"), small=True, icon="check")
        self.button.clicked.connect(lambda: write(self.text(), self.others.isChecked()))
        row.addWidget(self.button)
        rows.addLayout(row)
        bind_text(self.others.setText, Tn("Also in {count} more", "Also in {count} more", len(why.same)))
        self.others.setChecked(bool(why.same) and why.alike)
        self.others.setVisible(bool(why.same))
        rows.addWidget(self.others)

    def text(self) -> str:
        """What is to be written."""
        return str(self.editor.value() or "") if isinstance(self.editor, ComboBox) else self.editor.text()
